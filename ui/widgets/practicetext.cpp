#include "practicetext.h"

#include "wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace Ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::PracticeText", text);
}

QString eventName(Stomp::BrokerEvent::Kind kind)
{
    using Kind = Stomp::BrokerEvent::Kind;
    switch (kind) {
    case Kind::Connected:
        return tr("connected");
    case Kind::Disconnected:
        return tr("disconnected");
    case Kind::Subscribed:
        return tr("subscribed");
    case Kind::Unsubscribed:
        return tr("unsubscribed");
    case Kind::DestinationMade:
        return tr("made");
    case Kind::DestinationRemoved:
        return tr("removed");
    case Kind::DeadLettered:
        return tr("dead letter");
    case Kind::Expired:
        return tr("expired");
    case Kind::FaultHit:
        return tr("fault");
    case Kind::ErrorSent:
        return tr("ERROR sent");
    case Kind::Missed:
        return tr("missed");
    }
    return {};
}

} // namespace

bool PracticeSum::addsUp() const
{
    quint64 sum = 0;
    for (const Part& part : parts)
        sum += part.count;
    return sum == total.count;
}

QString PracticeSum::text() const
{
    QStringList all;
    for (const Part& part : parts)
        all.append(countText(part.count) + u' ' + part.name);
    return countText(total.count) + u' ' + total.name + (addsUp() ? u" = " : u" ≠ ")
        + all.join(QStringLiteral(" + "));
}

QString PracticeSum::shortText() const
{
    QStringList all;
    for (const Part& part : parts)
        all.append(countText(part.count));
    return countText(total.count) + (addsUp() ? u" = " : u" ≠ ") + all.join(QStringLiteral(" + "));
}

PracticeSum sumOf(const Stomp::DestinationSnapshot& queue)
{
    const Stomp::DestinationCounters& counters = queue.counters;
    return {{counters.in, tr("in")},
        {{counters.acked, tr("acked")}, {queue.waiting, tr("waiting")},
            {queue.inFlight, tr("in flight")}, {queue.scheduled, tr("scheduled")},
            {counters.dead(), tr("dead")}, {counters.expired, tr("expired")},
            {counters.dropped(), tr("dropped")}}};
}

PracticeSum sumOf(const Stomp::TopicInspection& topic)
{
    Stomp::InspectedSubscriber all;
    for (const Stomp::InspectedSubscriber& one : topic.subscribers) {
        all.copies += one.copies;
        all.delivered += one.delivered;
        all.waiting += one.waiting;
        all.discarded += one.discarded;
    }
    return sumOf(all);
}

PracticeSum sumOf(const Stomp::InspectedSubscriber& subscriber)
{
    return {{subscriber.copies, tr("copies")},
        {{subscriber.delivered, tr("delivered")}, {subscriber.waiting, tr("waiting")},
            {subscriber.discarded, tr("discarded")}}};
}

QString reasonsText(const Stomp::DestinationSnapshot& destination)
{
    const Stomp::DestinationCounters& counters = destination.counters;
    QStringList reasons;
    const auto add = [&reasons](quint64 count, const QString& text) {
        if (count > 0)
            reasons.append(text.arg(countText(count)));
    };
    if (destination.isQueue) {
        add(counters.deadNacked, tr("%1 dead: refused"));
        add(counters.deadRedelivered, tr("%1 dead: delivered too often"));
        add(counters.deadExpired, tr("%1 dead: expired"));
        add(counters.discarded, tr("%1 dropped: refused for good"));
        add(counters.undeliverable, tr("%1 dropped: no place for a dead letter"));
        add(counters.movedBack, tr("%1 moved back"));
        add(counters.redelivered, tr("%1 redeliveries"));
    } else {
        add(counters.in, tr("%1 messages in"));
        add(counters.noConsumer, tr("%1 came while nobody was subscribed"));
        add(destination.inFlight, tr("%1 copies unacknowledged"));
        add(counters.abandoned, tr("%1 copies of those who left before they took them"));
    }
    return reasons.join(QStringLiteral(" · "));
}

QString consumerText(std::uint64_t session, const std::string& subscription)
{
    const QString name = tr("connection %1").arg(session);
    return subscription.empty() ? name : tr("%1, id %2").arg(name, fromUtf8(subscription));
}

QString durableText(const Stomp::InspectedDurable& durable)
{
    return tr("durable %1 of %2").arg(fromUtf8(durable.name), fromUtf8(durable.clientId));
}

QString durableState(const Stomp::InspectedDurable& durable)
{
    QString text = tr("%1, %2 waiting")
                       .arg(durable.isOnline() ? tr("online") : tr("offline"),
                           countText(durable.queue.waiting));
    if (durable.queue.inFlight > 0)
        text += tr(", %1 in flight").arg(countText(durable.queue.inFlight));
    return text;
}

QString creditText(const Stomp::InspectedConsumer& consumer)
{
    QString text = tr("%1 of %2 unacked, %3 free")
                       .arg(countText(consumer.unacked), countText(consumer.prefetch),
                           countText(consumer.credit()));
    if (!consumer.hasRoom)
        text += tr(" · its connection is full");
    if (consumer.isExclusive)
        text += tr(" · exclusive");
    if (consumer.isIdle)
        text += tr(" · stands by");
    if (consumer.priority > 0)
        text += tr(" · priority %1").arg(consumer.priority);
    if (!consumer.selector.empty())
        text += tr(" · only %1").arg(fromUtf8(consumer.selector));
    return text;
}

QString shortId(const std::string& messageId)
{
    const auto dash = messageId.rfind('-');
    return fromUtf8(dash == std::string::npos ? messageId : messageId.substr(dash + 1));
}

QString eventText(const Stomp::BrokerEvent& event)
{
    QStringList parts{
        QLocale().toString(static_cast<double>(event.at) / 1000, 'f', 3).rightJustified(8)
            + tr(" s"),
        eventName(event.kind).leftJustified(12)};
    if (event.session != 0)
        parts.append(tr("connection %1").arg(event.session));
    if (!event.destination.empty())
        parts.append(fromUtf8(event.destination));
    if (!event.subscription.empty())
        parts.append(tr("id %1").arg(fromUtf8(event.subscription)));
    if (!event.messageId.empty())
        parts.append(fromUtf8(event.messageId));
    if (!event.detail.empty())
        parts.append(fromUtf8(event.detail));
    return parts.join(QStringLiteral("  "));
}

QString skinTitle(const QString& skin)
{
    if (skin == QLatin1StringView("plain"))
        return tr("Plain");
    if (skin == QLatin1StringView("activemq"))
        return tr("ActiveMQ Classic");
    if (skin == QLatin1StringView("artemis"))
        return tr("ActiveMQ Artemis");
    if (skin == QLatin1StringView("rabbitmq"))
        return tr("RabbitMQ");
    if (skin == QLatin1StringView("spring"))
        return tr("Spring simple broker");
    return skin;
}

} // namespace Ui
