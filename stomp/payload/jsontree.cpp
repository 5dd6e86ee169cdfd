#include "jsontree.h"

#include "jsonscan.h"

#include <algorithm>

namespace Stomp {

using namespace JsonScan;

std::string_view toString(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
        return "object";
    case JsonKind::Array:
        return "array";
    case JsonKind::String:
        return "string";
    case JsonKind::Number:
        return "number";
    case JsonKind::True:
        return "true";
    case JsonKind::False:
        return "false";
    case JsonKind::Null:
        return "null";
    }
    return {};
}

JsonTree::JsonTree(std::string_view text, std::shared_ptr<const void> owner)
    : m_text(text), m_owner(std::move(owner))
{
    if (m_text.size() >= largeContainer)
        indexLargeContainers();
    m_root = nodeAt(skipSpace(m_text, 0));
}

void JsonTree::indexLargeContainers()
{
    struct Open
    {
        std::size_t begin = 0;
        std::size_t commas = 0;
        bool empty = true;
        std::vector<std::size_t> waypoints;
    };
    std::vector<Open> open;
    std::size_t at = 0;
    while (at < m_text.size()) {
        const char c = m_text[at];
        if (c == '{' || c == '[') {
            if (!open.empty())
                open.back().empty = false;
            open.push_back({at, 0, true, {}});
        } else if ((c == '}' || c == ']') && !open.empty()) {
            Open last = std::move(open.back());
            open.pop_back();
            if (at + 1 - last.begin >= largeContainer)
                m_landmarks.push_back({last.begin, at + 1, last.commas + (last.empty ? 0 : 1),
                    std::move(last.waypoints)});
        } else if (c == ',' && !open.empty()) {
            if (++open.back().commas % waypointStep == 0)
                open.back().waypoints.push_back(at);
        } else if (!isSpace(c)) {
            if (!open.empty())
                open.back().empty = false;
            if (c == '"') {
                at = skipString(m_text, at);
                continue;
            }
        }
        ++at;
    }
    std::sort(m_landmarks.begin(), m_landmarks.end(),
        [](const Landmark& a, const Landmark& b) { return a.begin < b.begin; });
}

const JsonTree::Landmark* JsonTree::landmarkAt(std::size_t begin) const
{
    const auto mark = std::lower_bound(m_landmarks.begin(), m_landmarks.end(), begin,
        [](const Landmark& landmark, std::size_t wanted) { return landmark.begin < wanted; });
    return mark != m_landmarks.end() && mark->begin == begin ? &*mark : nullptr;
}

JsonNode JsonTree::nodeAt(std::size_t at) const
{
    JsonNode node;
    if (at >= m_text.size())
        return node;
    std::size_t end = 0;
    switch (m_text[at]) {
    case '{':
    case '[': {
        node.kind = m_text[at] == '{' ? JsonKind::Object : JsonKind::Array;
        if (const Landmark* mark = landmarkAt(at)) {
            end = mark->end;
            node.childCount = mark->count;
        } else {
            const Container container = skipContainer(m_text, at);
            end = container.end;
            node.childCount = container.count;
        }
        break;
    }
    case '"':
        node.kind = JsonKind::String;
        end = skipString(m_text, at);
        break;
    case 't':
        node.kind = JsonKind::True;
        end = skipScalar(m_text, at);
        break;
    case 'f':
        node.kind = JsonKind::False;
        end = skipScalar(m_text, at);
        break;
    case 'n':
        node.kind = JsonKind::Null;
        end = skipScalar(m_text, at);
        break;
    default:
        node.kind = JsonKind::Number;
        end = skipScalar(m_text, at);
    }
    node.raw = m_text.substr(at, end - at);
    return node;
}

void JsonTree::list(
    const JsonNode& node, Cursor& cursor, std::size_t limit, std::vector<JsonNode>& out) const
{
    if (!node.isContainer() || node.raw.size() < 2)
        return;
    const std::size_t last = offsetOf(node.raw) + node.raw.size() - 1;
    std::size_t at = cursor.offset == 0 ? offsetOf(node.raw) + 1 : cursor.offset;
    for (; limit > 0 && cursor.index < node.childCount; --limit, ++cursor.index) {
        at = skipSpace(m_text, at);
        if (at < last && m_text[at] == ',')
            at = skipSpace(m_text, at + 1);
        if (at >= last)
            break;
        std::string_view key;
        if (node.kind == JsonKind::Object) {
            const std::size_t end = skipString(m_text, at);
            key = m_text.substr(at, end - at);
            at = skipSpace(m_text, end);
            at = skipSpace(m_text, std::min(at + 1, m_text.size()));
        }
        JsonNode child = nodeAt(at);
        child.key = key;
        at += child.raw.size();
        out.push_back(child);
    }
    cursor.offset = at;
}

JsonTree::Cursor JsonTree::cursorAt(const JsonNode& node, std::size_t index) const
{
    Cursor cursor;
    const Landmark* const mark = landmarkAt(offsetOf(node.raw));
    const std::size_t step = mark ? std::min(index / waypointStep, mark->waypoints.size()) : 0;
    if (step > 0)
        cursor = {mark->waypoints[step - 1], step * waypointStep};
    std::vector<JsonNode> passed;
    if (index > cursor.index)
        list(node, cursor, index - cursor.index, passed);
    return cursor;
}

} // namespace Stomp
