#include "numbertext.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <system_error>

namespace Stomp {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    const std::size_t first = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - first;
}

/** A number as 0.d1d2d3... times 10^exponent, d1 not 0; digits may still hold the point. */
struct Scientific
{
    bool isNegative = false;
    std::string_view digits; //!< empty: zero
    std::int64_t exponent = 0;
};

/** Large enough for any comparison, small enough to add the length of a text to. */
constexpr std::int64_t hugeExponent = std::int64_t(1) << 60;

Scientific scientific(std::string_view text)
{
    Scientific number;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        number.isNegative = text[0] == '-';
        text.remove_prefix(1);
    }
    const std::size_t mark = text.find_first_of("eE");
    if (mark != std::string_view::npos) {
        std::string_view exponent = text.substr(mark + 1);
        const bool isNegative = exponent.starts_with('-');
        if (isNegative || exponent.starts_with('+'))
            exponent.remove_prefix(1);
        std::int64_t value = 0;
        for (const char c : exponent)
            value = std::min(value * 10 + (c - '0'), hugeExponent / 16);
        number.exponent = isNegative ? -value : value;
    }
    std::string_view digits = text.substr(0, mark);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::size_t first = digits.find_first_not_of("0.");
    if (first == std::string_view::npos)
        return {};
    const auto signedPoint = static_cast<std::int64_t>(point);
    const auto signedFirst = static_cast<std::int64_t>(first);
    number.exponent += signedPoint - signedFirst + (first > point ? 1 : 0);
    number.digits = digits.substr(first);
    return number;
}

/** The next digit, '0' behind the last. */
char takeDigit(std::string_view& digits)
{
    if (digits.starts_with('.'))
        digits.remove_prefix(1);
    if (digits.empty())
        return '0';
    const char digit = digits.front();
    digits.remove_prefix(1);
    return digit;
}

int compareMagnitudes(const Scientific& a, const Scientific& b)
{
    if (a.exponent != b.exponent)
        return a.exponent < b.exponent ? -1 : 1;
    std::string_view left = a.digits;
    std::string_view right = b.digits;
    while (!left.empty() || !right.empty()) {
        const char l = takeDigit(left);
        const char r = takeDigit(right);
        if (l != r)
            return l < r ? -1 : 1;
    }
    return 0;
}

int signOf(const Scientific& number)
{
    return number.digits.empty() ? 0 : number.isNegative ? -1 : 1;
}

} // namespace

std::size_t unsignedNumberLength(std::string_view text)
{
    std::size_t at = digitsAt(text, 0);
    std::size_t digits = at;
    if (at < text.size() && text[at] == '.') {
        const std::size_t fraction = digitsAt(text, at + 1);
        digits += fraction;
        at += 1 + fraction;
    }
    if (digits == 0)
        return 0;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-'))
            ++exponent;
        if (const std::size_t count = digitsAt(text, exponent); count > 0)
            at = exponent + count;
    }
    return at;
}

bool isNumberText(std::string_view text)
{
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    return !text.empty() && unsignedNumberLength(text) == text.size();
}

int compareNumberTexts(std::string_view a, std::string_view b)
{
    const Scientific left = scientific(a);
    const Scientific right = scientific(b);
    const int leftSign = signOf(left);
    const int rightSign = signOf(right);
    if (leftSign != rightSign)
        return leftSign < rightSign ? -1 : 1;
    return leftSign * compareMagnitudes(left, right);
}

double doubleOfNumberText(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        const Scientific number = scientific(text);
        value = number.exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
        return number.isNegative ? -value : value;
    }
    return value;
}

} // namespace Stomp
