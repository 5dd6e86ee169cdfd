#include "lessonrecord.h"

#include <algorithm>
#include <charconv>

namespace Stomp {

namespace {

using Kind = LessonExpectation::Kind;

struct Got
{
    LessonNumbers numbers;
    std::vector<std::uint32_t> order; //!< a number twice stands twice
    bool allAgain = true;
};

Got gotIn(const LessonLane* lane, std::size_t step)
{
    Got got;
    if (!lane)
        return got;
    for (const LessonArrival& arrival : lane->arrivals) {
        if (arrival.step != step)
            continue;
        got.numbers.insert(arrival.number);
        got.allAgain = got.allAgain && arrival.redelivered;
        got.order.push_back(arrival.number);
    }
    return got;
}

std::string inOrder(const std::vector<std::uint32_t>& numbers)
{
    std::string text;
    for (const std::uint32_t number : numbers)
        text += (text.empty() ? "" : ",") + std::to_string(number);
    return text.empty() ? "nothing" : text;
}

bool contains(const LessonNumbers& all, const LessonNumbers& some)
{
    return std::ranges::includes(all, some);
}

bool touches(const LessonNumbers& all, const LessonNumbers& some)
{
    return std::ranges::any_of(some, [&](std::uint32_t one) { return all.contains(one); });
}

bool isMet(const LessonExpectation& expectation, const LessonRecord& record, std::size_t step)
{
    LessonNumbers all;
    std::size_t count = 0;
    bool eachHasSome = true;
    bool eachHasAll = true;
    bool allAgain = true;
    bool anyRefused = false;
    bool oneHasAll = false;
    int touching = 0; // consumers who got at least one of them
    std::vector<std::uint32_t> order;
    for (const std::string& name : expectation.who) {
        const LessonLane* lane = record.lane(name);
        const Got got = gotIn(lane, step);
        all.insert(got.numbers.begin(), got.numbers.end());
        count += got.order.size();
        order.insert(order.end(), got.order.begin(), got.order.end());
        oneHasAll = oneHasAll || contains(got.numbers, expectation.numbers);
        touching += touches(got.numbers, expectation.numbers) ? 1 : 0;
        eachHasSome = eachHasSome && !got.order.empty();
        eachHasAll = eachHasAll && got.numbers == expectation.numbers
            && got.order.size() == expectation.numbers.size();
        allAgain = allAgain && got.allAgain;
        anyRefused = anyRefused || (lane && lane->refusedIn == step);
    }
    const bool isExact = all == expectation.numbers && count == expectation.numbers.size();
    switch (expectation.kind) {
    case Kind::Share:
        return isExact && eachHasSome;
    case Kind::Copy:
        return eachHasAll;
    case Kind::Get:
        return isExact;
    case Kind::GetInOrder:
        return order == expectation.order;
    case Kind::OneGets:
        return oneHasAll && touching == 1;
    case Kind::GetAgain:
        return isExact && allAgain;
    case Kind::Nothing:
        return count == 0;
    case Kind::Refused:
        return anyRefused;
    }
    return false;
}

} // namespace

std::string filled(const std::string& text, const std::string& run, Millis now)
{
    constexpr std::string_view runMark = "{run}";
    constexpr std::string_view later = "{in:";
    std::string out = text;
    if (const std::size_t at = out.find(runMark); at != std::string::npos)
        out.replace(at, runMark.size(), run);
    const std::size_t at = out.find(later);
    const std::size_t end = at == std::string::npos ? at : out.find('}', at);
    if (end != std::string::npos) {
        Millis ms = 0;
        std::from_chars(out.data() + at + later.size(), out.data() + end, ms);
        out.replace(at, end + 1 - at, std::to_string(now + ms));
    }
    return out;
}

std::string rangesOf(const LessonNumbers& numbers)
{
    std::string text;
    for (auto it = numbers.begin(); it != numbers.end();) {
        const std::uint32_t first = *it;
        std::uint32_t last = first;
        for (++it; it != numbers.end() && *it == last + 1; ++it)
            last = *it;
        text += (text.empty() ? "" : ",") + std::to_string(first);
        if (last > first)
            text += '-' + std::to_string(last);
    }
    return text.empty() ? "nothing" : text;
}

std::vector<std::string> unmet(const std::vector<LessonExpectation>& expectations,
    const LessonRecord& record, std::size_t step)
{
    std::vector<std::string> all;
    for (const LessonExpectation& expectation : expectations) {
        if (isMet(expectation, record, step))
            continue;
        std::string seen;
        for (const std::string& name : expectation.who) {
            const LessonLane* lane = record.lane(name);
            const Got got = gotIn(lane, step);
            seen += (seen.empty() ? "" : ", ") + name + " received "
                + (expectation.kind == Kind::GetInOrder ? inOrder(got.order)
                                                        : rangesOf(got.numbers));
            if (got.order.size() > got.numbers.size())
                seen += ", some of them twice";
            else if (expectation.kind == Kind::GetAgain && !got.order.empty() && !got.allAgain)
                seen += ", not marked as redelivered";
            if (lane && lane->refusedIn == step)
                seen += " (ERROR: " + lane->error + ")";
        }
        all.push_back(expectation.text + ": " + seen);
    }
    return all;
}

const std::vector<LessonAction>& actionsFor(const LessonStep& step, Dialect dialect)
{
    const auto own = step.actionsOn.find(dialect);
    return own == step.actionsOn.end() ? step.actions : own->second;
}

const std::vector<LessonExpectation>& expectationsFor(const LessonStep& step, Dialect dialect)
{
    const auto own = step.expectationsOn.find(dialect);
    return own == step.expectationsOn.end() ? step.expectations : own->second;
}

} // namespace Stomp
