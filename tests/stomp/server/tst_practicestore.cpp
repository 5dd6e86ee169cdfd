#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;

/** What outlives a practice broker that has a store: ended in order here, killed in
 * tests/app/tst_brokerkilled.cpp. stomp-facts 4.11. */
class TestPracticeStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_options = {};
        m_options.storeFile = m_folder.filePath(QString::number(++m_count) + u".store");
    }

    void messagesStay();
    void whatIsGoneStaysGone();
    void redeliveredAfterwards();
    void nothingPersistentNothingStored();
    void transactions();
    void deadLettersAndSchedules();
    void durableSubscriptions();
    void temporaryQueues();
    void prioritiesStay();
    void idsAreNeverUsedAgain();
    void receiptsOfManyAtOnce();
    void twoBrokersOnOneFile();

private:
    /** Connected. */
    static std::unique_ptr<RawClient> client(PracticeFixture& broker)
    {
        auto client = std::make_unique<RawClient>(broker.port());
        client->connectStomp();
        return client;
    }
    static void send(RawClient& client, const std::string& destination, const std::string& body,
        const std::string& headers = "persistent:true\n")
    {
        client.sayFrame("SEND\ndestination:" + destination + '\n' + headers + "\n" + body);
    }
    /** Whether all that was said was done. */
    [[nodiscard]] static bool finish(RawClient& client)
    {
        client.sayFrame("SEND\ndestination:/topic/nobody\nreceipt:finish\n\n");
        return QTest::qWaitFor(
            [&] {
                return !client.frames.empty()
                    && client.frames.back().value("receipt-id") == "finish";
            },
            20'000);
    }
    /** The bodies that a queue gives out. */
    static std::vector<std::string> drain(PracticeFixture& broker, const std::string& destination,
        std::deque<Frame>* frames = nullptr)
    {
        const auto reader = client(broker);
        reader->sayFrame("SUBSCRIBE\nid:1\ndestination:" + destination + "\n\n");
        if (!finish(*reader))
            qFatal("the broker does not answer");
        std::vector<std::string> bodies;
        for (const Frame& frame : reader->frames) {
            if (frame.command == "MESSAGE")
                bodies.push_back(frame.body);
        }
        if (frames)
            *frames = reader->frames;
        return bodies;
    }
    using Bodies = std::vector<std::string>;

    QTemporaryDir m_folder;
    PracticeOptions m_options;
    int m_count = 0;
};

void TestPracticeStore::messagesStay()
{
    const std::string binary("\0\xff\n\0", 4);
    std::string firstId;
    {
        PracticeFixture broker(m_options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        const auto producer = client(broker);
        send(*producer, "/queue/a", "1", "persistent:true\nodd\\ckey:a\\nb\\\\c\npriority:7\n");
        send(*producer, "/queue/a", binary, "persistent:true\ncontent-length:4\n");
        send(*producer, "/queue/b.c", "other");
        send(*producer, "/queue/a", "");
        QVERIFY(finish(*producer));
        const auto browser = client(broker);
        browser->sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nbrowser:true\n\n");
        QVERIFY(browser->waitFrames(2));
        firstId = browser->frames[1].value("message-id");
    }
    PracticeFixture broker(m_options);
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    std::deque<Frame> frames;
    QCOMPARE(drain(broker, "/queue/a", &frames), (Bodies{"1", binary, ""}));
    QCOMPARE(frames[1].value("odd:key"), std::string("a\nb\\c"));
    QCOMPARE(frames[1].value("priority"), std::string("7"));
    QCOMPARE(frames[1].value("message-id"), firstId);
    QVERIFY(!frames[1].header("redelivered"));
    QCOMPARE(frames[1].value("destination"), std::string("/queue/a"));
    QCOMPARE(drain(broker, "/queue/b.c"), Bodies{"other"});
    for (const DestinationSnapshot& one : broker.snapshot().destinations) {
        if (one.isQueue)
            QCOMPARE(one.counters.in, one.counters.acked);
    }
}

void TestPracticeStore::whatIsGoneStaysGone()
{
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        for (const char* body : {"1", "2", "3", "4"})
            send(*producer, "/queue/a", body);
        send(*producer, "/queue/a", "old", "persistent:true\nexpires:1\n");
        QVERIFY(finish(*producer));
        const auto reader = client(broker);
        reader->sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nack:client-individual\n\n");
        QVERIFY(reader->waitFrames(5));
        reader->sayFrame("ACK\nid:" + std::string(reader->frames[2].value("ack")) + "\n\n");
        reader->sayFrame(
            "NACK\nid:" + std::string(reader->frames[4].value("ack")) + "\nrequeue:false\n\n");
        QVERIFY(finish(*reader));
    }
    PracticeFixture broker(m_options);
    QCOMPARE(drain(broker, "/queue/a"), (Bodies{"1", "3"}));
    broker.server().stop();
    QVERIFY(broker.server().start());
    QCOMPARE(drain(broker, "/queue/a"), Bodies{});
}

