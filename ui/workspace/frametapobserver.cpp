#include "frametapobserver.h"

#include "frametap.h"
#include "utcclock.h"

#include <utility>

namespace Ui {

using Stomp::FrameDirection;
using Stomp::FrameRecord;

FrameTapObserver::FrameTapObserver(
    FrameTap& tap, std::uint32_t connection, std::shared_ptr<std::atomic<std::int64_t>> pulse)
    : m_tap(tap), m_connection(connection), m_pulse(std::move(pulse))
{ }

void FrameTapObserver::bytesReceived(std::size_t)
{
    m_readUs = utcNowUs();
    m_pulse->store(m_readUs, std::memory_order_relaxed);
}

void FrameTapObserver::frameReceived(const Stomp::FrameView& frame, Stomp::Version version)
{
    const bool isUnseen = !m_tap.isWide() && frame.command == "MESSAGE";
    if (isUnseen && !isOneOfFew()) {
        if (m_skippedIn.count++ == 0)
            m_skippedIn.firstUs = m_readUs;
        m_skippedIn.lastUs = m_readUs;
        return;
    }
    add(isUnseen, FrameDirection::In, frame.bytes, frame.bodyOffset(), version, m_readUs);
}

void FrameTapObserver::frameSent(std::string_view bytes, Stomp::Version version, Sender sender)
{
    const bool isUnseen = !m_tap.isWide() && sender == Sender::Session;
    if (isUnseen && !isOneOfFew()) {
        // No clock: as many of these as messages, and with the same read.
        if (m_skippedOut.count++ == 0)
            m_skippedOut.firstUs = m_readUs;
        m_skippedOut.lastUs = m_readUs;
        return;
    }
    add(isUnseen, FrameDirection::Out, bytes, Stomp::bodyOffsetOf(bytes), version, utcNowUs());
}

void FrameTapObserver::heartBeatsReceived(std::uint64_t count)
{
    addHeartBeats(FrameDirection::In, count, m_readUs);
}

void FrameTapObserver::heartBeatSent()
{
    addHeartBeats(FrameDirection::Out, 1, utcNowUs());
}

bool FrameTapObserver::isOneOfFew()
{
    constexpr std::int64_t second = 1'000'000;
    if (m_readUs < m_secondUs || m_readUs - m_secondUs >= second) {
        m_secondUs = m_readUs;
        m_keptOfSecond = 0;
    }
    if (m_keptOfSecond >= m_tap.perSecond())
        return false;
    ++m_keptOfSecond;
    return true;
}

FrameRecord FrameTapObserver::make(
    FrameRecord::Kind kind, FrameDirection direction, std::int64_t timeUs) const
{
    FrameRecord record;
    record.kind = kind;
    record.direction = direction;
    record.timeUs = timeUs;
    record.lastUs = timeUs;
    record.connection = m_connection;
    return record;
}

void FrameTapObserver::put(FrameRecord record, bool isUnseen)
{
    if (isUnseen)
        m_tap.addUnseen(std::move(record));
    else
        m_tap.add(std::move(record));
}

void FrameTapObserver::add(bool isUnseen, FrameDirection direction, std::string_view bytes,
    std::uint32_t bodyOffset, Stomp::Version version, std::int64_t timeUs)
{
    tellSkipped(isUnseen);
    FrameRecord record = make(FrameRecord::Kind::Frame, direction, timeUs);
    record.version = version;
    m_mask.copy(bytes, bodyOffset, record);
    put(std::move(record), isUnseen);
}

void FrameTapObserver::addHeartBeats(
    FrameDirection direction, std::uint64_t count, std::int64_t timeUs)
{
    tellSkipped(false);
    FrameRecord record = make(FrameRecord::Kind::HeartBeats, direction, timeUs);
    record.count = count;
    m_tap.add(std::move(record));
}

void FrameTapObserver::tellSkipped(bool isUnseen)
{
    const auto tell = [this, isUnseen](Skipped& skipped, FrameDirection direction) {
        if (skipped.count == 0)
            return;
        FrameRecord record = make(FrameRecord::Kind::NotRecorded, direction, skipped.firstUs);
        record.lastUs = skipped.lastUs;
        record.count = std::exchange(skipped, Skipped()).count;
        put(std::move(record), isUnseen);
    };
    tell(m_skippedIn, FrameDirection::In);
    tell(m_skippedOut, FrameDirection::Out);
}

} // namespace Ui
