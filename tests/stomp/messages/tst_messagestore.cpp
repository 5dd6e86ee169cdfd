#include <stomp/messages/ledger.h>
#include <stomp/messages/messagestore.h>
#include <stomp/messages/segmentpool.h>

#include <QTest>

#include <deque>
#include <random>
#include <string>

using namespace Stomp;

namespace {

/** Writes frames as a feed does and hands each batch to the store. */
class Writer
{
public:
    explicit Writer(MessageStore& store, std::size_t segmentBytes = 1024)
        : m_store(store), m_pool(SegmentPool::create(segmentBytes, 2))
    { }

    void write(const std::string& frame, std::uint8_t flags = 0, std::uint32_t subscription = 1)
    {
        MessageRow row;
        row.flags = flags;
        row.subscription = subscription;
        if (m_pool->isLargeFrame(frame.size())) {
            const SegmentPtr large = m_pool->takeForLargeFrame(frame.size());
            QVERIFY(large->append(frame, row));
            m_store.append({large, 0, 1});
            return;
        }
        if (!m_open || !m_open->append(frame, row)) {
            m_open = m_pool->take();
            QVERIFY(m_open->append(frame, row));
        }
        m_store.append({m_open, std::uint32_t(m_open->rowCount() - 1), 1});
    }

    void write(int from, int to)
    {
        for (int i = from; i < to; ++i)
            write("frame " + std::to_string(i));
    }

    [[nodiscard]] SegmentPool& pool() { return *m_pool; }

private:
    MessageStore& m_store;
    std::shared_ptr<SegmentPool> m_pool;
    SegmentPtr m_open;
};

std::string textAt(const MessageStore& store, std::size_t row)
{
    return std::string(store.messageAt(row).bytes());
}

Ledger ledgerOf(const MessageStore& store, std::uint64_t received)
{
    Ledger ledger;
    ledger.received = received;
    ledger.shown = store.rowCount();
    ledger.cleared = store.clearedCount();
    ledger.retired = store.retiredCount();
    return ledger;
}

} // namespace

