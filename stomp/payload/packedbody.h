#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

enum class Packing : std::uint8_t
{
    None,
    Gzip, //!< RFC 1952, also several members one after another
    Zlib, //!< RFC 1950: what HTTP calls deflate
    Deflate, //!< RFC 1951 without a header: what some senders take deflate for
};
[[nodiscard]] std::string_view toString(Packing packing);

/** What a packed body holds. Errors are part of it: whatever came out before one is kept. */
struct UnpackedBody
{
    Packing packing = Packing::None; //!< None: it was not packed, or is not to be read
    std::string bytes;
    /** More would come out than the bound allows; how much more is not known. */
    bool isCut = false;
    /** What is wrong with it, in an English line; empty: nothing. Set with Packing::None when the
     * content-encoding cannot be read here, or is not what the body is. */
    std::string complaint;
};

/**
 * A body unpacked as its content-encoding says (gzip, x-gzip, deflate; any case; "identity" is
 * none), or, without one, when it begins like gzip. Never makes more than maxBytes, however small
 * the body: a bomb is cut, and says so.
 */
[[nodiscard]] UnpackedBody unpackBody(
    std::string_view body, std::string_view contentEncoding, std::size_t maxBytes);

} // namespace Stomp
