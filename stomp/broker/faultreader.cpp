#include "faultreader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace Stomp {

namespace {

constexpr std::string_view s_blanks = " \t\r";
constexpr std::array<std::string_view, 6> s_words{
    "on", "after", "every", "chance", "once", "times"};

std::string quoted(std::string_view text)
{
    return '[' + std::string(text.substr(0, 60)) + ']';
}

bool isWord(std::string_view text)
{
    return std::find(s_words.begin(), s_words.end(), text) != s_words.end();
}

bool isCommand(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || c == '-';
    });
}

std::string list(std::span<const std::string_view> texts)
{
    std::string out;
    for (const std::string_view text : texts) {
        out += out.empty() ? "" : ", ";
        out += text;
    }
    return out;
}

} // namespace

FaultReader::FaultReader(std::string_view item) : m_rest(item)
{
    m_rest.remove_prefix(std::min(m_rest.find_first_not_of(s_blanks), m_rest.size()));
}

std::string_view FaultReader::takeWord()
{
    const std::string_view word = m_rest.substr(0, m_rest.find_first_of(s_blanks));
    m_rest.remove_prefix(word.size());
    m_rest.remove_prefix(std::min(m_rest.find_first_not_of(s_blanks), m_rest.size()));
    return word;
}

Verdict FaultReader::read(FaultPlan& plan)
{
    const std::string_view first = takeWord();
    if (first == "clear") {
        if (!isAtEnd())
            return Refusal{"clear stands alone, it removes all faults", {}, {}};
        plan.faults.clear();
        return {};
    }
    if (first == "seed")
        return readNumber(first, 0, std::numeric_limits<std::uint64_t>::max(), plan.seed);
    Fault fault;
    if (auto refusal = readFault(first, fault))
        return refusal;
    plan.faults.push_back(std::move(fault));
    return {};
}

Verdict FaultReader::readFault(std::string_view first, Fault& fault)
{
    const std::string_view name = first.substr(0, first.find('='));
    const FaultInfo* info = findFault(name);
    if (!info)
        return Refusal{"There is no fault " + quoted(name), {}, {}};
    fault = Fault::of(info->kind);
    if (name.size() < first.size()) {
        if (auto refusal = readValue(first, *info, fault))
            return refusal;
    }
    while (!isAtEnd()) {
        const std::string_view word = takeWord();
        Verdict refusal;
        if (word == "on")
            refusal = readPlace(*info, fault);
        else if (word == "after")
            refusal = readNumber(word, 1, 1'000'000'000, fault.after);
        else if (word == "every")
            refusal = readNumber(word, 1, 1'000'000'000, fault.every);
        else if (word == "chance")
            refusal = readNumber(word, 1, 100, fault.chance);
        else if (word == "times")
            refusal = readNumber(word, 1, 1'000'000'000, fault.times);
        else if (word == "once")
            fault.times = 1;
        else
            refusal = readValue(word, *info, fault);
        if (refusal)
            return refusal;
    }
    return {};
}

Verdict FaultReader::readValue(std::string_view word, const FaultInfo& info, Fault& fault)
{
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos)
        return Refusal{"What is " + quoted(word) + " in " + std::string(info.name) + "?", {}, {}};
    std::string_view name = word.substr(0, equals);
    const std::string_view text = word.substr(equals + 1);
    if (name == info.name)
        name = {};
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
        const FaultParameter& parameter = info.parameters[i];
        if (parameter.name != name)
            continue;
        const auto value = parameter.read(text);
        if (value) {
            fault.values[i] = *value;
            return {};
        }
        std::string range = parameter.unit == FaultUnit::Versions
            ? "of 1.0, 1.1 and 1.2 some, separated by commas"
            : "from " + parameter.text(parameter.least) + " to " + parameter.text(parameter.most);
        return Refusal{
            quoted(word) + " is not understood: " + std::string(parameter.label) + " is " + range,
            {}, {}};
    }
    return Refusal{std::string(info.name) + " takes no "
            + (name.empty() ? "value " + quoted(text) : "parameter " + quoted(name)),
        {}, {}};
}

Verdict FaultReader::readPlace(const FaultInfo& info, Fault& fault)
{
    if (info.commands.empty())
        return Refusal{
            std::string(info.name) + " is for connections: it cannot be on some frames only", {},
            {}};
    std::string_view place;
    const std::string_view first = takeWord();
    if (isCommand(first)) {
        if (std::find(info.commands.begin(), info.commands.end(), first) == info.commands.end())
            return Refusal{std::string(info.name) + " cannot be on " + quoted(first) + ", only on "
                    + list(info.commands),
                {}, {}};
        fault.command = first;
        if (!isAtEnd() && !isWord(m_rest.substr(0, m_rest.find_first_of(s_blanks)))
            && m_rest.substr(0, m_rest.find_first_of(s_blanks)).find('=') == std::string_view::npos)
            place = takeWord();
    } else {
        place = first;
        if (place.empty() || isWord(place))
            return Refusal{"Behind on stands a command, a destination or both", {}, {}};
    }
    if (!place.empty() && !hasDestination(fault.command))
        return Refusal{fault.command + " frames have no destination: " + quoted(place)
                + " does not go with them",
            {}, {}};
    fault.destination = place;
    return {};
}

Verdict FaultReader::readNumber(
    std::string_view word, std::uint64_t least, std::uint64_t most, std::uint64_t& number)
{
    std::string_view text = takeWord();
    const std::string_view given = text;
    if (word == "chance" && text.ends_with('%'))
        text.remove_suffix(1);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
        return Refusal{std::string(word) + ' ' + quoted(given) + " is not a number from "
                + std::to_string(least) + " to " + std::to_string(most),
            {}, {}};
    }
    if (word == "seed" && !isAtEnd())
        return Refusal{"seed stands alone: " + quoted(m_rest) + " is too much", {}, {}};
    number = value;
    return {};
}

} // namespace Stomp
