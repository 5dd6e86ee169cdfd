#include "checklist.h"
#include "secretmask.h"
#include "stepfindings.h"
#include "wording.h"

#include <QSysInfo>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

QString markOf(Check::Outcome outcome)
{
    switch (outcome) {
    case Check::Outcome::Passed:
        return u"ok      "_s;
    case Check::Outcome::Doubtful:
        return u"ok, but "_s;
    case Check::Outcome::Failed:
        return u"FAILED  "_s;
    case Check::Outcome::NotReached:
        return u"-       "_s;
    case Check::Outcome::NotNeeded:
        break;
    }
    return u"n/a     "_s;
}

QString nameOf(ProbeResult::Kind kind)
{
    switch (kind) {
    case ProbeResult::Kind::Silence:
        return u"said nothing"_s;
    case ProbeResult::Kind::Tls:
        return u"offered TLS"_s;
    case ProbeResult::Kind::Http:
        return u"sent an HTTP request"_s;
    case ProbeResult::Kind::Amqp:
        return u"sent an AMQP header"_s;
    case ProbeResult::Kind::Stomp:
        break;
    }
    return u"sent CONNECT without TLS and login"_s;
}

QString answerOf(const ProbeResult& probe)
{
    if (probe.speaks == Speaks::Tls)
        return u"TLS answered"_s;
    if (!probe.isOpen)
        return u"no connection"_s;
    if (probe.words.empty())
        return u"no answer"_s;
    QString shown;
    for (const char c : probe.words) {
        const auto byte = static_cast<unsigned char>(c);
        shown += byte >= 0x20 && byte < 0x7f
            ? QString(QLatin1Char(c))
            : u"\\x"_s + QString::number(byte, 16).rightJustified(2, u'0');
    }
    return u"it answered \"%1\""_s.arg(shown);
}

} // namespace

QString supportText(const Findings& findings, const Checklist& checklist)
{
    const SessionOptions session = effectiveSession(findings.options);
    const SecretMask mask(session.login, session.passcode);
    QStringList lines{u"STOMP Console, connection to %1, examined %2"_s.arg(
        QString::fromStdString(findings.options.url.display()),
        findings.examinedAt.toString(Qt::ISODateWithMs))};
    lines << u"Qt %1, %2"_s.arg(QLatin1StringView(qVersion()), QSysInfo::prettyProductName());
    for (const Check& check : checklist.checks) {
        lines << markOf(check.outcome) + check.title
                + (check.finding.isEmpty() ? QString() : u": "_s + check.finding);
        if (!check.cause.isEmpty())
            lines << u"        "_s + check.cause;
        if (!check.remedy.isEmpty())
            lines << u"        "_s + check.remedy;
    }
    if (findings.evidence.tls) {
        for (const QString& line : describe(findings.evidence.tls->chain))
            lines << u"certificate: "_s + line;
        for (const QString& line : findings.evidence.tls->details)
            lines << u"TLS: "_s + line;
    }
    for (const ProbeResult& probe : findings.probes)
        lines << u"asked the port: %1; %2"_s.arg(nameOf(probe.kind), mask.masked(answerOf(probe)));
    // Masked already where they were taken from the other side.
    if (!checklist.diagnosis.details.isEmpty())
        lines << u"the other side's words: "_s
                + QString(checklist.diagnosis.details).replace(u'\n', u" | "_s);
    return lines.join(u'\n') + u'\n';
}

} // namespace Stomp
