#pragma once

#include "messagefield.h"
#include "messagestore.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** By what messages are sorted. */
struct SortKey
{
    enum class Kind : std::uint8_t
    {
        Received,
        BodySize,
        Body, //!< its first bytes
        Field,
        Words, //!< what words() says; nothing is absent
        Number, //!< what number() says; absent where it says none
    };

    Kind kind = Kind::Received;
    MessageField field = {};
    /** The text must stay. Called on the thread that reads. */
    std::function<std::string_view(
        std::string_view frame, const MessageRow& row, std::uint64_t serial)>
        words = {};
    /** Called there too. */
    std::function<std::optional<std::uint64_t>(
        std::string_view frame, const MessageRow& row, std::uint64_t serial)>
        number = {};
};

/**
 * Sorts messages: numbers by their value, exact at any size, then texts byte by byte, false before
 * true, what has members; then null; what is absent last. Headers that are numbers are sorted as
 * such. Descending, all but null and absent turn around. Messages that are alike stay in the order
 * of their arrival. Reads every body whole. One thread; the messages must stay until the end.
 */
class MessageSort
{
public:
    /** Messages, ascending by serial, which span less than 4 billion. */
    MessageSort(SortKey key, bool descending, std::uint64_t firstSerial);

    /** Reads the message's key. Reads beyond its frame only with hasSlack (FieldReader::open()). */
    void add(std::string_view frame, const MessageRow& row, std::uint64_t serial, bool hasSlack);

    /** Asked from time to time with the part of 1 that is done; false stops. */
    using GoOn = std::function<bool(double part)>;
    /** The messages in order, as serials less the first one; empty when it was stopped. Once. */
    [[nodiscard]] std::vector<std::uint32_t> finish(const GoOn& goOn);

private:
    struct Key
    {
        std::uint64_t rank = 0; //!< what decides first: the nearest double, or the first bytes
        const char* text = nullptr;
        std::uint32_t length = 0;
        std::uint32_t message = 0;
    };

    void addField(std::uint32_t message);
    void addNumber(std::uint32_t message, std::uint64_t number);
    void addNumber(std::uint32_t message, std::string_view text);
    void addText(std::uint32_t message, std::string_view text);
    /** The text itself when it stands in the frame, else a copy that stays. */
    [[nodiscard]] std::string_view kept(std::string_view text);
    [[nodiscard]] static std::string_view textOf(const Key& key) { return {key.text, key.length}; }
    template <typename Compare>
    [[nodiscard]] bool sort(std::vector<Key>& keys, Compare compare, const GoOn& goOn);

    SortKey m_key;
    bool m_isDescending;
    std::uint64_t m_firstSerial;
    FieldReader m_reader;
    std::string_view m_frame;
    std::vector<Key> m_numbers;
    std::vector<Key> m_texts;
    std::vector<std::uint32_t> m_false;
    std::vector<std::uint32_t> m_true;
    std::vector<std::uint32_t> m_containers;
    std::vector<std::uint32_t> m_null;
    std::vector<std::uint32_t> m_absent;
    std::deque<std::string> m_copies;
    std::size_t m_sorted = 0;
};

} // namespace Stomp
