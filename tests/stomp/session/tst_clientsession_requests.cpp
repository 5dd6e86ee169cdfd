#include <support/sessionharness.h>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::sendFrame;
using Testing::SessionHarness;
using Testing::wire;

/** Requests and their answers: RECEIPT, ERROR with and without receipt-id, silence. */
class TestClientSessionRequests : public QObject
{
    Q_OBJECT

    static ClientSession::Submitted send(SessionHarness& one, bool withReceipt = true)
    {
        return one.session.send(
            sendFrame("/queue/a", "x"), ContentLength::Omit, withReceipt, one.now);
    }
    static std::string subscribe(SessionHarness& one, SubscriptionKey key, std::string id = {})
    {
        SubscribeRequest request{.destination = "/queue/a"};
        if (!id.empty())
            request.headers = {{"selector", "a = 1"}, {"id", id}, {"x", "y"}};
        return one.session.subscribe(key, request, one.now);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void writes()
    {
        SessionHarness one;
        one.connect();
        QCOMPARE(subscribe(one, 5), "");
        QCOMPARE(subscribe(one, 6, "news"), "");
        QCOMPARE(one.out(),
            "SUBSCRIBE<LF>receipt:r1<LF>id:1<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@"
            "SUBSCRIBE<LF>receipt:r2<LF>id:news<LF>destination:/queue/a<LF>ack:auto<LF>"
            "selector:a = 1<LF>x:y<LF><LF>^@");
        QCOMPARE(one.session.unsubscribe(6, {{"durable", "true"}, {"id", "other"}}, one.now), "");
        QCOMPARE(one.out(), "UNSUBSCRIBE<LF>receipt:r3<LF>id:news<LF>durable:true<LF><LF>^@");

        Frame frame = sendFrame("/topic/b", std::string("a\0b", 3));
        frame.command = "MESSAGE"; // a received one, loaded to be sent again
        frame.add("receipt", "the producer's");
        QCOMPARE(one.session.send(frame, ContentLength::Write, true, one.now).id, RequestId(4));
        QCOMPARE(one.out(),
            "SEND<LF>receipt:r4<LF>destination:/topic/b<LF>receipt:the producer's<LF>"
            "content-length:3<LF><LF>a^@b^@");
        QCOMPARE(one.session.begin("t1", one.now).refusal, "");
        QCOMPARE(one.session.commitTransaction("t1", one.now).refusal, "");
        QCOMPARE(one.session.abortTransaction("t2", one.now).refusal, "");
        QCOMPARE(one.out(),
            "BEGIN<LF>receipt:r5<LF>transaction:t1<LF><LF>^@"
            "COMMIT<LF>receipt:r6<LF>transaction:t1<LF><LF>^@"
            "ABORT<LF>receipt:r7<LF>transaction:t2<LF><LF>^@");
    }

    void refusesWhatCannotBeWritten()
    {
        SessionHarness one;
        one.connect("1.0");
        const auto refused = [&one](const ClientSession::Submitted& sent) {
            return !sent.refusal.empty() && one.out().empty();
        };
        QVERIFY(refused(one.session.send(sendFrame("", "x"), ContentLength::Omit, true, one.now)));
        QVERIFY(
            refused(one.session.send(sendFrame("/q\n", "x"), ContentLength::Omit, true, one.now)));
        QVERIFY(refused(one.session.send(
            sendFrame("/q", std::string(1, '\0')), ContentLength::Omit, true, one.now)));
        QVERIFY(refused(one.session.begin("", one.now)));
        QVERIFY(!one.session.subscribe(1, {}, one.now).empty());
        QVERIFY(!one.session.subscribe(1, {.destination = "a\nb"}, one.now).empty());
        QVERIFY(!one.session
                     .subscribe(1, {.destination = "/q", .ack = AckMode::ClientIndividual}, one.now)
                     .empty());
        QVERIFY(!one.session.unsubscribe(12, {}, one.now).empty());
        QCOMPARE(one.out(), "");
        // Refusals are told by the result alone, and nothing waits for an answer.
        QCOMPARE(one.log(), "");
        QVERIFY(!one.session.nextDeadline());
    }

    void sameIdTwice()
    {
        SessionHarness one;
        one.connect();
        QCOMPARE(subscribe(one, 1), "");
        QCOMPARE(subscribe(one, 2, "1"), "another subscription has this id");
        one.session.unsubscribe(1, {}, one.now);
        QCOMPARE(one.session.unsubscribe(1, {}, one.now), "it is being unsubscribed");
        one.feed(wire("RECEIPT\nreceipt-id:r2\n\n^@"));
        QCOMPARE(subscribe(one, 3, "1"), "");
    }

    void refusesBeforeAndAfter()
    {
        SessionHarness one;
        QVERIFY(!send(one).refusal.empty());
        one.session.start(one.now);
        QVERIFY(!send(one).refusal.empty());
        QVERIFY(!subscribe(one, 1).empty());
        one.feed(wire("CONNECTED\nversion:1.2\n\n^@"));
        QCOMPARE(send(one).refusal, "");
        one.session.disconnect(one.now);
        one.out();
        QVERIFY(!send(one).refusal.empty());
        QVERIFY(!one.session.unsubscribe(1, {}, one.now).empty());
        one.session.disconnect(one.now);
        QCOMPARE(one.out(), "");
        one.session.connectionClosed({});
        QVERIFY(!send(one).refusal.empty());
        QCOMPARE(one.out(), "");
    }

    void receiptsInAnyOrder()
    {
        SessionHarness one;
        one.connect();
        for (int i = 0; i < 4; ++i) {
            send(one);
            one.now += 10us;
        }
        one.feed(wire("RECEIPT\nreceipt-id:r3\n\n^@RECEIPT\nreceipt-id:r1\n\n^@"
                      "RECEIPT\nreceipt-id:r3\n\n^@"));
        QCOMPARE(one.log(),
            "request 3 confirmed after 20 us\nrequest 1 confirmed after 40 us\nunexpected "
            "RECEIPT\n");
        one.wait(15s);
        QCOMPARE(one.log(),
            "request 2 no receipt: no RECEIPT within 15 s\n"
            "request 4 no receipt: no RECEIPT within 15 s\n");
        one.feed(wire("RECEIPT\nreceipt-id:r4\n\n^@"));
        QCOMPARE(one.log(), "unexpected RECEIPT\n");
    }

    void brokerThatConfirmsNothing()
    {
        SessionHarness one;
        one.connect();
        subscribe(one, 9);
        one.log();
        one.wait(14999ms);
        QCOMPARE(one.log(), "");
        one.wait(1ms);
        QCOMPARE(one.log(), "subscription 9 assumed: no RECEIPT within 15 s\n");
        one.feed(wire("RECEIPT\nreceipt-id:r1\n\n^@"));
        QCOMPARE(one.log(), "subscription 9 confirmed\n");
        one.feed(wire("RECEIPT\nreceipt-id:r1\n\n^@"));
        QCOMPARE(one.log(), "unexpected RECEIPT\n");
        one.session.unsubscribe(9, {}, one.now);
        one.wait(15s);
        QCOMPARE(one.log(), "subscription 9 ended: no RECEIPT within 15 s\n");
        one.feed(wire("MESSAGE\nsubscription:1\n\nstraggler^@"));
        QCOMPARE(one.log(), "message 9 auto 1.2 |straggler|\n");
    }

    void errorWithReceiptId()
    {
        SessionHarness one;
        one.connect();
        send(one);
        subscribe(one, 4);
        send(one);
        one.log();
        one.feed(wire("ERROR\nreceipt-id:r2\nmessage:no such place\n\n^@"
                      "ERROR\nreceipt-id:r3\n\nline one\nline two^@"
                      "RECEIPT\nreceipt-id:r1\n\n^@"));
        QCOMPARE(one.log(),
            "error no such place\nsubscription 4 refused: no such place\n"
            "error \nrequest 3 refused: line one\n"
            "request 1 confirmed after 0 us\n");
        one.wait(10s);
        QCOMPARE(one.log(), "stayed open\n");
        QCOMPARE(send(one).refusal, "");
    }

    // RabbitMQ names no receipt in its errors.
    void errorForTheOnlySuspect()
    {
        SessionHarness one;
        one.connect();
        subscribe(one, 4);
        one.log();
        one.feed(wire("ERROR\nmessage:Unknown destination\n\n^@"));
        QCOMPARE(
            one.log(), "error Unknown destination\nsubscription 4 refused: Unknown destination\n");
        send(one);
        one.feed(wire("ERROR\nmessage:Bad transaction\n\n^@"));
        QCOMPARE(one.log(), "error Bad transaction\nrequest 2 refused: Bad transaction\n");
    }

    void errorThatMayMeanSeveral()
    {
        SessionHarness one;
        one.connect();
        subscribe(one, 4);
        send(one);
        one.log();
        one.feed(wire("ERROR\nmessage:oops\n\n^@RECEIPT\nreceipt-id:r2\n\n^@"));
        QCOMPARE(one.log(), "error oops\nrequest 2 confirmed after 0 us\n");
        // Nobody was blamed; what is not answered in time is refused rather than assumed.
        one.wait(20s);
        QCOMPARE(one.log(),
            "stayed open\n"
            "subscription 4 refused: no RECEIPT within 15 s; meanwhile the broker answered ERROR: "
            "oops\n");
    }

    void errorThatMayMeanAFrameWithoutReceipt()
    {
        SessionHarness one;
        one.connect();
        send(one, false);
        send(one);
        one.log();
        one.feed(wire("ERROR\nmessage:oops\n\n^@"));
        QCOMPARE(one.log(), "error oops\n");
        one.feed(wire("RECEIPT\nreceipt-id:r2\n\n^@"));
        QCOMPARE(one.log(), "request 2 confirmed after 0 us\n");
        // All before it is settled now, so the next one can be blamed.
        send(one);
        one.feed(wire("ERROR\nmessage:oops\n\n^@"));
        QCOMPARE(one.log(), "error oops\nrequest 3 refused: oops\n");
    }

    void errorForSomebodyElsesReceipt()
    {
        SessionHarness one;
        one.connect();
        send(one);
        one.feed(wire("ERROR\nreceipt-id:abc\nmessage:oops\n\n^@"));
        QCOMPARE(one.log(), "error oops\n");
    }

    void serverCancelsSubscription()
    {
        SessionHarness one;
        one.connect();
        subscribe(one, 4);
        one.feed(wire("RECEIPT\nreceipt-id:r1\n\n^@"));
        send(one);
        one.log();
        one.feed(wire("ERROR\nsubscription:1\nmessage:Server cancelled subscription\n\n^@"));
        QCOMPARE(one.log(),
            "error Server cancelled subscription\n"
            "subscription 4 refused: Server cancelled subscription\n");
        one.feed(wire("RECEIPT\nreceipt-id:r2\n\n^@"));
        QCOMPARE(one.log(), "request 2 confirmed after 0 us\n");
    }

    void unsubscribes()
    {
        SessionHarness one;
        one.connect("1.0");
        subscribe(one, 4);
        subscribe(one, 5);
        one.out();
        one.log();
        one.session.unsubscribe(4, {}, one.now);
        one.session.unsubscribe(5, {}, one.now);
        QCOMPARE(one.out(),
            "UNSUBSCRIBE<LF>receipt:r3<LF>id:1<LF><LF>^@UNSUBSCRIBE<LF>receipt:r4<LF>id:2<LF><LF>^"
            "@");
        one.feed(wire("MESSAGE\nsubscription:1\n\non its way^@RECEIPT\nreceipt-id:r3\n\n^@"
                      "ERROR\nreceipt-id:r4\nmessage:No subscription found\n\n^@"));
        QCOMPARE(one.log(),
            "message 4 auto 1.0 |on its way|\nsubscription 4 ended\n"
            "error No subscription found\nsubscription 5 ended: No subscription found\n");
    }

    void idsGoOn()
    {
        Testing::SessionRecorder recorder;
        ClientSession session({}, recorder, recorder, 41);
        QCOMPARE(session.begin("t", 0us).id, RequestId(42));
        QCOMPARE(session.lastRequest(), RequestId(42));
    }
};

QTEST_APPLESS_MAIN(TestClientSessionRequests)
#include "tst_clientsession_requests.moc"
