#include "headerfact.h"

#include "dialectways.h"

#include <algorithm>

namespace Stomp {

namespace {

std::span<const HeaderFact> ownHeaders(Dialect dialect, HeaderUse use)
{
    const DialectWays& ways = waysOf(dialect);
    switch (use) {
    case HeaderUse::Connect:
        return ways.connect;
    case HeaderUse::Subscribe:
        return ways.subscribe;
    case HeaderUse::Send:
        return ways.send;
    case HeaderUse::Message:
        break;
    }
    return ways.message;
}

bool matches(const HeaderFact& fact, std::string_view name)
{
    return fact.name.ends_with('*') ? name.starts_with(fact.name.substr(0, fact.name.size() - 1))
                                    : fact.name == name;
}

const HeaderFact* find(std::span<const HeaderFact> facts, std::string_view name)
{
    const auto found = std::find_if(
        facts.begin(), facts.end(), [name](const HeaderFact& fact) { return matches(fact, name); });
    return found == facts.end() ? nullptr : &*found;
}

} // namespace

std::string_view unitOf(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Boolean:
        return "true or false";
    case ValueKind::Priority:
        return "0 to 9";
    case ValueKind::Messages:
        return "messages";
    case ValueKind::Bytes:
        return "bytes";
    case ValueKind::EpochMs:
        return "a moment, in milliseconds since 1970 (UTC)";
    case ValueKind::EpochSeconds:
        return "a moment, in seconds since 1970 (UTC)";
    case ValueKind::DurationMs:
        return "a duration in milliseconds";
    case ValueKind::Selector:
        return "a condition over headers, as in SQL";
    case ValueKind::Number:
        return "a number";
    case ValueKind::Text:
    case ValueKind::Choice:
    case ValueKind::Destination:
        break;
    }
    return {};
}

std::vector<std::string_view> allowedValues(const HeaderFact& fact)
{
    std::vector<std::string_view> values;
    std::string_view rest = fact.allowed;
    if (rest.empty() && fact.kind == ValueKind::Boolean)
        rest = "true,false";
    if (rest.empty() && fact.kind == ValueKind::Priority)
        rest = "0,1,2,3,4,5,6,7,8,9";
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        values.push_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return values;
}

std::vector<HeaderFact> headersOf(Dialect dialect, HeaderUse use)
{
    const auto own = ownHeaders(dialect, use);
    std::vector<HeaderFact> all(own.begin(), own.end());
    for (const HeaderFact& fact : commonHeaders(use)) {
        if (!find(own, fact.name))
            all.push_back(fact);
    }
    return all;
}

const HeaderFact* headerOf(Dialect dialect, HeaderUse use, std::string_view name)
{
    const HeaderFact* const own = find(ownHeaders(dialect, use), name);
    return own ? own : find(commonHeaders(use), name);
}

std::string describe(const HeaderFact& fact)
{
    std::string text(fact.meaning);
    const std::string_view unit = unitOf(fact.kind);
    if (!unit.empty())
        text.append(" Value: ").append(unit).append(".");
    if (!fact.allowed.empty()) {
        text.append(" One of: ");
        for (const char c : fact.allowed)
            c == ',' ? text.append(", ") : text.append(1, c);
        text.append(".");
    }
    if (!fact.standard.empty())
        text.append(" Without it: ").append(fact.standard).append(".");
    return text;
}

std::string_view toString(Evidence evidence)
{
    return evidence == Evidence::TriedLive ? "tried live" : "from source";
}

} // namespace Stomp
