#include <ui/models/timereading.h>

#include <stomp/selector/timetext.h>

#include <QDateTime>
#include <QTest>

using namespace Ui;

/** Times as text, and their names in the settings. */
class tst_TimeReading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void since_data()
    {
        QTest::addColumn<qint64>("us");
        QTest::addColumn<QString>("milliseconds");
        QTest::addColumn<QString>("microseconds");
        const auto row = [](const char* name, qint64 us, const char16_t* ms,
                             const char16_t* exact) {
            QTest::newRow(name) << us << QString::fromUtf16(ms) << QString::fromUtf16(exact);
        };
        row("nothing", 0, u"+0.000", u"+0.000000");
        row("cut, not rounded", 1999, u"+0.001", u"+0.001999");
        row("seconds", 59'999'999, u"+59.999", u"+59.999999");
        row("a minute", 60'000'000, u"+1:00.000", u"+1:00.000000");
        row("hours", 3'661'000'001, u"+1:01:01.000", u"+1:01:01.000001");
        row("days", 360'000'000'000, u"+100:00:00.000", u"+100:00:00.000000");
        row("before", -1'500, u"\u22120.001", u"\u22120.001500");
        row("long before", -61'000'000, u"\u22121:01.000", u"\u22121:01.000000");
    }
    void since()
    {
        QFETCH(qint64, us);
        QTEST(sinceText(us, false), "milliseconds");
        QTEST(sinceText(us, true), "microseconds");
    }

    void theMostDistantTimesHaveAText()
    {
        QVERIFY(sinceText(std::numeric_limits<qint64>::min(), true).startsWith(QChar(0x2212)));
        QVERIFY(sinceText(std::numeric_limits<qint64>::max(), true).startsWith(u'+'));
    }

    void clockAndDate()
    {
        const QDateTime when(QDate(2026, 1, 31), QTime(13, 5, 9, 42));
        const qint64 us = when.toMSecsSinceEpoch() * 1000 + 7;
        QCOMPARE(clockText(us, false), QStringLiteral("13:05:09.042"));
        QCOMPARE(clockText(us, true), QStringLiteral("13:05:09.042007"));
        QCOMPARE(dateText(us), QStringLiteral("2026-01-31T13:05:09.042007"));
        QVERIFY(clockText(-1, true).endsWith(QStringLiteral(".999999")));
        QVERIFY(zonedText(us, false).startsWith(QStringLiteral("2026-01-31T13:05:09.042")));
        const auto exact = Stomp::readTimeText(zonedText(us, true).toStdString());
        QVERIFY(exact && exact->clock == Stomp::TimeText::Clock::Utc);
        QCOMPARE(qint64(exact->fromUs), us);
        QCOMPARE(qint64(exact->spanUs), qint64(1));
    }

    void keysComeBack()
    {
        for (const TimeSince since :
            {TimeSince::Clock, TimeSince::Start, TimeSince::PreviousRow, TimeSince::MarkedRow}) {
            for (const bool exact : {false, true}) {
                const TimeReading reading{since, exact};
                QCOMPARE(timeReadingFromKey(toKey(reading)), reading);
            }
        }
        QCOMPARE(timeReadingFromKey(QString()), TimeReading());
        QCOMPARE(timeReadingFromKey(QStringLiteral("moon-us")), TimeReading());
        QCOMPARE(timeReadingFromKey(QStringLiteral("-us")), TimeReading());
    }
};

QTEST_APPLESS_MAIN(tst_TimeReading)
#include "tst_timereading.moc"
