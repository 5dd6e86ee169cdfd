#include <stomp/protocol/escaping.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

using namespace Stomp;

namespace {

/** The mistake of real clients: one replacement after the other, so that "\\n" becomes a line end.
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
    const std::string text(data, data + size);
    std::string right;
    if (unescape(text, Version::V11, right) && right != unescapedByReplacing(text)) {
        std::fputs("planted defect found\n", stderr);
        std::abort();
    }
    return 0;
}