class tst_MessageStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isEmptyAtFirst()
    {
        const MessageStore store;
        QCOMPARE(store.rowCount(), std::size_t(0));
        QCOMPARE(store.keptBytes(), std::size_t(0));
        QVERIFY(!store.messageAt(0));
        QVERIFY(!store.rowOf(0));
        QVERIFY(!store.excess());
    }

    void findsEveryRowAcrossSegments()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 500);
        QCOMPARE(store.rowCount(), std::size_t(500));
        std::size_t bytes = 0;
        for (std::size_t row = 0; row < 500; ++row) {
            const StoredMessage message = store.messageAt(row);
            QCOMPARE(std::string(message.bytes()), "frame " + std::to_string(row));
            QCOMPARE(message.serial, row);
            QCOMPARE(store.serialAt(row), row);
            QCOMPARE(store.rowOf(row), std::optional<std::size_t>(row));
            bytes += message.bytes().size() + sizeof(MessageRow);
        }
        QCOMPARE(store.keptBytes(), bytes);
        QVERIFY(!store.rowOf(500));
    }

    void ignoresEmptyRanges()
    {
        MessageStore store;
        store.append({std::make_shared<Segment>(10, 1), 0, 0});
        QCOMPARE(store.rowCount(), std::size_t(0));
        QCOMPARE(store.appendedCount(), std::uint64_t(0));
    }

    void keepsOrderAroundLargeFrames()
    {
        MessageStore store;
        Writer writer(store, 1024);
        writer.write("small 1");
        writer.write(std::string(5000, 'L'));
        writer.write("small 2");
        QCOMPARE(textAt(store, 0), std::string("small 1"));
        QCOMPARE(store.messageAt(1).bytes().size(), std::size_t(5000));
        QCOMPARE(textAt(store, 2), std::string("small 2"));
    }

    void retiresWholeOldestRuns()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 500);
        store.setRetention(store.keptBytes() / 2);
        const std::optional<RowSpan> span = store.excess();
        QVERIFY(span);
        QCOMPARE(span->first, std::size_t(0));
        store.retire(*span);
        QVERIFY(store.keptBytes() <= store.retention());
        QVERIFY(!store.excess());
        QCOMPARE(store.retiredCount(), span->count);
        QCOMPARE(store.rowCount(), 500 - span->count);
        QCOMPARE(textAt(store, 0), "frame " + std::to_string(span->count));
        QVERIFY(!store.rowOf(span->count - 1));
        QCOMPARE(store.rowOf(span->count), std::optional<std::size_t>(0));
    }

    void keepsTheNewestRunInAnyCase()
    {
        MessageStore store;
        Writer writer(store, 1024);
        store.setRetention(0);
        writer.write(std::string(5000, 'L'));
        QVERIFY(!store.excess());
        writer.write("next");
        QCOMPARE(store.excess(), std::optional<RowSpan>(RowSpan{0, 1}));
    }

    void skipsPinnedSegments()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 200);
        const std::vector<std::uint64_t> pins{60};
        store.setPins(pins);
        store.setRetention(1);
        std::size_t retired = 0;
        while (const auto span = store.excess()) {
            retired += span->count;
            store.retire(*span);
        }
        const std::optional<std::size_t> row = store.rowOf(60);
        QVERIFY(row);
        QCOMPARE(textAt(store, *row), std::string("frame 60"));
        QVERIFY(!store.rowOf(0));
        QVERIFY(store.rowOf(199)); // the newest
        QCOMPARE(store.rowCount(), 200 - retired);
        store.setPins({});
        while (const auto span = store.excess())
            store.retire(*span);
        QVERIFY(!store.rowOf(60));
    }

    void memoryGoesBackInPortions()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 200);
        store.clear(store.rowCount());
        QCOMPARE(writer.pool().idleCount(), std::size_t(0));
        QVERIFY(store.releaseMemory(2)); // one of them is still being written
        QCOMPARE(writer.pool().idleCount(), std::size_t(1));
        QVERIFY(!store.releaseMemory(1000));
        QCOMPARE(writer.pool().idleCount(), std::size_t(2));
    }

    void clearsSomeOrAll()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 100);
        store.clear(30);
        QCOMPARE(store.rowCount(), std::size_t(70));
        QCOMPARE(textAt(store, 0), std::string("frame 30"));
        QCOMPARE(store.serialAt(0), std::uint64_t(30));
        QVERIFY(!store.rowOf(29));
        QCOMPARE(store.clearedCount(), std::uint64_t(30));
        store.clear(1000);
        QCOMPARE(store.rowCount(), std::size_t(0));
        QCOMPARE(store.keptBytes(), std::size_t(0));
        QCOMPARE(store.clearedCount(), std::uint64_t(100));
        writer.write(100, 101);
        QCOMPARE(store.serialAt(0), std::uint64_t(100)); // serials are never used again
    }

    void messagesOutliveTheStore()
    {
        MessageStore store;
        Writer writer(store, 256);
        writer.write(0, 1);
        const StoredMessage message = store.messageAt(0);
        store.clear(1);
        store.releaseMemory(100);
        writer.write(1, 100);
        QVERIFY(message.bytes() == "frame 0");
    }

    void acknowledgementStates()
    {
        MessageStore store;
        Writer writer(store);
        writer.write("auto");
        writer.write("one", NeedsAckFlag);
        writer.write("two", NeedsAckFlag);
        writer.write("on arrival", NeedsAckFlag | AckedOnArrivalFlag);
        QCOMPARE(store.ackStateAt(0), AckState::NotNeeded);
        QCOMPARE(store.ackStateAt(1), AckState::Waiting);
        store.setAckState(1, AckState::Nacked);
        QCOMPARE(store.ackStateAt(0), AckState::NotNeeded);
        QCOMPARE(store.ackStateAt(1), AckState::Nacked);
        QCOMPARE(store.ackStateAt(2), AckState::Waiting);
        QCOMPARE(store.ackStateAt(3), AckState::Acked);
        writer.write("three", NeedsAckFlag); // after states were set
        writer.write("auto");
        QCOMPARE(store.ackStateAt(4), AckState::Waiting);
        QCOMPARE(store.messageAt(5).ack, AckState::NotNeeded);
        store.setAckState(2, AckState::AckedInTransaction);
        QVERIFY(Stomp::isOutstanding(store.ackStateAt(2)));
        QVERIFY(Stomp::isOutstanding(AckState::NackedInTransaction));
        QVERIFY(Stomp::isOutstanding(store.ackStateAt(4)));
        for (const std::size_t row : {0U, 1U, 3U})
            QVERIFY(!Stomp::isOutstanding(store.ackStateAt(row)));
        QVERIFY(!Stomp::isOutstanding(AckState::Lapsed));
        store.setAckState(2, AckState::Waiting);
        store.clear(1);
        QCOMPARE(store.ackStateAt(0), AckState::Nacked);
        QCOMPARE(store.messageAt(1).ack, AckState::Waiting);
    }

    void cumulativeAcknowledgement()
    {
        MessageStore store;
        Writer writer(store, 128);
        for (int i = 0; i < 60; ++i)
            writer.write("frame " + std::to_string(i), NeedsAckFlag, i % 3 == 0 ? 2 : 1);
        QCOMPARE(store.setAckStateUpTo(10, AckState::Acked), (RowSpan{1, 10}));
        QCOMPARE(store.ackStateAt(0), AckState::Waiting); // another subscription
        QCOMPARE(store.ackStateAt(1), AckState::Acked);
        QCOMPARE(store.ackStateAt(9), AckState::Waiting);
        QCOMPARE(store.ackStateAt(10), AckState::Acked);
        QCOMPARE(store.ackStateAt(11), AckState::Waiting);
        QCOMPARE(store.setAckStateUpTo(50, AckState::Nacked), (RowSpan{11, 40}));
        QCOMPARE(store.ackStateAt(10), AckState::Acked);
        QCOMPARE(store.ackStateAt(11), AckState::Nacked);
        QCOMPARE(store.ackStateAt(12), AckState::Waiting);
        QCOMPARE(store.ackStateAt(50), AckState::Nacked);
        QCOMPARE(store.ackStateAt(52), AckState::Waiting);
    }

    void anySequence_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    /** Against a plain list: same rows in the same order, and a ledger that adds up throughout. */
    void anySequence()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&random](std::size_t bound) {
            return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
        };
        MessageStore store;
        Writer writer(store, 512);
        store.setRetention(4000);
        std::deque<std::pair<std::uint64_t, std::string>> expected;
        std::uint64_t received = 0;
        std::vector<std::uint64_t> pins;
        for (int step = 0; step < 400; ++step) {
            switch (below(8)) {
            case 0:
                store.clear(below(expected.size() + 3));
                while (expected.size() > store.rowCount())
                    expected.pop_front();
                break;
            case 1:
                pins.clear();
                for (std::size_t i = below(3); i > 0 && !expected.empty(); --i)
                    pins.push_back(expected[below(expected.size())].first);
                store.setPins(pins);
                break;
            case 2:
                store.releaseMemory(below(4));
                break;
            case 3:
                while (const auto span = store.excess()) {
                    const auto first = expected.begin() + std::ptrdiff_t(span->first);
                    for (std::size_t i = 0; i < span->count; ++i) {
                        const std::uint64_t serial = (first + std::ptrdiff_t(i))->first;
                        QVERIFY(std::find(pins.begin(), pins.end(), serial) == pins.end());
                    }
                    expected.erase(first, first + std::ptrdiff_t(span->count));
                    store.retire(*span);
                }
                break;
            default:
                for (std::size_t i = below(30); i > 0; --i) {
                    const bool large = below(20) == 0;
                    const std::string frame = std::to_string(received)
                        + std::string(large ? below(2000) + 200 : below(60), '.');
                    expected.emplace_back(received++, frame);
                    writer.write(frame);
                }
            }
            QCOMPARE(store.rowCount(), expected.size());
            QCOMPARE(ledgerOf(store, received).lost(), std::int64_t(0));
            std::size_t bytes = 0;
            for (std::size_t row = 0; row < expected.size(); ++row) {
                QCOMPARE(store.serialAt(row), expected[row].first);
                QCOMPARE(textAt(store, row), expected[row].second);
                QCOMPARE(store.rowOf(expected[row].first), std::optional<std::size_t>(row));
                bytes += expected[row].second.size() + sizeof(MessageRow);
            }
            QCOMPARE(store.keptBytes(), bytes);
        }
    }

    /** The ledger is no tautology: a message that never reached the store shows as lost. */
    void plantedMiscountIsFound()
    {
        MessageStore store;
        Writer writer(store, 512);
        writer.write(0, 50);
        QCOMPARE(ledgerOf(store, 50).lost(), std::int64_t(0));
        QCOMPARE(ledgerOf(store, 51).lost(), std::int64_t(1));
        QCOMPARE(ledgerOf(store, 49).lost(), std::int64_t(-1)); // one counted twice
        Ledger ledger = ledgerOf(store, 50);
        ledger.held = 3;
        QCOMPARE(ledger.lost(), std::int64_t(-3));
        ledger.waiting = 4;
        ledger.hidden = 5;
        QCOMPARE(ledger.lost(), std::int64_t(-12));
    }
};

QTEST_APPLESS_MAIN(tst_MessageStore)
#include "tst_messagestore.moc"
