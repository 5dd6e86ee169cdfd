#include <stomp/messages/repeatfinder.h>
#include <support/messages.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

namespace {

using Tester = QAbstractItemModelTester;

/** A folded table, and what looks through its messages, told by the test how far. */
struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store, 700};
    MessageTableModel model{store};
    Tester tester{&model, Tester::FailureReportingMode::QtTest};
    std::vector<Stomp::StoredMessage> all; //!< that ever came, by serial
    std::vector<quint64> gaps; //!< that were ever told of

    static bool isHit(quint64 serial) { return serial % 3 != 1; }
    [[nodiscard]] bool isWanted(quint64 serial) const
    {
        return !model.isFiltered() || isHit(serial);
    }

    void add(const std::string& bodies, const char* destination = "/queue/a")
    {
        for (const char body : bodies) {
            writer.write(Message(destination, std::string(1, body)));
            all.push_back(store.messageAt(store.rowCount() - 1));
        }
    }
    void addGap()
    {
        ConnectionGap gap;
        gap.connection = 1;
        gaps.push_back(store.appendedCount());
        model.addGap(gap);
    }
    void begin(bool filtered, bool folded)
    {
        looked = delivered = 0;
        hits.clear();
        firsts.clear();
        finder.restart();
        model.setFiltered(filtered, folded);
        forgotten.assign(all.size(), false);
        forget();
    }
    /** What is not looked at yet and has left is never looked at. */
    void forget()
    {
        forgotten.resize(all.size());
        for (quint64 serial = looked; serial < all.size(); ++serial)
            forgotten[serial] = forgotten[serial] || !store.rowOf(serial);
    }
    void look(quint64 end)
    {
        forgotten.resize(all.size());
        for (; looked < end; ++looked) {
            if (forgotten[looked] || !isWanted(looked))
                continue;
            hits.push_back(looked);
            if (!finder.isRepeat(all[looked].segment, *all[looked].row))
                firsts.push_back(looked);
        }
    }
    void deliver()
    {
        if (!model.isFolded() && !model.isFiltered())
            return model.showAll();
        delivered = looked;
        model.addHits(model.isFiltered() ? std::exchange(hits, {}) : std::vector<std::uint64_t>(),
            delivered, std::exchange(firsts, {}));
        hits.clear();
        model.showAll();
    }
    void show()
    {
        look(store.appendedCount());
        deliver();
    }
    void remove(const Stomp::RowSpan& span, bool clears)
    {
        model.beginRemoval(span);
        if (clears)
            store.clear(span.count);
        else
            store.retire(span);
        forget();
        model.endRemoval();
    }
    [[nodiscard]] std::string bodyOf(quint64 serial) const
    {
        return std::string(all[serial].body());
    }
    /** As "a3 b |": the body and how often. */
    [[nodiscard]] QString shown() const
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row)) {
                parts << QStringLiteral("|");
                continue;
            }
            QString part = QString::fromStdString(bodyOf(model.serialAt(row)));
            const quint64 repeats = model.index(row, 0).data(RepeatsRole).toULongLong();
            if (repeats > 0)
                part += QString::number(repeats);
            parts << part;
        }
        return parts.join(u' ');
    }

    /** Empty, or in what the rows are not what they must be. */
    [[nodiscard]] QString complaint() const
    {
        const ShownMessages& messages = model.messages();
        const quint64 boundary = messages.boundary();
        std::vector<std::size_t> members(std::size_t(model.rowCount()));
        std::vector<quint64> lasts(std::size_t(model.rowCount()));
        std::size_t decided = 0;
        std::size_t wanted = 0;
        for (std::size_t at = 0; at < store.rowCount(); ++at) {
            const quint64 serial = store.serialAt(at);
            const auto row = model.rowOf(serial);
            const bool isShown = serial < boundary && isWanted(serial);
            decided += serial < boundary ? 1 : 0;
            if (row.has_value() != isShown)
                return QStringLiteral("%1 has a row, or none").arg(serial);
            if (!isShown)
                continue;
            ++wanted;
            const quint64 first = model.serialAt(*row);
            if (first > serial || bodyOf(first) != bodyOf(serial))
                return QStringLiteral("%1 is in the row of %2").arg(serial).arg(first);
            if (hasGap(first, serial) && isWhole(first, serial)) // it goes with messages before it
                return QStringLiteral("a gap is between %1 and %2").arg(first).arg(serial);
            ++members[std::size_t(*row)];
            lasts[std::size_t(*row)] = serial;
        }
        int before = -1;
        std::size_t rows = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row))
                continue;
            ++rows;
            const quint64 first = model.serialAt(row);
            const std::size_t count = members[std::size_t(row)];
            const std::vector<std::uint64_t> serials = model.serialsAt(row);
            if (model.repeats(row) != count || serials.size() != count || serials.front() != first)
                return QStringLiteral("%1 stands for %2").arg(first).arg(count);
            if (model.lastSerialAt(row) != lasts[std::size_t(row)]
                || serials.back() != lasts[std::size_t(row)])
                return QStringLiteral("%1 has another last one").arg(first);
            if (model.rowOf(first) != row)
                return QStringLiteral("%1 is astray").arg(first);
            if (before >= 0 && model.isFolded() && isOneRun(lasts[std::size_t(before)], first))
                return QStringLiteral("%1 is not folded").arg(first);
            before = row;
        }
        if (rows != std::size_t(messages.count()) || rows + messages.foldedCount() != wanted
            || wanted + messages.hiddenCount() != decided || decided != messages.decidedRows())
            return QStringLiteral("%1 rows, %2 folded, %3 hidden of %4")
                .arg(rows)
                .arg(messages.foldedCount())
                .arg(messages.hiddenCount())
                .arg(decided);
        return {};
    }

private:
    [[nodiscard]] bool hasGap(quint64 first, quint64 last) const
    {
        return std::any_of(gaps.begin(), gaps.end(),
            [first, last](quint64 gap) { return first < gap && gap <= last; });
    }
    /** They are alike, and nothing is or was between them. */
    [[nodiscard]] bool isOneRun(quint64 last, quint64 next) const
    {
        return bodyOf(last) == bodyOf(next) && !hasGap(last, next) && isWhole(last, next);
    }
    /** Nothing between them has left. */
    [[nodiscard]] bool isWhole(quint64 first, quint64 last) const
    {
        return *store.rowOf(last) - *store.rowOf(first) == std::size_t(last - first);
    }

    quint64 looked = 0;
    quint64 delivered = 0;
    std::vector<bool> forgotten;
    std::vector<std::uint64_t> hits;
    std::vector<std::uint64_t> firsts;
    Stomp::RepeatFinder finder;

public:
    [[nodiscard]] quint64 lookedUpTo() const { return looked; }
};

} // namespace

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
            switch (random() % 12) {
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
