#include <support/messages.h>
#include <ui/models/filterreading.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace Ui;
using Stomp::Ledger;
using Testing::Message;

namespace {

using Tester = QAbstractItemModelTester;

/** A pump; every tenth message has the number that the filter wants. */
struct Pumped
{
    explicit Pumped(std::size_t segmentBytes = 4096)
        : feed(Stomp::SegmentPool::create(segmentBytes, 4)), pump(feed)
    { }

    void receive(int messages)
    {
        for (int i = 0; i < messages; ++i) {
            const Message message("/queue/a",
                "{\"n\":" + std::to_string(number % 10)
                    + ",\"at\":" + std::to_string(number / sameFor * sameFor) + "}");
            ++number;
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(messages));
    }
    void filter(const char* condition)
    {
        pump.filtering().set(
            readFilter(QString::fromLatin1(condition), FilterMode::Condition).filter);
    }
    [[nodiscard]] bool isAtRest()
    {
        const Ledger ledger = pump.ledger();
        return ledger.waiting == 0 && !pump.filtering().isBusy();
    }
    [[nodiscard]] bool shows(quint64 serial) { return pump.model().rowOf(serial).has_value(); }

    MessageFeed feed;
    MessagePump pump;
    Tester tester{&pump.model(), Tester::FailureReportingMode::QtTest};
    int number = 0;
    int sameFor = 1; //!< messages of the same number, as far as n is the same
};

} // namespace