void TestPracticeStore::redeliveredAfterwards()
{
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        for (const char* body : {"1", "2", "3"})
            send(*producer, "/queue/a", body);
        QVERIFY(finish(*producer));
        for (int i = 0; i < 2; ++i) {
            const auto reader = client(broker);
            reader->sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nack:client\n"
                             "prefetch-count:2\n\n");
            QVERIFY(reader->waitFrames(3));
            if (i == 1)
                continue; // it has them when the broker ends
            reader->sayFrame("DISCONNECT\n\n");
            QVERIFY(reader->waitClosed());
        }
    }
    PracticeFixture broker(m_options);
    std::deque<Frame> frames;
    QCOMPARE(drain(broker, "/queue/a", &frames), (Bodies{"1", "2", "3"}));
    QCOMPARE(frames[1].value("redelivered"), std::string("true"));
    QCOMPARE(frames[1].value("delivery-count"), std::string("3"));
    QCOMPARE(frames[2].value("redelivered"), std::string("true"));
    QVERIFY(!frames[3].header("redelivered"));
}

void TestPracticeStore::nothingPersistentNothingStored()
{
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        send(*producer, "/queue/a", "1", "");
        send(*producer, "/queue/a", "2", "persistent:false\n");
        send(*producer, "/topic/a", "3");
        QVERIFY(finish(*producer));
    }
    PracticeFixture broker(m_options);
    QCOMPARE(broker.snapshot().destinations.size(), std::size_t{0});
}

void TestPracticeStore::transactions()
{
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        for (const char* name : {"kept", "aborted", "open"}) {
            producer->sayFrame(std::string("BEGIN\ntransaction:") + name + "\n\n");
            send(*producer, "/queue/a", name,
                std::string("persistent:true\ntransaction:") + name + '\n');
        }
        producer->sayFrame("COMMIT\ntransaction:kept\n\n");
        producer->sayFrame("ABORT\ntransaction:aborted\n\n");
        QVERIFY(finish(*producer));
    }
    PracticeFixture broker(m_options);
    QCOMPARE(drain(broker, "/queue/a"), Bodies{"kept"});
}

void TestPracticeStore::deadLettersAndSchedules()
{
    m_options.broker.queues.nack = QueuePolicy::Nack::DeadLetter;
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        send(*producer, "/queue/a", "dead");
        send(*producer, "/queue/b", "later", "persistent:true\nAMQ_SCHEDULED_DELAY:3600000\n");
        send(*producer, "/queue/c", "soon", "persistent:true\nAMQ_SCHEDULED_DELAY:1\n");
        const auto reader = client(broker);
        reader->sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nack:client\n\n");
        QVERIFY(reader->waitFrames(2));
        reader->sayFrame("NACK\nid:" + std::string(reader->frames[1].value("ack")) + "\n\n");
        QVERIFY(finish(*reader));
        QVERIFY(finish(*producer));
    }
    PracticeFixture broker(m_options);
    std::deque<Frame> frames;
    QCOMPARE(drain(broker, "/queue/DLQ.a", &frames), Bodies{"dead"});
    QCOMPARE(frames[1].value("dlq-reason"), std::string("nack"));
    QCOMPARE(drain(broker, "/queue/a"), Bodies{});
    const auto reader = client(broker);
    reader->sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/c\n\n");
    QVERIFY(reader->waitFrames(2));
    QCOMPARE(reader->frames[1].body, std::string("soon"));
    QCOMPARE(drain(broker, "/queue/b"), Bodies{});
    std::size_t scheduled = 0;
    for (const DestinationSnapshot& one : broker.snapshot().destinations)
        scheduled += one.scheduled;
    QCOMPARE(scheduled, std::size_t{1});
}

