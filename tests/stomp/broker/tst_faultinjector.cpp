#include "faultbench.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QTest>

#include <set>

using namespace Stomp;
using Testing::FaultBench;
using Texts = std::vector<std::string>;

/** What faults do to frames on their way to a client; stomp-facts 4.12. */
class TestFaultInjector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /** A plan that befalls nothing changes no byte. */
    void nothingIsChanged()
    {
        Texts all;
        for (const char* plan : {"", "drop on MESSAGE /queue/other; delay on CONNECTED after 5"}) {
            FaultBench bench(plan);
            auto& client = bench.connect("1000,1000");
            bench.say(client, "SUBSCRIBE\nid:1\ndestination:/queue/a\nreceipt:r\n\n");
            bench.publish(std::string("a\0b\n", 4));
            bench.publish("");
            bench.pass(900);
            bench.say(client, "NONSENSE\n\n");
            all.push_back(client.outbox.all);
            QVERIFY(client.outbox.isClosed);
        }
        QCOMPARE(all[0], all[1]);
    }

    void drop()
    {
        FaultBench bench("drop every 3");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3", "4", "5", "6", "7"})
            bench.publish(body);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2", "4", "5", "7"}));
        const FaultReport report = bench.report();
        QCOMPARE(report.plan, std::string("drop every 3"));
        QCOMPARE(report.faults, (std::vector<FaultHits>{{"drop every 3", 7, 2}}));
        QCOMPARE(report.totals.framesLost, std::uint64_t{2});
        QCOMPARE(report.totals.messagesLost, std::uint64_t{2});
    }

    void afterAndTimes()
    {
        FaultBench bench("drop on MESSAGE /queue/* after 2 times 2");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3", "4", "5"})
            bench.publish(body);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2", "5"}));
    }

    /** Once, however often the client connects again. */
    void onceIsOnce()
    {
        FaultBench bench("drop on CONNECTED once");
        QCOMPARE(bench.connect().outbox.frames.size(), std::size_t{0});
        QCOMPARE(bench.connect().outbox.frames.size(), std::size_t{1});
        QCOMPARE(bench.report().faults[0].hits, std::uint64_t{1});
    }

    void chance()
    {
        Texts runs;
        for (const char* seed : {"seed 1", "seed 1", "seed 2"}) {
            FaultBench bench(std::string("drop chance 30%;") + seed);
            auto& client = bench.subscribed();
            for (int i = 0; i < 1000; ++i)
                bench.publish(std::to_string(i));
            const std::uint64_t hits = bench.report().faults[0].hits;
            QVERIFY2(hits > 220 && hits < 380, std::to_string(hits).c_str());
            QCOMPARE(client.outbox.frames.size(), 1000 - hits);
            runs.push_back(client.outbox.all);
        }
        QCOMPARE(runs[0], runs[1]);
        QVERIFY(runs[0] != runs[2]);
    }

    void delay()
    {
        FaultBench bench("delay=200ms once");
        auto& client = bench.subscribed();
        bench.publish("1");
        bench.publish("2");
        bench.pass(199);
        QCOMPARE(client.outbox.all, std::string());
        bench.pass(1);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2"}));
    }

    /** The bytes that wait count: who reads slowly is sent no more than fits. */
    void delayKeepsBounds()
    {
        FaultBench bench("delay=60s");
        auto& client = bench.subscribed("/queue/a", "ack:auto\n");
        for (int i = 0; i < 40; ++i)
            bench.publish(std::string(100'000, 'x'));
        QVERIFY(bench.broker.waiting("/queue/a") > 20);
        bench.pass(61'000);
        const std::size_t first = client.outbox.frames.size();
        QVERIFY(first > 5 && first < 20);
    }

    void delayLetsHeartBeatsPass()
    {
        FaultBench bench("delay=5s on MESSAGE");
        auto& client = bench.connect("0,1000");
        bench.say(client, "SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        static_cast<void>(client.outbox.takeHeartBeats());
        bench.publish("1");
        bench.pass(4'900);
        QVERIFY(client.outbox.takeHeartBeats() >= 4);
        QCOMPARE(client.outbox.frames.size(), std::size_t{1});
        bench.pass(200);
        QCOMPARE(client.outbox.frames.size(), std::size_t{2});
    }

    void duplicate()
    {
        FaultBench bench("duplicate=2 every 2");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3"})
            bench.publish(body);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2", "2", "2", "3"}));
        QCOMPARE(client.outbox.frames[1], client.outbox.frames[3]);
        QCOMPARE(bench.report().totals.messagesAdded, std::uint64_t{2});
    }

    void reorder()
    {
        FaultBench bench("reorder=2 every 2 times 2");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3", "4", "5", "6", "7", "8", "9"})
            bench.publish(body);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "3", "4", "2", "5", "7", "8", "6", "9"}));
    }
    /** The receipt in between is no message. */
    void reorderedAmongReceipts()
    {
        FaultBench bench("reorder once");
        auto& client = bench.subscribed();
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:1\n\n1");
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:2\n\n2");
        QCOMPARE(FaultBench::bodies(client), (Texts{"", "", "2", "1"}));
    }
    /** The last one is not kept for ever. */
    void reorderWaitsOnlySoLong()
    {
        FaultBench bench("reorder=2 wait=300ms");
        auto& client = bench.subscribed();
        bench.publish("1");
        bench.publish("2");
        bench.pass(299);
        QCOMPARE(FaultBench::bodies(client), (Texts{"2"}));
        bench.pass(1);
        QCOMPARE(FaultBench::bodies(client), (Texts{"2", "1"}));
    }

    void cut_data()
    {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<int>("bytes"); // 0: any
        QTest::newRow("random") << QByteArray("cut after 1") << 0;
        QTest::newRow("12 bytes") << QByteArray("cut=12 after 1") << 12;
        QTest::newRow("all but the NUL") << QByteArray("cut=1000000 after 1") << -1;
    }
    void cut()
    {
        QFETCH(QByteArray, plan);
        QFETCH(int, bytes);
        FaultBench bench(plan.toStdString());
        auto& client = bench.subscribed("/queue/a", "ack:client-individual\n");
        bench.publish("whole");
        const std::size_t whole = client.outbox.all.size();
        bench.publish("other");
        const std::size_t rest = client.outbox.all.size() - whole;
        QVERIFY(client.outbox.isClosed);
        QVERIFY(client.outbox.isBroken());
        QVERIFY(rest > 0 && rest < whole - 1);
        if (bytes > 0)
            QCOMPARE(rest, static_cast<std::size_t>(bytes));
        else if (bytes < 0) // NUL and line end are missing
            QCOMPARE(rest, whole - 2);
        bench.publish("waits for another");
        QVERIFY(!client.session.wantsInput());
        bench.pass(1);
        // Nothing is lost but what the client saw break: all comes back.
        QCOMPARE(client.session.state(), ServerSession::State::Disconnecting);
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{3});
        QCOMPARE(client.outbox.all.size(), whole + rest);
        QVERIFY(!client.outbox.sentAfterEnd);
        const FaultTotals totals = bench.report().totals;
        QCOMPARE(totals.messagesLost, std::uint64_t{1});
        QCOMPARE(totals.connectionsCut, std::uint64_t{1});
    }

    void close()
    {
        FaultBench bench("close every 2");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3"})
            bench.publish(body);
        bench.pass(1);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2"}));
        QVERIFY(client.outbox.isClosed && !client.outbox.isBroken());
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{1});
    }

    void split()
    {
        FaultBench bench("split=4 pause=10ms once");
        auto& client = bench.subscribed();
        bench.publish("1");
        bench.publish("2");
        QCOMPARE(client.outbox.pieces.size(), std::size_t{1});
        bench.pass(29);
        QCOMPARE(client.outbox.pieces.size(), std::size_t{3});
        QCOMPARE(client.outbox.frames.size(), std::size_t{0});
        bench.pass(1);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1"}));
        bench.pass(10);
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2"}));
    }
    void oneByteAtATime()
    {
        FaultBench bench("trickle=2ms on ANY");
        auto& client = bench.connect("0,1000");
        bench.pass(2'000);
        const std::size_t connected = client.outbox.all.size();
        QCOMPARE(client.outbox.frames.size(), std::size_t{1});
        for (const std::string& piece : client.outbox.pieces)
            QCOMPARE(piece.size(), std::size_t{1});
        bench.say(client, "SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        bench.publish(std::string("x\0y", 3));
        bench.publish("2");
        bench.pass(2'000);
        QCOMPARE(client.outbox.frames.size(), std::size_t{3});
        QCOMPARE(client.outbox.frames[1].body, std::string("x\0y", 3));
        QVERIFY(client.outbox.pieces.size() > connected + 200);
        for (const std::string& piece : client.outbox.pieces)
            QCOMPARE(piece.size(), std::size_t{1});
        QVERIFY(!client.outbox.isBroken());
    }

    void noHeartBeats()
    {
        FaultBench bench("no-heart-beats after 2 times 3");
        auto& client = bench.connect("0,1000");
        bench.pass(2'400);
        QCOMPARE(client.outbox.takeHeartBeats(), std::uint64_t{2});
        bench.pass(10'000);
        QCOMPARE(bench.report().faults[0].hits, std::uint64_t{3});
        QCOMPARE(client.outbox.takeHeartBeats(), bench.report().faults[0].seen - 5);
    }

    void badJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char* body : {"{\"a\":1}", "[]", "[1,2]\n", "42", "\"text\"", "no json", ""})
            QTest::newRow(body) << QByteArray(body);
    }
    void badJson()
    {
        QFETCH(QByteArray, body);
        FaultBench bench("bad-json");
        auto& client = bench.subscribed();
        for (int i = 0; i < 20; ++i)
            bench.publish(body.toStdString());
        QCOMPARE(client.outbox.frames.size(), std::size_t{20});
        for (const Frame& frame : client.outbox.frames) {
            QVERIFY(frame.body != body.toStdString());
            QCOMPARE(frame.value("content-length"), std::to_string(frame.body.size()));
            QJsonParseError error;
            static_cast<void>(
                QJsonDocument::fromJson(QByteArray::fromStdString(frame.body), &error));
            QVERIFY(error.error != QJsonParseError::NoError);
        }
    }

    void headers()
    {
        FaultBench bench("big-header=5000 once; unknown-headers=2 after 1 once; "
                         "shuffle-headers after 2 once; crlf after 3 once");
        auto& client = bench.subscribed();
        for (int i = 0; i < 5; ++i)
            bench.publish("x");
        const auto& frames = client.outbox.frames;
        QCOMPARE(frames.size(), std::size_t{5});
        const Frame& plain = frames[4];
        QCOMPARE(frames[0].value("x-fault-padding").size(), 5000 - sizeof("x-fault-padding"));
        QCOMPARE(frames[0].headers.size(), plain.headers.size() + 1);
        QVERIFY(frames[1].header("x-fault-1") && frames[1].header("x-fault-2"));
        QCOMPARE(frames[1].value("name"), std::string_view("value"));
        QCOMPARE(frames[2].headers.size(), plain.headers.size());
        for (const Header& header : plain.headers) {
            if (header.name != "message-id")
                QCOMPARE(frames[2].value(header.name), std::string_view(header.value));
        }
        QVERIFY(client.outbox.pieces[3].starts_with("MESSAGE\r\nsub"));
        QCOMPARE(frames[3].headers.size(), plain.headers.size());
    }
    /** Of repeated headers the first one stays the first. */
    void shuffleKeepsTheFirst()
    {
        FaultBench bench("shuffle-headers");
        auto& client = bench.subscribed();
        std::set<std::string> orders;
        for (int i = 0; i < 50; ++i) {
            bench.say(client, "SEND\ndestination:/queue/a\nk:first\nb:1\nc:2\nk:second\n\nx");
            const Frame& frame = client.outbox.frames.back();
            QCOMPARE(frame.value("k"), std::string_view("first"));
            std::string order;
            for (const Header& header : frame.headers)
                order += header.name + ' ';
            orders.insert(order);
        }
        QVERIFY(orders.size() > 20);
    }

    void lineEnds()
    {
        FaultBench bench("line-ends=0 once; line-ends=7 after 1 once");
        auto& client = bench.subscribed();
        for (int i = 0; i < 3; ++i)
            bench.publish("x");
        QVERIFY(client.outbox.pieces[0].ends_with(std::string("x\0", 2)));
        QVERIFY(client.outbox.pieces[1].ends_with(std::string("x\0\n\n\n\n\n\n\n", 9)));
        QVERIFY(client.outbox.pieces[2].ends_with(std::string("x\0\n", 3)));
    }

    /** What was held back comes in order; what follows goes straight through. */
    void clearing()
    {
        FaultBench bench("delay=60s; trickle=5s after 1");
        auto& client = bench.subscribed();
        for (const char* body : {"1", "2", "3"})
            bench.publish(body);
        QCOMPARE(client.outbox.all, std::string());
        bench.pass(60'000);
        QVERIFY(bench.setFaults(""));
        QCOMPARE(FaultBench::bodies(client), (Texts{"1", "2", "3"}));
        bench.publish("4");
        QCOMPARE(client.outbox.frames.size(), std::size_t{4});
        QVERIFY(!client.outbox.isBroken());
        QCOMPARE(bench.report(), (FaultReport{{}, {}, bench.report().totals}));
    }

    /** DISCONNECT waits for what is late. */
    void endBehindWhatIsLate()
    {
        FaultBench bench("delay=100ms on RECEIPT");
        auto& client = bench.connect();
        bench.say(client, "DISCONNECT\nreceipt:bye\n\n");
        QVERIFY(!client.outbox.isClosed);
        bench.pass(100);
        QCOMPARE(client.outbox.frames.back().value("receipt-id"), std::string_view("bye"));
        QVERIFY(client.outbox.isClosed && !client.outbox.sentAfterEnd);
    }

    void sameSeedSameBytes()
    {
        const std::string plan =
            "split=3 chance 40%; reorder=2 chance 30%; duplicate chance 20%; shuffle-headers "
            "chance "
            "50%; bad-json chance 10%; delay=7ms chance 25%; unknown-headers chance 25%;"
            "drop chance 10%; cut after 300 chance 2%;";
        std::vector<Texts> runs;
        for (const char* seed : {"seed 7", "seed 7", "seed 8"}) {
            FaultBench bench(plan + seed);
            auto& client = bench.subscribed();
            for (int i = 0; i < 500; ++i) {
                bench.publish("{\"n\":" + std::to_string(i) + '}');
                bench.pass(1);
            }
            bench.pass(20'000);
            runs.push_back(client.outbox.pieces);
        }
        QVERIFY(runs[0] == runs[1]);
        QVERIFY(runs[0] != runs[2]);
        QVERIFY(runs[0].size() > 300);
    }
};

QTEST_APPLESS_MAIN(TestFaultInjector)
#include "tst_faultinjector.moc"
