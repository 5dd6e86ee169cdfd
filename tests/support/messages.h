#pragma once

#include <stomp/messages/messagestore.h>
#include <stomp/messages/segmentpool.h>

#include <string>
#include <string_view>

namespace Testing {

/** A MESSAGE as it comes from a broker, and what a sink would note of it. */
struct Message
{
    std::string bytes;
    Stomp::MessageRow row;

    /** headers: lines such as "redelivered:true\n". */
    explicit Message(std::string_view destination, std::string_view body = "{\"a\":1}",
        std::string_view headers = {}, std::uint8_t flags = 0)
    {
        bytes.append("MESSAGE\ndestination:").append(destination);
        bytes.append("\nmessage-id:m-1\nsubscription:1\n").append(headers).append("\n");
        row.bodyOffset = static_cast<std::uint32_t>(bytes.size());
        bytes.append(body);
        row.flags = flags;
        row.receivedUs = 1'700'000'000'123'456;
        row.subscription = 1;
        row.connection = 1;
    }
};

/** Appends to a store as a feed does; each call is a batch. */
class StoreWriter
{
public:
    explicit StoreWriter(Stomp::MessageStore& store, std::size_t segmentBytes = 4096)
        : m_store(store), m_pool(Stomp::SegmentPool::create(segmentBytes, 4))
    { }

    void write(const Message& message)
    {
        if (m_pool->isLargeFrame(message.bytes.size())) {
            const Stomp::SegmentPtr large = m_pool->takeForLargeFrame(message.bytes.size());
            if (large->append(message.bytes, message.row))
                m_store.append({large, 0, 1});
            return;
        }
        if (!m_open || !m_open->append(message.bytes, message.row)) {
            m_open = m_pool->take();
            if (!m_open->append(message.bytes, message.row))
                return;
        }
        m_store.append({m_open, static_cast<std::uint32_t>(m_open->rowCount() - 1), 1});
    }

private:
    Stomp::MessageStore& m_store;
    std::shared_ptr<Stomp::SegmentPool> m_pool;
    Stomp::SegmentPtr m_open;
};

} // namespace Testing
