#include "hexdump.h"

#include <algorithm>

namespace Stomp::HexDump {

namespace {

constexpr std::string_view digits = "0123456789abcdef";
/** 16 pairs, 15 blanks, and one more in the middle. */
constexpr std::size_t hexWidth = bytesPerLine * 3;

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
