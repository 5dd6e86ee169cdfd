#include <support/sessionharness.h>

#include <cstdlib>
#include <new>
#include <tuple>

using namespace Stomp;
using namespace Testing;

namespace {

std::size_t allocations = 0;

} // namespace

// Counted, so that the cost of looking on can be told without a clock.
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    std::abort();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

/** Writes down what it sees, one line each. */
class Witness : public FrameObserver
{
public:
    std::string log;
    std::size_t bytes = 0;

    void bytesReceived(std::size_t size) override { bytes += size; }
    void frameReceived(const FrameView& frame, Version version) override
    {
        log += "in " + std::string(toString(version)) + ' ' + shown(frame.bytes) + '\n';
    }
    void frameSent(std::string_view sent, Version version, Sender sender) override
    {
        log += "out " + std::string(toString(version))
            + (sender == Sender::Session ? " by itself " : " ") + shown(sent) + '\n';
    }
    void heartBeatsReceived(std::uint64_t count) override
    {
        log += "beats " + std::to_string(count) + '\n';
    }
    void heartBeatSent() override { log += "beat\n"; }

    std::string take() { return std::exchange(log, {}); }
};

/** Counts only, as the console's does while nobody looks at the log. */
class Counter : public FrameObserver
{
public:
    std::uint64_t frames = 0;
    void bytesReceived(std::size_t) override { }
    void frameReceived(const FrameView&, Version) override { ++frames; }
    void frameSent(std::string_view, Version, Sender) override { ++frames; }
    void heartBeatsReceived(std::uint64_t) override { }
    void heartBeatSent() override { }
};

class QuietRecorder : public SessionRecorder
{
public:
    bool takeMessage(const FrameView&, const MessageOrigin&) override { return true; }
};

std::size_t allocationsOf(FrameObserver* observer)
{
    QuietRecorder recorder;
    ClientSession session({}, recorder, recorder);
    session.setFrameObserver(observer);
    session.start(SessionTime(1));
    const std::string connected = wire("CONNECTED\nversion:1.2\n\n^@");
    session.receive(connected, SessionTime(1));
    session.process(SessionTime(1));
    SubscribeRequest request;
    request.destination = "/queue/a";
    request.ack = AckMode::ClientIndividual;
    request.ackOnArrival = true;
    std::ignore = session.subscribe(1, request, SessionTime(1));
    const std::string id = session.subscriptions().byKey(1)->id;
    const std::string message = wire("MESSAGE\nsubscription:" + id
        + "\ndestination:/queue/a\nmessage-id:1"
          "\nack:a1\n\n{}^@");
    std::string chunk;
    for (int i = 0; i < 100; ++i)
        chunk += message;
    std::string output;
    const auto round = [&] {
        session.receive(chunk, SessionTime(1));
        session.process(SessionTime(1));
        output.clear();
        session.takeOutput(output);
    };
    round(); // buffers get their size
    round();
    const std::size_t before = allocations;
    for (int i = 0; i < 10; ++i)
        round();
    return allocations - before;
}

} // namespace

class TestFrameObserver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void seesBothWays();
    void seesAFrameBeforeTheSessionActsOnIt();
    void heartBeats();
    void refusedFramesAreNotSent();
    void lookingOnAllocatesNothing();
};

void TestFrameObserver::seesBothWays()
{
    SessionHarness harness;
    Witness witness;
    harness.session.setFrameObserver(&witness);
    harness.session.start(harness.now);
    QCOMPARE(witness.take(),
        std::string(
            "out 1.2 CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000"
            "<LF><LF>\n"));
    const std::string connected = wire("CONNECTED\nversion:1.1\n\n^@");
    harness.feed(connected);
    QCOMPARE(witness.bytes, connected.size());
    QCOMPARE(witness.take(), std::string("in 1.2 CONNECTED<LF>version:1.1<LF><LF>\n"));
    const auto sent =
        harness.session.send(sendFrame("/queue/a", "x"), ContentLength::Omit, true, harness.now);
    QCOMPARE(witness.take(),
        "out 1.1 SEND<LF>receipt:r" + std::to_string(sent.id)
            + "<LF>destination:/queue/a<LF><LF>x\n");
    harness.feed(wire("RECEIPT\nreceipt-id:r" + std::to_string(sent.id) + "\n\n^@"));
    QCOMPARE(
        witness.take(), "in 1.1 RECEIPT<LF>receipt-id:r" + std::to_string(sent.id) + "<LF><LF>\n");
    harness.session.disconnect(harness.now);
    QVERIFY(witness.take().starts_with("out 1.1 DISCONNECT<LF>"));
    harness.session.detach();
    harness.feed(wire("ERROR\nmessage:late\n\n^@"));
    QCOMPARE(witness.take(), std::string());
}

void TestFrameObserver::seesAFrameBeforeTheSessionActsOnIt()
{
    SessionHarness harness;
    harness.connect();
    Witness witness;
    harness.session.setFrameObserver(&witness);
    SubscribeRequest request;
    request.destination = "/queue/a";
    request.ack = AckMode::ClientIndividual;
    request.ackOnArrival = true;
    harness.session.subscribe(7, request, harness.now);
    witness.take();
    const std::string id = harness.session.subscriptions().byKey(7)->id;
    harness.feed(wire("MESSAGE\nsubscription:" + id
        + "\ndestination:/queue/a\nmessage-id:1\nack:a1\n\n{}^@ERROR\nmessage:no\n\n^@"));
    const std::string log = witness.take();
    const std::size_t message = log.find("in 1.2 MESSAGE");
    const std::size_t ack = log.find("out 1.2 by itself ACK<LF>id:a1");
    const std::size_t error = log.find("in 1.2 ERROR");
    QVERIFY2(
        message == 0 && ack > message && error > ack && error != std::string::npos, log.c_str());
}

void TestFrameObserver::heartBeats()
{
    SessionHarness harness;
    harness.connect("1.2", "1000,1000");
    Witness witness;
    harness.session.setFrameObserver(&witness);
    harness.feed("\n\n");
    harness.feed(wire("\nRECEIPT\nreceipt-id:x\n\n^@\n\n"));
    QCOMPARE(witness.take(),
        std::string("beats 1\nbeats 1\nin 1.2 RECEIPT<LF>receipt-id:x<LF><LF>\nbeats 1\n"));
    harness.wait(std::chrono::seconds(6));
    QVERIFY(witness.take().starts_with("beat\n"));
}

void TestFrameObserver::refusedFramesAreNotSent()
{
    SessionHarness harness;
    harness.connect("1.0");
    Witness witness;
    harness.session.setFrameObserver(&witness);
    Frame frame = sendFrame("/queue/a", "x");
    frame.add("two", "lines\nhere");
    QVERIFY(!harness.session.send(frame, ContentLength::Omit, true, harness.now).refusal.empty());
    QCOMPARE(witness.take(), std::string());
}

void TestFrameObserver::lookingOnAllocatesNothing()
{
    const std::size_t without = allocationsOf(nullptr);
    Counter counter;
    QCOMPARE(allocationsOf(&counter), without);
    QVERIFY(counter.frames >= 2400);
}

QTEST_APPLESS_MAIN(TestFrameObserver)
#include "tst_frameobserver.moc"
