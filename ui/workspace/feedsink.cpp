#include "feedsink.h"

#include "messagefeed.h"
#include "utcclock.h"

namespace Ui {

FeedSink::FeedSink(MessageFeed& feed, std::uint32_t connection)
    : m_feed(feed), m_connection(connection)
{ }

bool FeedSink::takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)
{
    if (m_chunkUs == 0)
        m_chunkUs = utcNowUs();
    Stomp::MessageRow row;
    row.receivedUs = m_chunkUs;
    row.bodyOffset = frame.bodyOffset();
    row.subscription = origin.subscription;
    row.connection = m_connection;
    row.version = origin.version;
    if (origin.ack != Stomp::AckMode::Auto)
        row.flags |= Stomp::NeedsAckFlag;
    if (origin.ackOnArrival)
        row.flags |= Stomp::AckedOnArrivalFlag;
    if (frame.value("redelivered") == "true")
        row.flags |= Stomp::RedeliveredFlag;
    if (frame.oddities != Stomp::FrameView::NoOddity)
        row.flags |= Stomp::OddFlag;
    if (origin.isReply)
        row.flags |= Stomp::ReplyFlag;
    return m_feed.append(frame.bytes, row);
}

void FeedSink::chunkDone(std::uint64_t received)
{
    if (received < m_received)
        m_received = 0;
    m_feed.publish(received - m_received);
    m_received = received;
    m_chunkUs = 0;
}

} // namespace Ui
