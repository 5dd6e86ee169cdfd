#pragma once

#include "jsontree.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Stomp {

/** One step into a JSON body: to a member by its key (decoded), or to an element from 0. */
struct JsonStep
{
    bool isIndex = false;
    std::uint32_t index = 0;
    std::string key = {};
};

/** What stands at a place of a body. */
struct JsonToken
{
    JsonKind kind = JsonKind::Null;
    /** A scalar's bytes as they came, a string with its quotes; empty for objects and arrays. */
    std::string_view raw;
};

/**
 * Reads single values out of one body after another, without a tree: simdjson's On-Demand, some
 * gigabytes a second. Of keys that repeat, the first counts; escapes in keys are decoded. Nothing
 * is found in a body that is not JSON: what On-Demand would let pass, checkJson() refuses, which is
 * asked only about bodies that have one of the places. One thread at a time; reusable.
 */
class JsonFinder
{
public:
    /** Bytes behind a body that simdjson may read. */
    static constexpr std::size_t slack = 64;

    JsonFinder();
    ~JsonFinder();

    /** The next body, which must stay while it is asked about. hasSlack: so many bytes behind it
     * may be read, and nobody writes there meanwhile; else it is copied when it is looked into. */
    void open(std::string_view body, bool hasSlack);
    /** Nothing when the body has no such place or is not JSON. No steps: the whole. */
    [[nodiscard]] std::optional<JsonToken> find(std::span<const JsonStep> steps);

private:
    struct Engine;
    enum class Verdict : std::uint8_t
    {
        Open,
        Json,
        NotJson
    };

    [[nodiscard]] bool prepare();
    [[nodiscard]] std::optional<JsonToken> walk(std::span<const JsonStep> steps);

    std::unique_ptr<Engine> m_engine;
    std::string_view m_text;
    std::string m_copy;
    bool m_hasSlack = false;
    bool m_isPrepared = false;
    Verdict m_verdict = Verdict::Open;
};

} // namespace Stomp
