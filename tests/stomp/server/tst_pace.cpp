#include <stomp/server/pace.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rates_data()
    {
        QTest::addColumn<double>("perSecond");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("expected");
        QTest::newRow("none") << 0.0 << 10 << 10 << 0;
        QTest::newRow("negative") << -5.0 << 10 << 10 << 0;
        QTest::newRow("one") << 1.0 << 10 << 10 << 10;
        QTest::newRow("slow") << 0.5 << 50 << 10 << 5;
        QTest::newRow("seven, uneven steps") << 7.0 << 13 << 13 << 91;
        QTest::newRow("fast") << 50'000.0 << 10 << 2 << 100'000;
    }
    void rates()
    {
        QFETCH(double, perSecond);
        QFETCH(int, step);
        QFETCH(int, seconds);
        QFETCH(int, expected);
        Pace pace;
        pace.setRate(perSecond, 500);
        std::size_t total = 0;
        for (Millis now = 500 + step; now <= 500 + seconds * 1000; now += step)
            total += pace.take(now);
        // What is owed in fractions may not have become whole yet.
        QVERIFY2(
            std::abs(static_cast<int>(total) - expected) <= 1, qPrintable(QString::number(total)));
    }

    void aPauseIsNotMadeUpFor()
    {
        Pace pace;
        pace.setRate(100, 0);
        QCOMPARE(pace.take(10'000'000), std::size_t{100});
        QCOMPARE(pace.take(10'000'100), std::size_t{10});
    }

    void theClockMayStandStill()
    {
        Pace pace;
        pace.setRate(100, 1000);
        QCOMPARE(pace.take(1000), std::size_t{0});
        QCOMPARE(pace.take(900), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(TestPace)
#include "tst_pace.moc"
