#include "proofwording.h"

#include "prooflistener.h"

#include <stomp/dialect/destination.h>

#include <QCoreApplication>

namespace Stomp {

namespace {

class ProofText
{
    Q_DECLARE_TR_FUNCTIONS(Proof)
};

using Kind = ProofVerdict::Kind;

QString listText(const QStringList& parts)
{
    if (parts.size() < 2)
        return parts.join(QString());
    return ProofText::tr("%1 and %2", "the end of a list")
        .arg(parts.mid(0, parts.size() - 1).join(ProofText::tr(", ")), parts.last());
}

/** "orders and mails" */
QString namesText(const std::vector<std::string>& names)
{
    QStringList parts;
    for (const std::string& name : names)
        parts << QString::fromStdString(name);
    return listText(parts);
}

QString shareText(const ProofNumbers& numbers)
{
    return numbers.empty() ? ProofText::tr("none", "of the messages") : numbersText(numbers);
}

QString queueText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    QString text;
    if (verdict.onlyA.empty() || verdict.onlyB.empty()) {
        text = ProofText::tr("%1 received all %2, %3 none: each message went to one subscriber, it "
                             "behaves as a queue that serves one of its consumers.")
                   .arg(verdict.onlyA.empty() ? QStringLiteral("B") : QStringLiteral("A"))
                   .arg(evidence.shared)
                   .arg(verdict.onlyA.empty() ? QStringLiteral("A") : QStringLiteral("B"));
    } else if (verdict.missing.empty()) {
        text = ProofText::tr("A received %1 (%2), B received the other %3 (%4): shared, it behaves "
                             "as a queue.")
                   .arg(verdict.onlyA.size())
                   .arg(numbersText(verdict.onlyA))
                   .arg(verdict.onlyB.size())
                   .arg(numbersText(verdict.onlyB));
    } else {
        text = ProofText::tr("A received %1, B received %2, and no message went to both: shared, "
                             "it behaves as a queue. %3 came to neither: another consumer seems "
                             "to take a share.")
                   .arg(numbersText(verdict.onlyA), numbersText(verdict.onlyB),
                       numbersText(verdict.missing));
    }
    return text;
}

QString endText(const ProofEvidence& evidence)
{
    const QString reason = QString::fromStdString(evidence.reason);
    switch (evidence.end) {
    case ProofEnd::NotConnected:
        if (evidence.dialect == Dialect::RabbitMq && evidence.taken < evidence.sent
            && !evidence.wasError) {
            return ProofText::tr("there was no session to the end (%1), and %2 of the %3 messages "
                                 "sent were confirmed: RabbitMQ ends it without a word when a full "
                                 "queue rejects what is published (x-overflow: reject-publish), or "
                                 "when it goes down itself")
                .arg(reason)
                .arg(evidence.taken)
                .arg(evidence.sent);
        }
        return ProofText::tr("there was no session to the end (%1)").arg(reason);
    case ProofEnd::Refused:
        return reason.isEmpty() ? ProofText::tr("the broker refused it")
                                : ProofText::tr("the broker refused it (%1)").arg(reason);
    case ProofEnd::NotConfirmed:
        return ProofText::tr("the broker confirmed %1 of the %2 messages sent and no more: the "
                             "destination may be full or blocked")
            .arg(evidence.taken)
            .arg(evidence.sent);
    case ProofEnd::Crowded:
        return ProofText::tr("more than %1 messages of others wait here, and this broker has no "
                             "selector to pass them by")
            .arg(ProofListener::mostForeign);
    case ProofEnd::Stopped:
        return ProofText::tr("it was stopped");
    case ProofEnd::Complete:
        break;
    }
    return {};
}

QString doubtText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    const std::uint32_t foreign = evidence.a.foreign + evidence.b.foreign;
    switch (verdict.doubt) {
    case ProofDoubt::Incomplete:
        return endText(evidence);
    case ProofDoubt::NothingArrived:
        if (foreign > 0) {
            return ProofText::tr("%n message(s) of others stood before ours, and none of ours came",
                "", static_cast<int>(foreign));
        }
        return ProofText::tr("neither A nor B received any of the %1 messages: another consumer "
                             "may take them all, or nothing leads from this destination to its "
                             "subscribers")
            .arg(evidence.shared);
    case ProofDoubt::SomeMissing:
        if (!verdict.both.empty()) {
            return ProofText::tr("A and B received copies of the same messages, but %1 came to "
                                 "neither")
                .arg(numbersText(verdict.missing));
        }
        return ProofText::tr(
            "A received %1 and B %2; %3 came to neither: another consumer may take "
            "them")
            .arg(shareText(verdict.onlyA), shareText(verdict.onlyB), numbersText(verdict.missing));
    case ProofDoubt::Mixed: {
        ProofNumbers one = verdict.onlyA;
        one.insert(verdict.onlyB.begin(), verdict.onlyB.end());
        return ProofText::tr("%1 went to both A and B, but %2 to only one of them")
            .arg(numbersText(verdict.both), numbersText(one));
    }
    case ProofDoubt::Repeated:
        return ProofText::tr("a subscriber received the same message twice, not marked as "
                             "redelivered");
    case ProofDoubt::NotConfirmed:
        return ProofText::tr("all %1 messages went to one subscriber, and this broker does not "
                             "confirm that the other had subscribed")
            .arg(evidence.shared);
    case ProofDoubt::None:
        break;
    }
    return {};
}

} // namespace

