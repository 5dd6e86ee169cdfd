#include "timereading.h"

#include <QDateTime>

#include <array>
#include <utility>

namespace Ui {

namespace {

constexpr std::array<std::pair<TimeSince, QLatin1StringView>, 4> names{{
    {TimeSince::Clock, QLatin1StringView("clock")},
    {TimeSince::Start, QLatin1StringView("start")},
    {TimeSince::PreviousRow, QLatin1StringView("previous")},
    {TimeSince::MarkedRow, QLatin1StringView("mark")},
}};

const QLatin1StringView microseconds("-us");

/** Also of times before 1970. */
qint64 floorMs(qint64 us)
{
    return us / 1000 - (us % 1000 < 0 ? 1 : 0);
}

QString digits(qint64 number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

} // namespace

QString toKey(const TimeReading& reading)
{
    for (const auto& [since, name] : names)
        if (since == reading.since)
            return name + (reading.showsMicroseconds ? microseconds : QLatin1StringView());
    return {};
}

TimeReading timeReadingFromKey(const QString& key)
{
    TimeReading reading;
    reading.showsMicroseconds = key.endsWith(microseconds);
    const QString bare = reading.showsMicroseconds ? key.chopped(microseconds.size()) : key;
    for (const auto& [since, name] : names) {
        if (bare == name) {
            reading.since = since;
            return reading;
        }
    }
    return {};
}

QString clockText(qint64 receivedUs, bool showsMicroseconds)
{
    const qint64 ms = floorMs(receivedUs);
    const QString text =
        QDateTime::fromMSecsSinceEpoch(ms).time().toString(QStringLiteral("HH:mm:ss.zzz"));
    return showsMicroseconds ? text + digits(receivedUs - ms * 1000, 3) : text;
}

QString sinceText(qint64 us, bool showsMicroseconds)
{
    const quint64 size = us < 0 ? 0 - quint64(us) : quint64(us);
    const qint64 seconds = qint64(size / 1'000'000);
    const qint64 part = qint64(size % 1'000'000);
    const QString fraction = showsMicroseconds ? digits(part, 6) : digits(part / 1000, 3);
    QString text(us < 0 ? QChar(0x2212) : u'+');
    if (seconds < 60)
        text += QString::number(seconds);
    else if (seconds < 3600)
        text += QString::number(seconds / 60) + u':' + digits(seconds % 60, 2);
    else
        text += QString::number(seconds / 3600) + u':' + digits(seconds / 60 % 60, 2) + u':'
            + digits(seconds % 60, 2);
    return text + u'.' + fraction;
}

QString dateText(qint64 receivedUs)
{
    const qint64 ms = floorMs(receivedUs);
    return QDateTime::fromMSecsSinceEpoch(ms).toString(Qt::ISODateWithMs)
        + digits(receivedUs - ms * 1000, 3);
}

QString zonedText(qint64 receivedUs, bool showsMicroseconds)
{
    const QString local = dateText(receivedUs);
    const int east = QDateTime::fromMSecsSinceEpoch(floorMs(receivedUs)).offsetFromUtc() / 60;
    const QString zone = east == 0
        ? QStringLiteral("Z")
        : (east < 0 ? u'-' : u'+') + digits(qAbs(east) / 60, 2) + u':' + digits(qAbs(east) % 60, 2);
    return (showsMicroseconds ? local : local.chopped(3)) + zone;
}

} // namespace Ui
