#include "isotime.h"

#include <stomp/selector/timetext.h>

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
    constexpr std::size_t toTheSecond = 20; // 2026-01-31T23:59:59Z
    const bool isWhole = text.size() >= toTheSecond && text[10] == 'T' && text[16] == ':';
    if (!isWhole || !text.ends_with('Z'))
        return std::nullopt;
    const std::optional<TimeText> time = readTimeText(text);
    return time ? std::optional(time->fromUs) : std::nullopt;
}

} // namespace Stomp
