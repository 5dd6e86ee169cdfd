#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;
using Testing::TestOutbox;
using namespace std::string_view_literals;

namespace {

void addScript(const char* name, const char* script)
{
    QTest::newRow(name) << QString::fromUtf8(script);
}

} // namespace

/** Connecting, heart-beats and the end of a connection; stomp-facts 2.1 to 2.7, 4.12. */
class TestServerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void connecting_data()
    {
        QTest::addColumn<QString>("script");
        addScript("1.0 without accept-version", R"(
            A > CONNECT
            A < CONNECTED version:1.0 session:practice-1-1 server:StompConsolePractice/0.1.0 !heart-beat
            A open)");
        addScript("the highest common version", R"(
            A > CONNECT accept-version:1.0,1.1,1.2,7.5 host:x
            A < CONNECTED version:1.2)");
        addScript("1.1 only", R"(
            A > CONNECT accept-version:1.1
            A < CONNECTED version:1.1)");
        addScript("a list with spaces", R"(
            A > CONNECT accept-version:1.0,\s1.1
            A < CONNECTED version:1.1)");
        addScript("STOMP instead of CONNECT", R"(
            A > STOMP accept-version:1.2 host:/
            A < CONNECTED version:1.2)");
        addScript("CRLF line ends", R"(
            A raw CONNECT\r\naccept-version:1.2\r\n\r\n\0\r\n
            A < CONNECTED version:1.2)");
        addScript("sessions are numbered", R"(
            A connect 1.2
            B > CONNECT
            B < CONNECTED session:practice-1-2)");
        addScript("no common version", R"(
            A > CONNECT accept-version:2.0,3.1
            A < ERROR version:1.0,1.1,1.2 message:Unsupported\sprotocol\sversions content-type:text/plain
            A closed
            A > CONNECT accept-version:1.2
            A none)");
        addScript("heart-beats from the client's wish", R"(
            A > CONNECT accept-version:1.2 heart-beat:10000,0
            A < CONNECTED heart-beat:500,500)");
        addScript("heart-beat that is none", R"(
            A > CONNECT accept-version:1.1 heart-beat:often
            A < ERROR message:Invalid\sheart-beat\sheader\s[often]
            A closed)");
        addScript("a receipt for CONNECT, as Classic does", R"(
            A > CONNECT accept-version:1.2 receipt:r
            A < CONNECTED receipt-id:r)");
        addScript("another frame first", R"(
            A > SEND destination:/queue/a receipt:7 | x
            A < ERROR message:Not\sconnected receipt-id:7
            A closed)");
        addScript("CONNECT twice", R"(
            A connect 1.2
            A > CONNECT accept-version:1.2
            A < ERROR message:Already\sconnected
            A closed)");
        addScript("a command of servers", R"(
            A connect 1.2
            A > RECEIPT receipt-id:1
            A < ERROR message:A\sclient\sdoes\snot\ssend\sRECEIPT
            A closed)");
        addScript("nothing comes", R"(
            A open
            wait 29900
            A open
            wait 200
            A < ERROR message:No\sCONNECT\sframe\sin\stime
            A closed)");
        addScript("login is free without users", R"(
            A connect 1.2 login:anybody passcode:x)");
    }
    void connecting() { play({}); }

    void users_data()
    {
        QTest::addColumn<QString>("script");
        addScript("right", "A connect 1.2 login:ann passcode:secret:with:colons");
        addScript("wrong passcode, after a second", R"(
            A > CONNECT accept-version:1.2 login:ann passcode:guess
            A none
            wait 990
            A open
            wait 20
            A < ERROR message:User\sname\s[ann]\sor\spassword\sis\sinvalid.
            A closed)");
        addScript("unknown user", R"(
            A > CONNECT login:bob passcode:secret
            wait 1010
            A < ERROR message:User\sname\s[bob]\sor\spassword\sis\sinvalid.
            A closed)");
        addScript("no login", R"(
            A > CONNECT accept-version:1.1
            wait 1010
            A < ERROR message:A\slogin\sis\srequired
            A closed)");
        addScript("what follows a wrong login is not done", R"(
            A > CONNECT login:ann passcode:guess
            A > SEND destination:/queue/a | smuggled
            A held
            wait 1010
            A < ERROR
            A closed
            B connect 1.2 login:ann passcode:secret:with:colons
            B > SUBSCRIBE id:1 destination:/queue/a
            B none)");
    }
    void users()
    {
        BrokerOptions options;
        options.users = {{"ann", "secret:with:colons"}};
        play(options);
    }

    /** A wrong login is answered after a second, but not when the connection has ended by then. */
    void nothingFollowsTheEnd()
    {
        BrokerOptions options;
        options.users = {{"ann", "secret"}};
        Broker broker(options);
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        session.receive("CONNECT\nlogin:ann\npasscode:guess\n\n\0"sv, 0);
        QCOMPARE(outbox.all, std::string());
        session.shutDown({"The broker is shutting down", "It ends.", {}}, 10);
        QVERIFY(outbox.isClosed);
        QVERIFY(outbox.all.find("shutting down") != std::string::npos);
        session.tick(5'000);
        QVERIFY(!outbox.sentAfterEnd);
        QCOMPARE(outbox.all.find("password"), std::string::npos);
    }

    void passcodesAreMasked()
    {
        BrokerOptions options;
        options.users = {{"ann", "right"}};
        Broker broker(options);
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        session.receive("CONNECT\nlogin:ann\npasscode:hunter2\n\n\0"sv, 0);
        session.tick(1000);
        QCOMPARE(outbox.frames.size(), std::size_t{1});
        QVERIFY(outbox.all.find("passcode:***") != std::string::npos);
        QVERIFY(outbox.all.find("hunter2") == std::string::npos);
        QVERIFY(session.refusal());
    }

    void heartBeats_data()
    {
        QTest::addColumn<QString>("script");
        addScript("the broker sends when idle", R"(
            A connect 1.2 heart-beat:0,1000
            wait 490
            A none
            wait 20
            A beat
            wait 500
            A beat
            wait 500
            A beat
            A open)");
        addScript("not when something else was sent", R"(
            A connect 1.2 heart-beat:0,1000
            wait 400
            A > BEGIN transaction:t receipt:1
            A < RECEIPT receipt-id:1
            wait 450
            A none
            wait 60
            A beat)");
        addScript("not faster than it said", R"(
            A connect 1.2 heart-beat:0,10
            wait 240
            A none
            wait 20
            A beat)");
        addScript("none when not asked for", R"(
            A connect 1.2 heart-beat:0,0
            wait 100000
            A open)");
        addScript("none in 1.0", R"(
            A connect 1.0 heart-beat:1000,1000
            wait 100000
            A open)");
        addScript("not while bytes are pending", R"(
            A connect 1.2 heart-beat:0,1000
            A full
            wait 3000
            A none
            A drains
            wait 510
            A beat)");
        addScript("a silent client is given up", R"(
            A connect 1.2 heart-beat:1000,0
            wait 2990
            A open
            wait 20
            A < ERROR message:No\sheart-beat\sreceived
            A closed)");
        addScript("one line end keeps it alive", R"(
            A connect 1.2 heart-beat:1000,0
            wait 2000
            A raw \n
            wait 2900
            A raw \r\n
            wait 2900
            A open)");
        addScript("a part of a frame is a sign of life", R"(
            A connect 1.2 heart-beat:1000,0
            wait 2000
            A raw SEND\ndest
            wait 2900
            A open
            wait 200
            A < ERROR
            A closed)");
        addScript("its messages go to others", R"(
            A connect 1.2 heart-beat:1000,0
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            B connect 1.2
            B > SEND destination:/queue/a | one
            A < MESSAGE | one
            B > SUBSCRIBE id:9 destination:/queue/a
            B none
            wait 3100
            A < ERROR
            A closed
            B < MESSAGE subscription:9 redelivered:true | one)");
    }
    void heartBeats() { play({}); }

    void goodbye_data()
    {
        QTest::addColumn<QString>("script");
        addScript("with a receipt", R"(
            A connect 1.2
            A > DISCONNECT receipt:bye
            A < RECEIPT receipt-id:bye
            A closed
            A > SEND destination:/queue/a | late
            A none
            wait 100000
            A none)");
        addScript("without", R"(
            A connect 1.1
            A > DISCONNECT
            A closed)");
        addScript("unacknowledged messages go to others, not to a sister subscription", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A > SUBSCRIBE id:2 destination:/queue/a ack:client
            B connect 1.2
            B > SEND destination:/queue/a | one
            B > SEND destination:/queue/a | two
            A < MESSAGE subscription:1 | one
            A < MESSAGE subscription:2 | two
            A > DISCONNECT receipt:bye
            A < RECEIPT receipt-id:bye
            A closed
            B > SUBSCRIBE id:3 destination:/queue/a
            B < MESSAGE redelivered:true delivery-count:2 | one
            B < MESSAGE redelivered:true delivery-count:2 | two)");
    }
    void goodbye() { play({}); }

    /** However it ends: nothing more is written, and what it had goes to others. */
    void ends_data()
    {
        QTest::addColumn<QString>("script");
        const char* endings[][2] = {{"refused", "A > BEGIN\nA < ERROR\nA closed"},
            {"lost", "A lost"}, {"disconnected", "A > DISCONNECT\nA closed"}};
        for (const auto& [name, end] : endings) {
            QTest::newRow(name) << QString::fromUtf8(R"(
                A connect 1.2
                A > SUBSCRIBE id:1 destination:/queue/a ack:client
                A > SUBSCRIBE id:2 destination:/queue/a ack:client
                B connect 1.2
                B > SEND destination:/queue/a | one
                B > SEND destination:/queue/a | two
                A < MESSAGE subscription:1 | one
                A < MESSAGE subscription:2 | two
                %1
                A none
                B > SUBSCRIBE id:3 destination:/queue/a
                B < MESSAGE delivery-count:2 | one
                B < MESSAGE delivery-count:2 | two
                A none)")
                                       .arg(QLatin1StringView(end));
        }
    }
    void ends() { play({}); }

    void oneByteAtATime()
    {
        const std::string_view input =
            "STOMP\r\naccept-version:1.2\r\n\r\n\0\n\n"
            "SUBSCRIBE\nid:1\ndestination:/queue/\xc3\xa4\n\n\0"
            "SEND\ndestination:/queue/\xc3\xa4\ncontent-length:3\n\n\0\n\0\0"
            "DISCONNECT\nreceipt:bye\n\n\0"sv;
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, input.size()}) {
            Broker broker;
            TestOutbox outbox;
            outbox.setVersion(Version::V12);
            ServerSession session(broker, outbox, 0);
            for (std::size_t at = 0; at < input.size(); at += piece)
                session.receive(input.substr(at, piece), 0);
            QCOMPARE(outbox.frames.size(), std::size_t{3});
            QCOMPARE(outbox.frames[0].command, std::string("CONNECTED"));
            QCOMPARE(outbox.frames[1].value("destination"), std::string("/queue/\xc3\xa4"));
            QCOMPARE(outbox.frames[1].body, std::string("\0\n\0", 3));
            QCOMPARE(outbox.frames[2].value("receipt-id"), std::string("bye"));
            QVERIFY(outbox.isClosed);
            QVERIFY(!outbox.sentAfterEnd);
        }
    }

    void aClientThatReadsNothingIsNotRead()
    {
        BrokerOptions options;
        options.outboxCap = 1000;
        Broker broker(options);
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        session.receive("CONNECT\naccept-version:1.2\n\n\0"sv, 0);
        QVERIFY(session.wantsInput());
        outbox.pending = 1000;
        session.receive("BEGIN\ntransaction:1\nreceipt:1\n\n\0"sv, 10);
        QVERIFY(!session.wantsInput());
        QCOMPARE(outbox.frames.size(), std::size_t{1});
        QCOMPARE(session.nextDeadline().value(), options.outboxStall);

        // It takes something: heard again, and the frame that waited is done.
        outbox.pending = 100;
        session.outboxDrained(20'000);
        session.resume(20'000);
        QCOMPARE(outbox.frames.size(), std::size_t{2});

        // It takes nothing for long: gone.
        outbox.pending = 1000;
        session.tick(49'000);
        QVERIFY(!outbox.isAborted);
        session.tick(50'000);
        QVERIFY(outbox.isAborted);
        QCOMPARE(session.state(), ServerSession::State::Closed);
        QCOMPARE(broker.snapshot().sessions, std::size_t{0});
    }

    void shuttingDown()
    {
        Broker broker;
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        session.shutDown({"The broker is shutting down", "", {}}, 0);
        QCOMPARE(
            outbox.frames.front().value("message"), std::string("The broker is shutting down"));
        QVERIFY(outbox.isClosed);
        session.shutDown({"again", "", {}}, 0);
        QCOMPARE(outbox.frames.size(), std::size_t{1});
    }

private:
    static void play(const BrokerOptions& options)
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue(options).run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestServerSession)
#include "tst_serversession.moc"
