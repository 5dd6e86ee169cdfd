#include <support/sessionharness.h>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::SessionHarness;
using Testing::wire;

namespace {

using Story = std::function<void(SessionHarness&)>;

void sendOne(SessionHarness& one)
{
    one.session.send(Testing::sendFrame("/q", "x"), ContentLength::Omit, true, one.now);
}

} // namespace

Q_DECLARE_METATYPE(Story)

/** Every way in which a session ends; what still waits is answered before. */
class TestClientSessionClose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void reasons_data()
    {
        QTest::addColumn<Story>("story");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const Story& story, const char* expected) {
            QTest::newRow(name) << story << std::string(expected);
        };
        const auto connected = [](const Story& then) {
            return [then](SessionHarness& one) {
                one.connect("1.2", "10000,10000");
                then(one);
            };
        };
        row("disconnected, no receipt comes", connected([](SessionHarness& one) {
            one.session.disconnect(one.now);
            one.out();
            one.wait(1h);
        }),
            "closed requested: no RECEIPT for DISCONNECT within 5 s\n");
        row("disconnected, the broker just closes", connected([](SessionHarness& one) {
            one.session.disconnect(one.now);
            one.session.connectionClosed({});
        }),
            "closed requested: closed after DISCONNECT\n");
        row("disconnected, ERROR for it", connected([](SessionHarness& one) {
            one.session.disconnect(one.now);
            one.feed(wire("ERROR\nreceipt-id:r1\nmessage:what?\n\n^@"));
        }),
            "error what?\nclosed requested: ERROR for DISCONNECT: what?\n");
        row("disconnected with requests open", connected([](SessionHarness& one) {
            sendOne(one);
            sendOne(one);
            one.session.disconnect(one.now);
            one.feed(wire("RECEIPT\nreceipt-id:r2\n\n^@RECEIPT\nreceipt-id:r3\n\n^@"
                          "RECEIPT\nreceipt-id:r3\n\n^@"));
        }),
            "request 2 confirmed after 0 us\n"
            "request 1 session ended: RECEIPT for DISCONNECT\n"
            "closed requested: RECEIPT for DISCONNECT\n");
        row(
            "disconnected before CONNECTED",
            [](SessionHarness& one) {
                one.session.start(one.now);
                one.out();
                one.session.disconnect(one.now);
            },
            "closed requested: disconnected before CONNECTED\n");
        row("aborted", connected([](SessionHarness& one) {
            sendOne(one);
            one.out();
            one.session.abort();
            one.session.abort();
        }),
            "request 1 session ended: aborted\nclosed requested: aborted\n");
        row(
            "refused",
            [](SessionHarness& one) {
                one.session.start(one.now);
                one.out();
                one.feed(wire("ERROR\n\nAccess refused\n^@"));
            },
            "error \nclosed refused: Access refused\n");
        row(
            "no CONNECTED",
            [](SessionHarness& one) {
                one.session.start(one.now);
                one.out();
                one.wait(9999ms);
                one.feed("\n");
                one.wait(1ms);
            },
            "closed no CONNECTED in time: no CONNECTED within 10 s\n");
        row(
            "closed instead of CONNECTED",
            [](SessionHarness& one) {
                one.session.start(one.now);
                one.out();
                one.session.connectionClosed({});
            },
            "closed closed by the peer: the peer closed the connection\n");
        row("closed by the peer", connected([](SessionHarness& one) {
            std::ignore = one.session.subscribe(2, {.destination = "/q"}, one.now);
            one.out();
            one.session.connectionClosed({});
        }),
            "subscription 2 requested\n"
            "subscription 2 ended: the peer closed the connection\n"
            "closed closed by the peer: the peer closed the connection\n");
        row("broken", connected([](SessionHarness& one) {
            one.session.connectionClosed("Connection reset");
        }),
            "closed connection failed: Connection reset\n");
        row("ERROR and closed", connected([](SessionHarness& one) {
            one.feed(wire("ERROR\nmessage:bad\n\n^@"));
            one.wait(1999ms);
            one.session.connectionClosed("Connection reset");
        }),
            "error bad\nclosed ERROR: bad\n");
        row("ERROR, and closed much later", connected([](SessionHarness& one) {
            one.feed(wire("ERROR\nmessage:bad\n\n^@"));
            one.wait(2s);
            one.session.connectionClosed({});
        }),
            "error bad\nstayed open\nclosed closed by the peer: the peer closed the connection\n");
        row("heart-beat lost", connected([](SessionHarness& one) {
            one.wait(25s);
            one.out();
        }),
            "silent\nclosed heart-beat lost: silent for 25 s, a heart-beat was due every 10 s\n");
        row("over a limit", connected([](SessionHarness& one) {
            one.feed(wire("MESSAGE\ncontent-length:268435457\n\n"));
        }),
            "closed protocol error: the body is larger than 268435456 bytes (byte 65 of the "
            "stream)\n");
    }

    void reasons()
    {
        QFETCH(Story, story);
        QFETCH(std::string, expected);
        SessionHarness one;
        story(one);
        std::string log = one.log();
        const auto place = log.find(" (byte ");
        if (place != std::string::npos) {
            log.replace(place, std::string::npos, "\n");
            expected.replace(expected.find(" (byte "), std::string::npos, "\n");
        }
        QCOMPARE(log, expected);
        QCOMPARE(one.session.state(), ClientSession::State::Closed);

        // Once, and last: whatever is done to a closed session, it stays silent.
        one.out();
        one.session.connectionClosed("again");
        one.session.disconnect(one.now);
        one.session.abort();
        one.session.tick(one.now + 1h);
        one.feed(wire("MESSAGE\n\n^@"));
        sendOne(one);
        QCOMPARE(one.log(), "");
        QCOMPARE(one.out(), "");
        QVERIFY(!one.session.nextDeadline());
    }

    void cutInAFrame()
    {
        SessionHarness one;
        one.connect();
        one.feed(wire("MESSAGE\n\nwhole^@\n"));
        QVERIFY(!one.session.isInFrame());
        one.feed(wire("MESSAGE\ncontent-length:10\n\nhal"));
        one.session.connectionClosed({});
        QVERIFY(one.session.isInFrame());
    }

    void detachedInAnyCall_data()
    {
        QTest::addColumn<int>("where");
        QTest::newRow("message") << 0;
        QTest::newRow("closed") << 1;
        QTest::newRow("connected") << 2;
    }

    // The owner may die in a call from the session; the sink still learns what was received.
    void detachedInAnyCall()
    {
        QFETCH(int, where);
        SessionHarness one;
        const auto detach = [&one] {
            one.session.detach();
        };
        if (where == 0)
            one.recorder.onMessage = detach;
        else if (where == 1)
            one.recorder.onClosed = detach;
        else
            one.recorder.onConnected = detach;
        one.session.start(one.now);
        one.feed(wire("CONNECTED\nversion:1.2\n\n^@MESSAGE\n\n1^@MESSAGE\n\n2^@\tgarbage"));
        const std::uint64_t expected[]{1, 2, 0};
        QCOMPARE(one.recorder.lastReceived, expected[where]);
        one.log();
        one.session.abort();
        one.session.connectionClosed({});
        one.wait(1h);
        QCOMPARE(one.log(), "");
    }

    void closedFromTheSink()
    {
        SessionHarness one;
        one.connect();
        one.recorder.onMessage = [&] {
            one.session.abort();
        };
        one.feed(wire("MESSAGE\n\n1^@MESSAGE\n\n2^@"));
        QCOMPARE(one.log(), "message 0 auto 1.2 |1|\nclosed requested: aborted\n");
        QCOMPARE(one.progress, ClientSession::Progress::Closed);
        QCOMPARE(one.recorder.lastReceived, std::uint64_t(1));
    }
};

QTEST_APPLESS_MAIN(TestClientSessionClose)
#include "tst_clientsession_close.moc"
