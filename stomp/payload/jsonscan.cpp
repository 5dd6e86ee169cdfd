#include "jsonscan.h"

#include <algorithm>

namespace Stomp::JsonScan {

std::size_t skipString(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size()) {
        while (at + 8 <= text.size() && !hasSpecial(text.data() + at))
            at += 8;
        if (at >= text.size())
            break;
        if (text[at] == '"')
            return at + 1;
        at += text[at] == '\\' ? 2 : 1;
    }
    return text.size();
}

std::size_t skipScalar(std::string_view text, std::size_t at)
{
    const std::size_t start = at;
    while (at < text.size() && !isSpace(text[at]) && text[at] != ',' && text[at] != ']'
        && text[at] != '}' && text[at] != ':')
        ++at;
    return std::max(at, std::min(start + 1, text.size()));
}

Container skipContainer(std::string_view text, std::size_t at)
{
    Container result;
    std::size_t depth = 0;
    bool empty = true;
    while (at < text.size()) {
        switch (text[at]) {
        case '"':
            empty = false;
            at = skipString(text, at);
            continue;
        case '{':
        case '[':
            empty = empty && depth == 0;
            ++depth;
            break;
        case '}':
        case ']':
            --depth;
            if (depth == 0) {
                result.end = at + 1;
                result.count += empty ? 0 : 1;
                return result;
            }
            break;
        case ',':
            if (depth == 1)
                ++result.count;
            break;
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            break;
        default:
            empty = false;
        }
        ++at;
    }
    result.end = text.size();
    result.count += empty ? 0 : 1;
    return result;
}

} // namespace Stomp::JsonScan
