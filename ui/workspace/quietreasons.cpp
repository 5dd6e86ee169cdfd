#include "quietreasons.h"

#include "quietcredit.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <chrono>

namespace Ui {

using Stomp::DestinationKind;
using Stomp::Dialect;
using Stomp::SubscriptionState;
using Link = QuietEvidence::Link;
using Weight = QuietReason::Weight;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::QuietReasons", text);
}

QString number(quint64 value)
{
    return QLocale().toString(value);
}

/** "3 s", "2 min 5 s", "4 h 10 min". */
QString span(qint64 ms)
{
    const qint64 s = std::max<qint64>(0, ms) / 1000;
    if (s < 60)
        return tr("%1 s").arg(s);
    if (s < 3600)
        return tr("%1 min %2 s").arg(s / 60).arg(s % 60);
    return tr("%1 h %2 min").arg(s / 3600).arg(s % 3600 / 60);
}

QString headerValue(const QuietEvidence& e, std::string_view name)
{
    for (const Stomp::Header& header : e.headers) {
        if (header.name == name)
            return QString::fromStdString(header.value);
    }
    return {};
}

bool isQueue(const QuietEvidence& e)
{
    return e.kind == DestinationKind::Queue || e.kind == DestinationKind::TempQueue;
}

void addLink(const QuietEvidence& e, QList<QuietReason>& out)
{
    switch (e.link) {
    case Link::Connected:
        return;
    case Link::Connecting:
        out << QuietReason{Weight::Certain, tr("The connection is only being made."), {}, {}};
        return;
    case Link::Retrying:
        out << QuietReason{Weight::Certain,
            tr("The connection was lost, and is being tried again."), e.linkProblem,
            isQueue(e) ? tr("The queue keeps its messages until then.")
                       : tr("What a topic carries meanwhile does not come later.")};
        return;
    case Link::Lost:
        out << QuietReason{Weight::Certain, tr("The connection was lost."), e.linkProblem,
            tr("Connect again: Ctrl+R.")};
        return;
    case Link::Ended:
        out << QuietReason{Weight::Certain, tr("The connection is closed."), e.linkProblem,
            tr("Connect again: Ctrl+R.")};
        return;
    }
}

void addState(const QuietEvidence& e, QList<QuietReason>& out)
{
    if (e.link != Link::Connected)
        return;
    switch (e.state) {
    case SubscriptionState::Refused:
        out << QuietReason{Weight::Certain,
            e.messages > 0 ? tr("The broker has ended the subscription with an ERROR.")
                           : tr("The broker refused the subscription."),
            e.stateReason, tr("Unsubscribe, and subscribe again as the broker wants it.")};
        return;
    case SubscriptionState::Ended:
        out << QuietReason{Weight::Certain, tr("The subscription has ended."), e.stateReason,
            tr("Subscribe again.")};
        return;
    case SubscriptionState::Requested:
        out << QuietReason{Weight::Likely, tr("The broker has not confirmed the subscription yet."),
            e.subscribedMs > 0 ? tr("SUBSCRIBE was sent %1 ago, no RECEIPT came.")
                                     .arg(span(e.nowMs - e.subscribedMs))
                               : QString(),
            {}};
        return;
    case SubscriptionState::Assumed:
        out << QuietReason{Weight::Possible, tr("The broker never confirmed the subscription."),
            e.stateReason,
            e.dialect == Dialect::Spring
                ? tr("Spring confirms none, and ignores a destination outside its prefixes.")
                : tr("Whether it is there is unknown.")};
        return;
    case SubscriptionState::Confirmed:
        out << QuietReason{
            Weight::RuledOut, tr("The broker has confirmed the subscription."), {}, {}};
        return;
    }
}

void addOurSide(const QuietEvidence& e, QList<QuietReason>& out)
{
    if (e.readingPaused)
        out << QuietReason{Weight::Certain,
            tr("We have stopped reading: the window's feed is full."),
            tr("The broker is held back until the window has caught up."), {}};
    if (e.tablePaused)
        out << QuietReason{Weight::Certain, tr("The table is paused."),
            tr("%1 messages are stored and not shown.").arg(number(e.heldByPause)),
            tr("Resume: the Space key in the table.")};
}

