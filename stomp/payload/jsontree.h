#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace Stomp {

enum class JsonKind : std::uint8_t
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null
};
[[nodiscard]] std::string_view toString(JsonKind kind);

/** One value of a document, as views into its text. */
struct JsonNode
{
    /** The key's token with its quotes, as it came; empty in arrays and at the top. */
    std::string_view key;
    /** The value's bytes, without white space around them. */
    std::string_view raw;
    JsonKind kind = JsonKind::Null;
    /** Members or elements of an object or array. */
    std::size_t childCount = 0;

    [[nodiscard]] bool isContainer() const
    {
        return kind == JsonKind::Object || kind == JsonKind::Array;
    }
};

/**
 * A valid document (checkJson() has passed it) whose values are listed when asked for: nothing is
 * built but an index of its large containers, so that one of 50 MB opens at once and no step of
 * listing reads more than what it lists. Order and repeated keys are kept. Immutable once made, so
 * it may be made on one thread and read on others.
 *
 * simdjson's On-Demand is not used here: it goes forward only, so each opening of a value would
 * index its bytes again (at four bytes of index a byte), and it cannot resume in mid-array.
 */
class JsonTree
{
public:
    /** owner keeps text alive; null when the caller does. */
    explicit JsonTree(std::string_view text, std::shared_ptr<const void> owner = {});

    [[nodiscard]] const JsonNode& root() const { return m_root; }
    [[nodiscard]] std::string_view text() const { return m_text; }

    /** Where the next child is; begin with a default one. */
    struct Cursor
    {
        std::size_t offset = 0; //!< 0: before the first
        std::size_t index = 0; //!< of the next child
    };
    /** Appends at most limit further children of node and moves the cursor. Their number is
     * node.childCount: the cursor's index says when all are listed. */
    void list(
        const JsonNode& node, Cursor& cursor, std::size_t limit, std::vector<JsonNode>& out) const;
    /** Before the child of this index (node.childCount: behind the last); reads few children more
     * than waypointStep of large containers, of others all before it. */
    [[nodiscard]] Cursor cursorAt(const JsonNode& node, std::size_t index) const;

    /** Containers of at least this size are in the index. */
    static constexpr std::size_t largeContainer = 16 * 1024;
    /** So many children of theirs lie between two places that are in it too. */
    static constexpr std::size_t waypointStep = 1000;

private:
    struct Landmark
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t count = 0;
        std::vector<std::size_t> waypoints; //!< the comma before each waypointStep-th child
    };

    [[nodiscard]] const Landmark* landmarkAt(std::size_t begin) const;
    void indexLargeContainers();
    /** The value at a place, measured. */
    [[nodiscard]] JsonNode nodeAt(std::size_t at) const;
    [[nodiscard]] std::size_t offsetOf(std::string_view part) const
    {
        return static_cast<std::size_t>(part.data() - m_text.data());
    }

    std::string_view m_text;
    std::shared_ptr<const void> m_owner;
    std::vector<Landmark> m_landmarks; //!< by begin
    JsonNode m_root;
};

} // namespace Stomp
