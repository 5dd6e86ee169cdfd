#include <stomp/client/messagepipe.h>

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Stomp;
using namespace std::chrono_literals;

namespace {

std::string readSome(MessagePipe& pipe, std::size_t size)
{
    std::string room(size, '\0');
    room.resize(pipe.read(room));
    return room;
}

} // namespace

/** On std::thread, without Qt's event loop: for the thread sanitizer. */
class TestMessagePipe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsBytesInOrder()
    {
        MessagePipe pipe(10);
        QVERIFY(!pipe.hasBytes());
        QVERIFY(pipe.store("abc")); // tell the reader
        QVERIFY(!pipe.store("defghijkl")); // told already
        QVERIFY(!pipe.store(""));
        QVERIFY(!pipe.hasRoom());
        QVERIFY(readSome(pipe, 5) == "abcde");
        QVERIFY(pipe.hasRoom());
        QVERIFY(!pipe.store("m"));
        QVERIFY(readSome(pipe, 100) == "fghijklm");
        QVERIFY(!pipe.hasBytes());
        QVERIFY(readSome(pipe, 100).empty());
        QVERIFY(pipe.store("n")); // it had found nothing
    }

    void countsWhatIsToBeSent()
    {
        MessagePipe pipe(10);
        QVERIFY(pipe.send({{"abc", true}, {"de", false}}));
        QVERIFY(!pipe.send({{"f", true}}));
        QCOMPARE(pipe.bytesToSend(), std::size_t(6));
        const MessagePipe::Outgoing out = pipe.takeOutgoing();
        QCOMPARE(out.messages.size(), std::size_t(3));
        QVERIFY(out.messages[1].bytes == "de" && !out.messages[1].isText);
        QVERIFY(!out.close);
        QCOMPARE(pipe.bytesToSend(), std::size_t(6));
        pipe.setUnsent(2);
        QCOMPARE(pipe.bytesToSend(), std::size_t(2));
        QVERIFY(pipe.close());
        QVERIFY(pipe.takeOutgoing().close);
    }

    void wakes()
    {
        MessagePipe pipe(3);
        QCOMPARE(pipe.waitForRoom({}), MessagePipe::Wake::Room);
        (void)pipe.store("abcd");
        QCOMPARE(pipe.waitForRoom(1ms), MessagePipe::Wake::Send); // the time is up
        (void)pipe.send({{"x", true}});
        QCOMPARE(pipe.waitForRoom({}), MessagePipe::Wake::Send);
        (void)pipe.takeOutgoing();
        (void)pipe.close();
        QCOMPARE(pipe.waitForRoom({}), MessagePipe::Wake::Send);
        pipe.stop();
        QCOMPARE(pipe.waitForRoom({}), MessagePipe::Wake::Stopped);
        QVERIFY(!pipe.store("more"));
        QVERIFY(readSome(pipe, 10) == "abcd");
    }

    // A socket's thread that is always at the bound, and a reader that also writes.
    void twoThreads()
    {
        constexpr std::size_t bound = 1000;
        constexpr int messages = 20'000;
        MessagePipe pipe(bound);
        std::atomic<std::size_t> sent = 0;
        std::thread socket([&] {
            for (int i = 0; i < messages; ++i) {
                (void)pipe.store(std::string(std::size_t(i % 200), char('a' + i % 26)));
                while (pipe.waitForRoom({}) == MessagePipe::Wake::Send)
                    sent += pipe.takeOutgoing().messages.size();
            }
            (void)pipe.store("!");
            while (!pipe.isStopped())
                sent += pipe.takeOutgoing().messages.size();
        });
        std::string expected;
        for (int i = 0; i < messages; ++i)
            expected.append(std::size_t(i % 200), char('a' + i % 26));
        expected += '!';
        std::string received;
        std::size_t written = 0;
        while (received.size() < expected.size()) {
            const std::string some = readSome(pipe, 317);
            received += some;
            if (received.size() % 7 == 0) {
                (void)pipe.send({{"x", true}});
                ++written;
            }
            if (some.empty())
                std::this_thread::yield();
        }
        while (sent != written)
            std::this_thread::yield();
        pipe.stop();
        socket.join();
        QVERIFY(received == expected);
        QVERIFY(written > 0);
    }

    // Whenever the reader goes, the thread that waits for it ends.
    void stopsAWaitingThread()
    {
        for (int i = 0; i < 1000; ++i) {
            MessagePipe pipe(1);
            std::thread socket([&] {
                (void)pipe.store("too much");
                while (pipe.waitForRoom({}) != MessagePipe::Wake::Stopped)
                    (void)pipe.takeOutgoing();
            });
            (void)pipe.send({{"x", true}});
            pipe.stop();
            socket.join();
        }
    }
};

QTEST_APPLESS_MAIN(TestMessagePipe)
#include "tst_messagepipe.moc"
