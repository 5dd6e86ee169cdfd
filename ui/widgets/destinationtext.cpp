#include "destinationtext.h"

#include "icons.h"
#include "wording.h"

#include <ui/models/headernote.h>

#include <QCoreApplication>
#include <QLocale>

#include <iterator>

namespace Ui {

using Stomp::DestinationKind;
using Stomp::Dialect;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::DestinationText", text);
}

} // namespace

QIcon destinationIcon(DestinationKind kind)
{
    switch (kind) {
    case DestinationKind::Queue:
    case DestinationKind::TempQueue:
        return icon(QLatin1StringView("destination-queue"), Tone::Queue);
    case DestinationKind::Topic:
    case DestinationKind::TempTopic:
        return icon(QLatin1StringView("destination-topic"), Tone::Topic);
    case DestinationKind::Other:
        break;
    }
    return icon(QLatin1StringView("destination-other"), Tone::Muted);
}

Tone destinationTone(DestinationKind kind)
{
    switch (kind) {
    case DestinationKind::Queue:
    case DestinationKind::TempQueue:
        return Tone::Queue;
    case DestinationKind::Topic:
    case DestinationKind::TempTopic:
        return Tone::Topic;
    case DestinationKind::Other:
        break;
    }
    return Tone::Muted;
}

QString shortCount(quint64 count)
{
    static constexpr const char* units[]{"", "k", "M", "G", "T", "P", "E"};
    double shown = static_cast<double>(count);
    std::size_t unit = 0;
    // What would be rounded to 1000 belongs to the next unit.
    for (; shown >= (unit == 0 ? 1000.0 : 999.5) && unit + 1 < std::size(units); ++unit)
        shown /= 1000;
    const int decimals = unit > 0 && shown < 99.95 ? 1 : 0;
    return QLocale().toString(shown, 'f', decimals) + QLatin1StringView(units[unit]);
}

QString kindText(DestinationKind kind)
{
    switch (kind) {
    case DestinationKind::Queue:
        return tr("queue");
    case DestinationKind::Topic:
        return tr("topic");
    case DestinationKind::TempQueue:
        return tr("temporary queue");
    case DestinationKind::TempTopic:
        return tr("temporary topic");
    case DestinationKind::Other:
        break;
    }
    return tr("other");
}

QString destinationExamples(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Practice:
        return tr("Queue: /queue/orders · Topic: /topic/prices");
    case Dialect::ActiveMq:
        return tr("Queue: /queue/orders · Topic: /topic/prices, or /topic/prices.> with all below");
    case Dialect::Artemis:
        return tr("Any address: orders, /queue/orders · One of its queues: orders::audit");
    case Dialect::RabbitMq:
        return tr("Queue: /queue/orders, existing: /amq/queue/orders · Topic: /topic/prices.# · "
                  "/exchange/name/key");
    case Dialect::Spring:
        return tr("/topic/prices, /queue/orders: here all of them are topics");
    case Dialect::Generic:
        break;
    }
    return tr("Queue: /queue/orders · Topic: /topic/prices");
}

QList<Offer> destinationOffers(Dialect dialect, bool subscribing, const QStringList& known)
{
    QList<Offer> offers;
    for (const QString& name : known)
        offers.append({name, destinationNote(dialect, subscribing, name)});
    QStringList prefixes;
    for (const Stomp::DestinationForm& form : Stomp::waysOf(dialect).destinations) {
        if (!(subscribing ? form.forSubscribe : form.forSend))
            continue;
        // The prefix alone where it says all, the whole example for the finer forms.
        const QString prefix = fromUtf8(form.prefix);
        const bool whole = prefix.isEmpty() || prefixes.contains(prefix);
        prefixes.append(prefix);
        const QString text = whole ? fromUtf8(form.example) : prefix;
        if (!known.contains(text))
            offers.append({text, withEvidence(form.meaning, form.evidence)});
    }
    return offers;
}

QString destinationNote(Dialect dialect, bool subscribing, const QString& destination)
{
    // The longest prefix says most; a form without one says nothing of a name.
    const Stomp::DestinationForm* best = nullptr;
    for (const Stomp::DestinationForm& form : Stomp::waysOf(dialect).destinations) {
        const bool fits = (subscribing ? form.forSubscribe : form.forSend) && !form.prefix.empty()
            && destination.startsWith(fromUtf8(form.prefix));
        if (fits && (!best || form.prefix.size() > best->prefix.size()))
            best = &form;
    }
    return best ? withEvidence(best->meaning, best->evidence) : QString();
}

QString subscribingWarning(Dialect dialect, DestinationKind kind)
{
    // What is no queue by its name may still be one, on a broker that decides by its configuration.
    const bool mayConsume = Stomp::consumesMessages(kind)
        || (kind == DestinationKind::Other && dialect != Dialect::Spring
            && dialect != Dialect::Practice);
    if (!mayConsume)
        return {};
    QString text = tr("Reading from a queue takes its messages away from the other consumers.");
    if (dialect == Dialect::RabbitMq && kind == DestinationKind::Queue)
        text += u' ' + tr("RabbitMQ creates the queue, durable, if there is none of this name.");
    return text;
}

} // namespace Ui
