#include "require.h"

#include <stomp/protocol/escaping.h>

#include <array>
#include <cstdint>
#include <utility>

using namespace Stomp;

namespace {

/** The rules of stomp-facts 1.3 once more, one character after the other. */
bool unescapeSlowly(std::string_view text, Version version, std::string& out)
{
    bool defined = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char next = i + 1 < text.size() ? text[i + 1] : ' ';
        if (text[i] != '\\' || version == Version::V10) {
            out += text[i];
        } else if (next == '\\' || next == 'n' || next == 'c'
            || (next == 'r' && version == Version::V12)) {
            out += next == 'n' ? '\n' : next == 'c' ? ':' : next == 'r' ? '\r' : '\\';
            ++i;
        } else {
            defined = false;
            out += '\\';
        }
    }
    return defined;
}

/** The mistake of real clients: one replacement after the other, so that "\\\\n" becomes a line
 * end.
 */
std::string unescapedByReplacing(std::string text)
{
    constexpr std::array<std::pair<const char*, const char*>, 3> replacements{
        {{"\\n", "\n"}, {"\\c", ":"}, {"\\\\", "\\"}}};
    for (const auto& [from, to] : replacements) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + 1))
            text.replace(at, 2, to);
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 1)
        return 0;
    const auto version = static_cast<Version>(data[0] % 3);
    const std::string text(data + 1, data + size);

    std::string back;
    require(unescape(escaped(text, version), version, back), "what is escaped is well escaped");
    require(back == text, "escaping and back gives the text");

    std::string fast;
    std::string slow;
    const bool defined = unescape(text, version, fast);
    if (isPlanted && defined && version == Version::V11)
        fast = unescapedByReplacing(text);
    require(defined == unescapeSlowly(text, version, slow), "the same is undefined");
    require(fast == slow, "unescaping is one pass");
    require(defined == (findUndefinedEscape(text, version) == std::string_view::npos),
        "an undefined escape is found where there is one");
    return 0;
}
