#include <support/messages.h>
#include <ui/models/gaptext.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include <random>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

namespace {

using Tester = QAbstractItemModelTester;

ConnectionGap gapOf(quint32 connection)
{
    ConnectionGap gap;
    gap.connection = connection;
    gap.topics = true;
    return gap;
}

struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store};
    MessageTableModel model{store};
    Tester tester{&model, Tester::FailureReportingMode::QtTest};

    void addMany(int count)
    {
        for (int i = 0; i < count; ++i)
            writer.write(Message("/queue/" + std::to_string(store.appendedCount())));
        model.showAll();
    }
    void addGap(quint32 connection)
    {
        model.addGap(gapOf(connection));
        model.showAll();
    }
    void clear(std::size_t messages)
    {
        model.beginRemoval({0, messages});
        store.clear(messages);
        model.endRemoval();
    }
    /** "0 1 | 2": messages by their serials, and gaps. */
    [[nodiscard]] QString shown() const
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row)) {
                parts << QStringLiteral("|");
                continue;
            }
            parts << QString::number(model.serialAt(row));
            if (model.rowOf(model.serialAt(row)) != row)
                parts << QStringLiteral("astray");
        }
        return parts.join(u' ');
    }
};

} // namespace

/** The gaps of lost connections among the messages. */
class tst_MessageTableGaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void standAtTheirPlace()
    {
        Table table;
        table.addMany(2);
        table.addGap(1);
        table.addMany(2);
        table.addGap(1);
        QCOMPARE(table.shown(), QStringLiteral("0 1 | 2 3 |"));
        QCOMPARE(table.model.messageCount(), 4);
        QVERIFY(!table.model.messageAt(2));
        QCOMPARE(table.model.messageAt(3).serial, std::uint64_t(2));
        QVERIFY(!table.model.rowOf(table.model.serialAt(2)));
        QVERIFY(table.model.index(2, 0).data(GapRole).isValid());
        QVERIFY(!table.model.index(3, 0).data(GapRole).isValid());
        // Read out, and seen as text where the preview stands.
        QVERIFY(table.model.index(2, int(MessageColumn::Preview))
                    .data()
                    .toString()
                    .contains(QLatin1StringView("not back yet")));
    }

    void lostAgainWithoutAMessageIsOneGap()
    {
        Table table;
        table.addMany(1);
        table.addGap(1);
        table.model.closeGap(1, 5000);
        table.addGap(1);
        QCOMPARE(table.shown(), QStringLiteral("0 |"));
        table.addGap(2); // another connection's
        QCOMPARE(table.shown(), QStringLiteral("0 | |"));
        table.model.closeGap(1, 9000);
        QVERIFY(table.model.index(1, 0).data(GapRole).toString().contains(u'2'));
    }

    void goWithTheMessages_data()
    {
        QTest::addColumn<int>("cleared");
        QTest::addColumn<QString>("left");
        QTest::newRow("none before the gap") << 1 << QStringLiteral("1 | 2 3 |");
        QTest::newRow("all before it") << 2 << QStringLiteral("| 2 3 |");
        QTest::newRow("beyond it") << 3 << QStringLiteral("3 |");
        QTest::newRow("all") << 4 << QString();
    }

    void goWithTheMessages()
    {
        QFETCH(const int, cleared);
        QFETCH(const QString, left);
        Table table;
        table.addMany(2);
        table.addGap(1);
        table.addMany(2);
        table.addGap(1);
        table.clear(std::size_t(cleared));
        QCOMPARE(table.shown(), left);
        table.addMany(1);
        QCOMPARE(table.shown(), QString(left + QStringLiteral(" 4")).trimmed());
    }

    void aTableOfAGapOnlyIsClearedToo()
    {
        Table table;
        table.addGap(1);
        QCOMPARE(table.shown(), QStringLiteral("|"));
        table.clear(0);
        QCOMPARE(table.shown(), QString());
    }

    void retiringBehindAPauseKeepsTheHiddenGap()
    {
        Table table;
        table.addMany(3);
        table.writer.write(Message("/queue/held"));
        table.model.addGap(gapOf(1)); // not shown yet
        table.clear(2);
        QCOMPARE(table.shown(), QStringLiteral("2"));
        table.model.showAll();
        QCOMPARE(table.shown(), QStringLiteral("2 3 |"));
    }

    void agreesWithAListUnderRandomUse()
    {
        std::mt19937 random(7);
        Table table;
        QList<int> list; // serials, -1 a gap
        int serial = 0;
        for (int step = 0; step < 400; ++step) {
            const auto what = random() % 6;
            if (what < 3) {
                table.addMany(1);
                list << serial++;
            } else if (what < 5) {
                if (list.isEmpty() || list.constLast() != -1)
                    list << -1;
                table.addGap(1);
            } else if (const int messages = table.model.messageCount(); messages > 0) {
                const int count = 1 + int(random() % unsigned(messages));
                table.clear(std::size_t(count));
                int left = count;
                while (left > 0)
                    left -= list.takeFirst() != -1;
                if (count == messages)
                    list.clear();
            }
            QStringList expected;
            for (const int one : std::as_const(list))
                expected << (one < 0 ? QStringLiteral("|") : QString::number(one));
            QCOMPARE(table.shown(), expected.join(u' '));
        }
    }

    void says_data()
    {
        QTest::addColumn<int>("kinds"); // topics 1, queues 2, durables 4, others 8
        QTest::addColumn<QString>("tail");
        QTest::newRow("topics") << 1 << QStringLiteral("messages on topics in between are gone");
        QTest::newRow("queues") << 2 << QStringLiteral("queues are kept");
        QTest::newRow("durable") << 4 << QStringLiteral("durable subscriptions are kept");
        QTest::newRow("both") << 3
                              << QStringLiteral(
                                     "messages on topics in between are gone, queues are kept");
    }

    void says()
    {
        QFETCH(const int, kinds);
        QFETCH(const QString, tail);
        ConnectionGap gap;
        gap.lostMs = QDateTime(QDate(2026, 1, 2), QTime(14, 2, 11)).toMSecsSinceEpoch();
        gap.backMs = gap.lostMs + 4000;
        gap.topics = (kinds & 1) != 0;
        gap.queues = (kinds & 2) != 0;
        gap.durables = (kinds & 4) != 0;
        QCOMPARE(gapText(gap), QStringLiteral("connection lost 14:02:11, back 14:02:15; ") + tail);
    }
};

QTEST_APPLESS_MAIN(tst_MessageTableGaps)
#include "tst_messagetablegaps.moc"
