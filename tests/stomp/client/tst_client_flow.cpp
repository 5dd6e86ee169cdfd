#include <support/clientfixture.h>

#include <stomp/client/tcptransport.h>

#include <cstring>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;

namespace {

constexpr std::size_t many = 20'000;

// About 80 MB, far more than all buffers between the two can hold.
std::string manyMessages()
{
    std::string bytes;
    for (std::size_t i = 0; i < many; ++i)
        bytes += ScriptedServer::frame(
            "MESSAGE", {{"message-id", std::to_string(i)}}, std::string(4000, 'x'));
    return bytes;
}

bool isInOrder(const std::vector<Frame>& frames)
{
    for (std::size_t i = 0; i < frames.size(); ++i) {
        if (frames[i].value("message-id") != std::to_string(i) || frames[i].body.size() != 4000)
            return false;
    }
    return true;
}

/** A transport whose broker only says CONNECTED. Counts the polls. */
class GreetingTransport : public Transport
{
public:
    GreetingTransport(int& polls, const std::vector<Header>& headers)
        : m_polls(polls), m_arrived(ScriptedServer::frame("CONNECTED", headers))
    { }
    void open() override
    {
        Q_EMIT opened();
        Q_EMIT readyRead();
    }
    void close() override { }
    void abort() override { }
    std::size_t read(std::span<char> into) override
    {
        const std::size_t size = std::min(into.size(), m_arrived.size());
        std::memcpy(into.data(), m_arrived.data(), size);
        m_arrived.erase(0, size);
        return size;
    }
    void write(std::string_view) override { }
    std::size_t bytesToWrite() const override { return 0; }

protected:
    void arrive(std::string_view bytes)
    {
        m_arrived = bytes;
        Q_EMIT readyRead();
    }

    int& m_polls;

private:
    std::string m_arrived;
};

/** One that has bytes, but tells so only when it is polled. */
class SleepyTransport : public GreetingTransport
{
public:
    explicit SleepyTransport(int& polls)
        : GreetingTransport(polls, {{"version", "1.2"}, {"heart-beat", "100,0"}})
    { }
    void poll() override
    {
        ++m_polls;
        arrive("\n");
    }
};

/** One that takes ten times as long for its output as the session would wait. */
class SlowTransport : public GreetingTransport
{
public:
    explicit SlowTransport(int& polls) : GreetingTransport(polls, {{"version", "1.2"}}) { }
    std::size_t bytesToWrite() const override { return m_polls < 10 ? 1 : 0; }
    /** Before each of the session's deadlines. */
    void poll() override
    {
        if (++m_polls <= 10)
            Q_EMIT bytesWritten();
    }
};

} // namespace

