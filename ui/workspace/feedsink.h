#pragma once

#include <stomp/session/messagesink.h>

#include <cstdint>

namespace Ui {

class MessageFeed;

/**
 * What one connection's client writes to: puts its messages into the feed that all connections of
 * the I/O thread share, with the connection's number and the time of arrival. One clock reading
 * serves all messages of a chunk, as they came with one read. I/O thread.
 */
class FeedSink : public Stomp::MessageSink
{
public:
    FeedSink(MessageFeed& feed, std::uint32_t connection);

    [[nodiscard]] bool takeMessage(
        const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    /** received begins anew with each session of the connection. */
    void chunkDone(std::uint64_t received) override;

private:
    MessageFeed& m_feed;
    std::uint32_t m_connection;
    std::int64_t m_chunkUs = 0; //!< 0: not read in this chunk
    std::uint64_t m_received = 0; //!< of this session, as of the last chunk
};

} // namespace Ui
