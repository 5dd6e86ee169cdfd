#include <ui/workspace/feedsink.h>
#include <ui/workspace/messagefeed.h>

#include <QTest>

#include <random>
#include <string>

using namespace Ui;
using Stomp::SegmentPool;

namespace {

using Batch = MessageFeed::Batch;

std::vector<std::string> framesOf(const Batch& batch)
{
    std::vector<std::string> frames;
    for (const Stomp::SegmentRange& range : batch.ranges)
        for (std::uint32_t i = 0; i < range.rowCount; ++i) {
            const Stomp::MessageRow& row = range.segment->row(range.firstRow + i);
            frames.emplace_back(range.segment->bytes(row));
        }
    return frames;
}

/** A feed whose calls to the other side are counted. */
struct WatchedFeed
{
    explicit WatchedFeed(MessageFeed::Limits limits = {}, std::size_t segmentBytes = 4096)
        : feed(SegmentPool::create(segmentBytes, 4), limits)
    {
        feed.setWake([this](MessageFeed::Wake why) {
            ++(why == MessageFeed::Wake::Arrived ? arrivals : halves);
        });
        feed.setResume([this] { ++resumes; });
    }

    [[nodiscard]] bool append(const std::string& frame) { return feed.append(frame, {}); }

    int arrivals = 0;
    int halves = 0;
    int resumes = 0;
    MessageFeed feed;
};

Stomp::FrameView view(std::string_view bytes, std::span<const Stomp::HeaderView> headers = {})
{
    Stomp::FrameView frame;
    frame.command = "MESSAGE";
    frame.bytes = bytes;
    frame.body = bytes.substr(bytes.size() - 4);
    frame.headers = headers;
    return frame;
}

} // namespace

