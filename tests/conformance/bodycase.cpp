#include "sides.h"

#include <stomp/payload/bodytext.h>

#include <array>

using namespace Stomp;

namespace Conformance {

namespace {

const std::vector<std::string_view> inputs{"in", "content-type"};
const std::vector<std::string_view> expectations{"kind", "mime", "charset", "text", "oddity"};

std::string_view nameOf(BodyOddity::Kind kind)
{
    constexpr std::array<std::string_view, 6> names{
        "NotJson", "LooksLikeJson", "NotXml", "BadText", "UnknownCharset", "Binary"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace

std::string runBodyCase(const Case& one)
{
    std::vector<std::string_view> keys = inputs;
    keys.insert(keys.end(), expectations.begin(), expectations.end());
    if (std::string foreign = foreignKey(one, keys); !foreign.empty())
        return foreign;
    std::string bytes;
    for (const Line& line : one.lines) {
        if (line.key == "in")
            bytes += line.value;
    }
    const BodyText body = BodyText::of(bytes, one.value("content-type", ""));
    Observation seen;
    seen.add("kind", toString(body.kind));
    if (!body.type.mime.empty())
        seen.add("mime", body.type.mime);
    seen.add("charset", toString(body.charset));
    if (body.kind != ContentKind::Binary)
        seen.add("text", body.text);
    for (const BodyOddity& oddity : body.oddities)
        seen.add("oddity",
            std::string(nameOf(oddity.kind))
                + (oddity.offset ? " at " + std::to_string(*oddity.offset) : std::string()));
    const std::string wanted = expected(one, expectations);
    return seen.text() == wanted ? std::string() : "expected:\n" + wanted + "seen:\n" + seen.text();
}

} // namespace Conformance
