#include "console.h"

#include <stomp/server/rawclient.h>

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace Testing;
using Stomp::Frame;

namespace {

/** A message on its way through the broker, as its sender and its reader know it. */
struct Sent
{
    int number = 0;
    bool isConfirmed = false;
    bool wasDelivered = false;
    bool isAckSent = false;
    bool isAckConfirmed = false;
};

std::string textOf(std::string_view view)
{
    return std::string(view);
}

} // namespace

/**
 * stomp-console broker --store, killed in the middle of its work, and with a disk that is full:
 * whatever a RECEIPT has confirmed is there afterwards. STOMP_KILLS says how often (default 20),
 * STOMP_SEED with which dice.
 */
class TestBrokerKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confirmedIsStored();
    void aFullDisk();
    void aStoreThatCannotBe();

private:
    [[nodiscard]] bool startBroker();
    void publish(RawClient& producer, int count);
    void read(RawClient& consumer, std::size_t& seen);
    void noteReceipts(RawClient& producer, std::size_t& seen);
    [[nodiscard]] QString checkQueue(const std::string& name);
    [[nodiscard]] QString emptyQueue(const std::string& name);

    QTemporaryDir m_folder;
    std::unique_ptr<Console> m_broker;
    quint16 m_port = 0;
    QRandomGenerator m_dice;
    int m_lastNumber = 0;
    std::map<std::string, std::vector<Sent>> m_queues;
    std::map<std::string, Sent*> m_asked; //!< by receipt
};