QString numbersText(const ProofNumbers& numbers)
{
    QStringList parts;
    for (auto it = numbers.begin(); it != numbers.end();) {
        const std::uint32_t first = *it;
        std::uint32_t last = first;
        for (++it; it != numbers.end() && *it == last + 1; ++it)
            last = *it;
        if (last > first + 1) {
            parts << ProofText::tr("%1 to %2", "numbers").arg(first).arg(last);
        } else {
            parts << QString::number(first);
            if (last > first)
                parts << QString::number(last);
        }
    }
    return listText(parts);
}

QString verdictText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    switch (verdict.kind) {
    case Kind::Queue:
        return queueText(evidence, verdict);
    case Kind::Topic:
        return ProofText::tr("A and B each received all %1: copies, it behaves as a topic.")
            .arg(evidence.shared);
    case Kind::Inconclusive:
        break;
    }
    return ProofText::tr("Inconclusive, because %1.").arg(doubtText(evidence, verdict));
}

QString keptText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    if (evidence.sent <= evidence.shared || evidence.end != ProofEnd::Complete)
        return {};
    const std::uint32_t count = evidence.unattended;
    if (verdict.kept == true)
        return ProofText::tr("The %1 sent to nobody were kept for the late subscriber.").arg(count);
    if (verdict.kept == false) {
        return ProofText::tr("The %1 sent to nobody were not kept: the late subscriber received "
                             "none of them.")
            .arg(count);
    }
    if (!verdict.lateGot.empty()) {
        return ProofText::tr("Of the %1 sent to nobody the late subscriber received %2.")
            .arg(count)
            .arg(numbersText(verdict.lateGot));
    }
    return ProofText::tr("Whether the %1 sent to nobody were kept cannot be told%2.")
        .arg(count)
        .arg(verdict.hasRival ? ProofText::tr(": another consumer seems to take messages here")
                              : QString());
}

QString oddText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    if (verdict.kind == Kind::Inconclusive)
        return {};
    const DestinationKind named = kindOf(evidence.dialect, evidence.destination);
    const bool isQueueByName =
        named == DestinationKind::Queue || evidence.destination.starts_with("/queue/");
    const bool isTopicByName = named == DestinationKind::Topic
        || (named != DestinationKind::Queue && evidence.destination.starts_with("/topic/"));
    if (verdict.kind == Kind::Topic && isQueueByName)
        return ProofText::tr("Its name says queue, but this broker copies to every subscriber.");
    if (verdict.kind == Kind::Queue && isTopicByName)
        return ProofText::tr("Its name says topic, but its subscribers share the messages.");
    if (verdict.kind == Kind::Topic && verdict.kept == true)
        return ProofText::tr(
            "That is unusual: a topic normally keeps nothing for who is not there.");
    if (verdict.kind == Kind::Queue && verdict.kept == false)
        return ProofText::tr("That is unusual: a queue normally keeps what nobody has taken.");
    return {};
}

