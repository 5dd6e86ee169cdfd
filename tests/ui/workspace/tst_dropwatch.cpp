#include "workspacefixture.h"

#include <ui/workspace/dropwatch.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Ui;
using namespace Testing;
using Stomp::AckMode;
using Stomp::AckState;

namespace {

/** Two connections to the practice broker in a skin, which it has before they are made. */
struct Pair
{
    explicit Pair(const QString& skin)
    {
        workspace.practiceBroker().setSkin(skin);
        connection = open();
        other = open();
        watch =
            new DropWatch(workspace.pump(), [](quint32 number) { return QString::number(number); });
    }
    Connection* open()
    {
        Connection* const made =
            workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        workspace.adopt(made);
        workspace.open(made, {});
        return made;
    }
    [[nodiscard]] MessageTableModel& table() { return workspace.pump().model(); }
    [[nodiscard]] int rows() { return table().messageCount(); }
    [[nodiscard]] int inState(AckState state)
    {
        int count = 0;
        for (int row = 0; row < rows(); ++row)
            count += table().ackStateAt(row) == state;
        return count;
    }
    Stomp::SubscriptionKey subscribe(
        Connection* from, const char* destination, AckMode mode = AckMode::ClientIndividual)
    {
        const auto key = from->subscribe(wish(destination, mode, false));
        const auto isConfirmed = [from, key] {
            return from->subscription(key)->state == Stomp::SubscriptionState::Confirmed;
        };
        return QTest::qWaitFor(isConfirmed, 20'000) ? key : 0;
    }
    [[nodiscard]] QString tip(int row)
    {
        return table().index(row, int(MessageColumn::Preview)).data(Qt::ToolTipRole).toString();
    }

    Workspace workspace;
    Connection* connection = nullptr;
    Connection* other = nullptr;
    DropWatch* watch = nullptr;
};

} // namespace

/** What a dropped connection had not acknowledged, and who gets it next. */
class TestDropWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whoGetsThemNext_data()
    {
        QTest::addColumn<QString>("skin");
        QTest::addColumn<bool>("isByBody");
        QTest::newRow("plain") << QStringLiteral("plain") << false;
        QTest::newRow("ActiveMQ") << QStringLiteral("activemq") << false;
        QTest::newRow("RabbitMQ") << QStringLiteral("rabbitmq") << true;
    }

    void whoGetsThemNext()
    {
        QFETCH(const QString, skin);
        QFETCH(const bool, isByBody);
        Pair desk(skin);
        QTRY_VERIFY(desk.connection->isConnected() && desk.other->isConnected());
        QVERIFY(desk.subscribe(desk.connection, "/queue/a"));
        for (const char* body : {"1", "2", "3", "2"})
            desk.connection->publish(request("/queue/a", body, 1));
        QTRY_COMPARE(desk.rows(), 4);
        QCOMPARE(
            desk.workspace.acknowledging().settle({desk.table().serialAt(0)}, true), QString());
        QTRY_COMPARE(desk.inState(AckState::Acked), 1);

        desk.watch->drop(desk.connection);
        QTRY_VERIFY(desk.watch->report().hasEnded);
        QCOMPARE(desk.connection->state(), Connection::State::Disconnected);
        QCOMPARE(desk.watch->report().connection, desk.connection->number());
        QCOMPARE(desk.watch->report().returned, quint64(3));
        QCOMPARE(desk.watch->report().isByBody, isByBody);
        QVERIFY(!desk.watch->report().isPartial);
        QCOMPARE(desk.inState(AckState::Lapsed), 3);
        QVERIFY(desk.watch->report().receivers.isEmpty());

        const auto next = desk.subscribe(desk.other, "/queue/a");
        QVERIFY(next);
        QTRY_COMPARE(desk.watch->report().deliveredAgain(), quint64(3));
        QCOMPARE(desk.watch->report().receivers,
            (QList<DropWatch::Receiver>{{desk.other->number(), next, 3}}));
        QCOMPARE(desk.rows(), 7);
        const QString first = QString::number(desk.connection->number());
        const QString second = QString::number(desk.other->number());
        QVERIFY(!desk.tip(0).contains(QStringLiteral("delivered again")));
        for (const int row : {1, 2, 3})
            QVERIFY2(desk.tip(row).contains(QStringLiteral("delivered again to ") + second),
                qPrintable(desk.tip(row)));
        for (const int row : {4, 5, 6})
            QVERIFY2(desk.tip(row).contains(QStringLiteral("returned by ") + first),
                qPrintable(desk.tip(row)));

        // A new message of the same body is none of them.
        desk.other->publish(request("/queue/a", "2", 1));
        QTRY_COMPARE(desk.rows(), 8);
        QCOMPARE(desk.watch->report().deliveredAgain(), quint64(3));
        QVERIFY(!desk.tip(7).contains(QStringLiteral("returned by")));
    }

