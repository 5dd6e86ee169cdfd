#pragma once

#include <QString>

#include <optional>

namespace Ui {

/** From when on the times of the message table are told. */
enum class TimeSince : quint8
{
    Clock, //!< the time of day
    Start, //!< the first message since the table was empty
    PreviousRow,
    MarkedRow,
};

/** How the Time column is read. */
struct TimeReading
{
    TimeSince since = TimeSince::Clock;
    bool showsMicroseconds = false; //!< else milliseconds

    bool operator==(const TimeReading&) const = default;
};

/** For settings: "clock", "previous-us". */
[[nodiscard]] QString toKey(const TimeReading& reading);
/** The clock in milliseconds where the key says nothing. */
[[nodiscard]] TimeReading timeReadingFromKey(const QString& key);

/** 13:05:09.042, or with 042137; local time. receivedUs: UTC, since the epoch. */
[[nodiscard]] QString clockText(qint64 receivedUs, bool showsMicroseconds);
/** +0.042, −1:02:03.042: seconds, with minutes and hours where there are some; cut, not rounded, as
 * the clock's are. */
[[nodiscard]] QString sinceText(qint64 us, bool showsMicroseconds);
/** The whole date and time, to the microsecond: 2026-01-31T13:05:09.042137. */
[[nodiscard]] QString dateText(qint64 receivedUs);
/** The same with its zone, as a condition takes it: 2026-01-31T13:05:09.042+01:00. */
[[nodiscard]] QString zonedText(qint64 receivedUs, bool showsMicroseconds);

} // namespace Ui