/** Back-pressure: a sink that wants no more slows the broker down, and loses nothing. */
class TestClientFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void sinkThatStops()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        QSignalSpy paused(&one.client, &Client::readingPaused);
        one.sink.wanted = 10;
        ScriptedServer::Peer& peer = *one.server.last();
        peer.write(manyMessages());
        QTRY_VERIFY(one.client.isReadingPaused());

        // Others on this thread live on, and so does this connection's other direction.
        Testing::ListSink otherSink;
        Client other(otherSink);
        other.connectToBroker(one.options());
        QTRY_COMPARE(other.state(), Client::State::Connected);
        QSignalSpy confirmed(&other, &Client::requestConfirmed);
        for (int i = 0; i < 20; ++i) {
            other.begin("t");
            QTRY_COMPARE(confirmed.size(), i + 1);
        }
        one.client.begin("t");
        QTRY_COMPARE(peer.frames.back().command, "BEGIN");

        QVERIFY(peer.bytesToWrite() > 10'000'000);
        QCOMPARE(one.sink.frames.size(), std::size_t(10));
        QCOMPARE(one.sink.received, std::uint64_t(10));

        // Again and again, each time for some more.
        QObject::connect(&one.client, &Client::readingPaused, &one.client, [&](bool isPaused) {
            if (!isPaused)
                return;
            one.sink.wanted = one.sink.frames.size() + 1500;
            QMetaObject::invokeMethod(
                &one.client, [&] { one.client.resumeReading(); }, Qt::QueuedConnection);
        });
        one.sink.wanted = 1500;
        one.client.resumeReading();
        QTRY_COMPARE(one.sink.frames.size(), many);
        QCOMPARE(one.sink.received, many);
        QVERIFY(isInOrder(one.sink.frames));
        QVERIFY(paused.size() > 20);
    }

    void pausedFromOutside()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.client.pauseReading();
        one.client.pauseReading();
        one.server.last()->write(manyMessages());
        QSignalSpy paused(&one.client, &Client::readingPaused);
        QSignalSpy written(&one.client, &Client::bytesWritten);
        one.client.begin("t");
        QTRY_COMPARE(written.size(), 1);
        QVERIFY(one.sink.frames.empty());
        one.client.resumeReading();
        QTRY_COMPARE(one.sink.frames.size(), many);
        QCOMPARE(paused.size(), 1);
    }

    void brokerThatDiesWhileWeAreNotReading_data()
    {
        QTest::addColumn<bool>("weWrite");
        QTest::newRow("we are silent") << false;
        QTest::newRow("we write to the dead one") << true;
    }

    // What had arrived is delivered before the end is told.
    void brokerThatDiesWhileWeAreNotReading()
    {
        QFETCH(bool, weWrite);
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.sink.wanted = 1;
        std::string bytes;
        for (std::size_t i = 0; i < 100; ++i)
            bytes += ScriptedServer::frame(
                "MESSAGE", {{"message-id", std::to_string(i)}}, std::string(4000, 'x'));
        ScriptedServer::Peer& peer = *one.server.last();
        peer.write(bytes);
        QTRY_VERIFY(one.client.isReadingPaused());
        QTRY_COMPARE(peer.bytesToWrite(), 0);
        peer.hangUp();
        QTRY_VERIFY(peer.isGone);
        if (weWrite) {
            // The first is answered by a reset, and the next ones fail.
            QSignalSpy written(&one.client, &Client::bytesWritten);
            for (int i = 0; i < 3; ++i) {
                one.client.begin("t");
                QTRY_VERIFY(!written.isEmpty() || one.client.bytesToWrite() == 0);
            }
        }
        QVERIFY(!one.failure);
        one.sink.wanted = 1000;
        one.client.resumeReading();
        QTRY_VERIFY(one.failure);
        QCOMPARE(one.sink.frames.size(), std::size_t(100));
        QVERIFY(isInOrder(one.sink.frames));
    }

    // More than the socket's buffer holds, so that nobody sees the end before we write.
    void writesToADeadBrokerWhileNotReading()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.sink.wanted = 1;
        std::string bytes;
        for (std::size_t i = 0; i < 1000; ++i)
            bytes += ScriptedServer::frame(
                "MESSAGE", {{"message-id", std::to_string(i)}}, std::string(4000, 'x'));
        ScriptedServer::Peer& peer = *one.server.last();
        peer.write(bytes);
        QTRY_VERIFY(one.client.isReadingPaused());
        QSignalSpy written(&one.client, &Client::bytesWritten);
        const auto arrives = [&one] {
            return QTest::qWaitFor([&] { return one.client.bytesToWrite() == 0; });
        };
        one.client.begin("before");
        QTRY_COMPARE(peer.frames.back().value("transaction"), "before");
        peer.reset();
        for (int i = 0; i < 3; ++i) {
            one.client.begin("after");
            QVERIFY(arrives());
        }
        one.sink.wanted = 100'000;
        one.client.resumeReading();
        QTRY_VERIFY(one.failure);
        QCOMPARE(toString(one.failure->reason), toString(CloseReason::PeerClosed));
        QVERIFY(one.sink.frames.size() * 4000 > std::size_t(TcpTransport::readBufferSize));
        QVERIFY(isInOrder(one.sink.frames));
    }

    void leavesWhilePaused()
    {
        ClientFixture one;
        one.server.behave();
        ClientOptions options = one.options();
        options.session.disconnectTimeout = 50;
        one.client.connectToBroker(options);
        QTRY_COMPARE(one.client.state(), Client::State::Connected);
        one.client.pauseReading();
        one.client.disconnectFromBroker();
        QTRY_COMPARE(one.disconnections, 1);
        QVERIFY(!one.client.isReadingPaused());
    }

    // If our thread was held up, the peer's heart-beats may wait unseen: look before judging.
    void looksBeforeItGivesUp()
    {
        Testing::ListSink sink;
        Client client(sink);
        int polls = 0;
        QSignalSpy silent(&client, &Client::peerSilent);
        QSignalSpy failed(&client, &Client::failed);
        ClientOptions options;
        options.session.heartBeat = {0, 100};
        client.connectThrough(std::make_unique<SleepyTransport>(polls), options);
        QTRY_VERIFY(polls > 4);
        QCOMPARE(silent.size(), 0);
        QCOMPARE(failed.size(), 0);
    }

    // Its RECEIPT is missed only when all that waited has gone out, and its time is over then.
    void missesNoReceiptOfWhatIsBeingSent()
    {
        Testing::ListSink sink;
        Client client(sink);
        int polls = 0;
        QSignalSpy connected(&client, &Client::connected);
        QSignalSpy failed(&client, &Client::requestFailed);
        ClientOptions options;
        options.session.heartBeat = {0, 0};
        options.session.receiptTimeout = 50;
        client.connectThrough(std::make_unique<SlowTransport>(polls), options);
        QTRY_COMPARE(connected.size(), 1);
        client.begin("t");
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(polls > 10);
        QCOMPARE(toString(failed.at(0).at(1).value<RequestFailure>()),
            toString(RequestFailure::NoReceipt));
    }

    void acknowledgesOnArrival()
    {
        ClientFixture one;
        QVERIFY(one.connectClient());
        one.client.subscribe(
            {.destination = "/q", .ack = AckMode::ClientIndividual, .ackOnArrival = true});
        std::string bytes;
        for (int i = 0; i < 500; ++i)
            bytes += ScriptedServer::frame(
                "MESSAGE", {{"subscription", "1"}, {"ack", std::to_string(i)}}, "x");
        one.server.last()->write(bytes);
        QTRY_COMPARE(one.server.last()->frames.size(), std::size_t(502));
        QCOMPARE(one.server.last()->frames.back().value("id"), "499");
    }
};

QTEST_GUILESS_MAIN(TestClientFlow)
#include "tst_client_flow.moc"
