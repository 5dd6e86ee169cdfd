#include <stomp/protocol/heartbeat.h>

#include <support/printing.h>

using namespace Stomp;

/** stomp-facts 2.3. */
class TestHeartBeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void parses_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<Millis>("canSend");
        QTest::addColumn<Millis>("wants");
        const auto good = [](const char* text, Millis canSend, Millis wants) {
            QTest::newRow(text) << std::string(text) << true << canSend << wants;
        };
        good("0,0", 0, 0);
        good("10000,10000", 10000, 10000);
        good("1,20", 1, 20);
        good("007,0", 7, 0);
        good("4294967296,1", 4294967296, 1);
        good("99999999999999999999999,9223372036854775807", 1'000'000'000'000, 1'000'000'000'000);
        for (const char* text : {"", ",", "1", "1,", ",1", "1,2,3", "-1,0", "0,-1", "+1,0", "a,b",
                 "1.5,0", " 1,0", "1, 0", "0x1,0"})
            QTest::newRow(text) << std::string(text) << false << Millis(0) << Millis(0);
    }

    void parses()
    {
        QFETCH(std::string, text);
        QFETCH(bool, valid);
        QFETCH(Millis, canSend);
        QFETCH(Millis, wants);
        const auto parsed = parseHeartBeat(text);
        QCOMPARE(parsed.has_value(), valid);
        if (valid) {
            QVERIFY(*parsed == (HeartBeat{canSend, wants}));
            QVERIFY(parseHeartBeat(format(*parsed)) == parsed);
        }
    }

    void formats() { QCOMPARE(format({10000, 0}), "10000,0"); }

    void negotiates_data()
    {
        QTest::addColumn<std::string>("client");
        QTest::addColumn<std::string>("server");
        QTest::addColumn<Millis>("sendEvery");
        QTest::addColumn<Millis>("expectEvery");
        const auto row = [](const char* client, const char* server, Millis send, Millis expect) {
            QTest::addRow("%s and %s", client, server)
                << std::string(client) << std::string(server) << send << expect;
        };
        row("10000,10000", "5000,20000", 20000, 10000);
        row("0,10000", "10000,10000", 0, 10000);
        row("10000,0", "10000,10000", 10000, 0);
        row("5000,5000", "0,0", 0, 0);
        row("0,0", "10000,10000", 0, 0);
        row("1000,2000", "3000,500", 1000, 3000);
        row("1000,2000", "0,500", 1000, 0);
    }

    void negotiates()
    {
        QFETCH(std::string, client);
        QFETCH(std::string, server);
        QFETCH(Millis, sendEvery);
        QFETCH(Millis, expectEvery);
        const HeartBeat ours = parseHeartBeat(client).value();
        const HeartBeat theirs = parseHeartBeat(server).value();
        const HeartBeatTimes atClient = HeartBeatTimes::negotiate(ours, theirs);
        QCOMPARE(atClient.sendEvery, sendEvery);
        QCOMPARE(atClient.expectEvery, expectEvery);
        const HeartBeatTimes atServer = HeartBeatTimes::negotiate(theirs, ours);
        QCOMPARE(atServer.sendEvery, expectEvery);
        QCOMPARE(atServer.expectEvery, sendEvery);
    }

    void deadlines_data()
    {
        QTest::addColumn<Millis>("interval");
        QTest::addColumn<Millis>("sendAfter");
        QTest::addColumn<Millis>("warnAfter");
        QTest::addColumn<Millis>("deadAfter");
        const auto row = [](const char* name, Millis interval, Millis send, Millis warn,
                             Millis dead) {
            QTest::newRow(name) << interval << send << warn << dead;
        };
        row("never", 0, 0, 0, 0);
        row("usual", 10000, 5000, 15000, 25000);
        row("short: at least 2 s over", 1000, 500, 1500, 3000);
        row("where both are the same", 1334, 667, 2001, 3335);
        row("very short: not oftener than 100 ms", 50, 100, 75, 2050);
        row("longest", 1'000'000'000'000, 500'000'000'000, 1'500'000'000'000, 2'500'000'000'000);
    }

    void deadlines()
    {
        QFETCH(Millis, interval);
        QFETCH(Millis, sendAfter);
        QFETCH(Millis, warnAfter);
        QFETCH(Millis, deadAfter);
        const HeartBeatTimes times{interval, interval};
        QCOMPARE(times.sendAfter(), sendAfter);
        QCOMPARE(times.warnAfter(), warnAfter);
        QCOMPARE(times.deadAfter(), deadAfter);
    }
};

QTEST_APPLESS_MAIN(TestHeartBeat)
#include "tst_heartbeat.moc"
