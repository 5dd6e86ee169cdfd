#include "messagepump.h"

#include "ledgertaking.h"
#include "messagefeed.h"

#include <algorithm>
#include <utility>

namespace Ui {

namespace {
/** Spent on giving memory back within one tick; a gigabyte at once would stall the window. */
constexpr qint64 releasingMs = 4;
/** Rates have come to rest this long after the last arrival. */
constexpr qint64 idleAfterMs = RateMeter::bucketMs * qint64(RateMeter::meanOver + 2);
} // namespace

MessagePump::MessagePump(MessageFeed& feed, QObject* parent) : QObject(parent), m_feed(feed)
{
    m_clock.start();
    m_timer.setInterval(tickMs);
    m_timer.callOnTimeout(this, &MessagePump::flush);
    connect(&m_filtering, &MessageFiltering::changed, this, [this] {
        m_timer.start();
        tellLedger();
    });
    connect(&m_sorting, &MessageSorting::changed, this, [this] {
        m_timer.start();
        tellLedger();
    });
    connect(&m_model, &MessageTableModel::runFoldingChanged, this, &MessagePump::tellLedger);
    addFeed(m_feed, {});
}

void MessagePump::addFeed(MessageFeed& feed, std::function<void()> taken)
{
    m_sources.push_back({&feed, std::move(taken)});
    feed.setWake([this](MessageFeed::Wake why) {
        const auto answer = why == MessageFeed::Wake::Arrived ? &MessagePump::wake
                                                              : qOverload<>(&MessagePump::take);
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
    feed.setHeld(m_stop != Stomp::StoreStop::None);
}

void MessagePump::removeFeed(MessageFeed& feed)
{
    const auto source = std::find_if(m_sources.begin(), m_sources.end(),
        [&feed](const Source& one) { return one.feed == &feed; });
    if (source == m_sources.end())
        return;
    take(*source);
    const MessageFeed::Sources counted = feed.sources();
    m_removedReceived += counted.sum.received;
    m_removedBySource.add(counted.received);
    m_sources.erase(source);
    m_timer.start();
}

std::shared_ptr<Stomp::SegmentPool> MessagePump::segmentPool() const
{
    return m_feed.pool().shared_from_this();
}

void MessagePump::wake()
{
    m_timer.start();
    flush();
}

void MessagePump::flush()
{
    take();
    retireExcess();
    m_filtering.takeHits();
    m_model.showAll();
    m_sorting.advance();
    releaseMemory();
    updateStop();
    tellCounts();
    tellLedger();
    sleepIfIdle();
}

void MessagePump::take()
{
    for (const Source& source : m_sources)
        take(source);
}

void MessagePump::take(const Source& source)
{
    const MessageFeed::Batch batch = source.feed->take();
    if (batch.rows > 0 && source.taken)
        source.taken();
    for (const Stomp::SegmentRange& range : batch.ranges) {
        m_store.append(range);
        if (range.rowCount > 0)
            m_bodies.add({range, m_store.appendedCount() - range.rowCount});
        countRange(range);
        if (m_onReceived && source.feed == &m_feed)
            m_onReceived(range);
    }
    if (batch.rows > 0)
        m_shapes.expectNews();
}

void MessagePump::forgetBodies(const Stomp::RowSpan& span)
{
    if (span.count == 0)
        return;
    m_bodies.forget(
        m_store.serialAt(span.first), m_store.serialAt(span.first + span.count - 1) + 1);
    m_shapes.expectNews();
    m_sorting.removing(span);
}

void MessagePump::countRange(const Stomp::SegmentRange& range)
{
    const quint64 firstSerial = m_store.appendedCount() - range.rowCount;
    std::uint8_t flags = 0;
    Arrival* arrival = nullptr;
    for (std::uint32_t i = 0; i < range.rowCount; ++i) {
        const Stomp::MessageRow& row = range.segment->row(range.firstRow + i);
        flags |= row.flags;
        m_traffic.count(row);
        if ((row.flags & Stomp::NeedsAckFlag) != 0 && m_needsAck)
            m_needsAck(row, firstSerial + i);
        if ((row.flags & Stomp::ReplyFlag) != 0 && m_isReply)
            m_isReply(row.connection, firstSerial + i);
        const auto isFor = [&row](const Arrival& one) {
            return one.subscription == row.subscription && one.connection == row.connection;
        };
        if (!arrival || !isFor(*arrival)) {
            auto found = std::find_if(m_arrivals.begin(), m_arrivals.end(), isFor);
            arrival = found != m_arrivals.end()
                ? &*found
                : &m_arrivals.emplace_back(Arrival{row.subscription, row.connection, 0, 0});
        }
        ++arrival->messages;
        arrival->bytes += row.length;
    }
    m_model.noteFlags(flags);
}

void MessagePump::retireExcess()
{
    while (const auto span = m_store.excess()) {
        forgetBodies(*span);
        m_model.beginRemoval(*span);
        m_store.retire(*span);
        m_model.endRemoval();
    }
}

void MessagePump::releaseMemory()
{
    QElapsedTimer clock;
    clock.start();
    do {
        m_memoryToRelease = m_store.releaseMemory(1);
    } while (m_memoryToRelease && clock.elapsed() < releasingMs);
}

bool MessagePump::isDiskBack() const
{
    return Stomp::freeOnDisk(m_place.directory)
        >= m_place.spareBytes + 2 * m_feed.pool().segmentBytes();
}

void MessagePump::updateStop()
{
    const QString problem = QString::fromStdString(m_feed.pool().diskProblem());
    // A writer that is stopped does not ask the disk again: we do.
    const bool hasDisk = m_place.isSet() && (problem.isEmpty() || isDiskBack());
    const Stomp::StoreStop stop = m_store.stop(hasDisk);
    if (stop == m_stop && problem == m_diskProblem)
        return;
    m_diskProblem = problem;
    if (std::exchange(m_stop, stop) != stop)
        applyHold();
    Q_EMIT storeStateChanged();
}

void MessagePump::applyHold()
{
    const bool isStopped = m_stop != Stomp::StoreStop::None;
    for (const Source& source : m_sources)
        source.feed->setHeld(isStopped || (m_isOverrun && source.feed == &m_feed));
}

void MessagePump::setOverrun(bool overrun)
{
    m_isOverrun = overrun;
    applyHold();
}

void MessagePump::tellCounts()
{
    // Before what came now is added: after a sleep, the time until now was without messages.
    const qint64 now = m_clock.elapsed();
    bool changed = !m_arrivals.isEmpty();
    const auto advance = [now, &changed](Meter& meter) {
        if (!meter.rate.advance(now))
            return;
        meter.traffic.rate = meter.rate.rate();
        changed = true;
    };
    std::for_each(m_subscriptions.begin(), m_subscriptions.end(), advance);
    std::for_each(m_connections.begin(), m_connections.end(), advance);

    const QList<Arrival> arrivals = std::exchange(m_arrivals, {});
    for (const Arrival& arrival : arrivals) {
        const auto add = [&arrival, now](Meter& meter) {
            if (meter.traffic.messages == 0)
                meter.rate.advance(now);
            meter.traffic.messages += arrival.messages;
            meter.traffic.bytes += arrival.bytes;
            meter.rate.add(arrival.messages);
        };
        add(m_connections[arrival.connection]);
        if (arrival.subscription != 0)
            add(m_subscriptions[arrival.subscription]);
    }
    if (!arrivals.isEmpty()) {
        m_lastArrivalMs = now;
        Q_EMIT arrived(arrivals);
    }
    if (changed)
        Q_EMIT countsChanged();
}

void MessagePump::tellLedger()
{
    const Stomp::Ledger now = ledger();
    if (now != std::exchange(m_told, now))
        Q_EMIT ledgerChanged(now);
}

void MessagePump::sleepIfIdle()
{
    const bool idle = m_clock.elapsed() - m_lastArrivalMs > idleAfterMs && !m_memoryToRelease
        && !m_filtering.isBusy() && !m_sorting.isBusy() && m_stop == Stomp::StoreStop::None;
    if (!idle)
        return;
    const bool isQuiet = std::all_of(m_sources.cbegin(), m_sources.cend(),
        [](const Source& source) { return source.feed->armWake(); });
    if (isQuiet)
        m_timer.stop();
}

Stomp::Ledger MessagePump::ledger() const
{
    MessageFeed::Snapshot sum{m_removedReceived, 0};
    for (const Source& source : m_sources) {
        const MessageFeed::Snapshot feed = source.feed->snapshot();
        sum.received += feed.received;
        sum.waiting += feed.waiting;
    }
    return takeLedger(sum, m_store, m_model);
}

Stomp::SourceLedgers MessagePump::sourceLedgers() const
{
    MessageFeed::Sources all{{m_removedReceived, 0}, m_removedBySource, {}};
    for (const Source& source : m_sources) {
        const MessageFeed::Sources feed = source.feed->sources();
        all.sum.received += feed.sum.received;
        all.sum.waiting += feed.sum.waiting;
        all.received.add(feed.received);
        all.waiting.add(feed.waiting);
    }
    return takeLedgers(all, m_store, m_model);
}

MessagePump::Traffic MessagePump::subscriptionTraffic(Stomp::SubscriptionKey key) const
{
    const auto found = m_subscriptions.constFind(key);
    return found == m_subscriptions.cend() ? Traffic() : found->traffic;
}

MessagePump::Traffic MessagePump::connectionTraffic(quint32 connection) const
{
    const auto found = m_connections.constFind(connection);
    return found == m_connections.cend() ? Traffic() : found->traffic;
}

void MessagePump::announce(Stomp::SubscriptionKey key, quint32 connection,
    const QString& destination, Stomp::DestinationKind kind)
{
    if (m_traffic.assign(key, connection, destination, kind))
        Q_EMIT announced();
}

void MessagePump::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    m_model.setFrozen(paused);
    m_model.showAll();
    Q_EMIT pausedChanged(paused);
    tellLedger();
}

void MessagePump::clear()
{
    const std::size_t seen = m_filtering.seenRows();
    forgetBodies({0, seen});
    m_model.beginRemoval({0, seen});
    m_store.clear(seen);
    m_model.endRemoval();
    tellLedger();
    m_timer.start(); // gives the memory back
}

void MessagePump::setRetention(std::size_t bytes)
{
    setRetention({bytes, true}, {});
}

void MessagePump::setRetention(const Stomp::Retention& retention, const Stomp::DiskPlace& place)
{
    m_place = place;
    m_feed.pool().setDiskPlace(place);
    m_store.setRetention(retention);
    retireExcess();
    tellLedger();
    m_timer.start();
}

void MessagePump::setPins(std::span<const std::uint64_t> serials)
{
    m_store.setPins(serials);
}

void MessagePump::endSession(quint32 connection)
{
    take();
    m_model.setSessionStart(connection, m_store.appendedCount());
    m_timer.start();
}

void MessagePump::addGap(const ConnectionGap& gap)
{
    take();
    m_model.addGap(gap);
    m_timer.start();
    flush();
}

void MessagePump::closeGap(quint32 connection, qint64 backMs)
{
    m_model.closeGap(connection, backMs);
}

void MessagePump::setAckState(quint64 serial, Stomp::AckState state)
{
    if (const auto row = m_store.rowOf(serial)) {
        m_store.setAckState(*row, state);
        m_model.ackStatesChanged({*row, 1});
    }
}

void MessagePump::setAckStates(const std::vector<quint64>& serials, Stomp::AckState state)
{
    std::size_t first = m_store.rowCount();
    std::size_t last = 0;
    for (const quint64 serial : serials) {
        const auto row = m_store.rowOf(serial);
        if (!row)
            continue;
        m_store.setAckState(*row, state);
        first = std::min(first, *row);
        last = std::max(last, *row);
    }
    if (first <= last)
        m_model.ackStatesChanged({first, last - first + 1});
}

void MessagePump::setAckStateUpTo(quint64 serial, Stomp::AckState state)
{
    if (const auto row = m_store.rowOf(serial))
        m_model.ackStatesChanged(m_store.setAckStateUpTo(*row, state));
}

} // namespace Ui
