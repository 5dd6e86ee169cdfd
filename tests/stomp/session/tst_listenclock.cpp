#include <stomp/session/listenclock.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;

class TestListenClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void standsStillWhilePaused()
    {
        ListenClock clock;
        QCOMPARE(clock.at(10s), SessionTime(10s));
        clock.setPaused(true, 10s);
        QVERIFY(clock.isPaused());
        QCOMPARE(clock.at(15s), SessionTime(10s));
        clock.setPaused(true, 18s);
        clock.setPaused(false, 20s);
        clock.setPaused(false, 25s);
        QCOMPARE(clock.at(20s), SessionTime(10s));
        QCOMPARE(clock.at(23s), SessionTime(13s));
        QCOMPARE(clock.toSteady(14s), SessionTime(24s));
        clock.setPaused(true, 30s);
        clock.setPaused(false, 31s);
        QCOMPARE(clock.at(31s), SessionTime(20s));
        QCOMPARE(clock.toSteady(clock.at(99s)), SessionTime(99s));
    }
};

QTEST_APPLESS_MAIN(TestListenClock)
#include "tst_listenclock.moc"
