#include "feedwriter.h"

#include <stomp/messages/backgroundthread.h>
#include <stomp/messages/messagestore.h>

#include <ui/workspace/messagefeed.h>

#include <algorithm>
#include <limits>

namespace Bench {

namespace {
constexpr std::size_t frameLength = frameSize - 2; // without NUL and line end
constexpr std::uint64_t chunk = 600; // about what one read brings
constexpr std::chrono::milliseconds mostMadeUp(20); // of what sleep, or the feed, took too long
} // namespace

FeedWriter::FeedWriter(Ui::MessageFeed& feed, std::uint32_t connection)
    : m_feed(feed), m_connection(connection)
{
    m_feed.setResume([this] {
        m_resumes.fetch_add(1);
        m_resumes.notify_one();
    });
}

FeedWriter::~FeedWriter()
{
    if (m_thread.joinable())
        m_thread.join();
}

void FeedWriter::write(std::uint64_t messages)
{
    start(messages, {chunk, {}});
}

void FeedWriter::flow(std::uint64_t perSecond)
{
    // A few slow messages come one by one.
    const std::uint64_t few = std::clamp<std::uint64_t>(perSecond / 200, 1, chunk);
    const std::chrono::nanoseconds second = std::chrono::seconds(1);
    start(std::numeric_limits<std::uint64_t>::max() - m_written,
        {few, second * few / std::max<std::uint64_t>(perSecond, 1)});
}

void FeedWriter::stop()
{
    m_stops = true;
    m_resumes.fetch_add(1);
    m_resumes.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void FeedWriter::start(std::uint64_t messages, Pace pace)
{
    if (m_thread.joinable())
        m_thread.join();
    m_isDone = false;
    m_stops = false;
    m_thread = std::thread([this, messages, pace] { run(messages, pace); });
}

std::string_view FeedWriter::frame(std::uint64_t number) const
{
    return std::string_view(m_frames.bytes)
        .substr(number % distinctFrames * frameSize, frameLength);
}

void FeedWriter::run(std::uint64_t messages, Pace pace)
{
    Stomp::giveWay(Stomp::receivingNiceness); // as that thread
    Stomp::MessageRow row;
    row.bodyOffset = static_cast<std::uint32_t>(frameLength - bodySize);
    row.connection = m_connection;
    row.subscription = 1;
    auto due = std::chrono::steady_clock::now();
    for (const std::uint64_t end = m_written + messages; m_written < end && !m_stops;) {
        const int before = m_resumes.load();
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        row.receivedUs = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
        bool isWanted = true;
        std::uint64_t count = 0;
        for (; isWanted && count < pace.chunk && m_written < end; ++count, ++m_written)
            isWanted = m_feed.append(frame(m_written), row);
        m_feed.publish(count);
        if (!isWanted && !m_stops)
            m_resumes.wait(before);
        due = std::max(due + pace.period, std::chrono::steady_clock::now() - mostMadeUp);
        if (pace.period.count() > 0)
            std::this_thread::sleep_until(due);
    }
    m_isDone = true;
}

bool FeedWriter::isKeptUnchanged(const Stomp::MessageStore& store) const
{
    for (const Stomp::NumberedRange& run : store.ranges()) {
        for (std::uint32_t i = 0; i < run.range.rowCount; ++i) {
            const Stomp::Segment& segment = *run.range.segment;
            if (segment.bytes(segment.row(run.range.firstRow + i)) != frame(run.firstSerial + i))
                return false;
        }
    }
    return true;
}

} // namespace Bench
