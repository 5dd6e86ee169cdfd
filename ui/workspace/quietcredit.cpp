#include "quietcredit.h"

#include <stomp/dialect/dialectfacts.h>

#include <QCoreApplication>
#include <QLocale>

#include <optional>

namespace Ui {

using Stomp::DestinationKind;
using Stomp::Dialect;
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

bool isTopic(const QuietEvidence& e)
{
    return e.kind == DestinationKind::Topic || e.kind == DestinationKind::TempTopic;
}

/** What the prefetch header of this dialect says, as a number. */
std::optional<qint64> prefetchHeader(const QuietEvidence& e)
{
    const std::string_view own = Stomp::factsOf(e.dialect).prefetch.value.header;
    for (const Stomp::Header& header : e.headers) {
        // Artemis reads Classic's name too, and as bytes all the same.
        const bool isOther =
            e.dialect == Dialect::Artemis && header.name == "activemq.prefetchSize";
        if (own.empty() || (header.name != own && !isOther))
            continue;
        bool isNumber = false;
        const qint64 value = QString::fromStdString(header.value).toLongLong(&isNumber);
        if (isNumber)
            return value;
    }
    return {};
}

} // namespace

CreditLimit creditLimit(const QuietEvidence& e)
{
    CreditLimit limit;
    limit.inBytes = Stomp::factsOf(e.dialect).prefetch.value.unit == Stomp::Prefetch::Unit::Bytes;
    if (e.ack == Stomp::AckMode::Auto || e.dialect == Dialect::Spring)
        return limit; // settled when it is written, or never
    if (const auto set = prefetchHeader(e)) {
        limit.amount = *set > 0 ? static_cast<quint64>(*set) : 0;
        return limit;
    }
    limit.isDefault = true;
    switch (e.dialect) {
    case Dialect::ActiveMq:
        limit.amount = isTopic(e) ? 32'767 : 1000;
        break;
    case Dialect::Artemis:
        limit.amount = 10'240;
        break;
    case Dialect::Practice:
        limit.amount = 1000;
        break;
    case Dialect::RabbitMq:
    case Dialect::Spring:
    case Dialect::Generic:
        break;
    }
    return limit;
}

void addCredit(const QuietEvidence& e, QList<QuietReason>& out)
{
    const auto set = prefetchHeader(e);
    if (set == 0 && e.dialect == Dialect::ActiveMq) {
        out << QuietReason{Weight::Certain, tr("The prefetch is 0: ActiveMQ then sends nothing."),
            QStringLiteral("activemq.prefetchSize:0"),
            tr("Subscribe again with 1 or more, or without it.")};
        return;
    }
    if (e.ack == Stomp::AckMode::Auto)
        return;
    const QString count = number(e.unacknowledged);
    const QString held = e.unacknowledged == 1
        ? tr("We hold %1 unacknowledged message").arg(count)
        : tr("We hold %1 unacknowledged messages").arg(count);
    if (set == 0 && e.dialect == Dialect::Artemis) {
        out << QuietReason{e.unacknowledged > 0 ? Weight::Certain : Weight::Possible,
            tr("Artemis sends one message at a time here."),
            tr("consumer-window-size:0. %1.").arg(held), tr("Acknowledge what is held: Ctrl+K.")};
        return;
    }
    const CreditLimit limit = creditLimit(e);
    const quint64 used = limit.inBytes ? e.unacknowledgedBytes : e.unacknowledged;
    if (e.unacknowledged == 0) {
        out << QuietReason{
            Weight::RuledOut, tr("No credit is used up: nothing waits for an ACK."), {}, {}};
        return;
    }
    if (limit.amount == 0) {
        out << QuietReason{Weight::Possible, held + u'.',
            e.dialect == Dialect::RabbitMq ? tr("RabbitMQ sets no bound here, unless an earlier "
                                                "subscription of this connection did.")
                                           : tr("This broker's bound is not known."),
            tr("Acknowledge what is held: Ctrl+K.")};
        return;
    }
    const QString whose = limit.isDefault ? tr(" (the broker's default)") : QString();
    const QString evidence = limit.inBytes
        ? tr("%1, about %2 bytes, in a window of %3 bytes%4.")
              .arg(held, number(e.unacknowledgedBytes), number(limit.amount), whose)
        : tr("%1, of %2 that may be sent ahead%3.").arg(held, number(limit.amount), whose);
    if (used >= limit.amount)
        out << QuietReason{Weight::Certain,
            tr("The credit is used up: the broker waits for our ACK."), evidence,
            tr("Acknowledge what is held: Ctrl+K.")};
    else if (used * 10 >= limit.amount * 8)
        out << QuietReason{Weight::Likely, tr("The credit is nearly used up."), evidence,
            tr("Acknowledge what is held: Ctrl+K.")};
    else
        out << QuietReason{Weight::RuledOut, tr("Credit is left."), evidence, {}};
}

} // namespace Ui
