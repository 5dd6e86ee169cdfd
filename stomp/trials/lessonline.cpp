#include "lessonline.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace Stomp {

namespace {

constexpr std::uint32_t mostMessages = 1'000;
using Verb = LessonAction::Verb;

/** Words between spaces; "..." within one keeps its spaces. Nothing when a quote is left open. */
std::optional<std::vector<std::string>> wordsOf(std::string_view line)
{
    std::vector<std::string> words;
    std::string word;
    bool isQuoted = false;
    bool hasWord = false;
    for (const char c : line) {
        if (c == '"') {
            isQuoted = !isQuoted;
            hasWord = true;
        } else if (c == ' ' && !isQuoted) {
            if (std::exchange(hasWord, false))
                words.push_back(std::exchange(word, {}));
        } else {
            word += c;
            hasWord = true;
        }
    }
    if (hasWord)
        words.push_back(word);
    if (isQuoted)
        return std::nullopt;
    return words;
}

std::optional<std::uint32_t> numberOf(std::string_view text)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::pair<std::string, std::string> splitAt(const std::string& word, char separator)
{
    const std::size_t at = word.find(separator);
    if (at == std::string::npos)
        return {word, {}};
    return {word.substr(0, at), word.substr(at + 1)};
}

std::string listOf(const std::vector<std::string>& names)
{
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all;
}

} // namespace

LessonNumbers LessonLine::readNumbers(std::string_view text)
{
    LessonNumbers numbers;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        const std::size_t dash = part.find('-');
        const auto first = numberOf(part.substr(0, dash));
        const auto last = dash == std::string_view::npos ? first : numberOf(part.substr(dash + 1));
        if (!first || !last || *first < 1 || *last < *first || *last > mostMessages)
            return {};
        for (std::uint32_t number = *first; number <= *last; ++number)
            numbers.insert(number);
    }
    return numbers;
}

bool LessonLine::knows(const std::string& consumer) const
{
    return std::ranges::find(m_consumers, consumer) != m_consumers.end();
}

bool LessonLine::isDestination(const std::string& name) const
{
    return std::ranges::find(m_destinations, name) != m_destinations.end();
}

std::string LessonLine::readSubscribe(const Words& words, LessonAction& action) const
{
    if (words.size() < 3 || !isDestination(words[2]))
        return "expected a destination after " + action.who + ": " + listOf(m_destinations);
    action.destination = words[2];
    for (std::size_t i = 3; i < words.size(); ++i) {
        const auto [name, value] = splitAt(words[i], '=');
        if (name == "ack") {
            const auto mode = ackModeFromString(value);
            if (!mode)
                return "expected ack=auto, ack=client or ack=client-individual";
            action.ack = *mode;
        } else if (name == "acks" && (value == "at-once" || value == "by-hand")) {
            action.acksAtOnce = value == "at-once";
        } else if (name == "prefetch") {
            const auto count = numberOf(value);
            if (!count || *count == 0)
                return "expected prefetch=N with a number from 1";
            action.prefetch = *count;
        } else if (name == "selector" && !value.empty()) {
            action.selector = value;
        } else if (name == "durable" && !value.empty()) {
            action.durableName = value;
        } else if (name == "header" && value.find(':') != std::string::npos) {
            const auto [header, content] = splitAt(value, ':');
            action.headers.push_back({header, content});
        } else {
            return "expected ack=MODE, acks=at-once, acks=by-hand, prefetch=N, selector=\"...\", "
                   "durable=NAME or header=NAME:VALUE, but found "
                + words[i];
        }
    }
    return {};
}

std::string LessonLine::readSend(const Words& words, LessonAction& action) const
{
    if (words.size() < 3 || !isDestination(words[1]))
        return "expected send DESTINATION NUMBERS, where the destination is one of: "
            + listOf(m_destinations);
    action.destination = words[1];
    action.numbers = readNumbers(words[2]);
    if (action.numbers.empty())
        return "expected numbers from 1 to 1000 such as 1-6 or 2,4, but found " + words[2];
    for (std::size_t i = 3; i < words.size(); ++i) {
        const auto [name, value] = splitAt(words[i], '=');
        if (name == "by" && knows(value))
            action.who = value;
        else if (name == "in" && !value.empty())
            action.transaction = value;
        else if (!name.empty() && words[i].find('=') != std::string::npos)
            action.headers.push_back({name, value});
        else
            return "expected by=CONSUMER, in=TRANSACTION or HEADER=VALUE, but found " + words[i];
    }
    return {};
}

