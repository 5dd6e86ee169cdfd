#include "messagesort.h"

#include <stomp/selector/numbertext.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <utility>

namespace Stomp {

namespace {

/** Of a body; beyond it, messages are alike. */
constexpr std::size_t comparedBytes = 4096;
/** Sorted in one go: some ten milliseconds. */
constexpr std::size_t pieceKeys = std::size_t(1) << 17U;

/** In the order of the numbers. */
std::uint64_t rankOf(double number)
{
    const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
    constexpr std::uint64_t sign = std::uint64_t(1) << 63U;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

/** In the order of the bytes, as far as they go. */
std::uint64_t rankOf(std::string_view text)
{
    std::uint64_t rank = 0;
    for (std::size_t i = 0; i < sizeof rank; ++i)
        rank = rank << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return rank;
}

int compareNumbers(std::string_view a, std::string_view b)
{
    return a == b ? 0 : compareNumberTexts(a, b);
}

int compareTexts(std::string_view a, std::string_view b)
{
    return a.compare(b);
}

} // namespace

MessageSort::MessageSort(SortKey key, bool descending, std::uint64_t firstSerial)
    : m_key(std::move(key)), m_isDescending(descending), m_firstSerial(firstSerial),
      m_reader({m_key.field})
{ }

void MessageSort::add(
    std::string_view frame, const MessageRow& row, std::uint64_t serial, bool hasSlack)
{
    const auto message = static_cast<std::uint32_t>(serial - m_firstSerial);
    m_frame = frame;
    switch (m_key.kind) {
    case SortKey::Kind::Received:
        // Of times before 1970 too, in their order.
        addNumber(message, std::uint64_t(row.receivedUs) ^ std::uint64_t(1) << 63U);
        break;
    case SortKey::Kind::BodySize:
        addNumber(message, row.bodySize());
        break;
    case SortKey::Kind::Body:
        if (row.bodySize() == 0)
            m_absent.push_back(message);
        else
            addText(message, frame.substr(row.bodyOffset, comparedBytes));
        break;
    case SortKey::Kind::Words:
        if (const std::string_view words = m_key.words(frame, row, serial); !words.empty())
            addText(message, words);
        else
            m_absent.push_back(message);
        break;
    case SortKey::Kind::Number:
        if (const std::optional<std::uint64_t> number = m_key.number(frame, row, serial))
            addNumber(message, *number);
        else
            m_absent.push_back(message);
        break;
    case SortKey::Kind::Field:
        m_reader.open(frame, row, hasSlack);
        addField(message);
        break;
    }
}

void MessageSort::addField(std::uint32_t message)
{
    const FieldValue value = m_reader.value(0);
    switch (value.kind) {
    case FieldValue::Kind::Absent:
        m_absent.push_back(message);
        break;
    case FieldValue::Kind::Null:
        m_null.push_back(message);
        break;
    case FieldValue::Kind::Boolean:
        (value.text == "true" ? m_true : m_false).push_back(message);
        break;
    case FieldValue::Kind::Number:
        addNumber(message, kept(value.text));
        break;
    case FieldValue::Kind::Text:
        if (!m_key.field.isPath() && isNumberText(value.text))
            addNumber(message, kept(value.text));
        else
            addText(message, kept(value.text));
        break;
    case FieldValue::Kind::Object:
    case FieldValue::Kind::Array:
        m_containers.push_back(message);
        break;
    }
}

void MessageSort::addNumber(std::uint32_t message, std::uint64_t number)
{
    m_numbers.push_back({number, nullptr, 0, message});
}

void MessageSort::addNumber(std::uint32_t message, std::string_view text)
{
    m_numbers.push_back({rankOf(doubleOfNumberText(text)), text.data(),
        static_cast<std::uint32_t>(text.size()), message});
}

void MessageSort::addText(std::uint32_t message, std::string_view text)
{
    m_texts.push_back(
        {rankOf(text), text.data(), static_cast<std::uint32_t>(text.size()), message});
}

std::string_view MessageSort::kept(std::string_view text)
{
    const std::less_equal<> isUpTo;
    const bool isInFrame = isUpTo(m_frame.data(), text.data())
        && isUpTo(text.data() + text.size(), m_frame.data() + m_frame.size());
    return text.empty() ? std::string_view()
        : isInFrame     ? text
                        : std::string_view(m_copies.emplace_back(text));
}

template <typename Compare>
bool MessageSort::sort(std::vector<Key>& keys, Compare compare, const GoOn& goOn)
{
    const auto isBefore = [compare, turns = m_isDescending](const Key& a, const Key& b) {
        if (a.rank != b.rank)
            return turns ? b.rank < a.rank : a.rank < b.rank;
        const int order = compare(textOf(a), textOf(b));
        if (order != 0)
            return turns ? order > 0 : order < 0;
        return a.message < b.message;
    };
    const double all = double(m_numbers.size() + m_texts.size());
    std::vector<std::span<Key>> parts{std::span(keys)};
    while (!parts.empty()) {
        const std::span<Key> part = parts.back();
        parts.pop_back();
        if (part.size() <= pieceKeys) {
            std::sort(part.begin(), part.end(), isBefore);
            m_sorted += part.size();
        } else {
            const std::size_t middle = part.size() / 2;
            std::nth_element(
                part.begin(), part.begin() + std::ptrdiff_t(middle), part.end(), isBefore);
            parts.push_back(part.subspan(middle));
            parts.push_back(part.first(middle));
        }
        if (!goOn(all == 0 ? 1 : double(m_sorted) / all))
            return false;
    }
    return true;
}

std::vector<std::uint32_t> MessageSort::finish(const GoOn& goOn)
{
    if (!sort(m_numbers, &compareNumbers, goOn) || !sort(m_texts, &compareTexts, goOn))
        return {};
    std::vector<std::uint32_t> order;
    order.reserve(m_numbers.size() + m_texts.size() + m_false.size() + m_true.size()
        + m_containers.size() + m_null.size() + m_absent.size());
    const auto addKeys = [&order](const std::vector<Key>& keys) {
        for (const Key& key : keys)
            order.push_back(key.message);
    };
    const auto addAll = [&order](const std::vector<std::uint32_t>& messages) {
        order.insert(order.end(), messages.begin(), messages.end());
    };
    if (m_isDescending) {
        addAll(m_containers);
        addAll(m_true);
        addAll(m_false);
        addKeys(m_texts);
        addKeys(m_numbers);
    } else {
        addKeys(m_numbers);
        addKeys(m_texts);
        addAll(m_false);
        addAll(m_true);
        addAll(m_containers);
    }
    addAll(m_null);
    addAll(m_absent);
    return order;
}

} // namespace Stomp
