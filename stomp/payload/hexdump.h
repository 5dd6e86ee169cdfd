#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace Stomp {

/** Lines of a hex dump, each made alone so that a view can be lazy. */
namespace HexDump {

constexpr std::size_t bytesPerLine = 16;

[[nodiscard]] std::size_t lineCount(std::size_t size);
/** Eight digits, more where the offset needs them. */
[[nodiscard]] std::string offsetText(std::size_t offset);
/** "7b 22 69 64 22 3a 20 34  32 7d": at most 16 bytes, a gap in the middle. */
[[nodiscard]] std::string hexText(std::string_view bytes);
/** Printable ASCII as it is, everything else as a dot. */
[[nodiscard]] std::string asciiText(std::string_view bytes);
/** The line of count bytes at offset as UTF-8, in as many cells as it has bytes: a character at its
 * first byte, a middle dot for each further one (one less for a wide character); what cannot be
 * seen or is no UTF-8 as a dot. Looks at the bytes around the line, as characters may cross its
 * ends. */
[[nodiscard]] std::string utf8Text(
    std::string_view bytes, std::size_t offset, std::size_t count = bytesPerLine);

/** Whole lines (offset, hex, ASCII, each line ended by LF) for the lines that hold [first, last).
 */
[[nodiscard]] std::string dump(std::string_view bytes, std::size_t first, std::size_t last);

} // namespace HexDump

} // namespace Stomp
