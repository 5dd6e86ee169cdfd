#pragma once

#include "sendterms.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace Stomp {

class MessagePtr;

/**
 * A message as the broker keeps it: once, shared by all who wait for it and all who got it. Its
 * headers are escaped when it is made; a version that needs other escapes gets them once, on
 * demand. Immutable to the outside; one thread.
 *
 * Kept are the headers of SEND in their order with repetitions, without those that only concerned
 * the sender (receipt, transaction) or that the broker writes itself (message-id, subscription,
 * ack, redelivered, delivery-count, content-length); SendTerms may say otherwise for a skin.
 *
 * A million of them may wait: each is one piece of memory, its text behind its members, and counts
 * its owners itself.
 */
class BrokerMessage
{
public:
    [[nodiscard]] static MessagePtr make(std::uint64_t id, std::string_view destination,
        const FrameView& send, const SendTerms& terms = {});

    /** How a message differs from one that it is made of. */
    struct Changes
    {
        std::uint64_t id = 0;
        std::string_view destination;
        Millis expires = 0;
        std::span<const std::string_view> without; //!< headers
        std::span<const HeaderView> with; //!< further headers
    };
    /** Of another message, which is not scheduled (any more). */
    [[nodiscard]] static MessagePtr make(const BrokerMessage& original, const Changes& changes);

    BrokerMessage(const BrokerMessage&) = delete;
    BrokerMessage& operator=(const BrokerMessage&) = delete;

    /** Unique in the broker, ascending: the digits of the message-id header. */
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    /** What it costs to keep. */
    [[nodiscard]] std::size_t bytes() const { return m_textBytes + sizeof(*this); }
    [[nodiscard]] bool isPersistent() const { return m_isPersistent; }
    [[nodiscard]] unsigned priority() const { return m_priority; }
    /** Epoch ms; 0: never. */
    [[nodiscard]] Millis expires() const { return m_expires; }
    [[nodiscard]] bool isExpired(Millis wallClock) const
    {
        return m_expires != 0 && m_expires <= wallClock;
    }
    [[nodiscard]] bool isGrouped() const { return m_rare && m_rare->groupBytes != 0; }
    /** JMSXGroupID, with the escapes of 1.2; empty: none. */
    [[nodiscard]] std::string_view group() const
    {
        return m_rare ? text().substr(m_rare->groupAt, m_rare->groupBytes) : std::string_view();
    }
    /** When it is to be put in; null: at once. */
    [[nodiscard]] const SendTerms::Schedule* schedule() const
    {
        return m_rare && m_rare->schedule ? &*m_rare->schedule : nullptr;
    }

    /** The first header of this name, as the sender wrote it: a part of the message, or of scratch
     * when escapes had to be decoded. */
    [[nodiscard]] std::optional<std::string_view> header(
        std::string_view name, std::string& scratch) const;

    /** The header lines (destination, content-length, the sender's), each with its line end. */
    [[nodiscard]] std::string_view headerLines(Version version) const;
    /** The blank line, the body, NUL and a line end. */
    [[nodiscard]] std::string_view bodyAndEnd() const { return text().substr(m_headerBytes); }
    /** Both in one piece when the version allows, else empty. */
    [[nodiscard]] std::string_view tail(Version version) const
    {
        return m_isPlain || version == Version::V12 ? text() : std::string_view();
    }

private:
    friend class MessagePtr;

    /** What few messages have. */
    struct Rare
    {
        std::optional<SendTerms::Schedule> schedule;
        std::uint32_t groupAt = 0;
        std::uint32_t groupBytes = 0;
        std::array<std::string, 2> olderLines; //!< of 1.0 and 1.1, when not plain
    };
    class Writer;

    BrokerMessage() = default;
    ~BrokerMessage() = default;

    [[nodiscard]] std::string_view text() const
    {
        return {reinterpret_cast<const char*>(this + 1), m_textBytes};
    }
    [[nodiscard]] std::string linesFor(Version version) const;
    static void destroy(const BrokerMessage* message);

    mutable std::uint32_t m_owners = 0;
    std::uint32_t m_textBytes = 0;
    std::uint32_t m_headerBytes = 0;
    unsigned char m_priority = 4;
    bool m_isPlain = true; //!< no header has a character that any version escapes
    bool m_isPersistent = false;
    std::uint64_t m_id = 0;
    Millis m_expires = 0;
    mutable std::unique_ptr<Rare> m_rare;
};

/** An owner of a message, or of none. The last one ends it. */
class MessagePtr
{
public:
    MessagePtr() = default;
    explicit MessagePtr(const BrokerMessage* message) : m_message(message) { own(); }
    MessagePtr(const MessagePtr& other) : m_message(other.m_message) { own(); }
    MessagePtr(MessagePtr&& other) noexcept : m_message(std::exchange(other.m_message, nullptr)) { }
    MessagePtr& operator=(MessagePtr other) noexcept
    {
        std::swap(m_message, other.m_message);
        return *this;
    }
    ~MessagePtr() { reset(); }

    void reset()
    {
        const BrokerMessage* message = std::exchange(m_message, nullptr);
        if (message && --message->m_owners == 0)
            BrokerMessage::destroy(message);
    }

    [[nodiscard]] const BrokerMessage& operator*() const { return *m_message; }
    [[nodiscard]] const BrokerMessage* operator->() const { return m_message; }
    [[nodiscard]] explicit operator bool() const { return m_message != nullptr; }

private:
    void own()
    {
        if (m_message)
            ++m_message->m_owners;
    }

    const BrokerMessage* m_message = nullptr;
};

} // namespace Stomp
