#include <ui/workspace/frametap.h>

#include <stomp/session/frameobserver.h>

#include <support/printing.h>

#include <QTest>

#include <cstdlib>
#include <new>

using namespace Ui;
using Stomp::FrameObserver;
using Stomp::FrameRecord;
using Stomp::Version;

namespace {

std::size_t allocations = 0;

} // namespace

// Counted, so that the cost of a closed log can be told without a clock.
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    std::abort();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept // as std::stable_sort has it
{
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
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

void receive(FrameObserver& observer, std::string_view bytes)
{
    Stomp::FrameView view;
    view.bytes = bytes;
    view.command = bytes.substr(0, bytes.find('\n'));
    view.body = bytes.substr(Stomp::bodyOffsetOf(bytes));
    observer.bytesReceived(bytes.size());
    observer.frameReceived(view, Version::V12);
}

constexpr const char* message = "MESSAGE\nsubscription:1\nmessage-id:2\n\nbody";
constexpr const char* ack = "ACK\nid:2\n\n";

std::string shown(const FrameTap::Batch& batch)
{
    std::string text;
    for (const FrameRecord& record : batch.records) {
        text += record.direction == Stomp::FrameDirection::In ? '<' : '>';
        if (record.kind == FrameRecord::Kind::Frame)
            text += record.command();
        else if (record.kind == FrameRecord::Kind::HeartBeats)
            text += '~' + std::to_string(record.count);
        else
            text += '?' + std::to_string(record.count);
        text += ' ';
    }
    return text;
}

} // namespace

