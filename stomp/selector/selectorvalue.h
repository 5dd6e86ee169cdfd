#pragma once

#include <cstdint>
#include <string_view>

namespace Stomp {

/** The three values of a condition. */
enum class Truth : std::uint8_t
{
    False,
    Unknown,
    True
};

/**
 * One value that an expression works with: what a source answers for a header or a path, and what
 * arithmetic makes of it. Numbers are exact: an Integer has 64 bits, a Decimal is a number as text
 * (beyond 64 bits, or with a fraction) and compares by its digits. Only Real, the result of
 * arithmetic that does not stay within 64-bit integers, is as exact as a double. Owns no text.
 */
struct SelectorValue
{
    enum class Kind : std::uint8_t
    {
        Null, //!< no such header or member, or JSON's null
        Boolean,
        Integer,
        Real,
        Decimal, //!< number holds it as text
        Text,
        Time, //!< compares with texts that name a time (timetext.h), and with other times
        Container //!< a JSON object or array: there, and like nothing else
    };

    [[nodiscard]] static SelectorValue ofBoolean(bool value);
    [[nodiscard]] static SelectorValue ofInteger(std::int64_t value);
    [[nodiscard]] static SelectorValue ofReal(double value);
    [[nodiscard]] static SelectorValue ofText(std::string_view text);
    /** A number as it is written (numbertext.h says how, which all JSON numbers are): an Integer
     * where 64 bits hold it, else a Decimal; Null when text is no number. */
    [[nodiscard]] static SelectorValue ofNumber(std::string_view text);
    /** Microseconds since the epoch; east: seconds that the local clock was ahead of UTC then. */
    [[nodiscard]] static SelectorValue ofTime(std::int64_t us, std::int32_t east);
    [[nodiscard]] static SelectorValue ofContainer();

    [[nodiscard]] bool isNull() const { return kind == Kind::Null; }
    [[nodiscard]] bool isNumber() const
    {
        return kind == Kind::Integer || kind == Kind::Real || kind == Kind::Decimal;
    }

    Kind kind = Kind::Null;
    bool boolean = false;
    std::int32_t east = 0; //!< of Time
    union {
        std::int64_t integer = 0;
        double real;
    };
    std::string_view text = {}; //!< of Text and Decimal
};

enum class SelectorOrder : std::uint8_t
{
    None, //!< not of one type, or of one without an order
    Less,
    Equal,
    Greater
};

/** Whether two values, neither Null, are equal. Texts are, byte by byte. A text equals a number or
 * a boolean only when convertTexts and it reads as one, and a time when it names it. Other types
 * are never equal. */
[[nodiscard]] bool areEqual(const SelectorValue& a, const SelectorValue& b, bool convertTexts);

/** The order of two values, neither Null: numbers have one, and with convertTexts texts that read
 * as numbers; times have one, also with texts that name a time; everything else has none. */
[[nodiscard]] SelectorOrder orderOf(
    const SelectorValue& a, const SelectorValue& b, bool convertTexts);

/** What + - * / % and the unary minus (as 0 - b) make of two values: Integer while 64 bits hold it,
 * else Real (7 / 2 is 3.5). Null when one is no number (texts are not converted here) or b is the 0
 * that a is divided by. */
[[nodiscard]] SelectorValue calculate(
    char operation, const SelectorValue& a, const SelectorValue& b);

} // namespace Stomp
