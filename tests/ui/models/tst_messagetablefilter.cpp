#include <support/messages.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QSet>
#include <QTest>

#include <random>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

namespace {

using Tester = QAbstractItemModelTester;

/** A filter that wants every third serial, judged as far as the test says. */
struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store, 512};
    MessageTableModel model{store};
    Tester tester{&model, Tester::FailureReportingMode::QtTest};
    quint64 judged = 0;
    QSet<quint64> gone; //!< before the filter was set

    static bool isHit(quint64 serial) { return serial % 3 == 0; }

    void add(int count)
    {
        for (int i = 0; i < count; ++i)
            writer.write(Message("/queue/a"));
    }
    void addGap(quint32 connection = 1)
    {
        ConnectionGap gap;
        gap.connection = connection;
        gap.topics = true;
        model.addGap(gap);
    }
    void filter()
    {
        judged = 0;
        gone.clear(); // a worker is given what is there
        for (quint64 serial = 0; serial < store.appendedCount(); ++serial)
            if (!store.rowOf(serial))
                gone.insert(serial);
        model.setFiltered(true);
    }
    void judgeUpTo(quint64 serial)
    {
        std::vector<std::uint64_t> hits;
        for (; judged < serial; ++judged)
            if (isHit(judged) && !gone.contains(judged))
                hits.push_back(judged);
        model.addHits(SerialList(hits), judged);
        model.showAll();
    }
    void remove(const Stomp::RowSpan& span, bool clears)
    {
        model.beginRemoval(span);
        if (clears)
            store.clear(span.count);
        else
            store.retire(span);
        model.endRemoval();
    }
    [[nodiscard]] QString shown() const
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row)) {
                parts << QStringLiteral("|");
                continue;
            }
            const quint64 serial = model.serialAt(row);
            parts << QString::number(serial);
            if (model.rowOf(serial) != row || model.rowFrom(serial) != row
                || model.messageAt(row).serial != serial)
                parts << QStringLiteral("astray");
        }
        return parts.join(u' ');
    }
    [[nodiscard]] std::size_t hidden() const { return model.messages().hiddenCount(); }
};

} // namespace

