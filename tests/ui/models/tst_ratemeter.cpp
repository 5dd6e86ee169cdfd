#include <ui/models/ratemeter.h>

#include <QTest>

using Ui::RateMeter;

class TestRateMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsAtZero()
    {
        RateMeter meter;
        QCOMPARE(meter.rate(), 0.0);
        QVERIFY(!meter.advance(1000));
        QCOMPARE(meter.rate(), 0.0);
        QVERIFY(meter.history().empty());
    }

    void meansOverTwoSeconds()
    {
        RateMeter meter;
        meter.advance(0);
        for (int half = 1; half <= 4; ++half) {
            meter.add(50);
            QVERIFY(meter.advance(half * 500));
            QCOMPARE(meter.rate(), 100.0);
        }
        meter.add(100);
        meter.advance(2500);
        QCOMPARE(meter.rate(), 125.0);
    }

    void fallsToZeroInSilence()
    {
        RateMeter meter;
        meter.advance(0);
        meter.add(10);
        meter.advance(500);
        QCOMPARE(meter.rate(), 20.0);
        meter.advance(2500);
        QCOMPARE(meter.rate(), 0.0);
    }

    void aLateTickIsNoBurst()
    {
        RateMeter meter;
        meter.advance(0);
        meter.add(103);
        meter.advance(5000); // ten buckets at once
        QCOMPARE(meter.rate(), 20.0);
        std::uint64_t sum = 0;
        for (const std::uint32_t bucket : meter.history())
            sum += bucket;
        QCOMPARE(sum, std::uint64_t(103));
        QCOMPARE(meter.history().size(), std::size_t(10));
    }

    void historyIsBounded()
    {
        RateMeter meter;
        meter.advance(0);
        for (int i = 1; i < 1000; ++i) {
            meter.add(static_cast<std::uint64_t>(i));
            meter.advance(i * RateMeter::bucketMs);
        }
        QCOMPARE(meter.history().size(), RateMeter::bucketCount);
        QCOMPARE(meter.history().back(), std::uint32_t(999));
        QCOMPARE(meter.history().front(), std::uint32_t(1000 - RateMeter::bucketCount));
        meter.advance(1'000'000'000'000); // a machine that slept
        QCOMPARE(meter.rate(), 0.0);
    }

    void aClockThatStandsStillChangesNothing()
    {
        RateMeter meter;
        meter.advance(1000);
        meter.add(5);
        QVERIFY(!meter.advance(1000));
        QVERIFY(!meter.advance(900));
        QCOMPARE(meter.rate(), 0.0);
        meter.advance(1500);
        QCOMPARE(meter.rate(), 10.0);
    }
};

QTEST_APPLESS_MAIN(TestRateMeter)
#include "tst_ratemeter.moc"