std::string LessonLine::readAction(std::string_view line, LessonAction& action) const
{
    static constexpr std::pair<std::string_view, Verb> verbs[]{{"connect", Verb::Connect},
        {"subscribe", Verb::Subscribe}, {"unsubscribe", Verb::Unsubscribe}, {"leave", Verb::Leave},
        {"kill", Verb::Kill}, {"send", Verb::Send}, {"ack", Verb::Ack}, {"nack", Verb::Nack},
        {"begin", Verb::Begin}, {"commit", Verb::Commit}, {"abort", Verb::Abort},
        {"reply", Verb::Reply}, {"forget", Verb::Forget}, {"wait", Verb::Wait}};
    const auto words = wordsOf(line);
    if (!words)
        return "a \" is not closed";
    const auto* verb = std::ranges::find_if(
        verbs, [&](const auto& one) { return !words->empty() && one.first == words->front(); });
    if (verb == std::end(verbs))
        return "expected connect, subscribe, unsubscribe, leave, kill, send, ack, nack, reply, "
               "forget, begin, commit, abort or wait";
    action = {};
    action.verb = verb->second;
    action.text = line;
    if (action.verb == Verb::Send)
        return readSend(*words, action);
    if (action.verb == Verb::Wait) {
        const auto ms = words->size() == 2 ? numberOf(words->at(1)) : std::nullopt;
        if (!ms || *ms > 60'000)
            return "expected wait MILLISECONDS, up to 60000";
        action.time = static_cast<Millis>(*ms);
        return {};
    }
    const bool mayBeProducer =
        action.verb == Verb::Begin || action.verb == Verb::Commit || action.verb == Verb::Abort;
    if (words->size() < 2
        || !(knows(words->at(1)) || (mayBeProducer && words->at(1) == "producer")))
        return "expected a consumer after " + words->front() + ": " + listOf(m_consumers);
    action.who = words->at(1);
    if (action.verb == Verb::Subscribe)
        return readSubscribe(*words, action);
    std::size_t expected = 2;
    if (action.verb == Verb::Reply) {
        const auto question = words->size() == 4 ? numberOf(words->at(2)) : std::nullopt;
        action.numbers = words->size() == 4 ? readNumbers(words->at(3)) : LessonNumbers();
        if (!question || action.numbers.size() != 1)
            return "expected reply CONSUMER MESSAGE ANSWER, with the numbers of both";
        action.replyTo = *question;
        expected = 4;
    } else if (action.verb == Verb::Ack || action.verb == Verb::Nack) {
        action.numbers = words->size() > 2 ? readNumbers(words->at(2)) : LessonNumbers();
        if (action.numbers.empty())
            return "expected the numbers of messages after " + action.who;
        expected = 3;
        if (words->size() == 4 && words->at(3).starts_with("in=")) {
            action.transaction = words->at(3).substr(3);
            expected = 4;
        }
    } else if (action.verb == Verb::Begin || action.verb == Verb::Commit
        || action.verb == Verb::Abort) {
        if (words->size() < 3)
            return "expected the transaction's name after " + action.who;
        action.transaction = words->at(2);
        expected = 3;
    }
    if (words->size() > expected)
        return "expected nothing more, but found " + words->at(expected);
    return {};
}

std::string LessonLine::readOrder(const std::string& text, LessonExpectation& expectation)
{
    expectation.kind = LessonExpectation::Kind::GetInOrder;
    for (std::string rest = text; !rest.empty();) {
        const auto [part, further] = splitAt(rest, ',');
        for (const std::uint32_t number : readNumbers(part))
            expectation.order.push_back(number);
        rest = further;
    }
    expectation.numbers = {expectation.order.begin(), expectation.order.end()};
    return expectation.order.empty() ? "expected numbers in their order, such as 4-6,1-3"
                                     : std::string();
}

std::string LessonLine::readExpectation(std::string_view line, LessonExpectation& expectation) const
{
    using Kind = LessonExpectation::Kind;
    expectation = {};
    expectation.text = line;
    const auto words = wordsOf(line);
    if (!words || words->size() < 2)
        return "expected a line such as \"A,B share 1-6\" or \"A gets nothing\"";
    const bool isEither = words->front().find('|') != std::string::npos;
    for (std::string rest = words->front(); !rest.empty();) {
        const auto [one, further] = splitAt(rest, isEither ? '|' : ',');
        if (!knows(one))
            return "expected consumers, of: " + listOf(m_consumers);
        expectation.who.push_back(one);
        rest = further;
    }
    const std::string& verb = words->at(1);
    if (verb == "refused" || verb == "is") {
        if (words->back() != "refused")
            return "expected \"is refused\"";
        expectation.kind = Kind::Refused;
        return {};
    }
    const bool gets = verb == "gets" || verb == "get";
    if (gets && words->size() == 3 && words->at(2) == "nothing") {
        expectation.kind = Kind::Nothing;
        return {};
    }
    expectation.kind = verb == "share" ? Kind::Share : verb == "copy" ? Kind::Copy : Kind::Get;
    if (expectation.kind == Kind::Get && !gets)
        return "expected share, copy, gets or is refused, but found " + verb;
    if (expectation.kind == Kind::Share && expectation.who.size() < 2)
        return "expected at least two consumers who share";
    if (isEither && expectation.kind != Kind::Get)
        return "expected gets after consumers with | between them";
    if (gets && words->size() == 5 && words->at(2) == "in" && words->at(3) == "order")
        return readOrder(words->at(4), expectation);
    expectation.numbers = words->size() > 2 ? readNumbers(words->at(2)) : LessonNumbers();
    if (expectation.numbers.empty())
        return "expected numbers such as 1-6, or nothing";
    if (isEither)
        expectation.kind = Kind::OneGets;
    if (words->size() == 4 && words->at(3) == "again" && gets) {
        expectation.kind = Kind::GetAgain;
        return {};
    }
    return words->size() > 3 ? "expected nothing more, but found " + words->at(3) : std::string();
}

} // namespace Stomp
