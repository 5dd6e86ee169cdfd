#include <support/sessionharness.h>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::SessionHarness;
using Testing::wire;

/** Heart-beats and deadlines over a clock that is walked by hand. */
class TestClientSessionTime : public QObject
{
    Q_OBJECT

    static void sendOne(SessionHarness& one)
    {
        one.session.send(Testing::sendFrame("/q", "x"), ContentLength::Omit, true, one.now);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void beatsAtHalfTheInterval()
    {
        SessionHarness one;
        one.connect("1.2", "0,10000");
        one.wait(4999ms);
        QCOMPARE(one.out(), "");
        one.wait(1ms);
        QCOMPARE(one.out(), "<LF>");
        one.wait(20s);
        QCOMPARE(one.out(), "<LF><LF><LF><LF>");
        // Whatever is sent counts.
        one.wait(3s);
        sendOne(one);
        one.out();
        one.wait(4999ms);
        QCOMPARE(one.out(), "");
        one.wait(1ms);
        QCOMPARE(one.out(), "<LF>");
        QVERIFY(one.ticks < 20);
    }

    void neverBeats_data()
    {
        QTest::addColumn<std::string>("theirs");
        QTest::addColumn<std::string>("version");
        QTest::newRow("not wanted") << std::string("0,0") << std::string("1.2");
        QTest::newRow("1.0") << std::string("10000,10000") << std::string("1.0");
    }

    void neverBeats()
    {
        QFETCH(std::string, theirs);
        QFETCH(std::string, version);
        SessionHarness one;
        one.connect(version, theirs);
        QVERIFY(!one.session.nextDeadline());
        one.session.tick(one.now + 1h);
        QCOMPARE(one.out(), "");
        QCOMPARE(one.log(), "");
    }

    void warnsThenGivesUp()
    {
        SessionHarness one;
        one.connect("1.2", "10000,0");
        one.wait(14999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QCOMPARE(one.log(), "silent\n");
        one.wait(9s);
        QCOMPARE(one.log(), "");
        one.feed("\n");
        QCOMPARE(one.log(), "heard\n");
        one.wait(15s);
        QCOMPARE(one.log(), "silent\n");
        one.wait(10s);
        QVERIFY(one.log().starts_with("closed heart-beat lost"));
    }

    void anyByteIsLife()
    {
        SessionHarness one;
        one.connect("1.2", "1000,0");
        const std::string frame = wire("MESSAGE\nsubscription:1\n\nvery slow^@");
        for (const char c : frame) {
            one.wait(1400ms); // 10 s is the longer interval: ours
            one.feed({&c, 1});
        }
        QCOMPARE(one.log(), "message 0 auto 1.2 |very slow|\n");
    }

    void silenceDoesNotCountWhilePaused()
    {
        SessionHarness one;
        one.connect("1.2", "10000,10000");
        one.wait(10s);
        one.out();
        one.session.setReadingPaused(true, one.now);
        one.wait(10min);
        QCOMPARE(one.log(), "");
        // Ours go on.
        std::string expected;
        for (int i = 0; i < 120; ++i)
            expected += "<LF>";
        QCOMPARE(one.out(), expected);
        // The first byte after the pause may lie in a socket that nobody has looked at yet: the
        // silence goes on from where it was.
        one.session.setReadingPaused(false, one.now);
        one.wait(4999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QCOMPARE(one.log(), "silent\n");
        one.session.setReadingPaused(true, one.now);
        one.wait(1h);
        one.session.setReadingPaused(false, one.now);
        one.wait(9999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QVERIFY(one.log().starts_with("closed heart-beat lost"));
    }

    void receiptsAreNotMissedWhilePaused()
    {
        SessionHarness one;
        one.connect();
        sendOne(one);
        one.wait(10s);
        one.session.setReadingPaused(true, one.now);
        one.session.setReadingPaused(true, one.now);
        QVERIFY(!one.session.nextDeadline());
        one.wait(1h);
        sendOne(one);
        one.session.setReadingPaused(false, one.now);
        one.wait(5s);
        QCOMPARE(one.log(), "request 1 no receipt: no RECEIPT within 15 s\n");
        one.wait(9999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QCOMPARE(one.log(), "request 2 no receipt: no RECEIPT within 15 s\n");
    }

    // A large body on a slow way: the broker cannot confirm what it has not been sent.
    void whatIsBeingSentIsNotMissed()
    {
        SessionHarness one;
        one.connect("1.2", "0,0");
        sendOne(one);
        for (int i = 0; i < 10; ++i) {
            one.wait(14s);
            one.session.outputDelayed(one.now);
        }
        sendOne(one);
        one.wait(14999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QCOMPARE(one.log(),
            "request 1 no receipt: no RECEIPT within 15 s\n"
            "request 2 no receipt: no RECEIPT within 15 s\n");
        QVERIFY(one.ticks < 20);
    }

    void leavingWaitsForWhatIsBeingSent()
    {
        SessionHarness one;
        one.connect("1.2", "0,0");
        one.session.outputDelayed(one.now); // before it, that says nothing
        one.session.disconnect(one.now);
        for (int i = 0; i < 10; ++i) {
            one.wait(4s);
            one.session.outputDelayed(one.now);
        }
        one.wait(4999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QVERIFY(one.log().starts_with("closed requested"));
    }

    void leavingIsBoundedEvenWhilePaused()
    {
        SessionHarness one;
        one.connect("1.2", "10000,10000");
        one.session.setReadingPaused(true, one.now);
        one.session.disconnect(one.now);
        one.out();
        one.wait(5s);
        QVERIFY(one.log().starts_with("closed requested"));
        QCOMPARE(one.out(), "");
    }

    void nothingIsSentAfterDisconnect()
    {
        SessionOptions options;
        options.disconnectTimeout = 100'000;
        SessionHarness one(options);
        one.connect("1.2", "10000,10000");
        one.session.disconnect(one.now);
        QCOMPARE(one.out(), "DISCONNECT<LF>receipt:r1<LF><LF>^@");
        one.wait(90s);
        QCOMPARE(one.out(), "");
        QCOMPARE(one.log(), "");
    }

    void errorDeadlineStartsAnew()
    {
        SessionHarness one;
        one.connect();
        one.feed(wire("ERROR\nmessage:1\n\n^@"));
        one.wait(1500ms);
        one.feed(wire("ERROR\nmessage:2\n\n^@"));
        one.wait(1500ms);
        QCOMPARE(one.log(), "error 1\nerror 2\n");
        one.wait(500ms);
        QCOMPARE(one.log(), "stayed open\n");
        one.wait(1h);
        QCOMPARE(one.log(), "");
    }

    void lateTickCatchesUp()
    {
        SessionHarness one;
        one.connect("1.2", "0,10000");
        sendOne(one);
        sendOne(one);
        one.out();
        one.now += 1h;
        one.session.tick(one.now);
        QCOMPARE(one.out(), "<LF>");
        QCOMPARE(one.log(),
            "request 1 no receipt: no RECEIPT within 15 s\n"
            "request 2 no receipt: no RECEIPT within 15 s\n");
    }

    void oddTimeoutsAreSaidExactly()
    {
        SessionOptions options;
        options.connectTimeout = 1250;
        SessionHarness one(options);
        one.session.start(one.now);
        one.wait(1250ms);
        QCOMPARE(one.log(), "closed no CONNECTED in time: no CONNECTED within 1.250 s\n");
    }
};

QTEST_APPLESS_MAIN(TestClientSessionTime)
#include "tst_clientsession_time.moc"
