#include "selectorvalue.h"

#include "numbertext.h"
#include "timetext.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <system_error>

namespace Stomp {

namespace {

using Kind = SelectorValue::Kind;
using IntegerText = std::array<char, 24>;

double realOf(const SelectorValue& value)
{
    if (value.kind == Kind::Integer)
        return static_cast<double>(value.integer);
    return value.kind == Kind::Real ? value.real : doubleOfNumberText(value.text);
}

std::string_view textOf(const SelectorValue& value, IntegerText& space)
{
    if (value.kind == Kind::Decimal)
        return value.text;
    const auto end = std::to_chars(space.data(), space.data() + space.size(), value.integer).ptr;
    return {space.data(), static_cast<std::size_t>(end - space.data())};
}

template <typename Number>
SelectorOrder orderOfNumbers(Number a, Number b)
{
    if (a < b)
        return SelectorOrder::Less;
    if (b < a)
        return SelectorOrder::Greater;
    return a == b ? SelectorOrder::Equal : SelectorOrder::None; // NaN
}

SelectorOrder mirrored(SelectorOrder order)
{
    if (order == SelectorOrder::Less)
        return SelectorOrder::Greater;
    return order == SelectorOrder::Greater ? SelectorOrder::Less : order;
}

/** Without rounding the integer: above 2^53 neighbours are one double. */
SelectorOrder orderOfIntegerAndReal(std::int64_t integer, double real)
{
    constexpr double limit = 9223372036854775808.0; // 2^63
    if (std::isnan(real))
        return SelectorOrder::None;
    if (real >= limit)
        return SelectorOrder::Less;
    if (real < -limit)
        return SelectorOrder::Greater;
    const double whole = std::floor(real);
    const SelectorOrder order = orderOfNumbers(integer, static_cast<std::int64_t>(whole));
    return order == SelectorOrder::Equal && real > whole ? SelectorOrder::Less : order;
}

SelectorOrder orderOfNumbers(const SelectorValue& a, const SelectorValue& b)
{
    if (a.kind == Kind::Integer && b.kind == Kind::Integer)
        return orderOfNumbers(a.integer, b.integer);
    if (a.kind == Kind::Integer && b.kind == Kind::Real)
        return orderOfIntegerAndReal(a.integer, b.real);
    if (a.kind == Kind::Real && b.kind == Kind::Integer)
        return mirrored(orderOfIntegerAndReal(b.integer, a.real));
    if (a.kind == Kind::Real || b.kind == Kind::Real)
        return orderOfNumbers(realOf(a), realOf(b));
    IntegerText left;
    IntegerText right;
    return orderOfNumbers(compareNumberTexts(textOf(a, left), textOf(b, right)), 0);
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    if (text.size() != lower.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((text[i] | 0x20) != lower[i])
            return false;
    }
    return true;
}

bool textIsBoolean(std::string_view text, bool boolean)
{
    return equalsIgnoringCase(text, boolean ? "true" : "false");
}

SelectorOrder orderOfTextAndOther(const SelectorValue& text, const SelectorValue& other)
{
    if (!other.isNumber())
        return SelectorOrder::None;
    const SelectorValue number = SelectorValue::ofNumber(text.text);
    return number.isNull() ? SelectorOrder::None : orderOfNumbers(number, other);
}

/** A time stands before a text, after it, or within what it names. */
SelectorOrder orderOfTimeAndText(const SelectorValue& value, std::string_view text)
{
    constexpr std::int64_t day = 86'400'000'000;
    const std::optional<TimeText> named = readTimeText(text);
    if (!named)
        return SelectorOrder::None;
    std::int64_t us = value.integer;
    if (named->clock != TimeText::Clock::Utc)
        us += std::int64_t(value.east) * 1'000'000;
    if (named->clock == TimeText::Clock::OfDay)
        us = (us % day + day) % day;
    if (us < named->fromUs)
        return SelectorOrder::Less;
    return us < named->fromUs + named->spanUs ? SelectorOrder::Equal : SelectorOrder::Greater;
}

/** One of them is a time. */
SelectorOrder orderOfTimes(const SelectorValue& a, const SelectorValue& b)
{
    if (a.kind == Kind::Time && b.kind == Kind::Time)
        return orderOfNumbers(a.integer, b.integer);
    if (a.kind == Kind::Time && b.kind == Kind::Text)
        return orderOfTimeAndText(a, b.text);
    return a.kind == Kind::Text ? mirrored(orderOfTimeAndText(b, a.text)) : SelectorOrder::None;
}

bool isDivision(char operation)
{
    return operation == '/' || operation == '%';
}

/** Null where no 64-bit integer is the result. */
SelectorValue calculateIntegers(char operation, std::int64_t a, std::int64_t b)
{
    std::int64_t result = 0;
    bool overflows = false;
    switch (operation) {
    case '+':
        overflows = __builtin_add_overflow(a, b, &result);
        break;
    case '-':
        overflows = __builtin_sub_overflow(a, b, &result);
        break;
    case '*':
        overflows = __builtin_mul_overflow(a, b, &result);
        break;
    case '/':
        overflows = b == -1 ? __builtin_sub_overflow(std::int64_t(0), a, &result) : a % b != 0;
        if (b != -1)
            result = a / b;
        break;
    default:
        result = b == -1 ? 0 : a % b;
    }
    return overflows ? SelectorValue() : SelectorValue::ofInteger(result);
}

double calculateReals(char operation, double a, double b)
{
    switch (operation) {
    case '+':
        return a + b;
    case '-':
        return a - b;
    case '*':
        return a * b;
    case '/':
        return a / b;
    default:
        return std::fmod(a, b);
    }
}

} // namespace

SelectorValue SelectorValue::ofBoolean(bool value)
{
    SelectorValue result;
    result.kind = Kind::Boolean;
    result.boolean = value;
    return result;
}

SelectorValue SelectorValue::ofInteger(std::int64_t value)
{
    SelectorValue result;
    result.kind = Kind::Integer;
    result.integer = value;
    return result;
}

SelectorValue SelectorValue::ofReal(double value)
{
    SelectorValue result;
    result.kind = Kind::Real;
    result.real = value;
    return result;
}

SelectorValue SelectorValue::ofText(std::string_view text)
{
    SelectorValue result;
    result.kind = Kind::Text;
    result.text = text;
    return result;
}

SelectorValue SelectorValue::ofNumber(std::string_view text)
{
    SelectorValue result;
    const bool hasPlus = text.starts_with('+') && !text.starts_with("+-");
    const char* const first = text.data() + (hasPlus ? 1 : 0);
    const char* const last = text.data() + text.size();
    const auto read = std::from_chars(first, last, result.integer);
    if (read.ec == std::errc() && read.ptr == last) {
        result.kind = Kind::Integer;
    } else if (isNumberText(text)) {
        result.kind = Kind::Decimal;
        result.text = text;
    }
    return result;
}

SelectorValue SelectorValue::ofTime(std::int64_t us, std::int32_t east)
{
    SelectorValue result;
    result.kind = Kind::Time;
    result.integer = us;
    result.east = east;
    return result;
}

SelectorValue SelectorValue::ofContainer()
{
    SelectorValue result;
    result.kind = Kind::Container;
    return result;
}

bool areEqual(const SelectorValue& a, const SelectorValue& b, bool convertTexts)
{
    if (a.kind == Kind::Text && b.kind == Kind::Text)
        return a.text == b.text;
    if (a.isNumber() && b.isNumber())
        return orderOfNumbers(a, b) == SelectorOrder::Equal;
    if (a.kind == Kind::Boolean && b.kind == Kind::Boolean)
        return a.boolean == b.boolean;
    if (a.kind == Kind::Time || b.kind == Kind::Time)
        return orderOfTimes(a, b) == SelectorOrder::Equal;
    if (!convertTexts || (a.kind != Kind::Text && b.kind != Kind::Text))
        return false;
    const SelectorValue& text = a.kind == Kind::Text ? a : b;
    const SelectorValue& other = a.kind == Kind::Text ? b : a;
    if (other.kind == Kind::Boolean)
        return textIsBoolean(text.text, other.boolean);
    return orderOfTextAndOther(text, other) == SelectorOrder::Equal;
}

SelectorOrder orderOf(const SelectorValue& a, const SelectorValue& b, bool convertTexts)
{
    if (a.isNumber() && b.isNumber())
        return orderOfNumbers(a, b);
    if (a.kind == Kind::Time || b.kind == Kind::Time)
        return orderOfTimes(a, b);
    if (!convertTexts)
        return SelectorOrder::None;
    if (a.kind == Kind::Text && b.kind == Kind::Text)
        return orderOfTextAndOther(a, SelectorValue::ofNumber(b.text));
    if (a.kind == Kind::Text)
        return orderOfTextAndOther(a, b);
    return b.kind == Kind::Text ? mirrored(orderOfTextAndOther(b, a)) : SelectorOrder::None;
}

SelectorValue calculate(char operation, const SelectorValue& a, const SelectorValue& b)
{
    if (!a.isNumber() || !b.isNumber() || (isDivision(operation) && realOf(b) == 0.0))
        return {};
    if (a.kind == Kind::Integer && b.kind == Kind::Integer) {
        const SelectorValue result = calculateIntegers(operation, a.integer, b.integer);
        if (!result.isNull())
            return result;
    }
    return SelectorValue::ofReal(calculateReals(operation, realOf(a), realOf(b)));
}

} // namespace Stomp
