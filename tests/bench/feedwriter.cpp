#include "feedwriter.h"

#include <stomp/messages/messagestore.h>

#include <ui/workspace/messagefeed.h>

#include <chrono>

namespace Bench {

namespace {
constexpr std::size_t frameLength = frameSize - 2; // without NUL and line end
constexpr std::uint64_t chunk = 600; // about what one read brings
} // namespace

FeedWriter::FeedWriter(Ui::MessageFeed& feed) : m_feed(feed)
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
    if (m_thread.joinable())
        m_thread.join();
    m_isDone = false;
    m_thread = std::thread([this, messages] { run(messages); });
}

std::string_view FeedWriter::frame(std::uint64_t number) const
{
    return std::string_view(m_frames.bytes)
        .substr(number % distinctFrames * frameSize, frameLength);
}

void FeedWriter::run(std::uint64_t messages)
{
    Stomp::MessageRow row;
    row.bodyOffset = static_cast<std::uint32_t>(frameLength - bodySize);
    row.connection = 1;
    row.subscription = 1;
    for (const std::uint64_t end = m_written + messages; m_written < end;) {
        const int before = m_resumes.load();
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        row.receivedUs = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
        bool isWanted = true;
        std::uint64_t count = 0;
        for (; isWanted && count < chunk && m_written < end; ++count, ++m_written)
            isWanted = m_feed.append(frame(m_written), row);
        m_feed.publish(count);
        if (!isWanted)
            m_resumes.wait(before);
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
