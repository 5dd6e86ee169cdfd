#include "workspacefixture.h"

#include <support/practicefixture.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Ui;
using namespace Testing;
using Stomp::SubscriptionState;

/** The life of a workspace: connecting, losing the broker, shutting down, a window that hangs. */
class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void connectsAndCounts()
    {
        Desk desk;
        const QAbstractItemModelTester tester(&desk.workspace.destinations());
        const auto early = desk.connection->subscribe(wish("/topic/a"));
        QTRY_VERIFY(desk.connection->isConnected());
        QVERIFY(desk.connection->dialect() == Stomp::Dialect::Practice);
        QVERIFY(desk.connection->info().version == Stomp::Version::V12);
        // What was wished before there was a session is made now.
        QCOMPARE(desk.connection->subscriptions().size(), 1);
        const Stomp::SubscriptionKey key = desk.connection->subscriptions().constFirst().key;
        QCOMPARE(key, early);
        QTRY_VERIFY(desk.connection->subscription(key)->state == SubscriptionState::Confirmed);
        desk.connection->publish(request("/topic/a", "{}", 20));
        QTRY_COMPARE(desk.rows(), 20);
        QCOMPARE(desk.workspace.pump().ledger().received, std::uint64_t(20));
        QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
        const DestinationModel& tree = desk.workspace.destinations();
        const QModelIndex row = tree.indexOf(key, desk.connection->number());
        QVERIFY(row.isValid());
        QTRY_COMPARE(row.data(DestinationModel::CountRole).toULongLong(), 20ULL);
        QTRY_VERIFY(row.data(DestinationModel::RateRole).toDouble() > 0);
        QTRY_COMPARE(row.data(DestinationModel::RateRole).toDouble(), 0.0);
    }

    /** Two connections of one name look different wherever they are named; the profile stays. */
    void secondOfAName()
    {
        Desk desk;
        const QString name = desk.connection->name();
        const auto another = [&] {
            Connection* one =
                desk.workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
            desk.workspace.adopt(one);
            return one;
        };
        Connection* second = another();
        QCOMPARE(second->name(), name + QStringLiteral(" (2)"));
        QCOMPARE(second->profile().name, name);
        QCOMPARE(desk.workspace.connectionName(second->number()), second->name());
        const DestinationModel& tree = desk.workspace.destinations();
        QCOMPARE(tree.index(0, 0).data().toString(), name);
        QCOMPARE(tree.index(1, 0).data().toString(), second->name());
        QCOMPARE(another()->name(), name + QStringLiteral(" (3)"));
        // A name that nobody has any more is free again.
        desk.workspace.remove(second);
        QCOMPARE(another()->name(), name + QStringLiteral(" (2)"));
    }

    void sampleTrafficFillsTheTable()
    {
        Desk desk;
        desk.workspace.practiceBroker().setSampleTraffic(true);
        desk.connection->subscribe(wish("/queue/orders"));
        desk.connection->subscribe(wish("/topic/prices"));
        QTRY_VERIFY(desk.rows() >= 5);
        QVERIFY(desk.workspace.practiceBroker().url().startsWith(
            QLatin1StringView("stomp://127.0.0.1:")));
    }

    void saysWhyItCannotConnect()
    {
        QTcpServer placeholder;
        QVERIFY(placeholder.listen(QHostAddress::LocalHost));
        const quint16 port = placeholder.serverPort();
        placeholder.close();
        Workspace workspace;
        Connection* connection = workspace.createConnection(local(port));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->state() == Connection::State::Failed);
        QVERIFY(!connection->wasConnected());
        QVERIFY(connection->problem().what.contains(QString::number(port)));
        QVERIFY(!connection->problem().cause.isEmpty());
        QVERIFY(!connection->problem().remedy.isEmpty());
    }

    void wrongAndRightPassword()
    {
        Stomp::PracticeOptions options;
        options.broker.users = {{"ada", "right"}};
        options.broker.failedLoginDelay = 0;
        Testing::ThreadedPracticeFixture broker(options);
        QVERIFY(broker.isRunning());
        Workspace workspace;
        ConnectionProfile profile = local(broker.port());
        profile.login = QStringLiteral("ada");
        Connection* connection = workspace.createConnection(profile);
        workspace.open(connection, QStringLiteral("wrong"));
        QTRY_VERIFY(connection->state() == Connection::State::Failed);
        QVERIFY(!connection->problem().what.isEmpty());
        const Problem& problem = connection->problem();
        const QString all = problem.what + problem.cause + problem.remedy + problem.detail;
        QVERIFY2(all.contains(QLatin1StringView("password")), qPrintable(all));
        workspace.open(connection, QStringLiteral("right"));
        QTRY_VERIFY(connection->isConnected());
    }

    void aLostConnectionKeepsItsRowsAndComesBack()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/a"));
        desk.connection->publish(request("/queue/a", "1", 3));
        QTRY_COMPARE(desk.rows(), 3);
        desk.workspace.practiceBroker().stop();
        QTRY_VERIFY(desk.connection->state() == Connection::State::Waiting);
        QVERIFY(desk.connection->wasConnected());
        QVERIFY(!desk.connection->problem().what.isEmpty());
        QCOMPARE(desk.rows(), 3);
        QVERIFY(desk.connection->subscriptions().constFirst().state == SubscriptionState::Ended);
        QTRY_VERIFY(!desk.workspace.practiceBroker().isRunning());

        desk.workspace.reopen(desk.connection);
        QTRY_VERIFY(desk.connection->isConnected());
        QTRY_COMPARE(desk.connection->subscriptions().size(), 1);
        QTRY_VERIFY(
            desk.connection->subscriptions().constFirst().state == SubscriptionState::Confirmed);
        desk.connection->publish(request("/queue/a", "2", 2));
        QTRY_COMPARE(desk.rows(), 5);
        QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
    }

    void aRemovedConnectionSaysGoodbyeByItself()
    {
        Testing::ThreadedPracticeFixture broker;
        QVERIFY(broker.isRunning());
        Workspace workspace;
        Connection* connection = workspace.createConnection(local(broker.port()));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        const QSignalSpy destroyed(connection, &QObject::destroyed);
        const quint32 number = connection->number();
        workspace.remove(connection);
        QVERIFY(workspace.connections().isEmpty());
        QCOMPARE(workspace.connectionName(number), QStringLiteral("test"));
        QTRY_COMPARE(destroyed.size(), 1);
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    void shutsDownInFullTraffic()
    {
        Testing::ThreadedPracticeFixture broker;
        QVERIFY(broker.isRunning());
        {
            Workspace workspace;
            Connection* connection = workspace.createConnection(local(broker.port()));
            workspace.adopt(connection);
            connection->subscribe(wish("/topic/a"));
            workspace.open(connection, {});
            QTRY_VERIFY(connection->isConnected());
            connection->publish(request("/topic/a", "{}", 100'000'000));
            QTRY_VERIFY(workspace.pump().ledger().received > 1000);
            const QSignalSpy finished(&workspace, &Workspace::shutDownFinished);
            workspace.shutDown();
            QTRY_COMPARE(finished.size(), 1);
            QCOMPARE(workspace.pump().ledger().lost(), std::int64_t(0));
        }
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    void aBrokerThatSaysNothingDoesNotHoldTheWindow()
    {
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        connect(&mute, &QTcpServer::newConnection, &mute, [&mute] {
            QTcpSocket* socket = mute.nextPendingConnection();
            socket->write("CONNECTED\nversion:1.2\n\n", 23);
            socket->write("\0", 1);
        });
        WorkspaceOptions options;
        options.closeWithin = 50;
        Workspace workspace(options);
        Connection* connection = workspace.createConnection(local(mute.serverPort()));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        const QSignalSpy finished(&workspace, &Workspace::shutDownFinished);
        workspace.shutDown();
        QTRY_COMPARE(finished.size(), 1);
    }

    void goesAwayWithoutShutDown()
    {
        Desk desk;
        desk.workspace.practiceBroker().setSampleTraffic(true);
        desk.connection->subscribe(wish("/topic/prices"));
        QTRY_VERIFY(desk.rows() > 0);
    }

    void aBlockedWindowKeepsTheConnection_data()
    {
        QTest::addColumn<quint64>("feedRows");
        QTest::newRow("room in the feed") << quint64(1'000'000);
        QTest::newRow("feed full, reading paused") << quint64(200);
    }

    /** The window's thread does nothing for more than five heart-beat intervals while messages
     * flow: the I/O thread goes on alone. */
    void aBlockedWindowKeepsTheConnection()
    {
        QFETCH(const quint64, feedRows);
        constexpr Stomp::Millis interval = 100;
        Stomp::PracticeOptions practice;
        practice.broker.heartBeat = {interval, interval};
        practice.traffic.pricesPerSecond = 2000;
        Testing::ThreadedPracticeFixture broker(practice);
        QVERIFY(broker.isRunning());
        WorkspaceOptions options;
        options.feed.rows = feedRows;
        Workspace workspace(options);
        ConnectionProfile profile = local(broker.port());
        profile.heartBeat = {interval, interval};
        Connection* connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        connection->subscribe(wish("/topic/prices"));
        workspace.open(connection, {});
        QTRY_VERIFY(workspace.pump().ledger().received > 0);
        QCOMPARE(connection->info().heartBeat.sendEvery, interval);
        QCOMPARE(connection->info().heartBeat.expectEvery, interval);
        QVERIFY(25 * interval > connection->info().heartBeat.deadAfter());
        const QSignalSpy changes(connection, &Connection::stateChanged);
        const std::uint64_t before = workspace.feed().snapshot().received;

        QElapsedTimer blocked;
        blocked.start();
        // Beyond what either side grants its silent peer: HeartBeatTimes::deadAfter().
        while (blocked.elapsed() < 25 * interval) { } // on purpose: a window that hangs

        QVERIFY(workspace.feed().snapshot().received > before);
        const std::uint64_t after = workspace.feed().snapshot().received;
        QTRY_VERIFY(workspace.pump().ledger().received > after + 100); // it flows again
        QVERIFY(connection->isConnected());
        QCOMPARE(changes.size(), 0);
        QCOMPARE(workspace.pump().ledger().lost(), std::int64_t(0));
        QCOMPARE(broker.snapshot().sessions, std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
