#include "bodysearch.h"

#include "jsonscan.h"
#include "jsonstring.h"

#include <algorithm>
#include <functional>

namespace Stomp {

namespace {

char foldedByte(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

struct FoldedHash
{
    std::size_t operator()(char c) const { return std::hash<char>()(foldedByte(c)); }
};

struct FoldedEqual
{
    bool operator()(char a, char b) const { return foldedByte(a) == foldedByte(b); }
};

using FoldedSearcher =
    std::boyer_moore_horspool_searcher<std::string_view::const_iterator, FoldedHash, FoldedEqual>;

} // namespace

SearchHits searchText(std::string_view text, std::string_view needle, std::size_t limit)
{
    SearchHits found;
    if (needle.empty())
        return found;
    const FoldedSearcher searcher(needle.begin(), needle.end());
    for (auto from = text.begin();;) {
        const auto [begin, end] = searcher(from, text.end());
        if (begin == text.end())
            return found;
        if (found.hits.size() == limit) {
            found.isCut = true;
            return found;
        }
        found.hits.push_back({static_cast<std::size_t>(begin - text.begin()), needle.size()});
        from = end;
    }
}

SearchHits searchJson(std::string_view document, std::string_view needle, std::size_t limit)
{
    SearchHits found;
    if (needle.empty())
        return found;
    const FoldedSearcher searcher(needle.begin(), needle.end());
    const auto has = [&searcher](std::string_view text) {
        return std::search(text.begin(), text.end(), searcher) != text.end();
    };
    for (std::size_t at = JsonScan::skipSpace(document, 0); at < document.size();
         at = JsonScan::skipSpace(document, at)) {
        const char c = document[at];
        if (c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':') {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        at = c == '"' ? JsonScan::skipString(document, at) : JsonScan::skipScalar(document, at);
        std::string_view token = document.substr(begin, at - begin);
        bool matches = false;
        if (c == '"' && token.find('\\') != std::string_view::npos)
            matches = has(decodeJsonString(token));
        else
            matches =
                has(c == '"' && token.size() >= 2 ? token.substr(1, token.size() - 2) : token);
        if (!matches)
            continue;
        if (found.hits.size() == limit) {
            found.isCut = true;
            return found;
        }
        found.hits.push_back({begin, at - begin});
    }
    return found;
}

} // namespace Stomp
