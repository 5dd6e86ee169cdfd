#pragma once

#include "jsontree.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace Stomp {

/** Something in the messages of one destination that was not so before. */
struct ShapeOddity
{
    enum class Kind : std::uint8_t
    {
        NewField, //!< the first message that has it; what is in it is not told besides
        MissingField, //!< all objects before had it
        ChangedType, //!< of a kind that it was not before
        DuplicateKey,
        NotJson, //!< where others are JSON, or the content-type says so
    };
    Kind kind = Kind::NewField;
    /** "$.lines[].qty": all elements of an array are one place. */
    std::string path;
    /** "string, was number", "in all 12 before", or the mistake and its place; may be empty. */
    std::string detail;
    std::uint64_t serial = 0; //!< of the first such message
};
/** "first time: $.a (string)" */
[[nodiscard]] std::string describe(const ShapeOddity& oddity);

/** What was learnt of one destination. */
struct ShapeReport
{
    std::uint64_t messages = 0; //!< looked at
    std::uint64_t json = 0; //!< of these
    std::size_t shapes = 0; //!< different sets of places and kinds
    std::vector<ShapeOddity> oddities; //!< each once, the oldest first
    bool shapesFull = false; //!< further shapes are not counted
    bool pathsFull = false; //!< further places are not looked at
    bool odditiesFull = false; //!< further oddities are not listed
};

/**
 * Learns what the JSON bodies of one destination look like, one after another, and notices what is
 * new: without a schema, from the first message on. Each oddity is told once, at the first message
 * that has it. Bounded; each bound is said in the report. One thread; no clock.
 */
class ShapeLearner
{
public:
    static constexpr std::size_t maxShapes = 1000;
    static constexpr std::size_t maxPaths = 5000;
    static constexpr std::size_t maxOddities = 200;
    /** Objects that must have had a field before it is missed. */
    static constexpr std::uint64_t missedAfter = 3;

    ShapeLearner();

    /** A document that checkJson() has passed. */
    void learnJson(std::string_view document, std::uint64_t serial);
    /** A body that is none. mistake: in words, for one that is meant to be JSON, else empty; then
     * it is odd only where others are. */
    void learnOther(std::string_view mistake, std::uint64_t serial);

    [[nodiscard]] const ShapeReport& report() const { return m_report; }

private:
    using Index = std::uint32_t;

    /** One place of the documents: a key below its object, or the elements of an array. */
    struct Place
    {
        Index parent = 0;
        std::string step; //!< ".name", "[]"; empty at the top
        std::uint8_t kinds = 0; //!< bit by JsonKind, true and false as one
        bool isRequired = false; //!< all objects before had it
        bool isTwiceTold = false;
        std::uint64_t kindsMessage = 0; //!< the message that messageKinds are of
        std::uint8_t messageKinds = 0;
        std::uint64_t object = 0; //!< the last object that had this key
        std::uint64_t objects = 0; //!< objects that stood here
        std::size_t required = 0; //!< of its children
        std::unordered_map<std::string, Index> children; //!< by key, decoded
    };
    struct Open
    {
        Index place = 0;
        bool isObject = false;
        bool isQuiet = false; //!< the place is new: what is in it is no news of its own
        std::uint64_t object = 0;
        std::size_t required = 0; //!< keys it has of those that all had
    };

    /** The value that begins there is at this place; returns where to go on. */
    std::size_t enter(std::string_view text, std::size_t at, Index place, bool isQuiet);
    void leave();
    /** Of the key's token; nothing when there is no more room. */
    [[nodiscard]] Index child(Index parent, const std::string& key, std::string_view step);
    [[nodiscard]] Index memberOf(Open& object, std::string_view keyToken, bool& isNew);
    void noteKind(Index place, JsonKind kind, bool isQuiet);
    void note(ShapeOddity::Kind kind, std::string path, std::string detail);
    [[nodiscard]] std::string pathOf(Index place) const;

    static constexpr Index none = 0xFFFFFFFFU;

    std::vector<Place> m_places; //!< the first is the top
    std::vector<Open> m_open;
    std::unordered_set<std::uint64_t> m_shapes;
    std::uint64_t m_serial = 0;
    std::uint64_t m_lastObject = 0;
    std::uint64_t m_shape = 0; //!< of the message under way
    bool m_hasOther = false; //!< a body that is no JSON was told
    ShapeReport m_report;
};

} // namespace Stomp