class tst_MessageFiltering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void filtersWhatIsThereAndWhatComes()
    {
        Pumped pumped;
        pumped.receive(1000);
        pumped.pump.flush();
        QSignalSpy changed(&pumped.pump.filtering(), &MessageFiltering::changed);
        pumped.filter("$.n = 3");
        QCOMPARE(changed.count(), 1);
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(100));
        QCOMPARE(pumped.pump.ledger().hidden, std::uint64_t(900));
        QVERIFY(pumped.shows(993));
        QVERIFY(!pumped.shows(994));
        pumped.receive(50);
        QTRY_COMPARE(pumped.pump.ledger().shown, std::uint64_t(105));
        QTRY_COMPARE(pumped.pump.ledger().hidden, std::uint64_t(945));
        pumped.filter("$.n = 3"); // the same again
        QCOMPARE(changed.count(), 1);
        pumped.filter("");
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(1050));
        QCOMPARE(pumped.pump.ledger().hidden, std::uint64_t(0));
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }

    void anotherFilterTakesItsPlace()
    {
        Pumped pumped;
        pumped.receive(2000);
        pumped.pump.flush();
        for (int i = 0; i < 20; ++i)
            pumped.filter(i % 2 == 0 ? "$.n = 3" : "$.n = 4");
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(200));
        QVERIFY(pumped.shows(4));
        QVERIFY(!pumped.shows(3));
    }

    void canBeStoppedAndGoOn()
    {
        Pumped pumped;
        pumped.receive(100'000);
        pumped.pump.flush();
        pumped.filter("$.n = 3");
        pumped.pump.filtering().setHalted(true);
        QVERIFY(pumped.pump.filtering().isHalted());
        QVERIFY(!pumped.pump.filtering().isBusy());
        pumped.receive(10); // stored and counted all the same
        pumped.pump.flush();
        const Ledger halted = pumped.pump.ledger();
        QCOMPARE(halted.lost(), std::int64_t(0));
        QCOMPARE(halted.received, std::uint64_t(100'010));
        QVERIFY(halted.waiting >= 10);
        pumped.pump.filtering().setHalted(false);
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(10'001));
        // A new filter does not begin halted.
        pumped.pump.filtering().setHalted(true);
        pumped.filter("$.n = 4");
        QVERIFY(!pumped.pump.filtering().isHalted());
        QTRY_COMPARE(pumped.pump.ledger().shown, std::uint64_t(10'001));
    }

    void pausedItFiltersWhatWasThere()
    {
        Pumped pumped;
        pumped.receive(100);
        pumped.pump.flush();
        pumped.pump.setPaused(true);
        pumped.receive(50);
        pumped.pump.flush();
        pumped.filter("$.n = 3");
        QTRY_COMPARE(pumped.pump.ledger().hidden, std::uint64_t(90));
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(10));
        QCOMPARE(pumped.pump.ledger().held, std::uint64_t(50));
        QTRY_VERIFY(!pumped.pump.filtering().isBusy());
        pumped.pump.setPaused(false);
        QTRY_COMPARE(pumped.pump.ledger().shown, std::uint64_t(15));
        QCOMPARE(pumped.pump.ledger().held, std::uint64_t(0));
    }

    void clearTakesTheHiddenAlong()
    {
        Pumped pumped;
        pumped.receive(100);
        pumped.pump.flush();
        pumped.filter("$.n = 3");
        pumped.pump.clear(); // before anything was judged
        QCOMPARE(pumped.pump.ledger().cleared, std::uint64_t(100));
        pumped.receive(20);
        QTRY_COMPARE(pumped.pump.ledger().shown, std::uint64_t(2));
        QCOMPARE(pumped.pump.ledger().hidden, std::uint64_t(18));
        pumped.pump.clear();
        QCOMPARE(pumped.pump.ledger().cleared, std::uint64_t(120));
        QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
    }

    void whatRetiresIsForgotten()
    {
        Pumped pumped;
        pumped.pump.setRetention(20'000);
        pumped.filter("$.n = 3");
        for (int i = 0; i < 60; ++i) {
            pumped.receive(100);
            pumped.pump.flush();
            QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        }
        QTRY_VERIFY(pumped.isAtRest());
        const Ledger ledger = pumped.pump.ledger();
        QVERIFY(ledger.retired > 4000);
        QCOMPARE(ledger.shown + ledger.hidden, std::uint64_t(pumped.pump.store().rowCount()));
        QVERIFY(ledger.shown > 0);
    }

    void foldsWhatTheFilterWants()
    {
        Pumped pumped;
        pumped.sameFor = 40; // of n = 3 four in a row
        pumped.receive(1000);
        pumped.pump.flush();
        QSignalSpy changed(&pumped.pump.filtering(), &MessageFiltering::changed);
        pumped.pump.filtering().setFolding(true);
        QCOMPARE(changed.count(), 1);
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(1000)); // others lie between
        pumped.filter("$.n = 3");
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(25));
        QCOMPARE(pumped.pump.ledger().folded, std::uint64_t(75));
        QCOMPARE(pumped.pump.ledger().hidden, std::uint64_t(900));
        const Stomp::SourceLedgers ledgers = pumped.pump.sourceLedgers();
        QCOMPARE(ledgers.rows.size(), std::size_t(1));
        QCOMPARE(ledgers.rows[0].ledger, ledgers.sum);
        QCOMPARE(ledgers.sum.lost(), std::int64_t(0));
        pumped.receive(20); // half a run
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(26));
        QCOMPARE(pumped.pump.ledger().folded, std::uint64_t(76));
        pumped.filter("");
        QTRY_VERIFY(pumped.isAtRest());
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(1020));
        pumped.pump.filtering().setFolding(false);
        QVERIFY(pumped.isAtRest());
        QVERIFY(!pumped.pump.filtering().isFolding());
        pumped.receive(10);
        pumped.pump.flush();
        QCOMPARE(pumped.pump.ledger().shown, std::uint64_t(1030));
    }

    void foldedItRetires()
    {
        Pumped pumped;
        pumped.pump.setRetention(20'000);
        pumped.pump.filtering().setFolding(true);
        pumped.filter("$.n < 0 OR $.at >= 0");
        pumped.sameFor = 1'000'000;
        for (int i = 0; i < 60; ++i) {
            pumped.receive(100);
            pumped.pump.flush();
            QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        }
        QTRY_VERIFY(pumped.isAtRest());
        const Ledger ledger = pumped.pump.ledger();
        QVERIFY(ledger.retired > 4000);
        QCOMPARE(ledger.shown + ledger.folded, std::uint64_t(pumped.pump.store().rowCount()));
        QVERIFY(ledger.shown > 0);
    }

    void anySequenceAddsUp_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 6; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void anySequenceAddsUp()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        Pumped pumped;
        pumped.sameFor = 30;
        pumped.pump.setRetention(40'000);
        const char* filters[] = {"$.n = 3", "$.n < 5", "$.none = 1", ""};
        for (int step = 0; step < 150; ++step) {
            switch (random() % 9) {
            case 0:
                pumped.filter(filters[random() % 4]);
                break;
            case 5:
                pumped.pump.filtering().setFolding(random() % 2 == 0);
                break;
            case 1:
                pumped.pump.setPaused(random() % 2 == 0);
                break;
            case 2:
                if (random() % 5 == 0)
                    pumped.pump.clear();
                break;
            case 3:
                pumped.pump.filtering().setHalted(random() % 2 == 0);
                break;
            case 4:
                pumped.pump.addGap({});
                break;
            default:
                pumped.receive(int(random() % 60));
            }
            if (random() % 2 == 0)
                pumped.pump.flush();
            QCOMPARE(pumped.pump.ledger().lost(), std::int64_t(0));
        }
        pumped.pump.setPaused(false);
        pumped.pump.filtering().setHalted(false);
        pumped.filter("$.n = 7");
        QTRY_VERIFY(pumped.isAtRest());
        std::uint64_t expected = 0;
        for (std::size_t row = 0; row < pumped.pump.store().rowCount(); ++row)
            expected += pumped.pump.store().serialAt(row) % 10 == 7 ? 1 : 0;
        const Ledger ledger = pumped.pump.ledger();
        QCOMPARE(ledger.shown + ledger.folded, expected);
        QCOMPARE(ledger.lost(), std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(tst_MessageFiltering)
#include "tst_messagefiltering.moc"