    /** Who is subscribed already gets them before anybody connects again; the rest comes to the
     * dropped connection itself. */
    void toSeveral()
    {
        Pair desk(QStringLiteral("plain"));
        QTRY_VERIFY(desk.connection->isConnected() && desk.other->isConnected());
        QVERIFY(desk.subscribe(desk.connection, "/queue/a"));
        QVERIFY(desk.subscribe(desk.connection, "/queue/b"));
        desk.connection->publish(request("/queue/a", "1", 2));
        desk.connection->publish(request("/queue/b", "2", 1));
        QTRY_COMPARE(desk.rows(), 3);
        QVERIFY(desk.subscribe(desk.other, "/queue/a", AckMode::Client));
        desk.watch->drop(desk.connection);
        QTRY_COMPARE(desk.watch->report().deliveredAgain(), quint64(2));
        desk.workspace.reopen(desk.connection);
        QTRY_COMPARE(desk.watch->report().deliveredAgain(), quint64(3));
        QCOMPARE(desk.watch->report().receivers.size(), 2);
        QCOMPARE(desk.watch->report().receivers.at(0).connection, desk.other->number());
        QCOMPARE(desk.watch->report().receivers.at(1).connection, desk.connection->number());
        QCOMPARE(desk.watch->report().receivers.at(1).messages, quint64(1));
    }

    /** One shortly after the other: the watch of neither ends the other's. */
    void twoDrops()
    {
        Pair desk(QStringLiteral("plain"));
        Connection* const third = desk.open();
        QTRY_VERIFY(desk.connection->isConnected() && desk.other->isConnected());
        QTRY_VERIFY(third->isConnected());
        QVERIFY(desk.subscribe(desk.connection, "/queue/a"));
        QVERIFY(desk.subscribe(desk.other, "/queue/b"));
        third->publish(request("/queue/a", "1", 2));
        third->publish(request("/queue/b", "2", 1));
        QTRY_COMPARE(desk.rows(), 3);
        desk.watch->drop(desk.connection);
        desk.watch->drop(desk.other);
        const auto haveEnded = [&desk] {
            const auto all = desk.watch->reports();
            return all.size() == 2 && all.at(0).hasEnded && all.at(1).hasEnded;
        };
        QTRY_VERIFY(haveEnded());
        QVERIFY(desk.subscribe(third, "/queue/a"));
        QVERIFY(desk.subscribe(third, "/queue/b"));
        QTRY_COMPARE(desk.watch->reports().at(0).deliveredAgain(), quint64(2));
        QTRY_COMPARE(desk.watch->reports().at(1).deliveredAgain(), quint64(1));
        QCOMPARE(desk.watch->report().connection, desk.other->number());
        int ofOne = 0;
        for (int row = 3; row < 6; ++row)
            ofOne += desk.tip(row).contains(
                QStringLiteral("returned by %1 before").arg(desk.connection->number()));
        QCOMPARE(ofOne, 2);

        // What came to the third goes on to the first, which is dropped a second time after that.
        desk.workspace.reopen(desk.connection);
        QTRY_VERIFY(desk.connection->isConnected());
        desk.watch->drop(third);
        QTRY_COMPARE(desk.watch->report().deliveredAgain(), quint64(2)); // of /queue/a
        QCOMPARE(desk.watch->reports().size(), 3);
        desk.watch->drop(desk.connection);
        QTRY_COMPARE(desk.watch->report().returned, quint64(2));
        QCOMPARE(desk.watch->reports().size(), 3);
        QCOMPARE(desk.watch->report().connection, desk.connection->number());
    }

    void nothingWaited()
    {
        Pair desk(QStringLiteral("plain"));
        QTRY_VERIFY(desk.connection->isConnected());
        QVERIFY(desk.subscribe(desk.connection, "/queue/a", AckMode::Auto));
        desk.connection->publish(request("/queue/a", "1", 2));
        QTRY_COMPARE(desk.rows(), 2);
        desk.watch->drop(desk.connection);
        QTRY_VERIFY(desk.watch->report().hasEnded);
        QCOMPARE(desk.watch->report().returned, quint64(0));
    }
};

QTEST_GUILESS_MAIN(TestDropWatch)
#include "tst_dropwatch.moc"
