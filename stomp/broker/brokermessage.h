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

namespace Stomp {

/**
 * A message as the broker keeps it: once, shared by all who wait for it and all who got it. Its
 * headers are escaped when it is made; a version that needs other escapes gets them once, on
 * demand. Immutable to the outside; one thread.
 *
 * Kept are the headers of SEND in their order with repetitions, without those that only concerned
 * the sender (receipt, transaction) or that the broker writes itself (message-id, subscription,
 * ack, redelivered, delivery-count, content-length); SendTerms may say otherwise for a skin.
 */
class BrokerMessage
{
public:
    BrokerMessage(std::uint64_t id, std::string_view destination, const FrameView& send,
        const SendTerms& terms = {});

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
    BrokerMessage(const BrokerMessage& original, const Changes& changes);

    /** Unique in the broker, ascending: the digits of the message-id header. */
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    /** What it costs to keep. */
    [[nodiscard]] std::size_t bytes() const { return m_tail.size() + sizeof(*this); }
    [[nodiscard]] bool isPersistent() const { return m_isPersistent; }
    [[nodiscard]] unsigned priority() const { return m_priority; }
    /** Epoch ms; 0: never. */
    [[nodiscard]] Millis expires() const { return m_expires; }
    [[nodiscard]] bool isExpired(Millis wallClock) const
    {
        return m_expires != 0 && m_expires <= wallClock;
    }
    [[nodiscard]] bool isGrouped() const { return m_groupBytes != 0; }
    /** JMSXGroupID, with the escapes of 1.2; empty: none. */
    [[nodiscard]] std::string_view group() const
    {
        return std::string_view(m_tail).substr(m_groupAt, m_groupBytes);
    }
    /** When it is to be put in; null: at once. */
    [[nodiscard]] const SendTerms::Schedule* schedule() const { return m_schedule.get(); }

    /** The first header of this name, as the sender wrote it: a part of the message, or of scratch
     * when escapes had to be decoded. */
    [[nodiscard]] std::optional<std::string_view> header(
        std::string_view name, std::string& scratch) const;

    /** The header lines (destination, content-length, the sender's), each with its line end. */
    [[nodiscard]] std::string_view headerLines(Version version) const;
    /** The blank line, the body, NUL and a line end. */
    [[nodiscard]] std::string_view bodyAndEnd() const
    {
        return std::string_view(m_tail).substr(m_headerBytes);
    }
    /** Both in one piece when the version allows, else empty. */
    [[nodiscard]] std::string_view tail(Version version) const
    {
        return m_isPlain || version == Version::V12 ? std::string_view(m_tail) : std::string_view();
    }

private:
    using OlderLines = std::array<std::string, 2>;

    void begin(std::string_view destination, bool hasLength, std::size_t bodySize);
    void appendHeader(std::string_view name, std::string_view value);
    void noteGroup(std::string_view name, std::size_t lineAt);
    void end(std::string_view body);
    [[nodiscard]] std::string linesFor(Version version) const;

    // A million of them may wait: kept small.
    std::uint64_t m_id;
    std::string m_tail;
    std::uint32_t m_headerBytes = 0;
    std::uint32_t m_groupAt = 0;
    std::uint32_t m_groupBytes = 0;
    unsigned char m_priority = 4;
    bool m_isPlain = true; //!< no header has a character that any version escapes
    bool m_isPersistent = false;
    Millis m_expires = 0;
    std::unique_ptr<const SendTerms::Schedule> m_schedule;
    mutable std::unique_ptr<OlderLines> m_olderLines; //!< of 1.0 and 1.1, when not plain
};

using MessagePtr = std::shared_ptr<const BrokerMessage>;

} // namespace Stomp
