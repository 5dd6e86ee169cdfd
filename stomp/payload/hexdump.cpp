#include "hexdump.h"

#include "utf8.h"

#include <algorithm>

namespace Stomp::HexDump {

namespace {

constexpr std::string_view digits = "0123456789abcdef";
/** 16 pairs, 15 blanks, and one more in the middle. */
constexpr std::size_t hexWidth = bytesPerLine * 3;
constexpr std::string_view furtherByte = "\xC2\xB7"; // a middle dot

char32_t codePointOf(std::string_view sequence)
{
    const auto first = static_cast<unsigned char>(sequence[0]);
    char32_t point = first & (0x7FU >> sequence.size());
    for (const char c : sequence.substr(1))
        point = (point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    return point;
}

struct PointRange
{
    char32_t first;
    char32_t last;
};

template <std::size_t size>
bool isIn(const PointRange (&ranges)[size], char32_t point)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
        [point](const PointRange& range) { return point >= range.first && point <= range.last; });
}

/** Controls, marks that join the letter before, and what turns the direction of writing. */
bool isUnseen(char32_t point)
{
    static constexpr PointRange unseen[]{{0x80, 0x9F}, {0xAD, 0xAD}, {0x300, 0x36F}, {0x590, 0x8FF},
        {0x1AB0, 0x1AFF}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x20D0, 0x20FF},
        {0xFB1D, 0xFDFF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFE70, 0xFEFF}, {0xFFF0, 0xFFFB},
        {0x10800, 0x10FFF}, {0xE0000, 0xE0FFF}};
    return isIn(unseen, point);
}

/** Two cells wide in a monospaced font. */
bool isWide(char32_t point)
{
    static constexpr PointRange wide[]{{0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
    return isIn(wide, point);
}

/** Where the character that a byte belongs to begins; the byte itself when it is none. */
std::size_t characterStart(std::string_view bytes, std::size_t at)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, at); ++back) {
        const std::size_t length = utf8SequenceLength(bytes.substr(at - back, 4));
        if (length > back)
            return at - back;
    }
    return at;
}

} // namespace

std::size_t lineCount(std::size_t size)
{
    return (size + bytesPerLine - 1) / bytesPerLine;
}

std::string offsetText(std::size_t offset)
{
    std::string text;
    while (offset != 0 || text.size() < 8) {
        text.push_back(digits[offset & 0xFU]);
        offset >>= 4U;
    }
    std::reverse(text.begin(), text.end());
    return text;
}

std::string hexText(std::string_view bytes)
{
    std::string text;
    text.reserve(hexWidth);
    for (std::size_t i = 0; i < std::min(bytes.size(), bytesPerLine); ++i) {
        if (i > 0)
            text.append(i == bytesPerLine / 2 ? 2 : 1, ' ');
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 0xFU]);
    }
    return text;
}

std::string asciiText(std::string_view bytes)
{
    std::string text(bytes.substr(0, bytesPerLine));
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20U || byte >= 0x7FU)
            c = '.';
    }
    return text;
}

std::string utf8Text(std::string_view bytes, std::size_t offset, std::size_t count)
{
    std::string text;
    const std::size_t end = std::min(bytes.size(), offset + count);
    for (std::size_t at = offset; at < end;) {
        const std::size_t start = characterStart(bytes, at);
        if (start < at) {
            text += furtherByte;
            ++at;
            continue;
        }
        const std::size_t length = utf8SequenceLength(bytes.substr(at, 4));
        if (length < 2) {
            text += asciiText(bytes.substr(at, 1));
            ++at;
            continue;
        }
        const std::string_view sequence = bytes.substr(at, length);
        const char32_t point = codePointOf(sequence);
        const std::size_t last = std::min(end, at + length);
        if (isUnseen(point))
            text += '.';
        else
            text += sequence;
        for (at += isWide(point) ? 2 : 1; at < last; ++at)
            text += furtherByte;
        at = last;
    }
    return text;
}

std::string dump(std::string_view bytes, std::size_t first, std::size_t last)
{
    last = std::min(last, bytes.size());
    std::string out;
    if (first >= last)
        return out;
    for (std::size_t line = first / bytesPerLine * bytesPerLine; line < last;
         line += bytesPerLine) {
        const std::string_view part = bytes.substr(line, bytesPerLine);
        std::string hex = hexText(part);
        hex.resize(hexWidth, ' ');
        out += offsetText(line) + "  " + hex + "  " + asciiText(part) + "\n";
    }
    return out;
}

} // namespace Stomp::HexDump
