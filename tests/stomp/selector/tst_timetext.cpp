#include "fakemessage.h"

#include <stomp/selector/selector.h>
#include <stomp/selector/timetext.h>

#include <QTest>

using namespace Stomp;
using Clock = TimeText::Clock;

Q_DECLARE_METATYPE(Stomp::TimeText::Clock)

/** Times as conditions name them, and how messages compare with them. */
class TestTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reads_data()
    {
        QTest::addColumn<Clock>("clock");
        QTest::addColumn<qint64>("fromUs");
        QTest::addColumn<qint64>("spanUs");
        const auto row = [](const char* text, Clock clock, qint64 fromUs, qint64 spanUs) {
            QTest::newRow(text) << clock << fromUs << spanUs;
        };
        constexpr qint64 s = 1'000'000;
        row("00:01", Clock::OfDay, 60 * s, 60 * s);
        row("23:59:59", Clock::OfDay, 86'399 * s, s);
        row("00:00:01.5", Clock::OfDay, 1'500'000, 100'000);
        row("00:00:01.000001", Clock::OfDay, 1'000'001, 1);
        row("00:00:01.000001999", Clock::OfDay, 1'000'001, 1);
        row("1970-01-02", Clock::Local, 86'400 * s, 86'400 * s);
        row("1970-01-02T00:01", Clock::Local, 86'460 * s, 60 * s);
        row("1970-01-02 00:01", Clock::Local, 86'460 * s, 60 * s);
        row("1970-01-01T01:00:00Z", Clock::Utc, 3600 * s, s);
        row("1970-01-01T01:00:00.25+01:30", Clock::Utc, -1800 * s + 250'000, 10'000);
        row("1969-12-31 23:00-02:00", Clock::Utc, 3600 * s, 60 * s);
        row("2024-02-29", Clock::Local, 19'782 * 86'400 * s, 86'400 * s);
    }
    void reads()
    {
        const auto time = readTimeText(QTest::currentDataTag());
        QVERIFY(time);
        QTEST(time->clock, "clock");
        QTEST(qint64(time->fromUs), "fromUs");
        QTEST(qint64(time->spanUs), "spanUs");
    }

    void refuses_data()
    {
        QTest::addColumn<int>("unused");
        for (const char* text :
            {"", "1", "9:00", "24:00", "23:60", "23:59:60", "23:59:", "23:59:59.", "23:59Z",
                "23:59:59.1234567890", "23:59:59,5", "2026-02-29", "2026-13-01", "2026-1-1",
                "2026-01-01Z", "2026-01-01T", "2026-01-01x10:00", "2026-01-01T10:00+1",
                "2026-01-01T10:00+01:00x", "2026-01-01T10:00 ", "-026-01-01", "soon"})
            QTest::newRow(text) << 0;
    }
    void refuses() { QVERIFY(!readTimeText(QTest::currentDataTag())); }

    void compares_data()
    {
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* condition, bool expected) {
            QTest::newRow(condition) << expected;
        };
        // 1970-01-01 23:30:15.5 UTC, 00:30:15.5 of the next day by the local clock
        row("received_at = '00:30'", true);
        row("received_at <> '00:30:15'", false);
        row("received_at > '00:30:15'", false); // a second is not over while it lasts
        row("received_at > '00:30:14'", true);
        row("'00:31' > received_at", true);
        row("received_at < '23:00'", true);
        row("received_at = '1970-01-02'", true);
        row("received_at = '1970-01-01T23:30Z'", true);
        row("received_at = '1970-01-01T23:30'", false);
        row("received_at BETWEEN '00:30' AND '00:30'", true);
        row("received_at NOT BETWEEN '00:31' AND '00:40'", true);
        row("received_at IN ('00:29', '00:30')", true);
        row("received_at = received_at AND received_at >= received_at", true);
        row("received_at = x OR received_at > x OR received_at < x", false);
        row("received_at = x IS NOT NULL", true);
        row("body_size >= 1000 AND body_size = '1000'", true);
    }
    void compares()
    {
        QFETCH(bool, expected);
        SelectorOptions options;
        options.allowsPaths = true;
        for (const bool convertsTexts : {true, false}) {
            options.convertsTexts = convertsTexts;
            const ParsedSelector parsed = Selector::parse(QTest::currentDataTag(), options);
            QVERIFY2(!parsed.error, parsed.error.message.c_str());
            FakeMessage message({{"received_at", SelectorValue::ofTime(84'615'500'000, 3600)},
                {"body_size", SelectorValue::ofInteger(1000)}, {"x", SelectorValue::ofText("x")}});
            const bool isOfTexts = std::string_view(QTest::currentDataTag()).starts_with("body");
            QCOMPARE(parsed.selector.matches(message), expected && (convertsTexts || !isOfTexts));
        }
    }

    void daysBeforeTheEpochHaveClocksToo()
    {
        FakeMessage message({{"received_at", SelectorValue::ofTime(-1, 0)}});
        SelectorOptions options;
        options.allowsPaths = true;
        QVERIFY(Selector::parse(
            "received_at = '23:59:59.999999' AND received_at = '1969-12-31'", options)
                    .selector.matches(message));
    }

    /** Where the console's own names are not known they are headers. */
    void brokersHaveHeadersOfThatName()
    {
        const ParsedSelector parsed = Selector::parse("received_at LIKE '21%' AND body_size = 5");
        QVERIFY2(!parsed.error, parsed.error.message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
