#include "timetext.h"

#include <chrono>
#include <cstddef>

namespace Stomp {

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t day = 24 * 60 * minute;

/** Exactly so many digits, and then the separator where there is to be one. */
std::optional<unsigned> takeNumber(std::string_view& text, std::size_t digits, char separator = 0)
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

bool takeDate(std::string_view& text, TimeText& time)
{
    using namespace std::chrono;
    const auto y = takeNumber(text, 4, '-');
    const auto m = y ? takeNumber(text, 2, '-') : std::nullopt;
    const auto d = m ? takeNumber(text, 2) : std::nullopt;
    if (!d)
        return false;
    const year_month_day date{year(static_cast<int>(*y)), month(*m), std::chrono::day(*d)};
    if (!date.ok())
        return false;
    time.clock = TimeText::Clock::Local;
    time.fromUs = microseconds(sys_days(date).time_since_epoch()).count();
    time.spanUs = Stomp::day;
    return true;
}

bool takeFraction(std::string_view& text, TimeText& time)
{
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
        if (time.spanUs > 1) {
            time.spanUs /= 10;
            time.fromUs += (text[digits] - '0') * time.spanUs;
        }
    }
    text.remove_prefix(digits);
    return digits > 0 && digits < 10;
}

bool takeClock(std::string_view& text, TimeText& time)
{
    const auto hours = takeNumber(text, 2, ':');
    const auto minutes = hours ? takeNumber(text, 2) : std::nullopt;
    if (!minutes || *hours > 23 || *minutes > 59)
        return false;
    time.fromUs += (*hours * 60 + *minutes) * minute;
    time.spanUs = minute;
    if (!text.starts_with(':'))
        return true;
    text.remove_prefix(1);
    const auto seconds = takeNumber(text, 2);
    if (!seconds || *seconds > 59)
        return false;
    time.fromUs += *seconds * second;
    time.spanUs = second;
    if (!text.starts_with('.'))
        return true;
    text.remove_prefix(1);
    return takeFraction(text, time);
}

bool takeZone(std::string_view& text, TimeText& time)
{
    time.clock = TimeText::Clock::Utc;
    const char sign = text.front();
    text.remove_prefix(1);
    if (sign == 'Z')
        return true;
    const auto hours = takeNumber(text, 2, ':');
    const auto minutes = hours ? takeNumber(text, 2) : std::nullopt;
    if ((sign != '+' && sign != '-') || !minutes || *hours > 23 || *minutes > 59)
        return false;
    const std::int64_t east = (*hours * 60 + *minutes) * minute;
    time.fromUs -= sign == '+' ? east : -east;
    return true;
}

} // namespace

std::optional<TimeText> readTimeText(std::string_view text)
{
    TimeText time;
    const bool hasDate = text.size() > 4 && text[4] == '-';
    if (hasDate) {
        if (!takeDate(text, time))
            return std::nullopt;
        if (text.empty())
            return time;
        if (text.front() != 'T' && text.front() != ' ')
            return std::nullopt;
        text.remove_prefix(1);
    }
    const bool isRead =
        takeClock(text, time) && (text.empty() || (hasDate && takeZone(text, time)));
    return isRead && text.empty() ? std::optional(time) : std::nullopt;
}

} // namespace Stomp
