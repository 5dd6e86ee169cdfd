#include "jsondiff.h"

#include "jsonscan.h"
#include "jsonstring.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace Stomp {

namespace {

/** Pairs of elements that are tried out for one array at most: what the table of them takes. */
constexpr std::size_t maxPairs = 4'000'000;
/** The same for all arrays together: what it takes in time. */
constexpr std::size_t allPairs = 100'000'000;
/** Bytes that may be read for telling elements apart, as a multiple of the documents. */
constexpr std::size_t readings = 16;

using Nodes = std::vector<JsonNode>;

std::uint64_t mixed(std::uint64_t hash, std::string_view bytes)
{
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return (hash ^ 0xFFU) * 0x100000001B3ULL; // tokens do not run together
}

/** Of the tokens, without the white space between them. */
std::uint64_t fingerprint(std::string_view value)
{
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (std::size_t at = JsonScan::skipSpace(value, 0); at < value.size();
         at = JsonScan::skipSpace(value, at)) {
        const std::size_t begin = at;
        switch (value[at]) {
        case '{':
        case '}':
        case '[':
        case ']':
        case ',':
        case ':':
            ++at;
            break;
        case '"':
            at = JsonScan::skipString(value, at);
            break;
        default:
            at = JsonScan::skipScalar(value, at);
        }
        hash = mixed(hash, value.substr(begin, at - begin));
    }
    return hash;
}

class JsonDiffer
{
public:
    JsonDiffer(const JsonTree& before, const JsonTree& after, std::size_t maxChanges)
        : m_before(before), m_after(after), m_maxChanges(maxChanges),
          m_budget(readings * (before.text().size() + after.text().size()))
    { }

    JsonDiff run()
    {
        compare(m_before.root(), m_after.root(), "$");
        return std::move(m_diff);
    }

private:
    void note(
        JsonChange::Kind kind, std::string path, std::string_view before, std::string_view after)
    {
        if (m_diff.changes.size() < m_maxChanges)
            m_diff.changes.push_back({kind, std::move(path), before, after});
        else
            m_diff.isCut = true;
    }

    static Nodes childrenOf(const JsonTree& tree, const JsonNode& node)
    {
        Nodes children;
        children.reserve(node.childCount);
        JsonTree::Cursor cursor;
        tree.list(node, cursor, node.childCount, children);
        return children;
    }

    /** As deep as documents may be (maxJsonDepth). */
    void compare(const JsonNode& before, const JsonNode& after, const std::string& path)
    {
        if (m_diff.isCut)
            return;
        if (before.kind != after.kind || !before.isContainer()) {
            compareScalars(before, after, path);
            return;
        }
        const Nodes old = childrenOf(m_before, before);
        const Nodes now = childrenOf(m_after, after);
        if (before.kind == JsonKind::Object)
            compareObjects(before, after, old, now, path);
        else
            compareArrays(old, now, path);
    }

    void compareScalars(const JsonNode& before, const JsonNode& after, const std::string& path)
    {
        if (before.raw == after.raw)
            return;
        const bool isRespelled = before.kind == JsonKind::String && after.kind == JsonKind::String
            && decodeJsonString(before.raw) == decodeJsonString(after.raw);
        note(isRespelled ? JsonChange::Kind::Respelled : JsonChange::Kind::Changed, path,
            before.raw, after.raw);
    }

    struct Named
    {
        std::string key; //!< decoded
        std::size_t occurrence = 0; //!< from 0
        bool operator<(const Named& other) const
        {
            return std::tie(key, occurrence) < std::tie(other.key, other.occurrence);
        }
    };

    static std::vector<Named> namesOf(const Nodes& nodes)
    {
        std::vector<Named> names;
        names.reserve(nodes.size());
        std::unordered_map<std::string, std::size_t> seen;
        for (const JsonNode& node : nodes) {
            std::string key = decodeJsonString(node.key);
            const std::size_t occurrence = seen[key]++;
            names.push_back({std::move(key), occurrence});
        }
        return names;
    }

    static std::string memberPath(const std::string& path, const JsonNode& node, const Named& named)
    {
        std::string step = path + jsonPathStep(node.key);
        if (named.occurrence > 0)
            step += "#" + std::to_string(named.occurrence + 1);
        return step;
    }

    void compareObjects(const JsonNode& before, const JsonNode& after, const Nodes& old,
        const Nodes& now, const std::string& path)
    {
        const std::vector<Named> oldNames = namesOf(old);
        const std::vector<Named> nowNames = namesOf(now);
        std::map<Named, std::size_t> places;
        for (std::size_t i = 0; i < old.size(); ++i)
            places.emplace(oldNames[i], i);
        std::vector<std::optional<std::size_t>> partners(now.size());
        std::vector<bool> isKept(old.size());
        std::optional<std::size_t> last;
        bool isReordered = false;
        for (std::size_t i = 0; i < now.size(); ++i) {
            const auto found = places.find(nowNames[i]);
            if (found == places.end())
                continue;
            partners[i] = found->second;
            isKept[found->second] = true;
            isReordered = isReordered || (last && *last > found->second);
            last = found->second;
        }
        if (isReordered)
            note(JsonChange::Kind::Reordered, path, before.raw, after.raw);
        for (std::size_t i = 0; i < old.size(); ++i) {
            if (!isKept[i])
                note(JsonChange::Kind::Removed, memberPath(path, old[i], oldNames[i]), old[i].raw,
                    {});
        }
        for (std::size_t i = 0; i < now.size(); ++i) {
            const std::string place = memberPath(path, now[i], nowNames[i]);
            if (partners[i])
                compare(old[*partners[i]], now[i], place);
            else
                note(JsonChange::Kind::Added, place, {}, now[i].raw);
        }
    }

