#include "messagepipe.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace Stomp {

std::size_t MessagePipe::read(std::span<char> into)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t size = std::min(into.size(), m_stored.size() - m_read);
    if (size == 0) {
        m_readerTold = false;
        return 0;
    }
    std::memcpy(into.data(), m_stored.data() + m_read, size);
    m_read += size;
    // Moving what is left costs; each byte is moved once at most.
    if (m_read * 2 >= m_stored.size()) {
        m_stored.erase(0, m_read);
        m_read = 0;
        if (m_stored.capacity() > 2 * m_bound && m_stored.size() <= m_bound)
            m_stored.shrink_to_fit();
    }
    if (m_stored.size() - m_read <= m_bound)
        m_changed.notify_one();
    return size;
}

bool MessagePipe::hasBytes()
{
    const std::lock_guard lock(m_mutex);
    return m_stored.size() > m_read;
}

bool MessagePipe::send(std::vector<WebSocketMessage> messages)
{
    const std::lock_guard lock(m_mutex);
    for (const WebSocketMessage& message : messages)
        m_outgoingBytes += message.bytes.size();
    std::move(messages.begin(), messages.end(), std::back_inserter(m_outgoing.messages));
    m_changed.notify_one();
    return !std::exchange(m_senderTold, true);
}

bool MessagePipe::close()
{
    const std::lock_guard lock(m_mutex);
    m_outgoing.close = true;
    m_changed.notify_one();
    return !std::exchange(m_senderTold, true);
}

void MessagePipe::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopped = true;
    m_changed.notify_one();
}

std::size_t MessagePipe::bytesToSend()
{
    const std::lock_guard lock(m_mutex);
    return m_outgoingBytes + m_unsent;
}

bool MessagePipe::store(std::string_view bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_isStopped || bytes.empty())
        return false;
    m_stored.append(bytes);
    return !std::exchange(m_readerTold, true);
}

bool MessagePipe::hasRoom()
{
    const std::lock_guard lock(m_mutex);
    return m_stored.size() - m_read <= m_bound;
}

MessagePipe::Wake MessagePipe::waitForRoom(std::optional<std::chrono::milliseconds> longest)
{
    std::unique_lock lock(m_mutex);
    const auto isWanted = [this] {
        return m_isStopped || m_senderTold || m_stored.size() - m_read <= m_bound;
    };
    if (longest)
        m_changed.wait_for(lock, *longest, isWanted);
    else
        m_changed.wait(lock, isWanted);
    if (m_isStopped)
        return Wake::Stopped;
    return m_stored.size() - m_read <= m_bound ? Wake::Room : Wake::Send;
}

MessagePipe::Outgoing MessagePipe::takeOutgoing()
{
    const std::lock_guard lock(m_mutex);
    m_senderTold = false;
    m_unsent += std::exchange(m_outgoingBytes, 0);
    return std::exchange(m_outgoing, {});
}

void MessagePipe::setUnsent(std::size_t bytes)
{
    const std::lock_guard lock(m_mutex);
    m_unsent = bytes;
}

bool MessagePipe::isStopped()
{
    const std::lock_guard lock(m_mutex);
    return m_isStopped;
}

} // namespace Stomp
