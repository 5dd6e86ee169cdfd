#include <support/mappedfiles.h>
#include <support/messages.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <limits>
#include <thread>

using namespace Ui;
using Stomp::AckState;
using Stomp::Ledger;
using Testing::Message;

namespace {

using Tester = QAbstractItemModelTester;

struct Pumped
{
    explicit Pumped(MessageFeed::Limits limits = {})
        : feed(Stomp::SegmentPool::create(4096, 4), limits), pump(feed)
    { }

    /** What an I/O thread does with a chunk. */
    void receive(
        int messages, quint32 connection = 1, quint32 subscription = 1, std::uint8_t flags = 0)
    {
        for (int i = 0; i < messages; ++i) {
            Message message("/queue/a", "{\"number\":" + std::to_string(number++) + "}");
            message.row.connection = connection;
            message.row.subscription = subscription;
            message.row.flags = flags;
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(messages));
    }
    [[nodiscard]] int shown() { return pump.model().rowCount(); }

    MessageFeed feed;
    MessagePump pump;
    Tester tester{&pump.model(), Tester::FailureReportingMode::QtTest};
    int number = 0;
};

} // namespace

class tst_MessagePump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsWhatArrives()
    {
        Pumped pumped;
        QSignalSpy inserted(&pumped.pump.model(), &QAbstractItemModel::rowsInserted);
        pumped.receive(10);
        QCOMPARE(pumped.pump.ledger().waiting, std::uint64_t(10));
        QCOMPARE(pumped.shown(), 0);
        QTRY_COMPARE(pumped.shown(), 10);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(pumped.pump.ledger().waiting, std::uint64_t(0));
        pumped.receive(5); // by the timer: nothing else wakes the pump now
        QTRY_COMPARE(pumped.shown(), 15);
        QCOMPARE(inserted.count(), 2);
    }

    void sleepsWhenNothingComes()
    {
        Pumped pumped;
        const auto* timer = pumped.pump.findChild<QTimer*>();
        QVERIFY(timer);
        QVERIFY(!timer->isActive());
        pumped.receive(1);
        QTRY_COMPARE(pumped.shown(), 1);
        QVERIFY(timer->isActive());
        QTRY_VERIFY(!timer->isActive());
        QCOMPARE(pumped.pump.subscriptionTraffic(1).rate, 0.0); // has come to rest before
        pumped.receive(1);
        QTRY_COMPARE(pumped.shown(), 2);
    }

    void countsBySubscriptionAndConnection()
    {
        Pumped pumped;
        QSignalSpy arrived(&pumped.pump, &MessagePump::arrived);
        QSignalSpy counts(&pumped.pump, &MessagePump::countsChanged);
        pumped.receive(3, 1, 7);
        pumped.receive(2, 2, 8);
        pumped.receive(1, 1, 7);
        pumped.receive(1, 1, 0);
        pumped.pump.flush();
        QCOMPARE(arrived.count(), 1);
        QCOMPARE(counts.count(), 1);
        const auto arrivals = arrived[0][0].value<QList<MessagePump::Arrival>>();
        QCOMPARE(arrivals.size(), 3);
        QCOMPARE(arrivals[0].subscription, 7U);
        QCOMPARE(arrivals[0].connection, 1U);
        QCOMPARE(arrivals[0].messages, quint64(4));
        QCOMPARE(arrivals[1].messages, quint64(2));
        QCOMPARE(arrivals[2].subscription, 0U); // unsolicited
        QCOMPARE(pumped.pump.subscriptionTraffic(7).messages, quint64(4));
        QCOMPARE(pumped.pump.subscriptionTraffic(7).bytes, arrivals[0].bytes);
        QCOMPARE(pumped.pump.subscriptionTraffic(8).messages, quint64(2));
        QCOMPARE(pumped.pump.connectionTraffic(1).messages, quint64(5));
        QCOMPARE(pumped.pump.connectionTraffic(2).messages, quint64(2));
        QCOMPARE(pumped.pump.connectionTraffic(3).messages, quint64(0));
        pumped.pump.flush();
        QCOMPARE(arrived.count(), 1);
    }

    void rateRisesAndFalls()
    {
        Pumped pumped;
        pumped.receive(500);
        QTRY_VERIFY(pumped.pump.connectionTraffic(1).rate > 0);
        QTRY_COMPARE(pumped.pump.connectionTraffic(1).rate, 0.0);
    }

    void pauseHoldsAndCounts()
    {
        Pumped pumped;
        QSignalSpy paused(&pumped.pump, &MessagePump::pausedChanged);
        pumped.receive(3);
        pumped.pump.flush();
        pumped.pump.setPaused(true);
        QCOMPARE(paused.count(), 1);
        pumped.receive(4);
        pumped.pump.flush();
        QCOMPARE(pumped.shown(), 3);
        const Ledger ledger = pumped.pump.ledger();
        QCOMPARE(ledger.held, std::uint64_t(4));
        QCOMPARE(ledger.waiting, std::uint64_t(0));
        QCOMPARE(ledger.lost(), std::int64_t(0));
        QCOMPARE(pumped.pump.connectionTraffic(1).messages, quint64(7));
        pumped.pump.setPaused(false);
        QCOMPARE(pumped.shown(), 7);
        QCOMPARE(pumped.pump.ledger().held, std::uint64_t(0));
    }

    void clearLeavesWhatWasHeld()
    {
        Pumped pumped;
        pumped.receive(3);
        pumped.pump.flush();
        pumped.pump.setPaused(true);
        pumped.receive(4);
        pumped.pump.flush();
        pumped.pump.clear();
        QCOMPARE(pumped.shown(), 0);
        Ledger ledger = pumped.pump.ledger();
        QCOMPARE(ledger.cleared, std::uint64_t(3));
        QCOMPARE(ledger.held, std::uint64_t(4));
        QCOMPARE(ledger.lost(), std::int64_t(0));
        pumped.pump.setPaused(false);
        QCOMPARE(pumped.shown(), 4);
        pumped.pump.clear();
        ledger = pumped.pump.ledger();
        QCOMPARE(ledger.cleared, std::uint64_t(7));
        QCOMPARE(ledger.shown, std::uint64_t(0));
        QCOMPARE(pumped.pump.store().keptBytes(), std::size_t(0));
    }

    void retiresTheOldest()
    {
        Pumped pumped;
        pumped.pump.setRetention(20'000);
        for (int i = 0; i < 50; ++i) {
            pumped.receive(20);
            pumped.pump.flush();
            QVERIFY(pumped.pump.store().keptBytes() < 20'000 + 4096 + 65 * 32);
            QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        }
        QVERIFY(pumped.pump.ledger().retired > 500);
        QCOMPARE(pumped.pump.ledger().received, std::uint64_t(1000));
        const std::size_t kept = pumped.pump.store().keptBytes();
        pumped.pump.setRetention(kept / 2);
        QVERIFY(pumped.pump.store().keptBytes() < kept);
    }

    void pinnedMessagesStay()
    {
        Pumped pumped;
        pumped.pump.setRetention(20'000);
        pumped.receive(20);
        pumped.pump.flush();
        const std::vector<std::uint64_t> pins{3};
        pumped.pump.setPins(pins);
        for (int i = 0; i < 50; ++i) {
            pumped.receive(20);
            pumped.pump.flush();
        }
        QVERIFY(pumped.pump.model().rowOf(3));
        QVERIFY(!pumped.pump.model().rowOf(300));
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }

    /** All that is kept is pinned: the writer is told to stop, until something may go. */
    void stopsReadingWhenAllIsPinned()
    {
        Pumped pumped;
        QSignalSpy state(&pumped.pump, &MessagePump::storeStateChanged);
        pumped.pump.setRetention(1000);
        pumped.receive(20);
        pumped.pump.flush();
        const std::vector<std::uint64_t> pins{3};
        pumped.pump.setPins(pins);
        pumped.receive(100); // into a second segment, and more of them: these may go
        pumped.pump.flush();
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::Pinned);
        QVERIFY(state.count() > 0);
        const Message message("/queue/a");
        QVERIFY(!pumped.feed.append(message.bytes, message.row)); // taken, and no more please
        int resumed = 0;
        pumped.feed.setResume([&resumed] { ++resumed; });
        pumped.feed.publish(1);
        pumped.pump.flush();
        QCOMPARE(resumed, 0); // though all was taken
        pumped.pump.setPins({});
        pumped.pump.flush();
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::None);
        pumped.pump.flush();
        QCOMPARE(resumed, 1);
        QVERIFY(pumped.feed.append(message.bytes, message.row));
        pumped.feed.publish(1);
        pumped.pump.flush();
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }

    void keepsEverythingOnDisk()
    {
        const QTemporaryDir folder;
        Pumped pumped;
        pumped.pump.setRetention({10'000, false}, {folder.path().toStdString(), 0});
        pumped.receive(1000);
        pumped.pump.flush();
        QCOMPARE(pumped.shown(), 1000);
        QCOMPARE(pumped.pump.store().diskBytes(), pumped.pump.store().keptBytes());
        QVERIFY(pumped.pump.store().keptBytes() > 50'000);
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::None);
        QTRY_COMPARE(pumped.feed.pool().waitingForDisk(), std::size_t(0));
        QVERIFY(Testing::mappedFiles(folder.path()) > 5); // not only meant to be there
        for (std::size_t row = 0; row < 1000; ++row) {
            const std::string body(pumped.pump.store().messageAt(row).body());
            QCOMPARE(body, "{\"number\":" + std::to_string(row) + "}");
        }
        pumped.pump.setRetention(10'000); // and back: whole segments retire
        QVERIFY(pumped.pump.ledger().retired > 0);
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        pumped.pump.clear();
        QCOMPARE(pumped.pump.store().diskBytes(), std::size_t(0));
    }

    void aFullDiskFillsMemoryAndThenStops()
    {
        const QTemporaryDir folder;
        const std::string place = folder.path().toStdString();
        Pumped pumped;
        pumped.pump.setRetention(
            {10'000, false}, {place, std::numeric_limits<std::size_t>::max() / 2});
        pumped.receive(20);
        pumped.pump.flush();
        QVERIFY(!pumped.pump.diskProblem().isEmpty());
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::None);
        pumped.receive(200);
        pumped.pump.flush();
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::DiskFull);
        QCOMPARE(pumped.shown(), 220); // nothing is lost, nothing has retired
        QCOMPARE(pumped.pump.store().memoryBytes(), pumped.pump.store().keptBytes());
        const Message message("/queue/a");
        QVERIFY(!pumped.feed.append(message.bytes, message.row));
        pumped.feed.publish(1);
        pumped.pump.setRetention({10'000, false}, {place, 0}); // there is room again
        pumped.pump.flush();
        QVERIFY(pumped.pump.stop() == Stomp::StoreStop::None);
        pumped.receive(200);
        pumped.pump.flush();
        QVERIFY(pumped.pump.diskProblem().isEmpty());
        QVERIFY(pumped.pump.store().diskBytes() > 0);
        QCOMPARE(pumped.shown(), 421);
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }

    void acknowledgement()
    {
        Pumped pumped;
        pumped.receive(5, 1, 1, Stomp::NeedsAckFlag);
        pumped.pump.flush();
        QVERIFY(pumped.pump.model().hasStates());
        QSignalSpy changed(&pumped.pump.model(), &QAbstractItemModel::dataChanged);
        pumped.pump.setAckState(4, AckState::Nacked);
        QVERIFY(pumped.pump.model().ackStateAt(4) == AckState::Nacked);
        pumped.pump.setAckStateUpTo(2, AckState::Acked);
        QVERIFY(pumped.pump.model().ackStateAt(0) == AckState::Acked);
        QVERIFY(pumped.pump.model().ackStateAt(2) == AckState::Acked);
        QVERIFY(pumped.pump.model().ackStateAt(3) == AckState::Waiting);
        QCOMPARE(changed.count(), 2);
        pumped.pump.setAckState(99, AckState::Acked); // has gone long ago
        QCOMPARE(changed.count(), 2);
    }

    void tellsTheLedgerWhenItChanges()
    {
        Pumped pumped;
        QSignalSpy told(&pumped.pump, &MessagePump::ledgerChanged);
        pumped.receive(2);
        pumped.pump.flush();
        QCOMPARE(told.count(), 1);
        QCOMPARE(told.last()[0].value<Ledger>().shown, std::uint64_t(2));
        pumped.pump.flush();
        QCOMPARE(told.count(), 1);
        pumped.pump.clear();
        QCOMPARE(told.count(), 2);
        QCOMPARE(told.last()[0].value<Ledger>().cleared, std::uint64_t(2));
    }

    void aLostBatchShows()
    {
        Pumped pumped;
        QSignalSpy told(&pumped.pump, &MessagePump::ledgerChanged);
        pumped.receive(2);
        pumped.pump.flush();
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        pumped.feed.loseNextBatch();
        pumped.receive(1);
        QTRY_COMPARE(pumped.pump.ledger().lost(), std::int64_t(1));
        QTRY_COMPARE(told.last()[0].value<Ledger>().lost(), std::int64_t(1));
        pumped.receive(5);
        QTRY_COMPARE(pumped.shown(), 7);
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(1));
    }

    /** Half a bound is reached before the tick: taken without showing, so that there is room. */
    void takesEarlyWithoutShowing()
    {
        Pumped pumped(MessageFeed::Limits{1'000'000, 10});
        pumped.receive(1);
        QTRY_COMPARE(pumped.shown(), 1);
        QSignalSpy inserted(&pumped.pump.model(), &QAbstractItemModel::rowsInserted);
        pumped.receive(6);
        QCOMPARE(pumped.feed.snapshot().waiting, std::uint64_t(6));
        QCoreApplication::sendPostedEvents(&pumped.pump);
        QCOMPARE(pumped.feed.snapshot().waiting, std::uint64_t(0));
        QCOMPARE(pumped.shown(), 1);
        QCOMPARE(pumped.pump.ledger().waiting, std::uint64_t(6));
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        QTRY_COMPARE(pumped.shown(), 7);
        QCOMPARE(inserted.count(), 1);
    }

    /** The window's thread stands still while a writer goes on: the bound stops the writer, and
     * nothing is lost. */
    void aBlockedWindowLosesNothing()
    {
        Pumped pumped(MessageFeed::Limits{10'000'000, 1000});
        std::atomic<int> resumes = 0;
        pumped.feed.setResume([&resumes] {
            resumes.fetch_add(1);
            resumes.notify_one();
        });
        std::atomic<bool> stopped = false;
        constexpr int total = 20'000;
        std::thread writer([&] {
            const Message message("/queue/a");
            for (int i = 0; i < total;) {
                const int before = resumes.load();
                bool more = true;
                int chunk = 0;
                for (; more && chunk < 50; ++chunk, ++i)
                    more = pumped.feed.append(message.bytes, message.row);
                pumped.feed.publish(static_cast<std::uint64_t>(chunk));
                if (!more) {
                    stopped.store(true);
                    stopped.notify_one();
                    resumes.wait(before);
                }
            }
        });
        stopped.wait(false); // the window's thread does nothing else until the writer has to stop
        QVERIFY(pumped.pump.ledger().waiting >= 1000);
        QVERIFY(pumped.pump.ledger().waiting < 1100);
        QCOMPARE(pumped.shown(), 0);
        // Generous: on a busy machine each of the twenty turns waits for the other thread.
        // Taken, not only published: the writer may wait for the last turn before it ends.
        QTRY_COMPARE_WITH_TIMEOUT(pumped.shown(), total, 60'000);
        writer.join();
        QCOMPARE(pumped.pump.ledger().received, std::uint64_t(total));
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(tst_MessagePump)
#include "tst_messagepump.moc"
