#include "prooftext.h"

#include <stomp/doctor/wording.h>
#include <stomp/trials/proofwording.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace App {

using namespace Qt::StringLiterals;
using namespace Stomp;

namespace {

QLatin1StringView stateName(const ProofLane& lane)
{
    switch (lane.subscription) {
    case ProofLane::Subscription::None:
        return "none"_L1;
    case ProofLane::Subscription::Requested:
        return "requested"_L1;
    case ProofLane::Subscription::Confirmed:
        return "confirmed"_L1;
    case ProofLane::Subscription::Assumed:
        return "assumed"_L1;
    case ProofLane::Subscription::Refused:
        break;
    }
    return "refused"_L1;
}

QString laneText(const QString& name, const ProofLane& lane)
{
    QStringList numbers;
    for (const ProofArrival& arrival : lane.arrivals)
        numbers << QString::number(arrival.number) + (arrival.redelivered ? u"r"_s : QString());
    QString text = u"%1  %2"_s.arg(name, -5).arg(stateText(lane.subscription));
    if (lane.subscription == ProofLane::Subscription::None)
        return u"%1  did not subscribe"_s.arg(name, -5);
    text += u"; received "_s + (numbers.isEmpty() ? u"nothing"_s : numbers.join(u' '));
    if (lane.foreign > 0)
        text += u"; and %1 of others, given back"_s.arg(lane.foreign);
    return text;
}

QJsonObject laneObject(QLatin1StringView name, const ProofLane& lane)
{
    QJsonArray numbers;
    QJsonArray redelivered;
    for (const ProofArrival& arrival : lane.arrivals) {
        numbers << static_cast<qint64>(arrival.number);
        if (arrival.redelivered)
            redelivered << static_cast<qint64>(arrival.number);
    }
    return {{u"name"_s, name}, {u"subscription"_s, stateName(lane)}, {u"received"_s, numbers},
        {u"redelivered"_s, redelivered}, {u"foreign"_s, static_cast<qint64>(lane.foreign)}};
}

QJsonArray arrayOf(const ProofNumbers& numbers)
{
    QJsonArray array;
    for (const std::uint32_t number : numbers)
        array << static_cast<qint64>(number);
    return array;
}

QJsonArray range(std::uint32_t first, std::uint32_t last)
{
    QJsonArray array;
    for (std::uint32_t number = first; number <= last; ++number)
        array << static_cast<qint64>(number);
    return array;
}

QString verdictName(ProofVerdict::Kind kind)
{
    switch (kind) {
    case ProofVerdict::Kind::Queue:
        return u"queue"_s;
    case ProofVerdict::Kind::Topic:
        return u"topic"_s;
    case ProofVerdict::Kind::Inconclusive:
        break;
    }
    return u"inconclusive"_s;
}

QStringList sentences(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    QStringList all{
        verdictText(evidence, verdict), keptText(evidence, verdict), oddText(evidence, verdict)};
    all.removeAll(QString());
    return all;
}

} // namespace

QByteArray proofText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    QStringList lines{laneText(u"A"_s, evidence.a), laneText(u"B"_s, evidence.b)};
    if (evidence.sent > evidence.shared)
        lines << laneText(u"late"_s, evidence.late);
    lines << QString() << sentences(evidence, verdict).join(u'\n')
          << leftBehindTexts(evidence, verdict);
    return lines.join(u'\n').toUtf8() + '\n';
}

QByteArray proofJson(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    const std::uint32_t shared = std::min(evidence.sent, evidence.shared);
    QJsonObject object{{u"version"_s, 1}, {u"destination"_s, fromBytes(evidence.destination)},
        {u"broker"_s, fromBytes(evidence.server)}, {u"run"_s, fromBytes(evidence.run)},
        {u"verdict"_s, verdictName(verdict.kind)},
        {u"kept"_s, verdict.kept ? QJsonValue(*verdict.kept) : QJsonValue(QJsonValue::Null)},
        {u"text"_s, sentences(evidence, verdict).join(u' ')}, {u"sentToBoth"_s, range(1, shared)},
        {u"sentToNobody"_s,
            range(evidence.shared + 1,
                std::min(evidence.sent, evidence.shared + evidence.unattended))},
        {u"confirmed"_s,
            evidence.receipts ? QJsonValue(static_cast<qint64>(evidence.taken)) : QJsonValue()},
        {u"lanes"_s,
            QJsonArray{laneObject("A"_L1, evidence.a), laneObject("B"_L1, evidence.b),
                laneObject("late"_L1, evidence.late)}},
        {u"missing"_s, arrayOf(verdict.missing)}, {u"leftBehind"_s, arrayOf(verdict.leftBehind)},
        {u"notes"_s, QJsonArray::fromStringList(leftBehindTexts(evidence, verdict))}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace App
