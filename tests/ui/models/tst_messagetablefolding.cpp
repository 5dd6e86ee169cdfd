#include "foldedtable.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace Ui;
using Table = Testing::FoldedTable;

/** Repeats folded into the row of the first, and all that happens to the table meanwhile. */
class tst_MessageTableFolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void foldsWhatIsThereAndWhatComes()
    {
        Table table;
        table.add("aaabcc");
        table.model.showAll();
        table.begin(false, true);
        QCOMPARE(table.model.rowCount(), 0);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a3 b c2"));
        QCOMPARE(table.model.messages().foldedCount(), std::size_t(3));
        table.add("cca");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a3 b c4 a"));
        QCOMPARE(table.model.serialAt(2), quint64(4));
        QCOMPARE(table.model.rowOf(7), std::optional(2));
        QVERIFY(table.model.index(2, 0).data(Qt::ToolTipRole).toString().contains(u'4'));
        table.model.unfold();
        QCOMPARE(table.shown(), QStringLiteral("a a a b c c c c a"));
        QVERIFY(!table.model.index(2, 0).data(RepeatsRole).isValid());
    }

    void aGrowingRunChangesOnlyItsRow()
    {
        Table table;
        table.add("ab");
        table.begin(false, true);
        table.show();
        QList<QPair<int, int>> told;
        connect(&table.model, &QAbstractItemModel::dataChanged, this,
            [&told](const QModelIndex& from, const QModelIndex& to) {
                told.append({from.row(), to.row()});
            });
        const QPersistentModelIndex row = table.model.index(1, 0);
        table.add("bbb");
        table.show();
        QCOMPARE(told, (QList<QPair<int, int>>{{1, 1}}));
        QCOMPARE(table.model.serialAt(row.row()), quint64(1));
        table.add("c");
        table.show(); // another row, the same run
        QCOMPARE(told.size(), qsizetype(1));
        QCOMPARE(table.shown(), QStringLiteral("a b4 c"));
    }

    void destinationsAreToldApart()
    {
        Table table;
        table.begin(false, true);
        table.add("aa", "/queue/a");
        table.add("aa", "/queue/b");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 a2"));
    }

    void foldsAmongTheHitsOfAFilter()
    {
        Table table;
        table.add("axaaxa"); // 1 and 4 are hidden
        table.begin(true, true);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a4"));
        QCOMPARE(table.model.messages().hiddenCount(), std::size_t(2));
        table.model.unfold();
        QCOMPARE(table.shown(), QStringLiteral("a a a a"));
        table.begin(false, true);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a x a2 x a"));
    }

    void aGapPartsARun()
    {
        Table table;
        table.add("aa");
        table.addGap();
        table.begin(false, true);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 |"));
        table.add("aaa");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 | a3"));
        table.addGap();
        table.add("a");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 | a3 | a"));
        table.begin(false, true);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 | a3 | a"));
    }

    void whatIsLeftOfARunGoesOn()
    {
        Table table;
        table.begin(false, true);
        table.add("aaaab");
        table.show();
        table.remove({0, 2}, true);
        QCOMPARE(table.shown(), QStringLiteral("a2 b"));
        QCOMPARE(table.model.serialAt(0), quint64(2));
        table.remove({0, 3}, true); // all
        QCOMPARE(table.shown(), QString());
        table.add("bb"); // like one that has gone
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("b2"));
        QCOMPARE(table.complaint(), QString());
    }

    void aFrozenTableStays()
    {
        Table table;
        table.begin(false, true);
        table.add("aab");
        table.show();
        table.model.setFrozen(true);
        table.add("bbc");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 b"));
        table.model.setFrozen(false);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 b3 c"));
    }

    void oneRunIsUnfoldedAlone()
    {
        Table table;
        table.begin(false, true);
        table.add("aaabbbccb");
        table.addGap();
        table.add("d");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a3 b3 c2 b | d"));
        QVERIFY(!table.model.unfoldedRun(1));
        const QPersistentModelIndex first = table.model.index(1, 0);
        const QPersistentModelIndex next = table.model.index(2, 0);
        table.model.unfoldRun(1);
        QCOMPARE(table.shown(), QStringLiteral("a3 b b b c2 b | d"));
        QCOMPARE(first.row(), 1);
        QCOMPARE(next.row(), 4);
        QCOMPARE(table.complaint(), QString());
        QCOMPARE(table.model.messages().foldedCount(), std::size_t(3));
        for (int row = 1; row <= 3; ++row) {
            const auto run = table.model.unfoldedRun(row);
            QVERIFY(run);
            QCOMPARE(run->firstRow, 1);
            QCOMPARE(run->rows, 3);
            QCOMPARE(table.model.index(row, 0).data(UnfoldedRole).toInt(), row == 1 ? 3 : 0);
            QVERIFY(table.model.index(row, 0).data(UnfoldedRole).isValid());
        }
        QVERIFY(!table.model.unfoldedRun(0) && !table.model.unfoldedRun(4));
        QVERIFY(!table.model.index(4, 0).data(UnfoldedRole).isValid());
        table.model.unfoldRun(0); // others may be
        QCOMPARE(table.shown(), QStringLiteral("a a a b b b c2 b | d"));
        table.model.foldRun(4);
        QCOMPARE(table.shown(), QStringLiteral("a a a b3 c2 b | d"));
        table.model.foldRun(4); // is not unfolded: nothing
        table.model.foldRun(2);
        QCOMPARE(table.shown(), QStringLiteral("a3 b3 c2 b | d"));
        QCOMPARE(table.complaint(), QString());
        table.model.unfoldRun(3); // alone: nothing
        QCOMPARE(table.shown(), QStringLiteral("a3 b3 c2 b | d"));
    }

    void anUnfoldedRunGoesOnUnfolded()
    {
        Table table;
        table.begin(true, true);
        table.add("axaax"); // 1 and 4 are hidden
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a3"));
        table.model.unfoldRun(0);
        table.model.setFrozen(true);
        table.add("aa");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a a a"));
        table.model.setFrozen(false);
        QSignalSpy changed(&table.model, &QAbstractItemModel::dataChanged);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a a a a a"));
        QCOMPARE(changed.count(), 1); // its first row says how many
        QCOMPARE(table.model.unfoldedRun(4)->rows, 5);
        table.add("bbbb");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a a a a a b2"));
        QCOMPARE(table.model.unfoldedRun(4)->rows, 5);
        table.add("b");
        table.show();
        table.model.foldRun(3);
        QCOMPARE(table.shown(), QStringLiteral("a5 b3"));
        QCOMPARE(table.complaint(), QString());
        // Folded again, what comes to it is too; and a gap ends one that is not.
        table.model.unfoldRun(1);
        table.model.foldRun(1);
        table.add("bb");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a5 b4"));
        table.model.unfoldRun(1);
        table.addGap();
        table.add("bbbb");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a5 b b b b | b3"));
        QCOMPARE(table.complaint(), QString());
    }

    void partsOfAnUnfoldedRunMayGo()
    {
        Table table;
        table.begin(false, true);
        table.add("aaaab");
        table.show();
        table.model.unfoldRun(0);
        table.remove({0, 2}, true);
        QCOMPARE(table.shown(), QStringLiteral("a a b"));
        QCOMPARE(table.model.unfoldedRun(1)->rows, 2);
        table.remove({0, 1}, true);
        QCOMPARE(table.shown(), QStringLiteral("a b"));
        QVERIFY(!table.model.unfoldedRun(0)); // it stands for itself
        table.remove({0, 1}, true);
        QCOMPARE(table.shown(), QStringLiteral("b"));
        table.add("bb");
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("b3"));
        QCOMPARE(table.complaint(), QString());
    }

    void sortedAndBackItIsStillUnfolded()
    {
        Table table;
        table.begin(false, true);
        table.add("aabb");
        table.show();
        table.model.unfoldRun(1);
        table.model.hold(4);
        table.model.setOrder(
            std::make_unique<SortedOrder>(0, std::vector<std::uint32_t>{3, 1, 2, 0}));
        QCOMPARE(table.shown(), QStringLiteral("b a b a"));
        QVERIFY(!table.model.unfoldedRun(0));
        table.model.hold(std::nullopt);
        table.model.setOrder(nullptr);
        QCOMPARE(table.shown(), QStringLiteral("a2 b b"));
        table.model.unfold(); // all
        QVERIFY(!table.model.unfoldedRun(2));
        table.begin(false, true);
        table.show();
        QCOMPARE(table.shown(), QStringLiteral("a2 b2")); // anew
    }

    void sortedEachStandsForItself()
    {
        Table table;
        table.begin(false, true);
        table.add("aabb");
        table.show();
        table.model.hold(4);
        table.model.setOrder(
            std::make_unique<SortedOrder>(0, std::vector<std::uint32_t>{3, 1, 2, 0}));
        QCOMPARE(table.shown(), QStringLiteral("b a b a"));
        QCOMPARE(table.model.messages().foldedCount(), std::size_t(0));
        table.remove({0, 1}, true);
        QCOMPARE(table.shown(), QStringLiteral("b a b"));
        table.model.hold(std::nullopt);
        table.model.setOrder(nullptr);
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("a b2"));
        QCOMPARE(table.complaint(), QString());
    }

    void anySequenceAddsUp_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 24; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void anySequenceAddsUp()
    {
        QFETCH(unsigned, seed);
        std::mt19937 random(seed);
        const auto below = [&random](std::size_t count) {
            return std::uniform_int_distribution<std::size_t>(0, count)(random);
        };
        Table table;
        table.store.setRetention(2500);
        table.begin(false, true);
        for (int step = 0; step < 400; ++step) {
            switch (random() % 14) {
            case 0:
            case 1:
            case 2:
                for (std::size_t i = below(3); i > 0; --i)
                    table.add(std::string(1 + below(4), "ab"[random() % 2]));
                break;
            case 3:
                if (below(2) == 0)
                    table.addGap();
                break;
            case 4:
                if (below(6) == 0)
                    table.begin(random() % 2 == 0, random() % 4 != 0);
                break;
            case 5:
                if (below(8) == 0)
                    table.model.unfold();
                break;
            case 6:
                table.model.setFrozen(below(1) == 0);
                break;
            case 7:
                table.remove({0, below(std::min<std::size_t>(table.store.rowCount(), 3))}, true);
                break;
            case 8: {
                // Pinned segments stay, so that others go from the middle.
                std::vector<std::uint64_t> pins;
                if (table.store.rowCount() > 0 && below(1) == 0)
                    pins.push_back(table.store.serialAt(below(table.store.rowCount() / 2)));
                table.store.setPins(pins);
                if (const auto span = table.store.excess())
                    table.remove(*span, false);
                break;
            }
            case 9:
                table.deliver();
                break;
            case 10:
                if (const int rows = table.model.rowCount(); rows > 0)
                    table.model.unfoldRun(int(below(std::size_t(rows - 1))));
                break;
            case 11:
                if (const int rows = table.model.rowCount(); rows > 0 && below(2) == 0)
                    table.model.foldRun(int(below(std::size_t(rows - 1))));
                break;
            default:
                table.look(table.lookedUpTo()
                    + below(std::size_t(table.store.appendedCount() - table.lookedUpTo())));
                if (below(1) == 0)
                    table.deliver();
            }
            const QString complaint = table.complaint();
            QVERIFY2(complaint.isEmpty(),
                qPrintable(QStringLiteral("step %1: %2").arg(step).arg(complaint)));
        }
    }
};

QTEST_GUILESS_MAIN(tst_MessageTableFolding)
#include "tst_messagetablefolding.moc"
