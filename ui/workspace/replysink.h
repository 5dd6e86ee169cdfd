#pragma once

#include <stomp/session/messagesink.h>

#include <functional>
#include <memory>

namespace Ui {

/**
 * What a connection's client writes to where the connection asks for replies: lets each message be
 * looked at, marks those that were replies, and passes every one on, so that the ledger of the
 * window adds up. I/O thread.
 */
class ReplySink : public Stomp::MessageSink
{
public:
    using IsReply =
        std::function<bool(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)>;

    explicit ReplySink(std::unique_ptr<Stomp::MessageSink> next);

    /** Before the first message. */
    void setIsReply(IsReply function) { m_isReply = std::move(function); }

    [[nodiscard]] bool takeMessage(
        const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;

private:
    std::unique_ptr<Stomp::MessageSink> m_next;
    IsReply m_isReply;
};

} // namespace Ui