void TestPracticeStore::durableSubscriptions()
{
    const auto subscriber = [](PracticeFixture& broker, const std::string& name) {
        auto one = std::make_unique<RawClient>(broker.port());
        one->sayFrame("CONNECT\naccept-version:1.2\nhost:x\nclient-id:me\n\n");
        one->sayFrame("SUBSCRIBE\nid:" + name
            + "\ndestination:/topic/prices.>\ndurable-subscription-name:" + name
            + "\nselector:good = 'yes'\nreceipt:s\n\n");
        return one;
    };
    {
        PracticeFixture broker(m_options);
        const auto one = subscriber(broker, "kept");
        QVERIFY(one->waitFrames(2));
        QCOMPARE(one->frames[1].value("receipt-id"), std::string("s"));
        one->sayFrame("DISCONNECT\n\n");
        QVERIFY(one->waitClosed());
        QTRY_COMPARE(broker.server().clientCount(), 0); // its client-id is free
        const auto two = subscriber(broker, "deleted");
        QVERIFY(two->waitFrames(2));
        QVERIFY2(two->frames[1].command == "RECEIPT", two->frames[1].body.c_str());
        two->sayFrame("UNSUBSCRIBE\nid:deleted\ndurable-subscription-name:deleted\nreceipt:u\n\n");
        QVERIFY(two->waitFrames(3));
        const auto producer = client(broker);
        send(*producer, "/topic/prices.a", "1", "persistent:true\ngood:yes\n");
        send(*producer, "/topic/prices.a", "not wanted", "persistent:true\ngood:no\n");
        send(*producer, "/topic/prices.b", "gone", "good:yes\n");
        QVERIFY(finish(*producer));
    }
    PracticeFixture broker(m_options);
    const auto producer = client(broker);
    send(*producer, "/topic/prices.new", "2", "persistent:true\ngood:yes\n");
    QVERIFY(finish(*producer));
    const auto one = subscriber(broker, "kept");
    QVERIFY(one->waitFrames(4));
    QCOMPARE(one->frames[2].body, std::string("1"));
    QCOMPARE(one->frames[3].body, std::string("2"));
    one->sayFrame("DISCONNECT\n\n");
    QVERIFY(one->waitClosed());
    // Two deletes one that is not there.
    QTRY_COMPARE(broker.server().clientCount(), 1);
    const auto two = subscriber(broker, "deleted");
    QVERIFY(two->waitFrames(2));
    QVERIFY(finish(*two));
    QCOMPARE(two->frames.size(), std::size_t{3});
}

void TestPracticeStore::temporaryQueues()
{
    {
        PracticeFixture broker(m_options);
        const auto one = client(broker);
        one->sayFrame("SUBSCRIBE\nid:1\ndestination:/temp-queue/x\nack:client\n\n");
        send(*one, "/temp-queue/x", "mine");
        QVERIFY(one->waitFrames(2));
    }
    PracticeFixture broker(m_options);
    QVERIFY(broker.isRunning());
    QCOMPARE(broker.snapshot().destinations.size(), std::size_t{0});
}

void TestPracticeStore::prioritiesStay()
{
    m_options.broker.queues.priorityOrder = true;
    {
        PracticeFixture broker(m_options);
        const auto producer = client(broker);
        for (const char* priority : {"1", "9", "5"})
            send(*producer, "/queue/a", priority,
                std::string("persistent:true\npriority:") + priority + '\n');
        QVERIFY(finish(*producer));
    }
    PracticeFixture broker(m_options);
    QCOMPARE(drain(broker, "/queue/a"), (Bodies{"9", "5", "1"}));
}

void TestPracticeStore::idsAreNeverUsedAgain()
{
    std::set<std::string> ids;
    for (int i = 0; i < 3; ++i) {
        PracticeFixture broker(m_options);
        const auto both = client(broker);
        both->sayFrame("SUBSCRIBE\nid:1\ndestination:/topic/a\n\n");
        send(*both, "/topic/a", "x", "");
        QVERIFY(both->waitFrames(2));
        QVERIFY(ids.emplace(both->frames[1].value("message-id")).second);
        QCOMPARE(broker.snapshot().messagesIn, std::uint64_t{1});
    }
}

/** More than the id block, from several at once; everybody gets every receipt, in order. */
void TestPracticeStore::receiptsOfManyAtOnce()
{
    constexpr int each = 4000;
    {
        PracticeFixture broker(m_options);
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 3; ++i)
            clients.push_back(client(broker));
        for (int n = 0; n < each; ++n) {
            for (std::size_t i = 0; i < clients.size(); ++i)
                send(*clients[i], "/queue/" + std::to_string(i), std::to_string(n),
                    "persistent:true\nreceipt:" + std::to_string(n) + '\n');
        }
        for (const auto& one : clients) {
            QVERIFY(QTest::qWaitFor([&] { return one->frames.size() > each; }, 60'000));
            for (std::size_t n = 0; n < each; ++n)
                QCOMPARE(one->frames[n + 1].value("receipt-id"), std::to_string(n));
        }
    }
    PracticeFixture broker(m_options);
    for (const char* queue : {"/queue/0", "/queue/1", "/queue/2"}) {
        const Bodies bodies = drain(broker, queue);
        QCOMPARE(bodies.size(), std::size_t{each});
        for (std::size_t n = 0; n < each; ++n)
            QCOMPARE(bodies[n], std::to_string(n));
    }
}

void TestPracticeStore::twoBrokersOnOneFile()
{
    PracticeFixture broker(m_options);
    QVERIFY(broker.isRunning());
    PracticeServer second(m_options);
    QVERIFY(!second.start());
    QVERIFY(second.failure() == PracticeServer::Failure::Store);
    QVERIFY2(second.errorString().contains(QStringLiteral("is in use by another program")),
        qPrintable(second.errorString()));
    QVERIFY(!second.isListening());
    broker.server().stop();
    QVERIFY2(second.start(), qPrintable(second.errorString()));
}

QTEST_GUILESS_MAIN(TestPracticeStore)
#include "tst_practicestore.moc"
