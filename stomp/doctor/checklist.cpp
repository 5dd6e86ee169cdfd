#include "checklist.h"

#include "doctortext.h"
#include "stepfindings.h"
#include "wording.h"

#include <algorithm>

namespace Stomp {

namespace {

using Step = Check::Step;
using Outcome = Check::Outcome;
using Stage = ConnectionFailure::Stage;
using Kind = Diagnosis::Kind;
using Scheme = BrokerUrl::Scheme;

bool usesTls(const ClientOptions& options)
{
    return options.url.scheme == Scheme::Stomps || options.url.scheme == Scheme::Wss;
}

bool usesWebSocket(const ClientOptions& options)
{
    return options.url.scheme == Scheme::Ws || options.url.scheme == Scheme::Wss;
}

QString titleOf(Step step)
{
    switch (step) {
    case Step::Name:
        return DoctorText::tr("Name");
    case Step::Tcp:
        return DoctorText::tr("TCP connection");
    case Step::Tls:
        return DoctorText::tr("TLS");
    case Step::Upgrade:
        return DoctorText::tr("HTTP to WebSocket");
    case Step::Connect:
        return DoctorText::tr("CONNECT");
    case Step::Connected:
        break;
    }
    return DoctorText::tr("CONNECTED");
}

/** Where it broke; past the end when it did not. */
Step failedStep(const ConnectionFailure& failure)
{
    switch (failure.stage) {
    case Stage::Name:
        return Step::Name;
    case Stage::Tcp:
        return Step::Tcp;
    case Stage::Tls:
        return Step::Tls;
    case Stage::Upgrade:
        return Step::Upgrade;
    case Stage::Handshake:
        if (failure.reason == CloseReason::BadOptions)
            return Step::Connect;
        break;
    case Stage::Session:
        break;
    }
    return Step::Connected;
}

QString findingOf(Step step, const Findings& findings)
{
    switch (step) {
    case Step::Name:
        return foundName(findings);
    case Step::Tcp:
        return foundTcp(findings);
    case Step::Tls:
        return foundTls(findings);
    case Step::Upgrade:
        return foundUpgrade(findings);
    case Step::Connect:
        return foundConnect(findings);
    case Step::Connected:
        break;
    }
    return foundConnected(findings);
}

bool isNeeded(Step step, const Findings& findings)
{
    if (step == Step::Name)
        return findings.nameLookedUp || findings.options.proxy.type() != QNetworkProxy::NoProxy;
    if (step == Step::Tls)
        return usesTls(findings.options);
    return step != Step::Upgrade || usesWebSocket(findings.options);
}

/** The same place by another protocol, as a URL to try. */
QString urlWith(Scheme scheme, const ClientOptions& options)
{
    BrokerUrl url = options.url;
    url.scheme = scheme;
    if (scheme == Scheme::Stomp || scheme == Scheme::Stomps)
        url.path.clear();
    return QString::fromStdString(url.display());
}

/** What is found to listen at the port instead of what was looked for. */
std::optional<Diagnosis> otherwise(const ProbeResult& probe, const ClientOptions& options)
{
    const QString at = addressOf(options);
    const auto speaks = [&at](const QString& protocol) {
        return DoctorText::tr("%1 speaks %2.").arg(at, protocol);
    };
    const QString wrongPort = DoctorText::tr("This is not the port that was meant.");
    const QString usual = DoctorText::tr("Use the broker's port for STOMP, usually 61613.");
    switch (probe.speaks) {
    case Speaks::Tls:
        return Diagnosis{Kind::SpeaksTls, speaks(DoctorText::tr("TLS")),
            DoctorText::tr("The port is for encrypted connections, and this one is not."),
            DoctorText::tr("Connect with TLS: %1")
                .arg(urlWith(usesWebSocket(options) ? Scheme::Wss : Scheme::Stomps, options)),
            {}};
    case Speaks::Http:
        return Diagnosis{Kind::SpeaksHttp, speaks(DoctorText::tr("HTTP")),
            DoctorText::tr("A web server: perhaps STOMP over WebSocket, perhaps a broker's web "
                           "console."),
            usesWebSocket(options)
                ? DoctorText::tr("Connect without TLS: %1").arg(urlWith(Scheme::Ws, options))
                : DoctorText::tr("Connect by WebSocket, with the path that the server has for it "
                                 "(RabbitMQ: port 15674, path /ws): %1")
                      .arg(urlWith(Scheme::Ws, options)),
            {}};
    case Speaks::Stomp:
        return Diagnosis{Kind::SpeaksPlainStomp, speaks(DoctorText::tr("plain STOMP")),
            DoctorText::tr("The port is for connections without TLS and WebSocket."),
            DoctorText::tr("Connect without: %1").arg(urlWith(Scheme::Stomp, options)), {}};
    case Speaks::OpenWire:
        return Diagnosis{Kind::SpeaksOpenWire, speaks(DoctorText::tr("OpenWire")),
            DoctorText::tr("The port is for ActiveMQ's own protocol."), usual, {}};
    case Speaks::Amqp:
        return Diagnosis{Kind::SpeaksAmqp, speaks(DoctorText::tr("AMQP")), wrongPort, usual, {}};
    case Speaks::Ssh:
        return Diagnosis{Kind::Garbage, speaks(DoctorText::tr("SSH")), wrongPort, usual, {}};
    case Speaks::Mail:
        return Diagnosis{
            Kind::Garbage, speaks(DoctorText::tr("SMTP or FTP")), wrongPort, usual, {}};
    case Speaks::Redis:
        return Diagnosis{Kind::Garbage, speaks(DoctorText::tr("Redis")), wrongPort, usual, {}};
    case Speaks::Unknown:
        break;
    }
    return {};
}

Diagnosis diagnosisOf(const Findings& findings)
{
    if (!findings.failure)
        return {};
    const Diagnosis plain = explain(*findings.failure, findings.options);
    for (const ProbeResult& probe : findings.probes) {
        if (auto found = otherwise(probe, findings.options)) {
            found->details = plain.details;
            return *found;
        }
    }
    return plain;
}

QString doubtAbout(Step step, const Findings& findings)
{
    if (step == Step::Tls)
        return doubtAboutTls(findings);
    return step == Step::Connected ? doubtAboutSession(findings) : QString();
}

} // namespace

Checklist checklistOf(const Findings& findings)
{
    Checklist list;
    list.diagnosis = diagnosisOf(findings);
    bool reached = true;
    for (const Step step :
        {Step::Name, Step::Tcp, Step::Tls, Step::Upgrade, Step::Connect, Step::Connected}) {
        Check check;
        check.step = step;
        check.title = titleOf(step);
        const bool isFailure = findings.failure && failedStep(*findings.failure) == step;
        if (isFailure) {
            reached = false;
            check.outcome = Outcome::Failed;
            check.finding = list.diagnosis.what;
            check.cause = list.diagnosis.cause;
            check.remedy = list.diagnosis.remedy;
        } else if (!isNeeded(step, findings)) {
            check.outcome = Outcome::NotNeeded;
            if (step == Step::Name)
                check.finding = foundName(findings);
        } else if (reached) {
            const QString doubt = doubtAbout(step, findings);
            check.outcome = doubt.isEmpty() ? Outcome::Passed : Outcome::Doubtful;
            check.finding = findingOf(step, findings);
            check.cause = doubt;
        }
        list.checks << check;
    }
    return list;
}

QList<ProbeResult::Kind> probesFor(const ConnectionFailure& failure, const ClientOptions& options)
{
    using Probe = ProbeResult::Kind;
    switch (failure.stage) {
    case Stage::Name:
    case Stage::Tcp:
    case Stage::Session:
        return {};
    case Stage::Tls: {
        const auto problem = failure.evidence.tls && !failure.evidence.tls->problems.isEmpty()
            ? failure.evidence.tls->problems.constFirst()
            : TlsProblem::NotTls;
        if (problem != TlsProblem::NotTls && problem != TlsProblem::Other)
            return {};
        return {Probe::Stomp, Probe::Http, Probe::Silence, Probe::Amqp};
    }
    case Stage::Upgrade:
        if (failure.evidence.upgrade && failure.evidence.upgrade->status != 0)
            return {};
        return usesTls(options) ? QList{Probe::Tls}
                                : QList{Probe::Stomp, Probe::Tls, Probe::Silence, Probe::Amqp};
    case Stage::Handshake:
        break;
    }
    const Kind kind = explain(failure, options).kind;
    const bool isUnclear = kind == Kind::ClosedAtOnce || kind == Kind::NoAnswer
        || kind == Kind::Garbage || kind == Kind::ClosedInFrame;
    if (!isUnclear || usesTls(options) || usesWebSocket(options))
        return {};
    return {Probe::Tls, Probe::Silence, Probe::Http, Probe::Amqp};
}

} // namespace Stomp
