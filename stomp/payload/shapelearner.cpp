#include "shapelearner.h"

#include "jsonscan.h"
#include "jsonstring.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

std::uint8_t bitOf(JsonKind kind)
{
    if (kind == JsonKind::False) // a boolean is one kind
        kind = JsonKind::True;
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

std::string_view wordOf(JsonKind kind)
{
    return kind == JsonKind::True || kind == JsonKind::False ? "boolean" : toString(kind);
}

std::string wordsOf(std::uint8_t kinds)
{
    std::string words;
    for (const JsonKind kind : {JsonKind::Object, JsonKind::Array, JsonKind::String,
             JsonKind::Number, JsonKind::True, JsonKind::Null}) {
        if ((kinds & bitOf(kind)) != 0)
            words += (words.empty() ? "" : " or ") + std::string(wordOf(kind));
    }
    return words;
}

JsonKind kindAt(char c)
{
    switch (c) {
    case '{':
        return JsonKind::Object;
    case '[':
        return JsonKind::Array;
    case '"':
        return JsonKind::String;
    case 't':
        return JsonKind::True;
    case 'f':
        return JsonKind::False;
    case 'n':
        return JsonKind::Null;
    default:
        return JsonKind::Number;
    }
}

/** Spreads a number over all bits (splitmix64), so that sums of them tell sets apart. */
std::uint64_t spread(std::uint64_t x)
{
    x += 0x9E3779B97F4A7C15ULL;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31U);
}

} // namespace

std::string describe(const ShapeOddity& oddity)
{
    const std::string detail = oddity.detail.empty() ? "" : " (" + oddity.detail + ")";
    switch (oddity.kind) {
    case ShapeOddity::Kind::NewField:
        return "first time: " + oddity.path + detail;
    case ShapeOddity::Kind::MissingField:
        return "missing: " + oddity.path + detail;
    case ShapeOddity::Kind::ChangedType:
        return "changed type: " + oddity.path + detail;
    case ShapeOddity::Kind::DuplicateKey:
        return "key twice: " + oddity.path + detail;
    case ShapeOddity::Kind::NotJson:
        return "not JSON" + detail;
    }
    return {};
}

ShapeLearner::ShapeLearner() : m_places(1) { }

void ShapeLearner::learnJson(std::string_view document, std::uint64_t serial)
{
    m_serial = serial;
    m_shape = 0;
    ++m_report.messages;
    ++m_report.json;
    m_open.clear();
    std::size_t at = JsonScan::skipSpace(document, 0);
    at = enter(document, at, 0, m_report.json == 1);
    while (!m_open.empty() && at < document.size()) {
        at = JsonScan::skipSpace(document, at);
        if (at >= document.size())
            break;
        const char c = document[at];
        if (c == '}' || c == ']') {
            leave();
            ++at;
        } else if (c == ',') {
            ++at;
        } else if (m_open.back().isObject) {
            const std::size_t end = JsonScan::skipString(document, at);
            bool isNew = false;
            const bool isQuiet = m_open.back().isQuiet;
            const Index place = memberOf(m_open.back(), document.substr(at, end - at), isNew);
            at = JsonScan::skipSpace(document, end);
            at = JsonScan::skipSpace(document, std::min(at + 1, document.size()));
            at = enter(document, at, place, isQuiet || isNew);
        } else {
            const Open& array = m_open.back();
            const bool isQuiet = array.isQuiet;
            at = enter(document, at, child(array.place, {}, "[]"), isQuiet);
        }
    }
    if (m_shapes.contains(m_shape))
        return;
    if (m_shapes.size() < maxShapes)
        m_shapes.insert(m_shape);
    else
        m_report.shapesFull = true;
    m_report.shapes = m_shapes.size();
}

void ShapeLearner::learnOther(std::string_view mistake, std::uint64_t serial)
{
    ++m_report.messages;
    if (m_hasOther || (mistake.empty() && m_report.json == 0))
        return;
    m_hasOther = true;
    m_serial = serial;
    note(ShapeOddity::Kind::NotJson, {}, std::string(mistake));
}

