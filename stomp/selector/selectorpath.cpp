#include "selectorpath.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace Stomp {

namespace {

bool isNameByte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '_'
        || static_cast<unsigned char>(c) >= 0x80U;
}

std::size_t nameLength(std::string_view text)
{
    const auto end = std::find_if_not(text.begin(), text.end(), isNameByte);
    return static_cast<std::size_t>(end - text.begin());
}

/** The step behind a point. */
void readMember(std::string_view text, ReadPath& read)
{
    const std::string_view rest = text.substr(read.length);
    if (const QuotedText quoted = readQuoted(rest, '"'); quoted.length > 0) {
        read.path.push_back({false, 0, quoted.text});
        read.length += quoted.length;
    } else if (rest.starts_with('"')) {
        read.mistake = "a name that is opened with \" has no closing \"";
    } else if (const std::size_t length = nameLength(rest); length > 0) {
        read.path.push_back({false, 0, std::string(rest.substr(0, length))});
        read.length += length;
    } else if (rest.starts_with('.') || rest.starts_with('*')) {
        read.mistake = "a path leads to one place: no '..' and no '*'; name each step";
    } else {
        read.mistake = "expected a name after the point; odd names are written $['odd name']";
    }
}

/** The step behind a bracket. */
void readBracket(std::string_view text, ReadPath& read)
{
    std::string_view rest = text.substr(read.length);
    SelectorStep step;
    if (rest.starts_with('\'') || rest.starts_with('"')) {
        const QuotedText quoted = readQuoted(rest, rest.front());
        if (quoted.length == 0) {
            read.mistake = "the name in brackets has no closing quote";
            return;
        }
        step.key = quoted.text;
        read.length += quoted.length;
    } else {
        step.isIndex = true;
        const auto number = std::from_chars(rest.data(), rest.data() + rest.size(), step.index);
        if (number.ec == std::errc::result_out_of_range) {
            read.mistake = "no array has an element with so large a number";
            return;
        }
        if (number.ec != std::errc()) {
            read.mistake = rest.starts_with('*') || rest.starts_with(':') || rest.starts_with('-')
                ? "a path leads to one place: brackets take one element, counted from [0]"
                : "brackets take an element's number, as [0], or a name in quotes, as ['name']";
            return;
        }
        read.length += static_cast<std::size_t>(number.ptr - rest.data());
    }
    if (!text.substr(read.length).starts_with(']')) {
        read.mistake = "expected ']' to close the bracket";
        return;
    }
    ++read.length;
    read.path.push_back(std::move(step));
}

} // namespace

QuotedText readQuoted(std::string_view text, char quote)
{
    QuotedText result;
    if (!text.starts_with(quote))
        return result;
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] != quote) {
            result.text.push_back(text[at]);
        } else if (at + 1 < text.size() && text[at + 1] == quote) {
            result.text.push_back(quote);
            ++at;
        } else {
            result.length = at + 1;
            return result;
        }
    }
    return {};
}

std::string quotedText(std::string_view text, char quote)
{
    std::string result(1, quote);
    for (const char c : text) {
        result.push_back(c);
        if (c == quote)
            result.push_back(c);
    }
    result.push_back(quote);
    return result;
}

std::string pathText(const SelectorPath& path)
{
    std::string text = "$";
    for (const SelectorStep& step : path) {
        if (step.isIndex) {
            text += '[';
            text += std::to_string(step.index);
            text += ']';
        } else if (!step.key.empty() && nameLength(step.key) == step.key.size()) {
            text += '.';
            text += step.key;
        } else {
            text += '[';
            text += quotedText(step.key, '\'');
            text += ']';
        }
    }
    return text;
}

ReadPath readPath(std::string_view text)
{
    ReadPath read;
    read.length = 1;
    while (read.mistake.empty() && read.length < text.size()) {
        const char opener = text[read.length];
        if (opener != '.' && opener != '[')
            break;
        ++read.length;
        if (opener == '.')
            readMember(text, read);
        else
            readBracket(text, read);
    }
    return read;
}

} // namespace Stomp