class TestFrameTap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void narrowItCountsFloodsAndKeepsTheRest()
    {
        FrameTap tap({}, 0);
        const auto observer = tap.makeObserver(3);
        observer->frameSent(
            "CONNECT\npasscode:hunter2!\n\n", Version::V12, FrameObserver::Sender::User);
        receive(*observer, "CONNECTED\nversion:1.2\n\n");
        for (int i = 0; i < 5; ++i) {
            receive(*observer, message);
            observer->frameSent(ack, Version::V12, FrameObserver::Sender::Session);
        }
        observer->heartBeatsReceived(2);
        observer->heartBeatSent();
        observer->heartBeatsReceived(1);
        observer->frameSent(ack, Version::V12, FrameObserver::Sender::User);
        const FrameTap::Batch batch = tap.take();
        QCOMPARE(shown(batch), std::string(">CONNECT <CONNECTED <?5 >?5 <~3 >~1 >ACK "));
        QCOMPARE(batch.dropped, std::uint64_t(0));
        for (const FrameRecord& record : batch.records) {
            QCOMPARE(record.connection, 3U);
            QVERIFY(record.timeUs > 0);
            QVERIFY(record.bytes.find("hunter2") == std::string::npos);
        }
        QVERIFY(tap.lastHeardUs(3) > 0);
        QCOMPARE(tap.lastHeardUs(4), std::int64_t(0));
    }

    void narrowItKeepsTheLastOfWhatIsNoFlood()
    {
        FrameTap tap({}, 100'000);
        const auto observer = tap.makeObserver(1);
        receive(*observer, message);
        observer->frameSent(ack, Version::V12, FrameObserver::Sender::Session);
        observer->frameSent("SEND\n\n", Version::V12, FrameObserver::Sender::User);
        receive(*observer, message);
        receive(*observer, "RECEIPT\nreceipt-id:1\n\n");
        QVERIFY(!tap.armWake());
        QCOMPARE(shown(tap.take()), std::string("<MESSAGE >ACK >SEND <MESSAGE <RECEIPT "));
        QVERIFY(tap.armWake());

        receive(*observer, "RECEIPT\nreceipt-id:2\n\n");
        for (std::size_t i = 0; i < UnseenFrames::mostFrames + 7; ++i)
            receive(*observer, message);
        receive(*observer, "RECEIPT\nreceipt-id:3\n\n");
        const FrameTap::Batch batch = tap.take();
        QCOMPARE(batch.records.size(), UnseenFrames::mostFrames + 3);
        QCOMPARE(shown(batch).substr(0, 22), std::string("<RECEIPT <?7 <MESSAGE "));
        QCOMPARE(batch.records.back().command(), std::string_view("RECEIPT"));
        QCOMPARE(batch.dropped, std::uint64_t(0));
    }

    void narrowItIsBoundedInBytesToo()
    {
        FrameTap tap({}, 100'000);
        const auto observer = tap.makeObserver(1);
        const std::string large = message + std::string(60'000, 'x');
        for (int i = 0; i < 200; ++i)
            receive(*observer, large);
        std::size_t bytes = 0;
        std::uint64_t frames = 0;
        for (const FrameRecord& record : tap.take().records) {
            bytes += record.bytes.size();
            frames += record.count;
        }
        QVERIFY(bytes > UnseenFrames::mostBytes / 2 && bytes <= UnseenFrames::mostBytes);
        QCOMPARE(frames, std::uint64_t(200));
    }

    void narrowItCountsWhatIsBeyondItsShareOfASecond()
    {
        FrameTap tap({}, 3);
        const auto observer = tap.makeObserver(1);
        for (int i = 0; i < 1000; ++i)
            receive(*observer, message);
        observer->heartBeatSent();
        std::uint64_t kept = 0;
        std::uint64_t all = 0;
        for (const FrameRecord& record : tap.take().records) {
            const bool isMessage = record.kind == FrameRecord::Kind::Frame;
            kept += isMessage ? 1 : 0;
            all += record.kind == FrameRecord::Kind::HeartBeats ? 0 : record.count;
        }
        QVERIFY(kept >= 3);
        QCOMPARE(all, std::uint64_t(1000));
    }

    void wideItKeepsAll()
    {
        FrameTap tap({}, 0);
        const auto observer = tap.makeObserver(1);
        receive(*observer, message);
        tap.setWide(true);
        receive(*observer, message);
        observer->frameSent(ack, Version::V12, FrameObserver::Sender::Session);
        QCOMPARE(shown(tap.take()), std::string("<?1 <MESSAGE >ACK "));
        QCOMPARE(shown(tap.take()), std::string());
    }

    void aFloodStaysBoundedAndIsCounted()
    {
        FrameTap tap({100, 1'000'000});
        tap.setWide(true);
        const auto observer = tap.makeObserver(1);
        for (int i = 0; i < 10'000; ++i)
            receive(*observer, message);
        const FrameTap::Batch batch = tap.take();
        QCOMPARE(batch.records.size(), std::size_t(100));
        QCOMPARE(batch.dropped, std::uint64_t(9900));
    }

    void wakesOnceWhenAsked()
    {
        FrameTap tap;
        int woken = 0;
        tap.setWake([&woken] { ++woken; });
        const auto observer = tap.makeObserver(1);
        observer->heartBeatSent();
        QCOMPARE(woken, 0);
        QVERIFY(!tap.armWake()); // something waits already
        observer->heartBeatSent();
        QCOMPARE(woken, 0);
        std::ignore = tap.take();
        QVERIFY(tap.armWake());
        observer->heartBeatSent();
        observer->heartBeatSent();
        QCOMPARE(woken, 1);
    }

    /** What a message costs while nobody looks. */
    void aClosedLogAllocatesNothing()
    {
        FrameTap tap({}, 0); // none of a second: else some would be copied in each
        const auto observer = tap.makeObserver(1);
        receive(*observer, message);
        const std::size_t before = allocations;
        for (int i = 0; i < 1000; ++i) {
            receive(*observer, message);
            observer->frameSent(ack, Version::V12, FrameObserver::Sender::Session);
        }
        QCOMPARE(allocations - before, std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestFrameTap)
#include "tst_frametap.moc"
