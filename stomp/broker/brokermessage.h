#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <array>
#include <cstdint>
#include <memory>
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
 * ack, redelivered, delivery-count, content-length).
 */
class BrokerMessage
{
public:
    BrokerMessage(std::uint64_t id, std::string_view destination, const FrameView& send);

    /** Unique in the broker, ascending: the digits of the message-id header. */
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    /** What it costs to keep. */
    [[nodiscard]] std::size_t bytes() const { return m_tail.size() + sizeof(*this); }
    [[nodiscard]] bool isPersistent() const { return m_isPersistent; }

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
    void appendHeader(std::string_view name, std::string_view value);
    [[nodiscard]] std::string linesFor(Version version) const;

    std::uint64_t m_id;
    std::string m_tail;
    std::size_t m_headerBytes = 0;
    bool m_isPlain = true; //!< no header has a character that any version escapes
    bool m_isPersistent = false;
    mutable std::array<std::string, 2> m_olderLines; //!< of 1.0 and 1.1, when not plain
};

using MessagePtr = std::shared_ptr<const BrokerMessage>;

} // namespace Stomp