std::size_t ShapeLearner::enter(std::string_view text, std::size_t at, Index place, bool isQuiet)
{
    if (at >= text.size())
        return at;
    const JsonKind kind = kindAt(text[at]);
    const bool isContainer = kind == JsonKind::Object || kind == JsonKind::Array;
    if (place != none)
        noteKind(place, kind, isQuiet);
    if (!isContainer)
        return kind == JsonKind::String ? JsonScan::skipString(text, at)
                                        : JsonScan::skipScalar(text, at);
    if (place == none)
        return JsonScan::skipContainer(text, at).end;
    Open open;
    open.place = place;
    open.isObject = kind == JsonKind::Object;
    open.isQuiet = isQuiet;
    if (open.isObject) {
        open.object = ++m_lastObject;
        open.isQuiet = isQuiet || m_places[place].objects == 0;
        ++m_places[place].objects;
    }
    m_open.push_back(open);
    return at + 1;
}

void ShapeLearner::leave()
{
    const Open open = m_open.back();
    m_open.pop_back();
    Place& place = m_places[open.place];
    if (!open.isObject || open.required == place.required)
        return;
    std::vector<Index> missing;
    for (const auto& [key, index] : place.children) {
        Place& field = m_places[index];
        if (!field.isRequired || field.object == open.object)
            continue;
        field.isRequired = false;
        --place.required;
        if (place.objects > missedAfter && !open.isQuiet)
            missing.push_back(index);
    }
    std::sort(missing.begin(), missing.end()); // as they came first
    for (const Index index : missing)
        note(ShapeOddity::Kind::MissingField, pathOf(index),
            "in all " + std::to_string(place.objects - 1) + " before");
}

ShapeLearner::Index ShapeLearner::child(Index parent, const std::string& key, std::string_view step)
{
    if (const auto found = m_places[parent].children.find(key);
        found != m_places[parent].children.end())
        return found->second;
    if (m_places.size() >= maxPaths) {
        m_report.pathsFull = true;
        return none;
    }
    const auto index = static_cast<Index>(m_places.size());
    Place& place = m_places.emplace_back();
    place.parent = parent;
    place.step = step;
    m_places[parent].children.emplace(key, index);
    return index;
}

ShapeLearner::Index ShapeLearner::memberOf(Open& object, std::string_view keyToken, bool& isNew)
{
    const std::string key = decodeJsonString(keyToken);
    const std::size_t before = m_places.size();
    const Index index = child(object.place, key, jsonPathStep(keyToken));
    if (index == none)
        return none;
    Place& place = m_places[index];
    isNew = m_places.size() > before;
    if (isNew) {
        Place& parent = m_places[object.place];
        place.isRequired = parent.objects == 1;
        parent.required += place.isRequired ? 1 : 0;
        // What a whole new object holds is no news of its own.
        if (!object.isQuiet)
            note(ShapeOddity::Kind::NewField, pathOf(index), {});
    } else if (place.object == object.object) {
        if (!std::exchange(place.isTwiceTold, true))
            note(ShapeOddity::Kind::DuplicateKey, pathOf(index), {});
        return index;
    }
    place.object = object.object;
    object.required += place.isRequired ? 1 : 0;
    return index;
}

void ShapeLearner::noteKind(Index index, JsonKind kind, bool isQuiet)
{
    Place& place = m_places[index];
    const std::uint8_t bit = bitOf(kind);
    if (place.kindsMessage != m_report.messages) {
        place.kindsMessage = m_report.messages;
        place.messageKinds = 0;
    }
    if ((place.messageKinds & bit) == 0) {
        place.messageKinds |= bit;
        m_shape += spread(std::uint64_t(index) * 256U + bit);
    }
    if ((place.kinds & bit) != 0)
        return;
    if (place.kinds != 0 && !isQuiet)
        note(ShapeOddity::Kind::ChangedType, pathOf(index),
            std::string(wordOf(kind)) + ", was " + wordsOf(place.kinds));
    place.kinds |= bit;
}

void ShapeLearner::note(ShapeOddity::Kind kind, std::string path, std::string detail)
{
    if (m_report.oddities.size() < maxOddities)
        m_report.oddities.push_back({kind, std::move(path), std::move(detail), m_serial});
    else
        m_report.odditiesFull = true;
}

std::string ShapeLearner::pathOf(Index index) const
{
    std::vector<Index> way;
    for (; index != 0; index = m_places[index].parent)
        way.push_back(index);
    std::string path = "$";
    for (auto step = way.rbegin(); step != way.rend(); ++step)
        path += m_places[*step].step;
    return path;
}

} // namespace Stomp