    static std::string elementPath(const std::string& path, std::size_t index)
    {
        return path + "[" + std::to_string(index) + "]";
    }

    /** One number for each distinct value; none when reading them all would take too long. */
    std::optional<std::vector<std::uint64_t>> fingerprintsOf(const Nodes& nodes)
    {
        std::vector<std::uint64_t> prints;
        prints.reserve(nodes.size());
        for (const JsonNode& node : nodes) {
            if (node.raw.size() > m_budget)
                return std::nullopt;
            m_budget -= node.raw.size();
            prints.push_back(fingerprint(node.raw));
        }
        return prints;
    }

    void compareArrays(const Nodes& old, const Nodes& now, const std::string& path)
    {
        const auto oldPrints = fingerprintsOf(old);
        const auto nowPrints = oldPrints ? fingerprintsOf(now) : std::nullopt;
        std::size_t head = 0;
        std::size_t oldEnd = old.size();
        std::size_t nowEnd = now.size();
        if (nowPrints) {
            while (head < std::min(oldEnd, nowEnd) && (*oldPrints)[head] == (*nowPrints)[head])
                ++head;
            while (oldEnd > head && nowEnd > head
                && (*oldPrints)[oldEnd - 1] == (*nowPrints)[nowEnd - 1]) {
                --oldEnd;
                --nowEnd;
            }
        }
        const std::size_t rows = oldEnd - head;
        const std::size_t columns = nowEnd - head;
        if (!nowPrints || (columns > 0 && rows > std::min(maxPairs, m_pairs) / columns)) {
            m_diff.isByPlace = m_diff.isByPlace || rows != columns;
            compareRuns(old, now, {head, oldEnd}, {head, nowEnd}, path);
            return;
        }
        m_pairs -= rows * columns;
        Run oldRun{head, head};
        Run nowRun{head, head};
        for (const auto& [i, j] : commonElements(*oldPrints, *nowPrints, head, rows, columns)) {
            compareRuns(old, now, {oldRun.begin, i}, {nowRun.begin, j}, path);
            oldRun.begin = i + 1;
            nowRun.begin = j + 1;
        }
        compareRuns(old, now, {oldRun.begin, oldEnd}, {nowRun.begin, nowEnd}, path);
    }

    using Prints = std::vector<std::uint64_t>;

    /** The longest common subsequence behind the head: pairs of places. */
    static std::vector<std::pair<std::size_t, std::size_t>> commonElements(const Prints& old,
        const Prints& now, std::size_t head, std::size_t rows, std::size_t columns)
    {
        const std::size_t width = columns + 1;
        std::vector<std::uint32_t> lengths((rows + 1) * width);
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                lengths[i * width + j] = old[head + i] == now[head + j]
                    ? lengths[(i + 1) * width + j + 1] + 1
                    : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
            }
        }
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            if (old[head + i] == now[head + j])
                pairs.emplace_back(head + i++, head + j++);
            else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1])
                ++i;
            else
                ++j;
        }
        return pairs;
    }

    struct Run
    {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /** Elements between two that both have: pair by pair, then what is left over. */
    void compareRuns(
        const Nodes& old, const Nodes& now, Run oldRun, Run nowRun, const std::string& path)
    {
        while (oldRun.begin < oldRun.end && nowRun.begin < nowRun.end) {
            compare(old[oldRun.begin++], now[nowRun.begin], elementPath(path, nowRun.begin));
            ++nowRun.begin;
        }
        for (; oldRun.begin < oldRun.end && !m_diff.isCut; ++oldRun.begin)
            note(JsonChange::Kind::Removed, elementPath(path, oldRun.begin), old[oldRun.begin].raw,
                {});
        for (; nowRun.begin < nowRun.end && !m_diff.isCut; ++nowRun.begin)
            note(JsonChange::Kind::Added, elementPath(path, nowRun.begin), {},
                now[nowRun.begin].raw);
    }

    const JsonTree& m_before;
    const JsonTree& m_after;
    std::size_t m_maxChanges;
    std::size_t m_budget;
    std::size_t m_pairs = allPairs;
    JsonDiff m_diff;
};

} // namespace

JsonDiff diffJson(const JsonTree& before, const JsonTree& after, std::size_t maxChanges)
{
    return JsonDiffer(before, after, maxChanges).run();
}

} // namespace Stomp
