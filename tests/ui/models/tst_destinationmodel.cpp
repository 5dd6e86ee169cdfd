#include <ui/models/destinationmodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Stomp::AckMode;
using Stomp::DestinationKind;
using Stomp::SubscriptionState;

namespace {

SubscriptionEntry entry(Stomp::SubscriptionKey key, const char* destination,
    SubscriptionState state = SubscriptionState::Confirmed, AckMode ack = AckMode::Auto)
{
    SubscriptionEntry e;
    e.key = key;
    e.destination = QString::fromLatin1(destination);
    e.kind = e.destination.startsWith(QLatin1StringView("/queue")) ? DestinationKind::Queue
                                                                   : DestinationKind::Topic;
    e.state = state;
    e.ack = ack;
    return e;
}

/** The tree as text: one line a row, indented. */
QStringList drawn(const QAbstractItemModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        lines.append(QString(depth * 2, u' ') + index.data().toString() + u' '
            + index.siblingAtColumn(DestinationModel::CountColumn).data().toString());
        lines += drawn(model, index, depth + 1);
    }
    return lines;
}

QStringList text(std::initializer_list<const char*> lines)
{
    QStringList all;
    for (const char* line : lines)
        all.append(QString::fromUtf8(line));
    return all;
}

} // namespace

class TestDestinationModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void growsAndShrinksByMerging()
    {
        DestinationModel model;
        const QAbstractItemModelTester tester(&model);
        const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.merge({1, QStringLiteral("A"), Reach::Online, {}});
        QCOMPARE(drawn(model), text({"A 0"}));
        model.merge({1, QStringLiteral("A"), Reach::Online,
            {entry(1, "/queue/a"), entry(2, "/topic/b"), entry(3, "/queue/a")}});
        model.merge({2, QStringLiteral("B"), Reach::Online, {entry(4, "/queue/a")}});
        QCOMPARE(drawn(model),
            text({"A 0", "  /queue/a 0", "    confirmed · auto 0", "    confirmed · auto 0",
                "  /topic/b 0", "    confirmed · auto 0", "B 0", "  /queue/a 0",
                "    confirmed · auto 0"}));
        // The first of two, the last of its destination, and one more, in one merge.
        model.merge({1, QStringLiteral("A"), Reach::Online,
            {entry(3, "/queue/a", SubscriptionState::Ended), entry(5, "/topic/c")}});
        QCOMPARE(drawn(model),
            text({"A 0", "  /queue/a 0", "    ended · auto 0", "  /topic/c 0",
                "    confirmed · auto 0", "B 0", "  /queue/a 0", "    confirmed · auto 0"}));
        model.merge({1, QStringLiteral("A"), Reach::Lost, {}});
        QCOMPARE(drawn(model), text({"A 0", "B 0", "  /queue/a 0", "    confirmed · auto 0"}));
        model.remove(1);
        model.remove(7);
        QCOMPARE(drawn(model), text({"B 0", "  /queue/a 0", "    confirmed · auto 0"}));
        model.remove(2);
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(reset.size(), 0);
    }

    void rowsKeepTheirIdentity()
    {
        DestinationModel model;
        const QAbstractItemModelTester tester(&model);
        model.merge(
            {1, QStringLiteral("A"), Reach::Online, {entry(1, "/queue/a"), entry(2, "/topic/b")}});
        const QPersistentModelIndex kept = model.indexOf(2, 1);
        QVERIFY(kept.isValid());
        model.count(2, 3);
        model.merge({1, QStringLiteral("A"), Reach::Online, {entry(2, "/topic/b")}});
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data(DestinationModel::KeyRole).toUInt(), 2U);
        QCOMPARE(kept.data(DestinationModel::CountRole).toULongLong(), 3ULL);
    }

    void countsAddUpTheTree()
    {
        DestinationModel model;
        const QAbstractItemModelTester tester(&model);
        model.merge({1, QStringLiteral("A"), Reach::Online,
            {entry(1, "/queue/a"), entry(2, "/queue/a"), entry(3, "/topic/b")}});
        model.tick(0);
        model.count(1, 100);
        model.count(2, 20);
        model.count(3, 3);
        model.count(99, 1000); // of a subscription that is gone
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.tick(500);
        QVERIFY(!changed.isEmpty());
        const QModelIndex top = model.indexOf(1);
        QCOMPARE(top.data(DestinationModel::CountRole).toULongLong(), 123ULL);
        QCOMPARE(top.data(DestinationModel::RateRole).toDouble(), 246.0);
        const QModelIndex queue = model.index(0, 0, top);
        QCOMPARE(queue.data(DestinationModel::CountRole).toULongLong(), 120ULL);
        QCOMPARE(queue.siblingAtColumn(DestinationModel::RateColumn).data().toString(),
            QStringLiteral("240"));
        QCOMPARE(model.index(1, DestinationModel::RateColumn, top).data().toString(),
            QStringLiteral("6.0"));
    }

    void aTickWithoutNewsTellsNothing()
    {
        DestinationModel model;
        model.merge({1, QStringLiteral("A"), Reach::Online, {entry(1, "/queue/a")}});
        model.tick(0);
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.tick(1000);
        QCOMPARE(changed.size(), 0);
    }

    void statesInWords_data()
    {
        QTest::addColumn<SubscriptionEntry>("given");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, SubscriptionEntry e, const char* said) {
            QTest::newRow(name) << e << QString::fromUtf8(said);
        };
        row("requested", entry(1, "/queue/a", SubscriptionState::Requested), "requested · auto");
        row("confirmed", entry(1, "/queue/a"), "confirmed · auto");
        row("assumed", entry(1, "/queue/a", SubscriptionState::Assumed), "not confirmed · auto");
        row("ended", entry(1, "/queue/a", SubscriptionState::Ended), "ended · auto");
        row("client", entry(1, "/queue/a", SubscriptionState::Confirmed, AckMode::Client),
            "confirmed · client on arrival");
        SubscriptionEntry byHand =
            entry(1, "/queue/a", SubscriptionState::Confirmed, AckMode::ClientIndividual);
        byHand.acknowledgeOnArrival = false;
        row("by hand", byHand, "confirmed · client-individual by hand");
        SubscriptionEntry refused = entry(1, "/queue/a", SubscriptionState::Refused);
        row("refused", refused, "refused");
        refused.reason = QStringLiteral("not allowed");
        row("refused why", refused, "refused: not allowed");
    }

    void statesInWords()
    {
        QFETCH(const SubscriptionEntry, given);
        QFETCH(const QString, said);
        DestinationModel model;
        model.merge({1, QStringLiteral("A"), Reach::Online, {given}});
        const QModelIndex row = model.indexOf(1, 1);
        QCOMPARE(row.data().toString(), said);
        QVERIFY(!row.data(Qt::AccessibleTextRole).toString().isEmpty());
        QVERIFY(row.parent().data(DestinationModel::StateRole).value<SubscriptionState>()
            == given.state);
    }

    void modelsGiveNoColours()
    {
        DestinationModel model;
        model.merge({1, QStringLiteral("A"), Reach::Online, {entry(1, "/queue/a")}});
        for (const QModelIndex& index : {model.indexOf(1), model.indexOf(1, 1)}) {
            for (const int role : {Qt::ForegroundRole, Qt::BackgroundRole, Qt::DecorationRole})
                QVERIFY(!index.data(role).isValid());
        }
    }
};

QTEST_GUILESS_MAIN(TestDestinationModel)
#include "tst_destinationmodel.moc"
