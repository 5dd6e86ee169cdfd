#include "proveverb.h"

#include "brokersession.h"
#include "credentials.h"
#include "insidebroker.h"
#include "prooftext.h"
#include "terminal.h"

#include <stomp/doctor/diagnosis.h>
#include <stomp/trials/proofwording.h>

#include <unistd.h>

#include <cstdio>

namespace App {

using namespace Qt::StringLiterals;
using Stomp::Proof;
using Kind = Stomp::ProofVerdict::Kind;

ProveVerb::ProveVerb(ProveArguments arguments, QObject* parent)
    : QObject(parent), m_arguments(std::move(arguments))
{
    connect(&m_signals, &SignalWatcher::interrupted, this, [this] {
        m_isInterrupted = true;
        if (m_proof)
            m_proof->stop();
        else
            Q_EMIT finished(ExitCode::NotAsAsked);
    });
}

ProveVerb::~ProveVerb() = default;

void ProveVerb::start()
{
    const ConnectArguments& connection = m_arguments.connect;
    warnOfSecrets(connection);
    const Credentials credentials = findCredentials(connection);
    if (!credentials.error.isEmpty()) {
        say(credentials.error);
        Q_EMIT finished(credentials.code);
        return;
    }
    Stomp::ProofRequest request;
    request.options = clientOptionsFor(connection, credentials);
    request.destination = m_arguments.destination;
    request.sendHeaders = m_arguments.sendHeaders;
    request.subscribeHeaders = m_arguments.subscribeHeaders;
    if (request.options.url.scheme == Stomp::BrokerUrl::Scheme::Practice) {
        m_practice = startInsideBroker({}, request.options);
        if (!m_practice) {
            Q_EMIT finished(ExitCode::NoSession);
            return;
        }
    } else if (!isAllowed()) {
        say(u"Nothing was sent."_s);
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    m_proof = std::make_unique<Proof>(std::move(request));
    connect(m_proof.get(), &Proof::progressed, this,
        [this] { showProgress(Stomp::stepText(m_proof->step())); });
    connect(m_proof.get(), &Proof::finished, this, &ProveVerb::report);
    m_proof->start();
}

bool ProveVerb::isAllowed()
{
    say(Stomp::proofWarning(QString::fromStdString(m_arguments.destination)));
    if (m_arguments.yes || !isTerminal(STDIN_FILENO) || !isTerminal(STDERR_FILENO))
        return true;
    return askYesNo(u"Go on?"_s);
}

void ProveVerb::report()
{
    endProgress();
    const Stomp::ProofEvidence& evidence = m_proof->evidence();
    if (m_proof->report().failure && evidence.end == Stomp::ProofEnd::NotConnected)
        say(Stomp::explain(*m_proof->report().failure, m_proof->options()));
    else if (evidence.wasError && m_proof->report().error)
        say(Stomp::explainError(*m_proof->report().error, evidence.dialect));
    const Stomp::ProofVerdict verdict = Stomp::judge(evidence);
    const QByteArray text =
        m_arguments.json ? proofJson(evidence, verdict) : proofText(evidence, verdict);
    if (std::fputs(text.constData(), stdout) < 0 || std::fflush(stdout) != 0) {
        say(u"Cannot write the verdict."_s);
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    if (m_arguments.expect && verdict.kind != Kind::Inconclusive
        && *m_arguments.expect != verdict.kind)
        say(*m_arguments.expect == Kind::Queue ? u"Expected a queue."_s : u"Expected a topic."_s);
    Q_EMIT finished(codeOf(evidence));
}

ExitCode ProveVerb::codeOf(const Stomp::ProofEvidence& evidence) const
{
    if (evidence.end == Stomp::ProofEnd::NotConnected && !m_isInterrupted)
        return ExitCode::NoSession;
    if (evidence.wasError)
        return ExitCode::BrokerError;
    const Kind kind = Stomp::judge(evidence).kind;
    const bool isAsAsked =
        m_arguments.expect ? kind == *m_arguments.expect : kind != Kind::Inconclusive;
    return isAsAsked ? ExitCode::AsAsked : ExitCode::NotAsAsked;
}

} // namespace App
