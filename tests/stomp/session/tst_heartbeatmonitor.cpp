#include <stomp/session/heartbeatmonitor.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;
using Silence = HeartBeatMonitor::Silence;

class TestHeartBeatMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void doesNothingUntilStarted()
    {
        HeartBeatMonitor monitor;
        QVERIFY(!monitor.nextSend());
        QVERIFY(!monitor.nextCheck());
        QVERIFY(!monitor.isSendDue(1h));
        QCOMPARE(monitor.check(1h), Silence::None);
        QVERIFY(!monitor.heard(1h));
    }

    void shortIntervalsHaveFloors()
    {
        HeartBeatMonitor monitor;
        monitor.start({100, 100}, 10s, 20s);
        QCOMPARE(*monitor.nextSend(), SessionTime(10s + 100ms)); // not 50 ms
        QCOMPARE(*monitor.nextCheck(), SessionTime(20s + 150ms));
        QCOMPARE(monitor.check(20s + 149ms), Silence::None);
        QCOMPARE(monitor.check(20s + 150ms), Silence::Worrying);
        QCOMPARE(monitor.check(20s + 151ms), Silence::None);
        QCOMPARE(*monitor.nextCheck(), SessionTime(20s + 2100ms)); // the interval + 2 s
        QCOMPARE(monitor.check(20s + 2100ms), Silence::Dead);
    }

    void directionsAreSeparate()
    {
        HeartBeatMonitor sends;
        sends.start({10'000, 0}, 0s, 0s);
        QVERIFY(sends.nextSend());
        QVERIFY(!sends.nextCheck());
        QCOMPARE(sends.check(1h), Silence::None);
        HeartBeatMonitor listens;
        listens.start({0, 10'000}, 0s, 0s);
        QVERIFY(!listens.nextSend());
        QVERIFY(listens.nextCheck());
        QVERIFY(!listens.isSendDue(1h));
    }

    void aClockThatGoesBackHurtsNobody()
    {
        HeartBeatMonitor monitor;
        monitor.start({10'000, 10'000}, 1h, 1h);
        QVERIFY(!monitor.isSendDue(1s));
        QCOMPARE(monitor.check(1s), Silence::None);
    }
};

QTEST_APPLESS_MAIN(TestHeartBeatMonitor)
#include "tst_heartbeatmonitor.moc"
