#include "jsonfinder.h"

#include "jsoncheck.h"
#include "jsonstring.h"

#include <simdjson.h>

namespace Stomp {

namespace {

namespace OnDemand = simdjson::ondemand;

/** simdjson's index takes four bytes a byte; one for larger bodies is not kept. */
constexpr std::size_t keptCapacity = std::size_t(4) * 1024 * 1024;

/** text begins behind the key's first quote. */
bool isKey(std::string_view text, std::string_view key)
{
    if (text.starts_with(key) && text.size() > key.size() && text[key.size()] == '"'
        && key.find('\\') == std::string_view::npos)
        return true;
    const std::size_t stop = text.find_first_of("\"\\");
    if (stop == std::string_view::npos || text[stop] == '"')
        return false;
    std::size_t end = stop;
    while (end < text.size() && text[end] != '"')
        end += text[end] == '\\' ? 2 : 1;
    if (end >= text.size())
        return false;
    return decodeJsonString({text.data() - 1, end + 2}) == key;
}

template <typename Place>
bool enter(Place& place, const JsonStep& step, std::string_view text, OnDemand::value& out)
{
    if (step.isIndex) {
        OnDemand::array array;
        if (place.get_array().get(array) != simdjson::SUCCESS)
            return false;
        std::uint32_t index = 0;
        for (auto element : array) {
            if (index++ == step.index)
                return element.get(out) == simdjson::SUCCESS;
            if (element.error() != simdjson::SUCCESS)
                return false;
        }
        return false;
    }
    OnDemand::object object;
    if (place.get_object().get(object) != simdjson::SUCCESS)
        return false;
    for (auto member : object) {
        OnDemand::raw_json_string key;
        if (member.key().get(key) != simdjson::SUCCESS)
            return false;
        const auto at = static_cast<std::size_t>(key.raw() - text.data());
        if (at <= text.size() && isKey(text.substr(at), step.key))
            return member.value().get(out) == simdjson::SUCCESS;
    }
    return false;
}

std::string_view withoutSpaceBehind(std::string_view token)
{
    const std::size_t last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last + 1);
}

template <typename Place>
std::optional<JsonToken> tokenAt(Place& place)
{
    OnDemand::json_type type{};
    if (place.type().get(type) != simdjson::SUCCESS)
        return std::nullopt;
    JsonToken token;
    if (type == OnDemand::json_type::object || type == OnDemand::json_type::array) {
        token.kind = type == OnDemand::json_type::object ? JsonKind::Object : JsonKind::Array;
        return token;
    }
    std::string_view raw;
    if (simdjson::simdjson_result<std::string_view>(place.raw_json_token()).get(raw)
        != simdjson::SUCCESS)
        return std::nullopt;
    token.raw = withoutSpaceBehind(raw);
    switch (type) {
    case OnDemand::json_type::string:
        token.kind = JsonKind::String;
        break;
    case OnDemand::json_type::boolean:
        token.kind = token.raw.starts_with('t') ? JsonKind::True : JsonKind::False;
        break;
    case OnDemand::json_type::null:
        token.kind = JsonKind::Null;
        break;
    default:
        token.kind = JsonKind::Number;
    }
    return token;
}

} // namespace

struct JsonFinder::Engine
{
    OnDemand::parser parser;
    OnDemand::document document;
};

JsonFinder::JsonFinder() : m_engine(std::make_unique<Engine>()) { }

JsonFinder::~JsonFinder() = default;

void JsonFinder::open(std::string_view body, bool hasSlack)
{
    if (m_text.size() > keptCapacity) {
        m_engine = std::make_unique<Engine>();
        m_copy = {};
    }
    m_text = body;
    m_hasSlack = hasSlack;
    m_isPrepared = false;
    // The cheapest refusal: nothing there.
    m_verdict = body.empty() ? Verdict::NotJson : Verdict::Open;
}

bool JsonFinder::prepare()
{
    if (m_isPrepared)
        return m_engine->document.rewind(), true;
    if (!m_hasSlack && m_text.data() != m_copy.data()) {
        m_copy.reserve(m_text.size() + slack);
        m_copy.assign(m_text);
        m_text = m_copy;
    }
    const simdjson::padded_string_view padded(m_text.data(), m_text.size(), m_text.size() + slack);
    if (m_engine->parser.iterate(padded).get(m_engine->document) != simdjson::SUCCESS)
        return false;
    m_isPrepared = true;
    return true;
}

std::optional<JsonToken> JsonFinder::find(std::span<const JsonStep> steps)
{
    if (m_verdict == Verdict::NotJson)
        return std::nullopt;
    if (!prepare()) {
        m_verdict = Verdict::NotJson;
        return std::nullopt;
    }
    const std::optional<JsonToken> token = walk(steps);
    // A document that was read to its end, or as one scalar, cannot be rewound.
    m_isPrepared = token && !steps.empty();
    if (token && m_verdict == Verdict::Open)
        m_verdict = checkJson(m_text) ? Verdict::NotJson : Verdict::Json;
    return m_verdict == Verdict::NotJson ? std::nullopt : token;
}

std::optional<JsonToken> JsonFinder::walk(std::span<const JsonStep> steps)
{
    if (steps.empty())
        return tokenAt(m_engine->document);
    OnDemand::value value;
    if (!enter(m_engine->document, steps.front(), m_text, value))
        return std::nullopt;
    for (const JsonStep& step : steps.subspan(1)) {
        OnDemand::value inner;
        if (!enter(value, step, m_text, inner))
            return std::nullopt;
        value = inner;
    }
    return tokenAt(value);
}

} // namespace Stomp
