#include "require.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsondiff.h>
#include <stomp/payload/jsonpretty.h>
#include <stomp/payload/textdiff.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t all = 1'000'000;

TextDiff diffed(std::string_view before, std::string_view after)
{
    TextDiff diff = diffText(before, after, all, all);
    if (isPlanted && diff.removed > 3) // the last one is not told
        --diff.removed;
    return diff;
}

/** The lines of one side, as the comparison tells them. */
Lines told(const TextDiff& diff, TextDiffLine::Kind own)
{
    Lines lines;
    for (const TextDiffLine& line : diff.lines) {
        if (line.kind != own && line.kind != TextDiffLine::Kind::Same)
            continue;
        lines.push_back(line.text);
        const std::size_t number = own == TextDiffLine::Kind::Removed ? line.before : line.after;
        require(number == lines.size(), "lines are numbered in their order");
    }
    return lines;
}

Lines split(std::string_view text)
{
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        lines.push_back(text.substr(0, end));
        const bool isPair = text.substr(end).starts_with("\r\n");
        text.remove_prefix(std::min(end + (isPair ? 2 : 1), text.size()));
    }
    return lines;
}

std::size_t longestCommon(const Lines& a, const Lines& b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (const std::string_view line : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = line == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

void checkText(std::string_view before, std::string_view after)
{
    const TextDiff diff = diffed(before, after);
    const Lines a = split(before);
    const Lines b = split(after);
    require(!diff.isCut, "so many lines are not there");
    const auto count = [&diff](TextDiffLine::Kind kind) {
        return static_cast<std::size_t>(std::count_if(diff.lines.begin(), diff.lines.end(),
            [kind](const TextDiffLine& line) { return line.kind == kind; }));
    };
    require(count(TextDiffLine::Kind::Removed) == diff.removed
            && count(TextDiffLine::Kind::Added) == diff.added,
        "as many as are counted");
    require(diff.lines.empty() == (a == b), "nothing is told of the same, and only of that");
    if (diff.lines.empty())
        return;
    require(told(diff, TextDiffLine::Kind::Removed) == a, "the first text is told whole");
    require(told(diff, TextDiffLine::Kind::Added) == b, "the second text is told whole");
    require(
        diff.isCoarse || diff.added + diff.removed == a.size() + b.size() - 2 * longestCommon(a, b),
        "the changes are the fewest");
    const TextDiff some = diffText(before, after, 3, 0);
    require(some.lines.size() <= 3 && some.added == diff.added
            && some.removed == count(TextDiffLine::Kind::Removed),
        "what is cut is counted");
}

void checkJsonTexts(std::string_view before, std::string_view after)
{
    if (checkJson(before) || checkJson(after))
        return;
    const JsonTree a(before);
    const JsonTree b(after);
    require(diffJson(a, a).changes.empty(), "nothing differs from itself");
    const JsonDiff diff = diffJson(a, b);
    const bool isSame = compactJson(before).text == compactJson(after).text;
    require(diff.changes.empty() == isSame, "what differs is told, and only that");
    require(diffJson(b, a).changes.empty() == isSame, "also the other way round");
    require(diffJson(a, b, 1).changes.size() <= 1, "the bound is kept");
    for (const JsonChange& change : diff.changes)
        require(change.path.starts_with('$'), "a change has its place");
}

} // namespace

/** Two texts with a NUL between them, compared by lines, and by structure if they are JSON. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto middle = static_cast<std::size_t>(std::find(data, data + size, 0) - data);
    // Exact copies, so that a step past the end is seen.
    const std::vector<char> first(data, data + middle);
    const std::vector<char> second(data + std::min(middle + 1, size), data + size);
    const std::string_view before(first.data(), first.size());
    const std::string_view after(second.data(), second.size());
    checkText(before, after);
    checkJsonTexts(before, after);
    return 0;
}