/** A filter's hits among the messages, and all that happens to the table meanwhile. */
class tst_MessageTableFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsHitsAsTheyAreFound()
    {
        Table table;
        table.add(10);
        table.model.showAll();
        table.filter();
        QCOMPARE(table.model.rowCount(), 0);
        table.model.showAll(); // nothing is judged yet
        QCOMPARE(table.model.rowCount(), 0);
        table.judgeUpTo(4);
        QCOMPARE(table.shown(), QStringLiteral("0 3"));
        QCOMPARE(table.hidden(), std::size_t(2));
        table.judgeUpTo(10);
        QCOMPARE(table.shown(), QStringLiteral("0 3 6 9"));
        QCOMPARE(table.hidden(), std::size_t(6));
        QVERIFY(!table.model.rowOf(4));
        table.add(3);
        table.judgeUpTo(13);
        QCOMPARE(table.shown(), QStringLiteral("0 3 6 9 12"));
        table.model.setFiltered(false);
        QCOMPARE(table.model.rowCount(), 13);
        QCOMPARE(table.hidden(), std::size_t(0));
    }

    void gapsKeepTheirPlace()
    {
        Table table;
        table.add(2);
        table.addGap();
        table.add(5);
        table.addGap();
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("0 1 | 2 3 4 5 6 |"));
        table.filter();
        table.judgeUpTo(1);
        QCOMPARE(table.shown(), QStringLiteral("0"));
        table.judgeUpTo(7);
        QCOMPARE(table.shown(), QStringLiteral("0 | 3 6 |"));
        table.model.closeGap(1, 5000);
        table.addGap(); // the same one again
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("0 | 3 6 |"));
        table.remove({0, 3}, true);
        QCOMPARE(table.shown(), QStringLiteral("3 6 |"));
        table.model.setFiltered(false);
        QCOMPARE(table.shown(), QStringLiteral("3 4 5 6 |"));
    }

    void aFrozenTableStays()
    {
        Table table;
        table.add(5);
        table.model.showAll();
        table.model.setFrozen(true);
        table.add(5);
        table.addGap();
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("0 1 2 3 4"));
        table.filter(); // also when it is filtered meanwhile
        table.judgeUpTo(10);
        QCOMPARE(table.shown(), QStringLiteral("0 3"));
        QCOMPARE(table.model.messages().decidedRows(), std::size_t(5));
        table.model.setFiltered(false);
        QCOMPARE(table.shown(), QStringLiteral("0 1 2 3 4"));
        table.model.setFrozen(false);
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("0 1 2 3 4 5 6 7 8 9 |"));
    }

    void hitsOfWhatHasGoneAreDropped()
    {
        Table table;
        table.add(9);
        table.model.showAll();
        table.filter();
        table.judgeUpTo(3);
        table.remove({0, 5}, true); // 3 and 4 were not judged
        table.judgeUpTo(9);
        QCOMPARE(table.shown(), QStringLiteral("6"));
        QCOMPARE(table.hidden(), std::size_t(3));
    }

    void ackStatesAreToldOfShownRows()
    {
        Table table;
        table.add(7);
        table.filter();
        table.judgeUpTo(7);
        QList<QPair<int, int>> told;
        connect(&table.model, &QAbstractItemModel::dataChanged, this,
            [&told](const QModelIndex& from, const QModelIndex& to) {
                told.append({from.row(), to.row()});
            });
        table.model.ackStatesChanged({1, 4}); // 1 to 4: of these only 3
        QCOMPARE(told, (QList<QPair<int, int>>{{1, 1}}));
        table.model.ackStatesChanged({4, 2}); // none
        QCOMPARE(told.size(), qsizetype(1));
    }

    void anySequenceAddsUp_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed)
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
        table.store.setRetention(1500);
        for (int step = 0; step < 250; ++step) {
            switch (random() % 9) {
            case 0:
            case 1:
                table.add(int(below(4)));
                break;
            case 2:
                table.addGap(1 + random() % 2);
                break;
            case 3:
                table.filter();
                break;
            case 4:
                if (below(3) == 0)
                    table.model.setFiltered(false);
                break;
            case 5:
                table.model.setFrozen(below(1) == 0);
                break;
            case 6:
                table.remove({0, below(std::min<std::size_t>(table.store.rowCount(), 3))}, true);
                break;
            case 7: {
                // Pinned segments stay, so that others go from the middle.
                std::vector<std::uint64_t> pins;
                if (table.store.rowCount() > 0 && below(1) == 0)
                    pins.push_back(table.store.serialAt(0));
                table.store.setPins(pins);
                if (const auto span = table.store.excess())
                    table.remove(*span, false);
                break;
            }
            default:
                if (table.model.isFiltered())
                    table.judgeUpTo(table.judged
                        + below(std::size_t(table.store.appendedCount() - table.judged)));
                else
                    table.model.showAll();
            }
            const ShownMessages& messages = table.model.messages();
            QStringList expected;
            std::size_t decided = 0;
            for (std::size_t row = 0; row < table.store.rowCount(); ++row) {
                const quint64 serial = table.store.serialAt(row);
                if (serial >= messages.boundary())
                    continue;
                ++decided;
                if (!table.model.isFiltered() || Table::isHit(serial))
                    expected << QString::number(serial);
            }
            QStringList shown = table.shown().split(u' ', Qt::SkipEmptyParts);
            shown.removeAll(QStringLiteral("|"));
            QCOMPARE(shown, expected);
            QCOMPARE(messages.decidedRows(), decided);
            QCOMPARE(std::size_t(table.model.messageCount()) + table.hidden(), decided);
        }
    }
};

QTEST_GUILESS_MAIN(tst_MessageTableFilter)
#include "tst_messagetablefilter.moc"