class tst_MessageFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void publishesRowsTogetherWithTheirCount()
    {
        WatchedFeed watched;
        QVERIFY(watched.append("one"));
        QVERIFY(watched.append("two"));
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(0));
        QCOMPARE(watched.feed.snapshot().waiting, std::uint64_t(0));
        QVERIFY(watched.feed.take().ranges.empty());
        watched.feed.publish(2);
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(2));
        QCOMPARE(watched.feed.snapshot().waiting, std::uint64_t(2));
        const Batch batch = watched.feed.take();
        QCOMPARE(batch.rows, std::size_t(2));
        QCOMPARE(framesOf(batch), (std::vector<std::string>{"one", "two"}));
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(2));
        QCOMPARE(watched.feed.snapshot().waiting, std::uint64_t(0));
    }

    void consecutiveRowsAreOneRange()
    {
        WatchedFeed watched;
        for (int chunk = 0; chunk < 3; ++chunk) {
            QVERIFY(watched.append("a"));
            QVERIFY(watched.append("b"));
            watched.feed.publish(2);
        }
        QCOMPARE(watched.feed.take().ranges.size(), std::size_t(1));
        QVERIFY(watched.append("c"));
        watched.feed.publish(1);
        const Batch batch = watched.feed.take();
        QCOMPARE(batch.ranges.size(), std::size_t(1));
        QCOMPARE(batch.ranges[0].firstRow, 6U);
    }

    void largeFramesKeepTheirPlace()
    {
        WatchedFeed watched;
        const std::string large(100'000, 'L');
        QVERIFY(watched.append("before"));
        QVERIFY(watched.append(large));
        QVERIFY(watched.append("after"));
        watched.feed.publish(3);
        const Batch batch = watched.feed.take();
        QCOMPARE(framesOf(batch), (std::vector<std::string>{"before", large, "after"}));
        // The segment that was open goes on behind the large one.
        QCOMPARE(batch.ranges[0].segment, batch.ranges[2].segment);
    }

    void wakesOnceWhenArmed()
    {
        WatchedFeed watched;
        watched.feed.publish(0);
        QCOMPARE(watched.arrivals, 0);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(watched.append("frame"));
            watched.feed.publish(1);
        }
        QCOMPARE(watched.arrivals, 1);
        QVERIFY(!watched.feed.armWake()); // something waits
        std::ignore = watched.feed.take();
        QVERIFY(watched.append("frame"));
        watched.feed.publish(1);
        QCOMPARE(watched.arrivals, 1); // nobody asked
        std::ignore = watched.feed.take();
        QVERIFY(watched.feed.armWake());
        QVERIFY(watched.append("frame"));
        watched.feed.publish(1);
        QCOMPARE(watched.arrivals, 2);
    }

    void bounds_data()
    {
        QTest::addColumn<std::size_t>("bytes");
        QTest::addColumn<std::size_t>("rows");
        QTest::newRow("rows") << std::size_t(1'000'000) << std::size_t(10);
        QTest::newRow("bytes") << std::size_t(10 * (100 + sizeof(Stomp::MessageRow)))
                               << std::size_t(1000);
    }

    /** Both bounds are reached with the tenth frame of 100 bytes. */
    void bounds()
    {
        QFETCH(std::size_t, bytes);
        QFETCH(std::size_t, rows);
        WatchedFeed watched({bytes, rows});
        const std::string frame(100, 'f');
        for (int i = 1; i <= 12; ++i) {
            QCOMPARE(watched.append(frame), i < 10);
            watched.feed.publish(1);
            QCOMPARE(watched.halves, i < 5 ? 0 : 1);
        }
        QCOMPARE(watched.resumes, 0);
        QCOMPARE(watched.feed.take().rows, std::size_t(12)); // refused, and yet kept
        QCOMPARE(watched.resumes, 1);
        std::ignore = watched.feed.take();
        QCOMPARE(watched.resumes, 1);
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(watched.append(frame));
            watched.feed.publish(1);
        }
        QCOMPARE(watched.halves, 2);
    }

    /** The window may take between the refusal and the end of the chunk. */
    void resumesWhatWasTakenMeanwhile()
    {
        WatchedFeed watched({1'000'000, 4});
        for (int i = 0; i < 3; ++i)
            QVERIFY(watched.append("frame"));
        watched.feed.publish(3);
        QVERIFY(!watched.append("frame"));
        QCOMPARE(watched.feed.take().rows, std::size_t(3));
        QCOMPARE(watched.resumes, 0); // nothing was stopped as far as the window knew
        watched.feed.publish(1);
        QCOMPARE(watched.resumes, 1);
        QCOMPARE(watched.feed.take().rows, std::size_t(1));
        QCOMPARE(watched.resumes, 1);
    }

    void losingABatchLeavesItsCount()
    {
        WatchedFeed watched;
        watched.feed.loseNextBatch();
        QVERIFY(watched.append("lost"));
        watched.feed.publish(1);
        QCOMPARE(watched.arrivals, 1); // the ledger must be shown
        QVERIFY(watched.append("kept"));
        watched.feed.publish(1);
        const MessageFeed::Snapshot snapshot = watched.feed.snapshot();
        QCOMPARE(snapshot.received, std::uint64_t(2));
        QCOMPARE(snapshot.waiting, std::uint64_t(1));
        QCOMPARE(framesOf(watched.feed.take()), std::vector<std::string>{"kept"});
    }

    void anySequence()
    {
        std::mt19937 random(7);
        WatchedFeed watched({20'000, 100}, 1024);
        std::uint64_t appended = 0;
        std::uint64_t published = 0;
        std::uint64_t taken = 0;
        for (int step = 0; step < 20'000; ++step) {
            if (random() % 10 != 0) {
                const std::size_t padding = random() % 50 == 0 ? 2000 : random() % 40;
                std::ignore =
                    watched.append(std::to_string(appended++) + '.' + std::string(padding, ' '));
            } else if (random() % 2 == 0) {
                watched.feed.publish(appended - published);
                published = appended;
            } else {
                for (const std::string& frame : framesOf(watched.feed.take()))
                    QCOMPARE(frame.substr(0, frame.find('.')), std::to_string(taken++));
            }
            const MessageFeed::Snapshot snapshot = watched.feed.snapshot();
            QCOMPARE(snapshot.received, published);
            QCOMPARE(snapshot.waiting + taken, snapshot.received);
        }
        QVERIFY(taken > 10'000);
    }

    void sinkFillsTheRows()
    {
        WatchedFeed watched;
        FeedSink sink(watched.feed, 3);
        const Stomp::HeaderView redelivered{"redelivered", "true"};
        Stomp::FrameView frame = view("MESSAGE...body", {&redelivered, 1});
        frame.oddities = Stomp::FrameView::UndefinedEscape;
        Stomp::MessageOrigin origin;
        origin.subscription = 9;
        origin.ack = Stomp::AckMode::Client;
        origin.version = Stomp::Version::V11;
        QVERIFY(sink.takeMessage(frame, origin));
        origin.ackOnArrival = true;
        QVERIFY(sink.takeMessage(view("MESSAGE...text"), origin));
        QVERIFY(sink.takeMessage(view("MESSAGE...auto"), {}));
        Stomp::MessageOrigin reply;
        reply.isReply = true;
        QVERIFY(sink.takeMessage(view("MESSAGE...reply"), reply));
        sink.chunkDone(4);
        const Batch batch = watched.feed.take();
        QCOMPARE(batch.rows, std::size_t(4));
        QCOMPARE(int(batch.ranges[0].segment->row(3).flags), int(Stomp::ReplyFlag));
        const Stomp::MessageRow& row = batch.ranges[0].segment->row(0);
        QCOMPARE(row.connection, 3U);
        QCOMPARE(row.subscription, 9U);
        QVERIFY(row.version == Stomp::Version::V11);
        QCOMPARE(row.bodySize(), 4U);
        QCOMPARE(int(row.flags), Stomp::RedeliveredFlag | Stomp::NeedsAckFlag | Stomp::OddFlag);
        QVERIFY(row.receivedUs > 1'500'000'000'000'000);
        const Stomp::MessageRow& second = batch.ranges[0].segment->row(1);
        QCOMPARE(int(second.flags), Stomp::NeedsAckFlag | Stomp::AckedOnArrivalFlag);
        QCOMPARE(second.receivedUs, row.receivedUs); // of one chunk
        const Stomp::MessageRow& third = batch.ranges[0].segment->row(2);
        QCOMPARE(int(third.flags), 0);
        QCOMPARE(third.subscription, 0U);
    }

    void sinksShareTheFeedAndSumUp()
    {
        WatchedFeed watched;
        FeedSink first(watched.feed, 1);
        FeedSink second(watched.feed, 2);
        const Stomp::FrameView frame = view("MESSAGE...body");
        const auto receive = [&frame](FeedSink& sink, std::uint64_t total) {
            QVERIFY(sink.takeMessage(frame, {}));
            sink.chunkDone(total);
        };
        first.chunkDone(0);
        second.chunkDone(0);
        receive(first, 1);
        receive(second, 1);
        receive(first, 2);
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(3));
        // A new session counts from the beginning.
        first.chunkDone(0);
        receive(first, 1);
        receive(first, 2);
        receive(first, 3);
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(6));
        QCOMPARE(watched.feed.snapshot().waiting, std::uint64_t(6));
        // A message that the parser counted and that never came here.
        first.chunkDone(4);
        QCOMPARE(watched.feed.snapshot().received, std::uint64_t(7));
        QCOMPARE(watched.feed.snapshot().waiting, std::uint64_t(6));
    }

    void sinkSaysNoMoreAtTheBound()
    {
        WatchedFeed watched({1'000'000, 2});
        FeedSink sink(watched.feed, 1);
        QVERIFY(sink.takeMessage(view("MESSAGE...body"), {}));
        QVERIFY(!sink.takeMessage(view("MESSAGE...body"), {}));
        sink.chunkDone(2);
        QCOMPARE(watched.feed.take().rows, std::size_t(2));
        QCOMPARE(watched.resumes, 1);
    }
};

QTEST_APPLESS_MAIN(tst_MessageFeed)
#include "tst_messagefeed.moc"
