#include "outputpipe.h"
#include "verbtest.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace Testing;

class TestListenAcks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void surplusIsToldAndNotWritten();
    void acknowledgesAfterWriting_data();
    void acknowledgesAfterWriting();
    void eachMessageOnceAndInOrder();
    void unwrittenIsNotAcknowledged_data();
    void unwrittenIsNotAcknowledged();
    void noAckLeavesMessagesWithTheBroker();
    void killedBeforeWritingMeansRedelivered();
    void slowReaderSlowsTheBrokerDown();
    void readerThatWentAwayEndsInOrder();
    void fullDiskIsAnError();
    void closedStandardOutputIsAnError();
};

void TestListenAcks::surplusIsToldAndNotWritten()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--count"_s, u"2"_s, u"--ack"_s,
        u"client-individual"_s});
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    server.send(messageFrame(1, "1") + messageFrame(2, "2") + messageFrame(3, "3"));
    COMPARE_EXIT(console, 0);
    QCOMPARE(console.out(), "1\n2\n"_ba);
    QCOMPARE(server.count("ACK"), std::size_t{2});
    QVERIFY2(console.err().contains("1 further messages"), console.err().constData());
}

void TestListenAcks::acknowledgesAfterWriting_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("acks");
    QTest::newRow("auto") << u"auto"_s << 0;
    QTest::newRow("client: the last for all") << u"client"_s << 1;
    QTest::newRow("client-individual") << u"client-individual"_s << 3;
}

void TestListenAcks::acknowledgesAfterWriting()
{
    QFETCH(QString, mode);
    QFETCH(int, acks);
    ScriptedServer server;
    OutputPipe pipe;
    const qint64 filled = pipe.fill();
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--ack"_s, mode});
    pipe.giveTo(console);
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    pipe.closeWriter();
    server.send(messageFrame(1, "1") + messageFrame(2, "2") + messageFrame(3, "3"));
    pipe.startReading();
    QTRY_COMPARE(pipe.read().size(), filled + 6);
    QVERIFY(pipe.read().endsWith("1\n2\n3\n"));
    QTRY_COMPARE(server.count("ACK"), static_cast<std::size_t>(acks));
    if (acks > 0)
        QCOMPARE(server.frames("ACK").back().value("id"), std::string_view("3"));
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("ACK"), static_cast<std::size_t>(acks));
}

void TestListenAcks::eachMessageOnceAndInOrder()
{
    // Lines leave in pieces, so that acknowledgements wait while others are added.
    constexpr std::size_t count = 2000;
    ScriptedServer server;
    OutputPipe pipe;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--ack"_s, u"client-individual"_s});
    pipe.giveTo(console);
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    pipe.closeWriter();
    for (std::size_t i = 0; i < count; ++i)
        server.send(messageFrame(static_cast<int>(i), QByteArray(static_cast<int>(i), 'x')));
    pipe.startReading();
    QTRY_COMPARE(server.count("ACK"), count);
    const std::vector<Stomp::Frame> acks = server.frames("ACK");
    for (std::size_t i = 0; i < count; ++i)
        QCOMPARE(acks[i].value("id"), std::string_view(std::to_string(i)));
    QCOMPARE(pipe.read().size(), static_cast<qsizetype>(count * (count - 1) / 2 + count));
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("ACK"), count);
}

void TestListenAcks::unwrittenIsNotAcknowledged_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("client") << u"client"_s;
    QTest::newRow("client-individual") << u"client-individual"_s;
}

void TestListenAcks::unwrittenIsNotAcknowledged()
{
    QFETCH(QString, mode);
    ScriptedServer server;
    // The receipt comes behind the messages: once it was seen, they have been taken.
    server.onFrame = [](const Stomp::Frame& frame) -> QByteArray {
        const QByteArray messages =
            frame.command == "SUBSCRIBE" ? messageFrame(1, "1") + messageFrame(2, "2") : ""_ba;
        return messages + ScriptedServer::politeAnswer(frame);
    };
    OutputPipe pipe;
    pipe.fill();
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--ack"_s, mode});
    pipe.giveTo(console);
    console.start();
    QTRY_VERIFY(console.err().contains("confirmed"));
    console.signal(SIGTERM); // which does not wait for a reader that is stuck
    COMPARE_EXIT(console, 0);
    QVERIFY2(console.err().contains("received 2 messages"), console.err().constData());
    QVERIFY2(console.err().contains("not written"), console.err().constData());
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
    QCOMPARE(server.count("ACK"), std::size_t{0});
}

