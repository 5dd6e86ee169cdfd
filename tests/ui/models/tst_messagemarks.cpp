#include <support/messages.h>
#include <ui/models/messagelikeness.h>
#include <ui/models/messagemarks.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

namespace {

constexpr qint64 firstUs = 1'700'000'000'000'000;

struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store};
    MessageTableModel model{store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    MessageMarks& marks = *new MessageMarks(model);

    void add(qint64 us, std::string_view destination = "/queue/a", std::string_view body = "{}")
    {
        Message message(destination, body);
        message.row.receivedUs = firstUs + us;
        writer.write(message);
        model.showAll();
    }
    void clear(std::size_t count)
    {
        model.beginRemoval({0, count});
        store.clear(count);
        model.endRemoval();
    }
    [[nodiscard]] QStringList times() const
    {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, int(MessageColumn::Time)).data().toString();
        return all;
    }
    [[nodiscard]] QVariant at(int row, int role, MessageColumn column = MessageColumn::Time) const
    {
        return model.index(row, int(column)).data(role);
    }
    [[nodiscard]] bool isAlike(int row, MessageColumn column, int other)
    {
        return MessageLikeness(model, row, int(column)).isLike(other);
    }
};

} // namespace

/** Times that are read from somewhere on, bookmarks, and what is like a message. */
class tst_MessageMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void timesSincePreviousRow()
    {
        Table table;
        for (const qint64 us : {0, 1'500, 1'500, 2'000'000})
            table.add(us);
        QSignalSpy header(&table.model, &QAbstractItemModel::headerDataChanged);
        table.model.setTimeReading({TimeSince::PreviousRow, true});
        QCOMPARE(header.size(), 1);
        QCOMPARE(table.times(),
            QStringList({QStringLiteral("\u2013"), QStringLiteral("+0.001500"),
                QStringLiteral("+0.000000"), QStringLiteral("+1.998500")}));
        QVERIFY(table.at(2, Qt::ToolTipRole).toString().contains(QStringLiteral("one read")));
        QVERIFY(!table.at(1, Qt::ToolTipRole).toString().contains(QStringLiteral("one read")));
        QVERIFY(table.at(1, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
        table.clear(1); // what is told does not change because the row above goes
        QCOMPARE(table.times().first(), QStringLiteral("+0.001500"));
        table.clear(3);
        table.add(3'000'000);
        QCOMPARE(table.times().first(), QStringLiteral("\u2013"));
        table.model.setFiltered(true);
        const std::vector<std::uint64_t> hits{4};
        table.add(4'000'000);
        table.model.addHits(SerialList(hits), 6);
        table.model.showAll();
        QCOMPARE(table.times(), QStringList{QStringLiteral("\u2013")});
    }

    /** A gap is no message. */
    void timesAcrossAGap()
    {
        Table table;
        table.add(0);
        ConnectionGap gap;
        gap.connection = 1;
        table.model.addGap(gap);
        table.add(5'000);
        table.model.setTimeReading({TimeSince::PreviousRow, false});
        QCOMPARE(table.times().constLast(), QStringLiteral("+0.005"));
    }

    /** Retiring leaves it where it is; clearing begins anew. */
    void timesSinceStart()
    {
        Table table;
        table.store.setRetention(1);
        StoreWriter tight(table.store, 200);
        for (const qint64 us : {0, 1'000'000, 2'000'000}) {
            Message message("/queue/a", "{}");
            message.row.receivedUs = firstUs + us;
            tight.write(message);
            table.model.showAll();
        }
        while (const auto span = table.store.excess()) {
            table.model.beginRemoval(*span);
            table.store.retire(*span);
            table.model.endRemoval();
        }
        QVERIFY(table.store.retiredCount() > 0);
        table.model.setTimeReading({TimeSince::Start, false});
        QCOMPARE(table.times(), QStringList{QStringLiteral("+2.000")});
        table.clear(1);
        table.add(9'000'000);
        table.add(9'250'000);
        QCOMPARE(table.times(), QStringList({QStringLiteral("+0.000"), QStringLiteral("+0.250")}));
    }

    void timesSinceMarkedRow()
    {
        Table table;
        for (const qint64 us : {0, 1'000, 3'000})
            table.add(us);
        table.model.setTimeReading({TimeSince::MarkedRow, false});
        QCOMPARE(table.times(), QStringList(3, QStringLiteral("\u2013")));
        table.marks.setTimeMark(table.model.messageAt(1));
        QCOMPARE(table.times(),
            QStringList({QStringLiteral("\u22120.001"), QStringLiteral("+0.000"),
                QStringLiteral("+0.002")}));
        QCOMPARE(table.at(1, MarkRole).toInt(), int(TimeMark));
        QVERIFY(!table.at(0, MarkRole).isValid());
        table.clear(2); // the mark goes on counting
        QCOMPARE(table.times(), QStringList{QStringLiteral("+0.002")});
        table.marks.clearTimeMark();
        QCOMPARE(table.times(), QStringList{QStringLiteral("\u2013")});
    }

    void bookmarksAreTold()
    {
        Table table;
        table.add(0, "/queue/orders");
        table.add(1);
        QSignalSpy told(&table.model, &QAbstractItemModel::dataChanged);
        QVERIFY(table.marks.bookmark(table.model.messageAt(0), QStringLiteral("odd")));
        QCOMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toModelIndex().row(), 0);
        QCOMPARE(table.at(0, MarkRole).toInt(), int(BookmarkMark));
        QVERIFY(!table.at(1, MarkRole).isValid());
        for (const MessageColumn column : {MessageColumn::Time, MessageColumn::Preview})
            QVERIFY(table.at(0, Qt::ToolTipRole, column)
                        .toString()
                        .endsWith(QStringLiteral("bookmark: odd")));
        const int field = table.model.addField(Stomp::MessageField::parse("$.a").field);
        QCOMPARE(table.model.index(0, field).data(Qt::ToolTipRole).toString(),
            QStringLiteral("bookmark: odd"));
        QVERIFY(table.at(0, Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(QStringLiteral(", bookmark: odd")));
        QVERIFY(!table.at(1, Qt::AccessibleTextRole).isValid()
            || table.at(1, Qt::AccessibleTextRole).toString().isEmpty());
        table.marks.setTimeMark(table.model.messageAt(0));
        QCOMPARE(table.at(0, MarkRole).toInt(), BookmarkMark | TimeMark);
    }

    void aBookmarkOutlivesItsMessage()
    {
        Table table;
        table.add(7, "/queue/orders");
        table.add(8);
        QVERIFY(table.marks.bookmark(table.model.messageAt(0), QStringLiteral("the first")));
        table.clear(1);
        QVERIFY(!table.model.isKept(0));
        const Bookmark expected{
            0, firstUs + 7, QStringLiteral("/queue/orders"), QStringLiteral("the first")};
        QCOMPARE(table.marks.bookmarks().value(0), expected);
        QCOMPARE(table.marks.nextBookmark(-1).row, -1);
        table.marks.forget(0);
        QVERIFY(table.marks.bookmarks().isEmpty());
    }

    void stepsGoRoundAndRound()
    {
        Table table;
        for (int i = 0; i < 10; ++i)
            table.add(i);
        QCOMPARE(table.marks.nextBookmark(-1).row, -1);
        for (const int row : {2, 7})
            QVERIFY(table.marks.bookmark(table.model.messageAt(row), {}));
        const auto next = [&table](int row) {
            return table.marks.nextBookmark(row);
        };
        const auto previous = [&table](int row) {
            return table.marks.previousBookmark(row);
        };
        QCOMPARE(next(-1).row, 2);
        QCOMPARE(next(2).row, 7);
        QVERIFY(!next(2).hasWrapped);
        QCOMPARE(next(7).row, 2);
        QVERIFY(next(7).hasWrapped);
        QCOMPARE(previous(7).row, 2);
        QCOMPARE(previous(2).row, 7);
        QVERIFY(previous(2).hasWrapped);
        table.clear(3);
        QCOMPARE(next(-1).row, 4);
    }

    void thereIsABoundOfBookmarks()
    {
        Table table;
        table.add(0);
        Stomp::StoredMessage message = table.model.messageAt(0);
        for (quint64 i = 0; i < quint64(MessageMarks::mostBookmarks); ++i) {
            message.serial = i;
            QVERIFY(table.marks.bookmark(message, {}));
        }
        message.serial = quint64(MessageMarks::mostBookmarks);
        QVERIFY(!table.marks.bookmark(message, {}));
        message.serial = 0;
        QVERIFY(table.marks.bookmark(message, QStringLiteral("again")));
        table.marks.forgetAll();
        QVERIFY(table.marks.bookmarks().isEmpty());
    }

    void likeness()
    {
        Table table;
        table.add(0, "/queue/a", R"({"a":1,"b":[1,2]})");
        table.add(1, "/queue/a", R"({"b":[7],"a":-3.5})"); // the same shape
        table.add(2, "/queue/a", R"({"a":"1","b":[1,2]})"); // a string
        table.add(3, "/queue/b", R"({"a":1,"b":[1,2]})");
        table.add(4, "/queue/a", "no JSON");
        table.add(5, "/queue/a", "no JSON");
        const auto alike = [&table](MessageColumn column, int row) {
            QList<int> rows;
            for (int other = 0; other < table.model.rowCount(); ++other)
                if (other != row && table.isAlike(row, column, other))
                    rows << other;
            return rows;
        };
        QCOMPARE(alike(MessageColumn::Preview, 0), QList<int>{1});
        QCOMPARE(alike(MessageColumn::Preview, 2), QList<int>{});
        QCOMPARE(alike(MessageColumn::Preview, 4), QList<int>{5});
        QCOMPARE(alike(MessageColumn::Destination, 0), (QList<int>{1, 2, 4, 5}));
        QCOMPARE(alike(MessageColumn::Time, 3), QList<int>{});
        QCOMPARE(alike(MessageColumn::Size, 0), QList<int>{3});
        QCOMPARE(alike(MessageColumn::Type, 4), QList<int>{5});
        QCOMPARE(MessageLikeness(table.model, 0, int(MessageColumn::Type)).words(),
            QStringLiteral("Type JSON"));
        QCOMPARE(MessageLikeness(table.model, 0, int(MessageColumn::Time)).words(),
            QStringLiteral("destination /queue/a"));
    }
};

QTEST_GUILESS_MAIN(tst_MessageMarks)
#include "tst_messagemarks.moc"