bool TestBrokerKilled::startBroker()
{
    m_broker = std::make_unique<Console>(QStringList{u"broker"_s, u"--port"_s, u"0"_s,
        u"--max-deliveries"_s, u"0"_s, u"--store"_s, m_folder.filePath(u"store"_s)});
    m_broker->start();
    if (!QTest::qWaitFor([this] { return m_broker->lines().size() == 1; }, 20'000))
        return false;
    m_port = m_broker->lines().first().split(':').last().toUShort();
    return true;
}

void TestBrokerKilled::publish(RawClient& producer, int count)
{
    for (int i = 0; i < count; ++i) {
        const std::string queue = "/queue/" + std::to_string(m_dice.bounded(3));
        Sent sent;
        sent.number = ++m_lastNumber;
        m_queues[queue].push_back(sent);
        const std::string number = std::to_string(sent.number);
        producer.sayFrame("SEND\ndestination:" + queue + "\npersistent:true\nreceipt:" + number
            + "\n\n" + number + ' ' + std::string(m_dice.bounded(3000), 'x'));
    }
}

void TestBrokerKilled::noteReceipts(RawClient& producer, std::size_t& seen)
{
    for (; seen < producer.frames.size(); ++seen) {
        const int number = std::stoi(textOf(producer.frames[seen].value("receipt-id")));
        for (auto& [name, queue] : m_queues) {
            const auto sent = std::ranges::lower_bound(queue, number, {}, &Sent::number);
            if (sent != queue.end() && sent->number == number)
                sent->isConfirmed = true;
        }
    }
}

/** The consumer's messages, of which it acknowledges most. */
void TestBrokerKilled::read(RawClient& consumer, std::size_t& seen)
{
    for (; seen < consumer.frames.size(); ++seen) {
        const Frame& frame = consumer.frames[seen];
        if (frame.command == "RECEIPT") {
            m_asked.at(textOf(frame.value("receipt-id")))->isAckConfirmed = true;
            continue;
        }
        const int number = std::stoi(frame.body);
        auto& queue = m_queues["/queue/0"];
        const auto sent = std::ranges::lower_bound(queue, number, {}, &Sent::number);
        if (sent == queue.end() || sent->number != number)
            qFatal("a message that nobody sent");
        sent->wasDelivered = true;
        if (m_dice.bounded(4) == 0)
            continue;
        sent->isAckSent = true;
        const std::string receipt = "ack " + std::to_string(number);
        m_asked[receipt] = &*sent;
        consumer.sayFrame(
            "ACK\nid:" + textOf(frame.value("ack")) + "\nreceipt:" + receipt + "\n\n");
    }
}

/** What is wrong; the queue's messages are those that it has from here on. */
QString TestBrokerKilled::checkQueue(const std::string& name)
{
    RawClient reader(m_port);
    reader.connectStomp();
    reader.sayFrame("SUBSCRIBE\nid:1\ndestination:" + name + "\nbrowser:true\n\n");
    const auto isAtEnd = [&] {
        return !reader.frames.empty() && reader.frames.back().value("browser") == "end";
    };
    if (!QTest::qWaitFor(isAtEnd, 20'000))
        return u"no answer"_s;
    std::vector<Sent>& queue = m_queues[name];
    std::vector<Sent> left;
    auto next = queue.begin();
    for (const Frame& frame : reader.frames) {
        if (frame.command != "MESSAGE" || frame.header("browser"))
            continue;
        const int number = std::stoi(frame.body);
        for (; next != queue.end() && next->number != number; ++next) {
            if (next->isConfirmed && !next->isAckSent)
                return u"%1 was confirmed, and is lost or out of order"_s.arg(next->number);
        }
        if (next == queue.end())
            return u"%1 is there twice, or out of order"_s.arg(number);
        if (next->isAckConfirmed)
            return u"%1 was acknowledged, and is there again"_s.arg(number);
        if (next->wasDelivered && frame.value("redelivered") != "true")
            return u"%1 was delivered before, and does not say so"_s.arg(number);
        left.push_back({number, true, next->wasDelivered, false, false});
        ++next;
    }
    for (; next != queue.end(); ++next) {
        if (next->isConfirmed && !next->isAckSent)
            return u"%1 was confirmed, and is lost"_s.arg(next->number);
    }
    queue = left;
    return {};
}

/** What is wrong. The broker has confirmed that it gave all of the queue away. */
QString TestBrokerKilled::emptyQueue(const std::string& name)
{
    std::vector<Sent>& queue = m_queues[name];
    RawClient reader(m_port);
    reader.connectStomp();
    reader.sayFrame("SUBSCRIBE\nid:1\ndestination:" + name + "\n\n");
    if (!reader.waitFrames(1 + queue.size()))
        return u"it does not give away what it has"_s;
    reader.sayFrame("SEND\ndestination:/topic/nobody\nreceipt:end\n\n");
    const auto isConfirmed = [&] {
        return reader.frames.back().value("receipt-id") == "end";
    };
    if (!QTest::qWaitFor(isConfirmed, 20'000))
        return u"no answer"_s;
    if (reader.frames.size() != queue.size() + 2)
        return u"it gives away more than it has"_s;
    queue.clear();
    return {};
}

void TestBrokerKilled::confirmedIsStored()
{
    // So that the store, and with it the time of a start, does not grow with the kills.
    constexpr std::size_t mostKept = 2'000;
    const int kills =
        qEnvironmentVariableIsSet("STOMP_KILLS") ? qEnvironmentVariableIntValue("STOMP_KILLS") : 20;
    const auto seed = static_cast<quint32>(
        qEnvironmentVariableIsSet("STOMP_SEED") ? qEnvironmentVariableIntValue("STOMP_SEED") : 1);
    m_dice.seed(seed);
    int confirmed = 0;
    int emptied = 0;
    for (int kill = 0; kill < kills; ++kill) {
        QVERIFY2(startBroker(),
            qPrintable(u"seed %1, kill %2: it does not start: %3"_s.arg(seed).arg(kill).arg(
                QString::fromUtf8(m_broker->err()))));
        for (const auto& [name, queue] : m_queues) {
            const QString wrong = checkQueue(name);
            QVERIFY2(wrong.isEmpty(),
                qPrintable(u"seed %1, kill %2, %3: %4"_s.arg(seed).arg(kill).arg(
                    QString::fromStdString(name), wrong)));
            if (queue.size() < mostKept)
                continue;
            const QString stuck = emptyQueue(name);
            QVERIFY2(stuck.isEmpty(), qPrintable(stuck));
            ++emptied;
        }
        m_asked.clear();
        RawClient producer(m_port);
        RawClient consumer(m_port);
        producer.connectStomp();
        consumer.connectStomp();
        QVERIFY(producer.waitFrames(1) && consumer.waitFrames(1));
        m_queues["/queue/0"].reserve(m_queues["/queue/0"].size() + 10'000);
        consumer.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/0\nack:client-individual\n\n");
        std::size_t receipts = 1;
        std::size_t messages = 1;
        const std::size_t enough = 1 + m_dice.bounded(400);
        while (receipts <= enough) {
            publish(producer, 1 + static_cast<int>(m_dice.bounded(30)));
            QVERIFY(producer.waitFrames(receipts + 1));
            noteReceipts(producer, receipts);
            read(consumer, messages);
        }
        const int last = 1 + static_cast<int>(m_dice.bounded(200));
        publish(producer, last);
        producer.socket.flush();
        if (m_dice.bounded(2) == 0)
            QVERIFY(producer.waitFrames(receipts + m_dice.bounded(std::min(last, 50))));
        m_broker->signal(SIGKILL);
        QTRY_VERIFY(m_broker->hasEnded());
        QVERIFY(producer.waitClosed() && consumer.waitClosed());
        noteReceipts(producer, receipts);
        // What came before the kill counts; what is acknowledged now does not reach anybody.
        read(consumer, messages);
        confirmed += static_cast<int>(receipts) - 1;
    }
    QVERIFY2(startBroker(), m_broker->err().constData());
    for (const auto& [name, queue] : m_queues) {
        const QString wrong = checkQueue(name);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
    QVERIFY(confirmed > kills);
    qInfo("%d kills, %d messages sent, %d confirmed, queues emptied %d times", kills, m_lastNumber,
        confirmed, emptied);
}

/** A file that may not grow any further answers as a disk without room does. */
void TestBrokerKilled::aFullDisk()
{
    m_folder.remove();
    m_folder = QTemporaryDir();
    m_broker = std::make_unique<Console>(
        QStringList{u"broker"_s, u"--port"_s, u"0"_s, u"--store"_s, m_folder.filePath(u"store"_s)});
    m_broker->process().setChildProcessModifier([] {
        const rlimit limit{1'000'000, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    m_broker->start();
    QTRY_COMPARE(m_broker->lines().size(), 1);
    m_port = m_broker->lines().first().split(':').last().toUShort();
    std::size_t confirmed = 0;
    {
        RawClient producer(m_port);
        producer.connectStomp();
        for (int i = 0; i < 300; ++i)
            producer.sayFrame("SEND\ndestination:/queue/a\npersistent:true\nreceipt:"
                + std::to_string(i) + "\n\n" + std::to_string(i) + std::string(10'000, 'x'));
        QVERIFY(producer.waitClosed());
        QCOMPARE(producer.frames.back().command, std::string("ERROR"));
        QCOMPARE(textOf(producer.frames.back().value("message")),
            std::string("The store cannot be written"));
        QVERIFY2(producer.frames.back().body.find("Is the disk full") != std::string::npos,
            producer.frames.back().body.c_str());
        confirmed = producer.frames.size() - 2;
        QVERIFY(confirmed < 300);
    }
    {
        // Others are served.
        RawClient other(m_port);
        other.connectStomp();
        other.sayFrame("SEND\ndestination:/queue/b\nreceipt:1\n\nnot for good");
        QVERIFY(other.waitFrames(2));
        QCOMPARE(textOf(other.frames[1].value("receipt-id")), std::string("1"));
        other.sayFrame("SEND\ndestination:/queue/b\npersistent:true\nreceipt:2\n\n"
            + std::string(2'000'000, 'x'));
        QVERIFY(other.waitClosed());
        QCOMPARE(other.frames.back().command, std::string("ERROR"));
    }
    m_broker->signal(SIGTERM);
    COMPARE_EXIT(*m_broker, 0);
    QVERIFY2(startBroker(), m_broker->err().constData());
    RawClient reader(m_port);
    reader.connectStomp();
    reader.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
    reader.sayFrame("SEND\ndestination:/topic/nobody\nreceipt:end\n\n");
    QTRY_VERIFY(!reader.frames.empty() && reader.frames.back().value("receipt-id") == "end");
    QCOMPARE(reader.frames.size() - 2, confirmed);
    for (std::size_t i = 0; i < confirmed; ++i)
        QCOMPARE(std::stoi(reader.frames[i + 1].body), static_cast<int>(i));
}

void TestBrokerKilled::aStoreThatCannotBe()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--store"_s, u"/nowhere/store"_s});
    broker.start();
    COMPARE_EXIT(broker, 1);
    QVERIFY2(
        broker.err().contains("/nowhere/store cannot be opened or made"), broker.err().constData());
    QCOMPARE(broker.out(), QByteArray());
}

QTEST_GUILESS_MAIN(TestBrokerKilled)
#include "tst_brokerkilled.moc"
