#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <sys/resource.h>

using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;
using Testing::ThreadedPracticeFixture;

/** Clients that are slow, many, or send a lot: memory stays bounded, nothing is lost silently. */
class TestPracticeServerPressure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /** Both ends of 500 connections are ours. */
    void initTestCase()
    {
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
        limit.rlim_cur = limit.rlim_max;
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** Big messages for a client that reads nothing: the queue keeps them, memory is bounded, and
     * others are served. */
    void aClientThatNeverReads()
    {
        ThreadedPracticeFixture broker;
        QVERIFY(broker.isRunning());
        RawClient stuck(broker.port());
        QVERIFY(stuck.waitConnected());
        stuck.isReading = false;
        stuck.socket.setReadBufferSize(1000);
        stuck.connectStomp();
        stuck.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nreceipt:r\n\n");
        QTRY_VERIFY(broker.snapshot().destinations.size() == 1);

        RawClient producer(broker.port());
        producer.connectStomp();
        const std::string body(100'000, 'x');
        for (int i = 0; i < 200; ++i)
            producer.sayFrame("SEND\ndestination:/queue/a\n\n" + body);
        producer.sayFrame("SEND\ndestination:/queue/a\nreceipt:last\n\n");
        QVERIFY(producer.waitFrames(2));
        const DestinationSnapshot queue = broker.snapshot().destinations.at(0);
        QCOMPARE(queue.counters.in, std::uint64_t{201});
        // The systems between take some megabytes, the outbox one.
        QVERIFY2(queue.waiting > 50, qPrintable(QString::number(queue.waiting)));

        RawClient other(broker.port());
        other.connectStomp();
        other.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        QTRY_COMPARE_WITH_TIMEOUT(
            broker.snapshot().destinations.at(0).waiting, std::size_t{0}, 20'000);

        // Reading again, it gets all that it was given, and the other one had the rest.
        stuck.socket.setReadBufferSize(0);
        stuck.isReading = true;
        stuck.read();
        QTRY_COMPARE_WITH_TIMEOUT(
            stuck.frames.size() + other.frames.size(), std::size_t{3 + 201}, 20'000);
        QVERIFY(other.frames.size() > 50);
        QVERIFY(!stuck.isBroken());
    }

    /** A client that asks and never reads the answers is not read any more. */
    void aClientThatReadsNoReceipts()
    {
        PracticeOptions options;
        options.broker.outboxCap = 100'000;
        options.broker.outboxStall = 300;
        ThreadedPracticeFixture broker(options);
        RawClient client(broker.port());
        QVERIFY(client.waitConnected());
        client.isReading = false;
        client.socket.setReadBufferSize(1000);
        client.connectStomp();
        const std::string receipt(5000, 'r');
        for (int i = 0; i < 4000; ++i)
            client.sayFrame("SEND\ndestination:/queue/a\nreceipt:" + receipt + "\n\n");
        QVERIFY(client.waitClosed());
        // It had 20 MB to say; the rest stayed with it.
        const BrokerSnapshot snapshot = broker.snapshot();
        QVERIFY(snapshot.destinations.at(0).counters.in < 4000);
        QCOMPARE(snapshot.sessions, std::size_t{0});
    }

    /** RabbitMQ answers each frame before CONNECT: more answers than the outbox takes are told
     * bit by bit, and what follows is heard. */
    void manyFramesBeforeConnect()
    {
        PracticeOptions options;
        options.broker.wear(BrokerSkin::Kind::RabbitMq);
        options.broker.outboxCap = 10'000;
        ThreadedPracticeFixture broker(options);
        RawClient client(broker.port());
        for (int i = 0; i < 2000; ++i)
            client.sayFrame("SEND\n\n");
        client.connectStomp();
        QVERIFY(client.waitFrames(2001));
        QCOMPARE(client.frames.front().command, std::string("ERROR"));
        QCOMPARE(client.frames.back().command, std::string("CONNECTED"));
    }

    void aFastProducerAndALiveTopicSubscriber()
    {
        PracticeOptions options;
        options.broker.outboxForMessages = 64 * 1024;
        ThreadedPracticeFixture broker(options);
        RawClient reader(broker.port());
        reader.connectStomp();
        reader.sayFrame("SUBSCRIBE\nid:1\ndestination:/topic/a\nreceipt:s\n\n");
        QVERIFY(reader.waitFrames(2));
        RawClient producer(broker.port());
        producer.connectStomp();
        constexpr std::size_t count = 30'000;
        const std::string body(200, 'x');
        std::string frames;
        for (std::size_t i = 0; i < count; ++i)
            frames += "SEND\ndestination:/topic/a\n\n" + body + std::string(1, '\0');
        producer.say(frames);
        QVERIFY(reader.waitFrames(2 + count));
        const DestinationSnapshot topic = broker.snapshot().destinations.at(0);
        QCOMPARE(topic.counters.discarded, std::uint64_t{0});
        QCOMPARE(topic.counters.out, std::uint64_t{count});
    }

    void manyClients()
    {
        constexpr int count = 500;
        PracticeFixture broker;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<RawClient>(broker.port()));
            clients.back()->connectStomp();
            clients.back()->sayFrame("SUBSCRIBE\nid:q\ndestination:/queue/work\nreceipt:1\n\n");
            clients.back()->sayFrame("SUBSCRIBE\nid:t\ndestination:/topic/news\nreceipt:2\n\n");
        }
        for (const auto& client : clients)
            QVERIFY(client->waitFrames(3));
        QCOMPARE(broker.server().clientCount(), count);
        for (int i = 0; i < 2 * count; ++i)
            clients[0]->sayFrame("SEND\ndestination:/queue/work\n\nwork");
        clients[0]->sayFrame("SEND\ndestination:/topic/news\n\nnews");
        for (const auto& client : clients) {
            QVERIFY(client->waitFrames(6));
            QCOMPARE(client->frames.size(), std::size_t{6});
            QCOMPARE(client->frames[4].body, std::string("work"));
            QCOMPARE(client->frames[5].body, std::string("news"));
        }
        clients.clear();
        QTRY_COMPARE(broker.server().clientCount(), 0);
    }

    void twentyMegabytes_data()
    {
        QTest::addColumn<std::string>("destination");
        QTest::newRow("queue") << std::string("/queue/big");
        QTest::newRow("topic") << std::string("/topic/big");
    }
    void twentyMegabytes()
    {
        QFETCH(std::string, destination);
        ThreadedPracticeFixture broker;
        RawClient client(broker.port());
        client.connectStomp();
        client.sayFrame("SUBSCRIBE\nid:1\ndestination:" + destination + "\n\n");
        std::string body(20'000'000, 'x');
        body[0] = '\0';
        body[10'000'000] = '\n';
        for (int i = 0; i < 2; ++i)
            client.sayFrame(
                "SEND\ndestination:" + destination + "\ncontent-length:20000000\n\n" + body);
        QVERIFY(client.waitFrames(3));
        QVERIFY(client.frames[1].body == body);
        QVERIFY(client.frames[2].body == body);
        QCOMPARE(broker.snapshot().storedBytes, std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(TestPracticeServerPressure)
#include "tst_practiceserver_pressure.moc"
