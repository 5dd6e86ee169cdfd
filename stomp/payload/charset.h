#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

/** The character encodings that are read. */
enum class Charset : std::uint8_t
{
    Utf8,
    UsAscii,
    Latin1,
    Utf16,
    Utf16Le,
    Utf16Be,
    Other, //!< one that the system's iconv knows
};

/** By its name in lower case, with the usual aliases. An empty name is none. */
[[nodiscard]] std::optional<Charset> charsetFromName(std::string_view name);
[[nodiscard]] std::string_view toString(Charset charset);

struct DecodedText
{
    /** UTF-8. What is not text in the charset is U+FFFD here. */
    std::string text;
    /** Offset of the first such byte in the input; of what iconv lets through that Unicode does not
     * have, up to eight characters before it. */
    std::optional<std::size_t> firstBad;
};

/** By a name that charsetFromName() does not know, with the system's iconv: windows-1252,
 * shift_jis, koi8-r and some hundred others. Nothing when that does not know it either. */
[[nodiscard]] std::optional<DecodedText> decodeNamedText(
    std::string_view bytes, const std::string& name);

/** Not of Charset::Other. utf-16 without a mark is big-endian (RFC 2781); a byte order mark is not
 * part of the text. */
[[nodiscard]] DecodedText decodeText(std::string_view bytes, Charset charset);

} // namespace Stomp
