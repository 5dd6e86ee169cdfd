#include "messagefiles.h"

#include "messagepump.h"

#include <ui/models/destinationmodel.h>

#include <QFileInfo>

#include <algorithm>
#include <set>
#include <utility>

namespace Ui {

MessageFiles::MessageFiles(
    MessagePump& pump, DestinationModel& destinations, Numbers numbers, QObject* parent)
    : QObject(parent), m_pump(pump), m_destinations(destinations), m_numbers(std::move(numbers))
{ }

MessageFiles::~MessageFiles()
{
    for (const auto& opening : m_openings)
        m_pump.removeFeed(opening->feed());
}

FileOpening* MessageFiles::open(const QString& path)
{
    const quint32 first = m_numbers(FileOpening::mostConnections);
    m_openings.push_back(std::make_unique<FileOpening>(path, first, m_pump.segmentPool()));
    FileOpening* const opening = m_openings.back().get();
    m_pump.addFeed(opening->feed(), [this, opening] { takeSources(opening); });
    // The last to hear of it: others still ask it.
    connect(
        opening, &FileOpening::ended, this, [this, opening] { forget(opening); },
        Qt::QueuedConnection);
    m_reading.insert(first, opening);
    opening->start();
    return opening;
}

void MessageFiles::takeSources(FileOpening* opening)
{
    std::set<quint32> changed;
    for (const FileSource& source : opening->takeSources()) {
        if (!m_names.contains(source.number)) {
            const QString name = tr("%1: %2").arg(
                QFileInfo(opening->path()).fileName(), QString::fromStdString(source.connection));
            m_names.insert(source.number, name);
            m_savedNames.insert(source.number, source.connection);
            m_entries.insert(source.number, {source.number, name, Reach::File, {}});
            m_pump.model().setConnection(source.number, name, Stomp::Dialect::Generic);
        }
        const QString destination = QString::fromStdString(source.destination);
        const Stomp::DestinationKind kind =
            Stomp::kindOf(Stomp::Dialect::Generic, source.destination);
        m_pump.announce(source.key, source.number, destination, kind);
        const auto entry = m_entries.find(source.number);
        if (entry == m_entries.end()) // closed meanwhile
            continue;
        SubscriptionEntry one;
        one.key = source.key;
        one.destination = destination;
        one.kind = kind;
        one.isFromFile = true;
        entry->subscriptions.append(one);
        changed.insert(source.number);
    }
    for (const quint32 number : changed)
        m_destinations.merge(m_entries.value(number));
}

void MessageFiles::close(quint32 connection)
{
    if (m_entries.remove(connection) == 0)
        return;
    m_destinations.remove(connection);
    for (auto here = m_reading.cbegin(); here != m_reading.cend(); ++here)
        if (connection >= here.key() && connection < here.key() + FileOpening::mostConnections)
            here.value()->stop();
}

void MessageFiles::forget(FileOpening* opening)
{
    m_pump.removeFeed(opening->feed());
    m_reading.removeIf([opening](auto here) { return here.value() == opening; });
    std::erase_if(m_openings, [opening](const auto& one) { return one.get() == opening; });
}

} // namespace Ui
