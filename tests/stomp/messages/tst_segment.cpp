#include <stomp/messages/segmentpool.h>
#include <support/mappedfiles.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <limits>
#include <string>
#include <thread>

using namespace Stomp;

class tst_Segment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void rowsKeepWhatWasAppended()
    {
        Segment segment(1000, 10);
        MessageRow row;
        row.receivedUs = 42;
        row.bodyOffset = 3;
        row.subscription = 7;
        QVERIFY(segment.append("first", row));
        const MessageRow* first = &segment.row(0);
        const char* bytes = segment.bytes(*first).data();
        QVERIFY(segment.append("second one", row));
        QCOMPARE(segment.rowCount(), std::size_t(2));
        QCOMPARE(segment.usedBytes(), std::size_t(15));
        QVERIFY(segment.bytes(segment.row(0)) == "first");
        QVERIFY(segment.bytes(segment.row(1)) == "second one");
        QCOMPARE(segment.row(1).offset, 5U);
        QCOMPARE(segment.row(1).receivedUs, 42);
        QCOMPARE(segment.row(1).bodySize(), 7U);
        QCOMPARE(&segment.row(0), first); // nothing moved
        QCOMPARE(segment.bytes(*first).data(), bytes);
    }

    void refusesWhatDoesNotFit()
    {
        Segment byBytes(10, 100);
        QVERIFY(byBytes.append("12345678", {}));
        QVERIFY(!byBytes.append("abc", {}));
        QVERIFY(byBytes.append("ab", {}));
        QVERIFY(!byBytes.append("a", {}));
        QCOMPARE(byBytes.rowCount(), std::size_t(2));

        Segment byRows(1000, 1);
        QVERIFY(byRows.append("a", {}));
        QVERIFY(!byRows.append("a", {}));
        QCOMPARE(byRows.usedBytes(), std::size_t(1));
    }

    /** Every byte of the slack can be read: what simdjson does behind the last body. */
    void slackIsReadable()
    {
        const std::string body(5000, 'x');
        Segment segment(body.size(), 1);
        QVERIFY(segment.append(body, {}));
        const char* end = segment.bytes(segment.row(0)).data() + body.size();
        std::size_t seen = 0;
        for (std::size_t i = 0; i < Segment::slack; ++i)
            seen += end[i] == 'x' ? 1 : 0;
        QCOMPARE(seen, std::size_t(0)); // and a row does not begin there
    }

    void rangeCountsItsBytes()
    {
        auto segment = std::make_shared<Segment>(100, 10);
        for (const char* frame : {"a", "bb", "ccc"})
            QVERIFY(segment->append(frame, {}));
        QCOMPARE((SegmentRange{segment, 0, 3}).bytes(), 6 + 3 * sizeof(MessageRow));
        QCOMPARE((SegmentRange{segment, 1, 2}).bytes(), 5 + 2 * sizeof(MessageRow));
        QCOMPARE((SegmentRange{segment, 2, 1}).bytes(), 3 + sizeof(MessageRow));
        QCOMPARE((SegmentRange{segment, 1, 0}).bytes(), std::size_t(0));
    }

    void poolWaitsForTheLastHolder()
    {
        const auto pool = SegmentPool::create(4096, 2);
        SegmentPtr segment = pool->take();
        SegmentPtr other = segment;
        segment.reset();
        QCOMPARE(pool->idleCount(), std::size_t(0)); // somebody still looks at it
        other.reset();
        QCOMPARE(pool->idleCount(), std::size_t(1));
    }

    void poolGivesTheSamePagesAgain()
    {
        const auto pool = SegmentPool::create(4096, 2);
        SegmentPtr segment = pool->take();
        QVERIFY(segment->append("something", {}));
        const Segment* address = segment.get();
        segment.reset();
        QCOMPARE(pool->idleCount(), std::size_t(1));
        segment = pool->take();
        QCOMPARE(segment.get(), address);
        QCOMPARE(segment->rowCount(), std::size_t(0));
        QCOMPARE(segment->usedBytes(), std::size_t(0));
        QCOMPARE(pool->idleCount(), std::size_t(0));
    }

    void poolKeepsABoundedNumberIdle()
    {
        const auto pool = SegmentPool::create(4096, 2);
        std::vector<SegmentPtr> taken;
        for (int i = 0; i < 5; ++i)
            taken.push_back(pool->take());
        taken.clear();
        QCOMPARE(pool->idleCount(), std::size_t(2));
    }

    void largeFramesGetTheirOwnSegment()
    {
        const auto pool = SegmentPool::create(4096, 2);
        QVERIFY(!pool->isLargeFrame(1024));
        QVERIFY(pool->isLargeFrame(1025));
        const std::string frame(1'000'000, 'f');
        SegmentPtr segment = pool->takeForLargeFrame(frame.size());
        QVERIFY(segment->append(frame, {}));
        QVERIFY(!segment->append("", {}));
        segment.reset();
        QCOMPARE(pool->idleCount(), std::size_t(0));
    }

    void segmentsOnDiskHaveNoNameThere()
    {
        const QTemporaryDir folder;
        const auto pool = SegmentPool::create(4096, 2);
        pool->setDiskPlace({folder.path().toStdString(), 0});
        SegmentPtr segment = pool->take();
        QVERIFY(segment->isOnDisk());
        QVERIFY(segment->append("on disk", {}));
        QVERIFY(segment->bytes(segment->row(0)) == "on disk");
        QVERIFY(pool->takeForLargeFrame(1'000'000)->isOnDisk());
        QVERIFY(QDir(folder.path()).isEmpty());
        const Segment* address = segment.get();
        segment.reset();
        QCOMPARE(pool->idleCount(), std::size_t(1));
        segment = pool->take();
        QCOMPARE(segment.get(), address); // used again
        QVERIFY(pool->diskProblem().empty());
        pool->setDiskPlace({});
        QVERIFY(!pool->take()->isOnDisk());
        QVERIFY(segment->isOnDisk()); // what is there stays where it is
    }

    void fullSegmentsMoveToTheirFilesWhileTheyAreRead()
    {
        constexpr std::size_t size = 256 * 1024;
        const QTemporaryDir folder;
        const auto pool = SegmentPool::create(size, 2);
        pool->setDiskPlace({folder.path().toStdString(), 0});
        std::vector<SegmentPtr> segments;
        for (int i = 0; i < 40; ++i) {
            SegmentPtr segment = pool->take();
            QVERIFY(segment->isOnDisk());
            std::string frame(700, char('a' + i % 26));
            MessageRow row;
            row.receivedUs = i;
            while (segment->append(frame, row))
                frame[0] = frame[0] == '0' ? '1' : '0';
            segments.push_back(std::move(segment));
        }
        // Each row and each byte, again and again, through the addresses it had from the beginning.
        std::atomic<bool> ends = false;
        std::atomic<int> rounds = 0;
        std::atomic<int> wrong = 0;
        std::thread reader([&] {
            while (!ends) {
                for (std::size_t i = 0; i < segments.size(); ++i) {
                    const std::string rest(699, char('a' + i % 26));
                    for (std::size_t row = 0; row < segments[i]->rowCount(); ++row) {
                        const MessageRow& at = segments[i]->row(row);
                        wrong += segments[i]->bytes(at).substr(1) == rest
                                && at.receivedUs == std::int64_t(i)
                            ? 0
                            : 1;
                    }
                }
                ++rounds;
            }
        });
        for (const SegmentPtr& segment : segments)
            pool->finish(segment);
        QTRY_COMPARE(pool->waitingForDisk(), std::size_t(0));
        const int before = rounds;
        QTRY_VERIFY(rounds > before + 1);
        ends = true;
        reader.join();
        QCOMPARE(wrong.load(), 0);
        QVERIFY(pool->diskProblem().empty());
        QVERIFY(QDir(folder.path()).isEmpty());
#ifdef Q_OS_LINUX
        QCOMPARE(std::size_t(Testing::mappedFiles(folder.path())), segments.size());
#endif
        segments.clear();
        QCOMPARE(pool->idleCount(), std::size_t(0)); // cannot be written to again
    }

    void whatHasRetiredNeedsNoFile()
    {
        const QTemporaryDir folder;
        const auto pool = SegmentPool::create(4096, 2);
        pool->setDiskPlace({folder.path().toStdString(), 0});
        SegmentPtr segment = pool->take();
        QVERIFY(segment->append("retired", {}));
        const Segment* address = segment.get();
        pool->finish(std::move(segment));
        QTRY_COMPARE(pool->idleCount(), std::size_t(1));
        QCOMPARE(pool->take().get(), address);
        pool->finish({});
        QCOMPARE(pool->waitingForDisk(), std::size_t(0));
    }

    void largeFramesMoveToo()
    {
        const QTemporaryDir folder;
        const auto pool = SegmentPool::create(4096, 2);
        pool->setDiskPlace({folder.path().toStdString(), 0});
        const std::string frame(5'000'000, 'f');
        const SegmentPtr segment = pool->takeForLargeFrame(frame.size());
        QVERIFY(segment->append(frame, {}));
        const std::string_view bytes = segment->bytes(segment->row(0));
        pool->finish(segment);
        QTRY_COMPARE(pool->waitingForDisk(), std::size_t(0));
        QVERIFY(bytes == frame);
        QCOMPARE(segment->row(0).length, 5'000'000U);
    }

    void poolsEndWhileSegmentsMove()
    {
        const QTemporaryDir folder;
        for (int i = 0; i < 50; ++i) {
            auto pool = SegmentPool::create(64 * 1024, 2);
            pool->setDiskPlace({folder.path().toStdString(), 0});
            const SegmentPtr kept = pool->take();
            QVERIFY(kept->append("kept", {}));
            pool->finish(kept);
            for (int other = 0; other < 4; ++other)
                pool->finish(pool->take()); // whose last holder is the thread that moves
            pool.reset();
            QVERIFY(kept->bytes(kept->row(0)) == "kept");
        }
    }

    void aFullDiskLeavesMemory()
    {
        const QTemporaryDir folder;
        const auto pool = SegmentPool::create(4096, 2);
        DiskPlace place{folder.path().toStdString(), std::numeric_limits<std::size_t>::max() / 2};
        pool->setDiskPlace(place); // more is to be spared than there is
        SegmentPtr segment = pool->take();
        QVERIFY(!segment->isOnDisk());
        QVERIFY(segment->append("still kept", {}));
        QVERIFY(!pool->diskProblem().empty());
        QVERIFY(!pool->takeForLargeFrame(1'000'000)->isOnDisk());
        place.spareBytes = 0;
        pool->setDiskPlace(place);
        QVERIFY(pool->diskProblem().empty());
        QVERIFY(pool->take()->isOnDisk());
        pool->setDiskPlace({folder.path().toStdString() + "/missing", 0});
        QVERIFY(!pool->take()->isOnDisk());
        QVERIFY(!pool->diskProblem().empty());
    }

    void segmentsOutliveTheirPool()
    {
        auto pool = SegmentPool::create(4096, 2);
        const SegmentPtr segment = pool->take();
        pool.reset();
        QVERIFY(segment->append("still here", {}));
        QVERIFY(segment->bytes(segment->row(0)) == "still here");
    }
};

QTEST_APPLESS_MAIN(tst_Segment)
#include "tst_segment.moc"
