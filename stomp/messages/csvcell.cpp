#include "csvcell.h"

#include <stomp/payload/utf8.h>

#include <algorithm>
#include <array>
#include <optional>

namespace Stomp {

namespace {

constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

/** Takes the digits off the front; false when there are none. */
bool takeDigits(std::string_view& text)
{
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count > 0;
}

bool isPlainNumber(std::string_view text)
{
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    bool isNumber = takeDigits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        isNumber = takeDigits(text) && isNumber;
    }
    if (isNumber && (text.starts_with('e') || text.starts_with('E'))) {
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+'))
            text.remove_prefix(1);
        isNumber = takeDigits(text);
    }
    return isNumber && text.empty();
}

bool mayBeFormula(std::string_view cell)
{
    constexpr std::string_view initials = "=+-@\t\r\n";
    static constexpr std::array<std::string_view, 4> wide{// full-width = + - @
        "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (cell.empty())
        return false;
    if (initials.find(cell.front()) != std::string_view::npos)
        return !isPlainNumber(cell);
    return std::any_of(wide.begin(), wide.end(),
        [cell](std::string_view initial) { return cell.starts_with(initial); });
}

void appendDoublingQuotes(std::string_view text, std::string& out)
{
    for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"')) {
        out.append(text.substr(0, at + 1));
        out.push_back('"');
        text.remove_prefix(at + 1);
    }
    out.append(text);
}

} // namespace

void appendCsvCell(std::string_view cell, std::string& out)
{
    const bool isQuoted = cell.find_first_of(",\"\r\n") != std::string_view::npos;
    if (isQuoted)
        out.push_back('"');
    if (mayBeFormula(cell))
        out.push_back('\'');
    for (auto bad = firstBadUtf8(cell); bad; bad = firstBadUtf8(cell)) {
        appendDoublingQuotes(cell.substr(0, *bad), out);
        out.append(replacementCharacter);
        cell.remove_prefix(*bad + 1);
    }
    appendDoublingQuotes(cell, out);
    if (isQuoted)
        out.push_back('"');
}

void appendCsvRow(std::span<const std::string_view> cells, std::string& out)
{
    bool isFirst = true;
    for (const std::string_view cell : cells) {
        if (!isFirst)
            out.push_back(',');
        isFirst = false;
        appendCsvCell(cell, out);
    }
    out.append("\r\n");
}

} // namespace Stomp