void addSession(const QuietEvidence& e, QList<QuietReason>& out)
{
    if (e.link != Link::Connected)
        return;
    const QString heard = e.lastHeardMs > 0
        ? tr("The last byte came %1 ago.").arg(span(e.nowMs - e.lastHeardMs))
        : tr("No byte has come yet.");
    if (e.peerSilent) {
        out << QuietReason{Weight::Likely, tr("The broker is silent altogether."),
            heard + u' ' + tr("A heart-beat was due every %1.").arg(span(e.heartBeatEvery)),
            tr("Without a sign of life the connection is given up shortly.")};
    } else if (e.heartBeatEvery > 0) {
        out << QuietReason{Weight::RuledOut, tr("The session is alive."),
            heard + u' ' + tr("Heart-beats are due every %1.").arg(span(e.heartBeatEvery)), {}};
    } else {
        out << QuietReason{Weight::Possible,
            tr("The connection may be dead without our knowing: no heart-beats were agreed."),
            heard, tr("Ask for heart-beats in the connection's settings.")};
    }
}

void addSelector(const QuietEvidence& e, QList<QuietReason>& out)
{
    const QString selector = headerValue(e, "selector");
    if (selector.isEmpty())
        return;
    const bool ignored = e.dialect == Dialect::RabbitMq || e.dialect == Dialect::Spring;
    out << QuietReason{ignored ? Weight::Possible : Weight::Likely,
        ignored ? tr("A selector is set, which this broker does not read.")
                : tr("Only messages that match the selector come."),
        tr("selector: %1").arg(selector),
        ignored ? QString()
                : tr("Subscribe without it to see whether other messages come. A header that is "
                     "missing never matches.")};
}

void addTooLate(const QuietEvidence& e, QList<QuietReason>& out)
{
    const bool isTopic = e.kind == DestinationKind::Topic || e.kind == DestinationKind::TempTopic;
    if (!isTopic || e.link != Link::Connected)
        return;
    const QString since = e.subscribedMs > 0
        ? tr("Subscribed %1 ago.").arg(span(e.nowMs - e.subscribedMs))
        : QString();
    out << QuietReason{Weight::Possible,
        tr("What was published before we subscribed is gone: a topic keeps nothing."), since,
        tr("A durable subscription collects while it is away.")};
    if (e.dialect == Dialect::RabbitMq && e.destination.count(u'/') > 2)
        out << QuietReason{Weight::Possible,
            tr("Levels of a topic are parted by dots on RabbitMQ, not by slashes."), e.destination,
            {}};
}

void addQueueWays(const QuietEvidence& e, QList<QuietReason>& out)
{
    if (e.link != Link::Connected)
        return;
    if (e.dialect == Dialect::Artemis)
        out << QuietReason{Weight::Possible,
            tr("Artemis sends to an address; its queues get a copy only with the right routing "
               "type."),
            tr("By default an address is MULTICAST, and what is sent without a queue is dropped."),
            tr("Send with destination-type:ANYCAST, subscribe with subscription-type:ANYCAST, or "
               "look at the acceptor's prefixes.")};
    if (e.dialect == Dialect::ActiveMq && headerValue(e, "browser") == QLatin1StringView("true"))
        out << QuietReason{Weight::Likely, tr("This only browses the queue."),
            tr("A browser gets what is there when it begins, and no more after its end mark."),
            tr("Browse again to see what has come since.")};
}

void addUnknowable(const QuietEvidence& e, QList<QuietReason>& out)
{
    if (isQueue(e) || e.kind == DestinationKind::Other)
        out << QuietReason{Weight::CannotTell, tr("Another consumer may have taken the messages."),
            tr("STOMP does not say who else reads from a queue."),
            tr("The broker's own console lists its consumers.")};
    out << QuietReason{Weight::CannotTell, tr("Perhaps nobody has sent any."),
        tr("STOMP does not say what others send."),
        tr("Publish a test message to %1 and see.").arg(e.destination)};
}

} // namespace

QList<QuietReason> quietReasons(const QuietEvidence& evidence)
{
    QList<QuietReason> reasons;
    addLink(evidence, reasons);
    addState(evidence, reasons);
    addOurSide(evidence, reasons);
    addCredit(evidence, reasons);
    addSelector(evidence, reasons);
    addSession(evidence, reasons);
    addQueueWays(evidence, reasons);
    addTooLate(evidence, reasons);
    addUnknowable(evidence, reasons);
    std::stable_sort(reasons.begin(), reasons.end(),
        [](const QuietReason& a, const QuietReason& b) { return a.weight < b.weight; });
    return reasons;
}

} // namespace Ui
