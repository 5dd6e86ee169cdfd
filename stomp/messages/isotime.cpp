#include "isotime.h"

#include <algorithm>
#include <chrono>

namespace Stomp {

namespace {

void appendDigits(unsigned value, int width, std::string& out)
{
    const std::string digits = std::to_string(value);
    out.append(static_cast<std::size_t>(std::max(0, width - static_cast<int>(digits.size()))), '0');
    out.append(digits);
}

/** Takes exactly so many digits and the separator behind them. */
std::optional<unsigned> takeNumber(std::string_view& text, std::size_t digits, char separator)
{
    if (text.size() < digits + (separator != '\0' ? 1U : 0U))
        return std::nullopt;
    unsigned value = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10U + static_cast<unsigned>(c - '0');
    }
    text.remove_prefix(digits);
    if (separator == '\0')
        return value;
    if (text.front() != separator)
        return std::nullopt;
    text.remove_prefix(1);
    return value;
}

/** "" or ".999", in microseconds. */
std::optional<std::int64_t> readFraction(std::string_view text)
{
    if (text.empty())
        return 0;
    if (text.front() != '.' || text.size() < 2 || text.size() > 10)
        return std::nullopt;
    std::int64_t us = 0;
    std::int64_t unit = 100'000;
    for (const char c : text.substr(1)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        us += (c - '0') * unit;
        unit /= 10;
    }
    return us;
}

} // namespace

std::string isoTime(std::int64_t utcMs)
{
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(utcMs)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::string out;
    appendDigits(static_cast<unsigned>(static_cast<int>(date.year())), 4, out);
    out.push_back('-');
    appendDigits(static_cast<unsigned>(date.month()), 2, out);
    out.push_back('-');
    appendDigits(static_cast<unsigned>(date.day()), 2, out);
    out.push_back('T');
    appendDigits(static_cast<unsigned>(clock.hours().count()), 2, out);
    out.push_back(':');
    appendDigits(static_cast<unsigned>(clock.minutes().count()), 2, out);
    out.push_back(':');
    appendDigits(static_cast<unsigned>(clock.seconds().count()), 2, out);
    out.push_back('.');
    appendDigits(static_cast<unsigned>(clock.subseconds().count()), 3, out);
    out.push_back('Z');
    return out;
}

std::optional<std::int64_t> utcUsFromIso(std::string_view text)
{
    using namespace std::chrono;
    if (!text.ends_with('Z'))
        return std::nullopt;
    text.remove_suffix(1);
    const auto y = takeNumber(text, 4, '-');
    const auto m = y ? takeNumber(text, 2, '-') : std::nullopt;
    const auto d = m ? takeNumber(text, 2, 'T') : std::nullopt;
    const auto hour = d ? takeNumber(text, 2, ':') : std::nullopt;
    const auto minute = hour ? takeNumber(text, 2, ':') : std::nullopt;
    const auto second = minute ? takeNumber(text, 2, '\0') : std::nullopt;
    const auto fraction = second ? readFraction(text) : std::nullopt;
    if (!fraction || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    const year_month_day date{year(static_cast<int>(*y)), month(*m), day(*d)};
    if (!date.ok())
        return std::nullopt;
    const microseconds time =
        sys_days(date).time_since_epoch() + hours(*hour) + minutes(*minute) + seconds(*second);
    return time.count() + *fraction;
}

} // namespace Stomp
