#include "proofrunner.h"

#include "iothread.h"

#include <stomp/doctor/diagnosis.h>
#include <stomp/trials/proofverdict.h>
#include <stomp/trials/proofwording.h>

#include <utility>

namespace Ui {

using Stomp::Proof;
using Stomp::ProofLane;

namespace {

ProofLaneLook laneLook(const QString& name, const ProofLane& lane)
{
    ProofLaneLook look;
    look.name = name;
    look.state = Stomp::stateText(lane.subscription);
    look.foreign = static_cast<int>(lane.foreign);
    for (const Stomp::ProofArrival& arrival : lane.arrivals) {
        look.received << static_cast<int>(arrival.number);
        if (arrival.redelivered)
            look.redelivered << static_cast<int>(arrival.number);
    }
    return look;
}

ProofLook lookOf(const Stomp::ProofEvidence& evidence)
{
    ProofLook look;
    look.shared = static_cast<int>(evidence.shared);
    look.unattended = static_cast<int>(evidence.unattended);
    look.sent = static_cast<int>(evidence.sent);
    look.lanes = {laneLook(QStringLiteral("A"), evidence.a),
        laneLook(QStringLiteral("B"), evidence.b),
        laneLook(ProofRunner::tr("Late"), evidence.late)};
    return look;
}

QString problemOf(const Stomp::ProofReport& report, const Stomp::ClientOptions& options)
{
    Stomp::Diagnosis diagnosis;
    if (report.failure && report.evidence.end == Stomp::ProofEnd::NotConnected)
        diagnosis = Stomp::explain(*report.failure, options);
    else if (report.error)
        diagnosis = Stomp::explainError(*report.error, report.evidence.dialect);
    QStringList parts{diagnosis.what, diagnosis.cause, diagnosis.remedy};
    parts.removeAll(QString());
    return parts.join(u' ');
}

std::vector<std::string> bytesOf(const QStringList& names)
{
    std::vector<std::string> all;
    for (const QString& name : names)
        all.push_back(name.toStdString());
    return all;
}

QString allText(const ProofLook& look, const QString& destination)
{
    QStringList lines{ProofRunner::tr("Queue or topic? %1").arg(destination)};
    for (const ProofLaneLook& lane : look.lanes) {
        QStringList numbers;
        for (const int number : lane.received)
            numbers << QString::number(number);
        lines << ProofRunner::tr("%1: %2; received %3")
                     .arg(lane.name, lane.state.isEmpty() ? QStringLiteral("-") : lane.state,
                         numbers.isEmpty() ? ProofRunner::tr("nothing") : numbers.join(u' '));
    }
    lines << look.verdictText << look.keptText << look.oddText << look.ownShareText << look.problem
          << look.leftBehind;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

ProofRunner::ProofRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent)
    : QObject(parent), m_thread(thread), m_options(std::move(options))
{
    m_look = lookOf({});
}

ProofRunner::~ProofRunner()
{
    if (m_proof) { // its end closes its connections, and all goes back
        m_proof->disconnect(this);
        m_proof->deleteLater();
    }
}

QString ProofRunner::warning(const QString& destination)
{
    return Stomp::proofWarning(destination);
}

QString ProofRunner::warning(const QString& destination, const QStringList& ownSubscribers)
{
    return Stomp::ownSubscribersWarning(destination, bytesOf(ownSubscribers));
}

void ProofRunner::start(const QString& destination, const QStringList& ownSubscribers)
{
    if (m_proof)
        return;
    m_look = lookOf({});
    Stomp::ProofRequest request;
    request.options = m_options;
    request.destination = destination.toStdString();
    request.ownSubscribers = bytesOf(ownSubscribers);
    m_proof = new Proof(std::move(request));
    connect(m_proof, &Proof::progressed, this, &ProofRunner::take);
    connect(m_proof, &Proof::finished, this, &ProofRunner::end);
    m_thread.adopt(m_proof);
    m_thread.post([proof = m_proof] { proof->start(); });
    Q_EMIT changed();
}

void ProofRunner::stop()
{
    if (m_proof)
        m_thread.post([proof = m_proof] { proof->stop(); });
}

void ProofRunner::take(Proof::Step step, const Stomp::ProofEvidence& evidence)
{
    if (!m_proof)
        return;
    m_look = lookOf(evidence);
    m_look.step = Stomp::stepText(step);
    Q_EMIT changed();
}

void ProofRunner::end(const Stomp::ProofReport& report)
{
    m_proof->deleteLater();
    m_proof = nullptr;
    const Stomp::ProofVerdict verdict = Stomp::judge(report.evidence);
    m_look = lookOf(report.evidence);
    switch (verdict.kind) {
    case Stomp::ProofVerdict::Kind::Queue:
        m_look.verdict = ProofLook::Verdict::Queue;
        break;
    case Stomp::ProofVerdict::Kind::Topic:
        m_look.verdict = ProofLook::Verdict::Topic;
        break;
    case Stomp::ProofVerdict::Kind::Inconclusive:
        m_look.verdict = ProofLook::Verdict::Inconclusive;
        break;
    }
    m_look.kept = verdict.kept;
    m_look.verdictText = Stomp::verdictText(report.evidence, verdict);
    m_look.keptText = Stomp::keptText(report.evidence, verdict);
    m_look.oddText = Stomp::oddText(report.evidence, verdict);
    m_look.ownShareText = Stomp::ownShareText(report.evidence, verdict);
    m_look.leftBehind = Stomp::leftBehindTexts(report.evidence, verdict);
    m_look.problem = problemOf(report, m_options);
    m_look.text = allText(m_look, QString::fromStdString(report.evidence.destination));
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace Ui
