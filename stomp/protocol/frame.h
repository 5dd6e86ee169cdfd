#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** One header of a received frame, decoded (unescaped). Does not own its text. */
struct HeaderView
{
    std::string_view name;
    std::string_view value;
};

/** One header that owns its text. */
struct Header
{
    std::string name;
    std::string value;

    bool operator==(const Header&) const = default;
};

/**
 * A received frame as views into somebody else's buffer; says of its maker how long it is valid.
 * Headers keep their order and repetitions; the first of a name is its value (STOMP 1.2 "Repeated
 * Header Entries").
 */
struct FrameView
{
    /** What was accepted although the specification forbids it; shown, never hidden. */
    enum Oddity : std::uint8_t
    {
        NoOddity = 0,
        HeaderWithoutColon = 1, //!< kept as a header with the whole line as name
        UndefinedEscape = 2, //!< kept literally
        BadContentLength = 4, //!< not a number; the body was read up to NUL
        HeaderWithoutName = 8, //!< kept, with an empty name
    };

    std::string_view command;
    std::span<const HeaderView> headers;
    std::string_view body;
    /** The frame as received, from the command up to and without the terminating NUL. */
    std::string_view bytes;
    std::uint8_t oddities = NoOddity;

    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    /** The header's value, or an empty view. */
    [[nodiscard]] std::string_view value(std::string_view name) const;
    /** Where the body begins in bytes. */
    [[nodiscard]] std::uint32_t bodyOffset() const
    {
        return static_cast<std::uint32_t>(bytes.size() - body.size());
    }
};

/** A frame that owns its text: what is to be sent, or a copy of a FrameView. Headers unescaped. */
struct Frame
{
    std::string command;
    std::vector<Header> headers;
    std::string body;

    [[nodiscard]] static Frame copyOf(const FrameView& view);
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::string_view value(std::string_view name) const;
    void add(std::string_view name, std::string_view headerValue);

    bool operator==(const Frame&) const = default;
};

/** True for header names that carry secrets (passcode, authorization, ...), in any case. */
[[nodiscard]] bool isSecretHeader(std::string_view name);

} // namespace Stomp
