#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** One WebSocket message. */
struct WebSocketMessage
{
    std::string bytes;
    bool isText = true;
};

/**
 * The crossing between a WebSocket's own thread and the thread of its reader: received bytes the
 * one way, messages to send the other. The socket's thread, which cannot leave its socket unread,
 * waits here while more than the bound lies unread; what is to be sent wakes it meanwhile. Plain
 * mutex and condition variable, no Qt: a thread sanitizer sees all of it.
 */
class MessagePipe
{
public:
    enum class Wake : std::uint8_t
    {
        Room, //!< there is room to store on
        Send, //!< something has to be sent, or the time is up
        Stopped
    };
    struct Outgoing
    {
        std::vector<WebSocketMessage> messages;
        bool close = false; //!< and then the connection is to be closed
    };

    explicit MessagePipe(std::size_t bound) : m_bound(bound) { }

    // The reader's thread.

    [[nodiscard]] std::size_t read(std::span<char> into);
    [[nodiscard]] bool hasBytes();
    /** These return true when the socket's thread has to be told by an event: it has nothing else
     * to send, or it may sleep in its event loop. */
    [[nodiscard]] bool send(std::vector<WebSocketMessage> messages);
    [[nodiscard]] bool close();
    /** Nothing is stored, sent or waited for any more. */
    void stop();
    /** Of the messages, until the kernel has them. */
    [[nodiscard]] std::size_t bytesToSend();

    // The socket's thread.

    /** Takes them whatever the bound. True: the reader has to be told by an event. */
    [[nodiscard]] bool store(std::string_view bytes);
    [[nodiscard]] bool hasRoom();
    /** Waits while the bound is exceeded; longest: only so long. */
    [[nodiscard]] Wake waitForRoom(std::optional<std::chrono::milliseconds> longest);
    [[nodiscard]] Outgoing takeOutgoing();
    /** How much of what was taken the kernel has not got. */
    void setUnsent(std::size_t bytes);
    [[nodiscard]] bool isStopped();

private:
    const std::size_t m_bound;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_stored; //!< guarded, as all below
    std::size_t m_read = 0; //!< of m_stored
    Outgoing m_outgoing;
    std::size_t m_outgoingBytes = 0;
    std::size_t m_unsent = 0;
    bool m_readerTold = false;
    bool m_senderTold = false;
    bool m_isStopped = false;
};

} // namespace Stomp