QString ownShareText(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    if (evidence.ownSubscribers.empty() || verdict.leftBehind.empty())
        return {};
    return ProofText::tr("This console was itself subscribed there, on %1: %2 may have gone to "
                         "that subscription. Without it the verdict would be clear.")
        .arg(namesText(evidence.ownSubscribers), numbersText(verdict.leftBehind));
}

QStringList leftBehindTexts(const ProofEvidence& evidence, const ProofVerdict& verdict)
{
    QStringList texts;
    if (!verdict.leftBehind.empty()) {
        texts << ProofText::tr(
            "Of this run's messages %1 may still be there, or have been taken by "
            "somebody else (header %2: %3).")
                     .arg(numbersText(verdict.leftBehind),
                         QString::fromLatin1(runHeader.data(), qsizetype(runHeader.size())),
                         QString::fromStdString(evidence.run));
    }
    const std::uint32_t foreign = evidence.a.foreign + evidence.b.foreign + evidence.late.foreign;
    if (foreign > 0) {
        texts << ProofText::tr("Messages of others were delivered to us %n time(s), and each time "
                               "given back unacknowledged; a queue marks them as redelivered.",
            "", static_cast<int>(foreign));
    }
    if (evidence.dialect == Dialect::RabbitMq && evidence.sent > 0
        && kindOf(evidence.dialect, evidence.destination) == DestinationKind::Queue) {
        texts << ProofText::tr("RabbitMQ has made the queue, if it was not there before, and keeps "
                               "it.");
    }
    return texts;
}

QString stateText(ProofLane::Subscription state)
{
    switch (state) {
    case ProofLane::Subscription::None:
        return {};
    case ProofLane::Subscription::Requested:
        return ProofText::tr("subscribes …");
    case ProofLane::Subscription::Confirmed:
        return ProofText::tr("subscribed, confirmed");
    case ProofLane::Subscription::Assumed:
        return ProofText::tr("subscribed; this broker confirms nothing");
    case ProofLane::Subscription::Refused:
        break;
    }
    return ProofText::tr("subscription refused");
}

QString stepText(Proof::Step step)
{
    switch (step) {
    case Proof::Step::Connecting:
        return ProofText::tr("Four connections of our own are made …");
    case Proof::Step::Subscribing:
        return ProofText::tr("A and B subscribe …");
    case Proof::Step::SendingToBoth:
    case Proof::Step::WaitingForBoth:
        return ProofText::tr("Messages are sent while A and B listen …");
    case Proof::Step::Leaving:
        return ProofText::tr("A and B leave …");
    case Proof::Step::SendingToNobody:
        return ProofText::tr("Messages are sent while nobody of ours listens …");
    case Proof::Step::WaitingForLate:
        return ProofText::tr("A late subscriber comes …");
    case Proof::Step::Closing:
        return ProofText::tr("The connections are closed …");
    case Proof::Step::Done:
        break;
    }
    return {};
}

QString proofWarning(const QString& destination)
{
    return ProofText::tr("This sends %2 small numbered messages to %1. Whoever else subscribes "
                         "there may receive them. Messages of others that come to us are given "
                         "back unacknowledged, which may mark them as redelivered.")
        .arg(destination)
        .arg(ProofEvidence().shared + ProofEvidence().unattended);
}

QString ownSubscribersWarning(const QString& destination, const std::vector<std::string>& names)
{
    if (names.empty())
        return {};
    return ProofText::tr("This console is itself subscribed to %1, on %2. If it is a queue, that "
                         "subscription takes a share of the messages, and the proof cannot see "
                         "which: unsubscribe it first for a clear verdict.")
        .arg(destination, namesText(names));
}

} // namespace Stomp
