#include "require.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonpretty.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/payload/jsontree.h>
#include <stomp/payload/textplace.h>

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <vector>

// The strict check against simdjson's DOM, and what is done with documents that pass it.

using namespace Stomp;

namespace {

/** Documents that the grammar allows and simdjson's DOM does not take: numbers beyond 64 bits or a
 * double's range, lone surrogates in \u escapes, and containers at its own bound of depth. */
bool isKnownDifference(simdjson::error_code error)
{
    return error == simdjson::NUMBER_ERROR || error == simdjson::STRING_ERROR
        || error == simdjson::DEPTH_ERROR || error == simdjson::TAPE_ERROR
        || error == simdjson::CAPACITY;
}

bool hasLongNumber(std::string_view text)
{
    std::size_t digits = 0;
    for (const char c : text) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits >= 19)
            return true;
    }
    return text.find_first_of("eE") != std::string_view::npos;
}

bool hasSurrogate(std::string_view text)
{
    for (std::size_t at = text.find("\\u"); at != std::string_view::npos;
         at = text.find("\\u", at + 2)) {
        if (text.size() > at + 3 && (text[at + 2] == 'd' || text[at + 2] == 'D'))
            return true;
    }
    return false;
}

std::string withoutSpace(std::string_view document)
{
    return compactJson(document).text;
}

/** Walks the whole tree; returns the number of values. */
std::size_t walk(const JsonTree& tree, const JsonNode& node, std::size_t depth)
{
    require(depth <= maxJsonDepth, "the check bounds the depth");
    require(!checkJson(node.raw), "each value is a document");
    if (node.kind == JsonKind::String)
        (void)decodeJsonString(node.raw);
    std::vector<JsonNode> children;
    JsonTree::Cursor cursor;
    while (cursor.index < node.childCount) {
        const std::size_t before = children.size();
        tree.list(node, cursor, 3, children);
        require(children.size() > before, "listing gets ahead");
    }
    require(children.size() == node.childCount, "as many children as were counted");
    std::size_t count = 1;
    for (const JsonNode& child : children) {
        require((node.kind == JsonKind::Object) == !child.key.empty(),
            "members have keys, elements have none");
        count += walk(tree, child, depth + 1);
    }
    return count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // An exact copy, so that a step past the end is seen.
    const std::vector<char> bytes(data, data + size);
    const std::string_view text(bytes.data(), bytes.size());

    JsonError error = checkJson(text);
    if (isPlanted && error.code == JsonErrorCode::ControlCharacter) // taken within strings
        error = {};
    static simdjson::dom::parser parser;
    simdjson::dom::element element;
    const simdjson::error_code other = parser.parse(std::string(text)).get(element);
    if (error) {
        require(error.offset <= text.size(), "the error is inside the text");
        require(!error.message.empty(), "the error has words");
        require(error.place == placeOf(text, error.offset), "the place is the offset");
        require(other != simdjson::SUCCESS || error.code == JsonErrorCode::ByteOrderMark
                || error.code == JsonErrorCode::TooDeep,
            "simdjson agrees on what is invalid");
    } else if (other != simdjson::SUCCESS) {
        require(isKnownDifference(other), "simdjson agrees on what is valid");
        require(hasLongNumber(text) || hasSurrogate(text) || text.size() > maxJsonDepth,
            "or has a known reason not to");
    }

    // Whatever the text is: bounded and without a step too far.
    JsonLayout layout;
    layout.maxBytes = size / 2;
    require(prettyJson(text, layout).text.size() <= layout.maxBytes, "the bound is kept");
    const JsonTree tree(text);
    if (error)
        return 0;

    const std::string pretty = prettyJson(text).text;
    require(!checkJson(pretty), "the layout is a document");
    require(withoutSpace(pretty) == withoutSpace(text), "the layout keeps all tokens");
    require(!checkJson(withoutSpace(text)), "the compact form is a document");
    require(prettyJson(pretty).text == pretty, "laying out twice changes nothing");
    // Depth squared is what checking each value again costs.
    if (size < 4096)
        (void)walk(tree, tree.root(), 0);
    return 0;
}
