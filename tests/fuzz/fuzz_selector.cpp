#include "require.h"

#include <stomp/selector/selectortranslation.h>

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// Whatever is typed: read or refused with a place; what is read prints, parses back as the same,
// and says the same of a message.

using namespace Stomp;

namespace {

/** Answers by name, one of each kind. */
class FuzzMessage : public SelectorSource
{
public:
    SelectorValue header(std::size_t, std::string_view name) override { return answer(name); }
    SelectorValue path(std::size_t, const SelectorPath& path) override
    {
        return answer(pathText(path));
    }

private:
    static SelectorValue answer(std::string_view name)
    {
        static const std::array<SelectorValue, 10> answers{
            SelectorValue::ofTime(7'200'000'000, 3600), SelectorValue(),
            SelectorValue::ofText("blue"), SelectorValue::ofText("21"),
            SelectorValue::ofText("true"), SelectorValue::ofInteger(-9223372036854775807 - 1),
            SelectorValue::ofNumber("23958446825181076828.50"), SelectorValue::ofReal(0.1),
            SelectorValue::ofBoolean(false), SelectorValue::ofContainer()};
        std::size_t sum = 0;
        for (const char c : name)
            sum = sum * 31 + static_cast<unsigned char>(c);
        return answers[sum % answers.size()];
    }
};

std::string printed(const Selector& selector)
{
    std::string text = selector.text();
    if (isPlanted) { // a quote within quotes is not doubled
        if (const auto at = text.find("\"\""); at != std::string::npos)
            text.erase(at, 1);
    }
    return text;
}

void requireInside(const SelectorError& error, std::size_t size)
{
    require(error.offset <= size && error.length <= size - error.offset, "it is in the text");
    require(!error.message.empty(), "it has words");
}

void checkTranslation(const Selector& selector, const SelectorWays& ways, std::size_t size)
{
    const SelectorTranslation translation = translate(selector, ways);
    require(static_cast<bool>(translation.error) == translation.text.empty(),
        "it is translated or refused");
    if (translation.error)
        requireInside(translation.error, size);
    else if (ways.prefix.empty() && translation.text.size() <= maxSelectorBytes)
        require(!Selector::parse(translation.text).error, "the translation is a selector of ours");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const SelectorOptions options{(data[0] & 1U) != 0, (data[0] & 2U) != 0};
    // An exact copy, so that a step past the end is seen.
    const std::vector<char> bytes(data + 1, data + size);
    const ParsedSelector parsed = Selector::parse({bytes.data(), bytes.size()}, options);
    for (const SelectorError& hint : parsed.hints)
        requireInside(hint, bytes.size());
    if (parsed.error) {
        requireInside(parsed.error, bytes.size());
        require(parsed.selector.isEmpty(), "there is no selector beside an error");
        return 0;
    }
    const Selector& selector = parsed.selector;
    require(options.allowsPaths || !selector.needsBody(), "there are no paths unless allowed");

    const std::string text = printed(selector);
    if (text.size() > maxSelectorBytes)
        return 0;
    const ParsedSelector again = Selector::parse(text, options);
    require(!again.error, "what is printed is a selector");
    require(again.selector == selector, "it is the same selector");
    require(printed(again.selector) == text, "it prints in the same way");

    FuzzMessage message;
    const Truth truth = selector.evaluate(message);
    require(again.selector.evaluate(message) == truth, "it says the same");
    const ParsedSelector negation = Selector::parse("NOT (" + text + ")", options);
    if (!negation.error) // it may be a level too deep
        require(
            static_cast<int>(negation.selector.evaluate(message)) == 2 - static_cast<int>(truth),
            "its negation says the contrary");
    checkTranslation(selector, activeMqSelectors(), bytes.size());
    checkTranslation(selector, artemisSelectors(), bytes.size());
    return 0;
}
