#include "require.h"

#include <stomp/payload/xmllayout.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;

namespace {

std::string withoutSpace(std::string_view text)
{
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out),
        [](char c) { return std::string_view(" \t\r\n").find(c) == std::string_view::npos; });
    return out;
}

XmlLayoutResult laidOut(std::string_view document)
{
    XmlLayoutResult result = layoutXml(document);
    if (isPlanted) // quotes are all made alike
        std::replace(result.text.begin(), result.text.end(), '\'', '"');
    return result;
}

} // namespace

/** The layout of any bytes: an error with its place, or the same document but for white space. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // An exact copy, so that a step past the end is seen.
    const std::vector<char> bytes(data, data + size);
    const std::string_view document(bytes.data(), bytes.size());

    const XmlLayoutResult result = laidOut(document);
    require(!result.cut, "without a bound nothing is cut");
    const XmlLayoutResult bounded = layoutXml(document, size / 2);
    require(bounded.text.size() <= size / 2, "the bound is kept");
    require(bounded.error == result.error, "the bound changes no verdict");
    if (!result.error.empty()) {
        require(result.errorOffset <= size, "the error is inside the document");
        require(result.text.empty(), "what has an error is not laid out");
        return 0;
    }
    const bool hasMark = document.starts_with("\xEF\xBB\xBF");
    require(withoutSpace(result.text) == withoutSpace(document.substr(hasMark ? 3 : 0)),
        "nothing but space has changed");
    require(bounded.cut || bounded.text == result.text, "what is not cut is whole");
    const XmlLayoutResult again = layoutXml(result.text);
    require(again.error.empty(), "the layout can be laid out");
    require(again.text == result.text, "laying out twice changes nothing");
    return 0;
}
