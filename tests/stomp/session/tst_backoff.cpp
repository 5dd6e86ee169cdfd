#include <stomp/session/backoff.h>

#include <QTest>

#include <cstdint>
#include <limits>

using Stomp::Backoff;
using Stomp::Millis;

class TestBackoff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delays_data()
    {
        QTest::addColumn<quint32>("attempt");
        QTest::addColumn<double>("random");
        QTest::addColumn<int>("expected");
        QTest::newRow("first, whole") << 1U << 1.0 << 1000;
        QTest::newRow("first, least") << 1U << 0.0 << 500;
        QTest::newRow("first, between") << 1U << 0.5 << 750;
        QTest::newRow("second") << 2U << 1.0 << 2000;
        QTest::newRow("fifth") << 5U << 1.0 << 16'000;
        QTest::newRow("sixth, capped") << 6U << 1.0 << 30'000;
        QTest::newRow("sixth, capped and least") << 6U << 0.0 << 15'000;
        QTest::newRow("far beyond any number")
            << std::numeric_limits<quint32>::max() << 1.0 << 30'000;
        QTest::newRow("no attempt counts as the first") << 0U << 1.0 << 1000;
        QTest::newRow("random below 0") << 1U << -3.0 << 500;
        QTest::newRow("random above 1") << 1U << 7.0 << 1000;
    }

    void delays()
    {
        QFETCH(const quint32, attempt);
        QFETCH(const double, random);
        QFETCH(const int, expected);
        QCOMPARE(Backoff().delay(attempt, random), Millis(expected));
    }

    void neverShorterThanBefore()
    {
        const Backoff backoff;
        for (std::uint32_t attempt = 1; attempt < 200; ++attempt)
            QVERIFY(backoff.delay(attempt, 0.3) <= backoff.delay(attempt + 1, 0.3));
    }

    void withoutJitterEverybodyWaitsTheSame()
    {
        Backoff backoff;
        backoff.jitter = 0;
        QCOMPARE(backoff.delay(3, 0.0), backoff.delay(3, 1.0));
    }

    void aFactorBelowOneDoesNotShrink()
    {
        Backoff backoff;
        backoff.factor = 0.1;
        QCOMPARE(backoff.delay(9, 1.0), Millis(1000));
    }
};

QTEST_APPLESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