void TestListenAcks::noAckLeavesMessagesWithTheBroker()
{
    PracticeFixture broker;
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "1\n2\n3\n"), QString());
    for (const int redelivered : {0, 3}) {
        Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"--count"_s, u"3"_s,
            u"--no-ack"_s, u"--json"_s});
        console.start();
        COMPARE_EXIT(console, 0);
        QCOMPARE(console.out().count("[\"redelivered\",\"true\"]"), redelivered);
        QTRY_COMPARE(queueOf(broker, "/queue/a").waiting, std::size_t{3});
        QCOMPARE(queueOf(broker, "/queue/a").counters.acked, std::uint64_t{0});
    }
}

void TestListenAcks::killedBeforeWritingMeansRedelivered()
{
    PracticeFixture broker;
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "1\n2\n3\n"), QString());
    OutputPipe pipe;
    pipe.fill();
    Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"--ack"_s, u"client-individual"_s});
    pipe.giveTo(console);
    console.start();
    QTRY_COMPARE(queueOf(broker, "/queue/a").inFlight, std::size_t{3});
    QTRY_VERIFY(console.err().contains("confirmed"));
    console.signal(SIGKILL);
    QTRY_VERIFY(console.hasEnded());
    QTRY_COMPARE(queueOf(broker, "/queue/a").waiting, std::size_t{3});
    QCOMPARE(queueOf(broker, "/queue/a").counters.acked, std::uint64_t{0});

    Console second({u"listen"_s, broker.url(), u"/queue/a"_s, u"--ack"_s, u"client"_s, u"--json"_s,
        u"--count"_s, u"3"_s});
    second.start();
    COMPARE_EXIT(second, 0);
    QCOMPARE(second.out().count("[\"redelivered\",\"true\"]"), 3);
    QCOMPARE(queueOf(broker, "/queue/a").counters.acked, std::uint64_t{3});
    QCOMPARE(queueOf(broker, "/queue/a").waiting, std::size_t{0});
}

void TestListenAcks::slowReaderSlowsTheBrokerDown()
{
    ScriptedServer server;
    OutputPipe pipe;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--count"_s, u"1000"_s});
    pipe.giveTo(console);
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    pipe.closeWriter();
    const QByteArray body(20'000, 'x');
    QByteArray frames;
    for (int i = 0; i < 1000; ++i)
        frames += messageFrame(i, body);
    server.send(frames);
    // The console takes its 4 MiB and what the kernel holds, and leaves the rest with the sender.
    qint64 unsent = -1;
    QTRY_VERIFY(std::exchange(unsent, server.socket()->bytesToWrite()) == unsent && unsent > 0);
    QVERIFY2(unsent > frames.size() / 4, QByteArray::number(unsent).constData());
    pipe.startReading();
    QTRY_COMPARE(pipe.read().size(), 1000 * (body.size() + 1));
    COMPARE_EXIT(console, 0);
}

void TestListenAcks::readerThatWentAwayEndsInOrder()
{
    ScriptedServer server;
    OutputPipe pipe;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--ack"_s, u"client"_s});
    pipe.giveTo(console);
    console.start();
    pipe.closeWriter();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    server.send(messageFrame(1, "1"));
    pipe.startReading();
    QTRY_COMPARE(pipe.read(), "1\n"_ba);
    pipe.closeReader(); // as head does; no further message is needed to notice it
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("DISCONNECT"), std::size_t{1});
    QVERIFY2(console.err().contains("received 1 messages"), console.err().constData());
}

void TestListenAcks::fullDiskIsAnError()
{
    PracticeFixture broker;
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "1\n2\n"), QString());
    Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"--ack"_s, u"client"_s});
    console.process().setStandardOutputFile(u"/dev/full"_s);
    console.start();
    COMPARE_EXIT(console, 1);
    QVERIFY2(console.err().contains("Cannot write the messages: No space left"),
        console.err().constData());
    QTRY_COMPARE(queueOf(broker, "/queue/a").waiting, std::size_t{2});
    QCOMPARE(queueOf(broker, "/queue/a").counters.acked, std::uint64_t{0});
}

void TestListenAcks::closedStandardOutputIsAnError()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    console.process().setChildProcessModifier([] { ::close(STDOUT_FILENO); });
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    server.send(messageFrame(1, "not for the broker"));
    COMPARE_EXIT(console, 1);
    QVERIFY2(console.err().contains("Cannot write the messages"), console.err().constData());
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
}

QTEST_GUILESS_MAIN(TestListenAcks)
#include "tst_listenacks.moc"
