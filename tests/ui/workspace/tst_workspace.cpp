#include <ui/workspace/workspace.h>

#include <support/practicefixture.h>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Ui;
using Stomp::AckMode;
using Stomp::AckState;
using Stomp::SubscriptionState;

namespace {

SubscriptionWish wish(const char* destination, AckMode ack = AckMode::Auto, bool onArrival = true)
{
    SubscriptionWish w;
    w.destination = QString::fromLatin1(destination);
    w.ack = ack;
    w.acknowledgeOnArrival = onArrival;
    return w;
}

PublishRequest request(const char* destination, const char* body, quint32 count)
{
    PublishRequest r;
    r.frame.command = "SEND";
    r.frame.add("destination", destination);
    r.frame.body = body;
    r.count = count;
    return r;
}

ConnectionProfile local(quint16 port)
{
    ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
    profile.name = QStringLiteral("test");
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = port;
    return profile;
}

/** A workspace with one connection to its practice broker. */
struct Desk
{
    explicit Desk(const WorkspaceOptions& options = {}) : workspace(options)
    {
        connection = workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        workspace.adopt(connection);
        workspace.open(connection, {});
    }

    [[nodiscard]] int rows() { return workspace.pump().model().messageCount(); }
    [[nodiscard]] QList<quint64> serials()
    {
        QList<quint64> all;
        for (int row = 0; row < rows(); ++row)
            all.append(workspace.pump().model().serialAt(row));
        return all;
    }
    [[nodiscard]] int inState(AckState state)
    {
        int count = 0;
        for (int row = 0; row < rows(); ++row)
            count += workspace.pump().model().ackStateAt(row) == state;
        return count;
    }

    Workspace workspace;
    Connection* connection = nullptr;
};

} // namespace

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

    void publishesManyAndCountsTheReceipts()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/topic/a"));
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        const PublishId id = desk.connection->publish(request("/topic/a", "{}", 5000));
        const auto last = [&told] {
            return told.isEmpty() ? PublishProgress()
                                  : told.constLast().constFirst().value<PublishProgress>();
        };
        QTRY_VERIFY_WITH_TIMEOUT(last().finished, 20'000);
        QCOMPARE(last().id, id);
        QCOMPARE(last().sent, 5000U);
        QCOMPARE(last().confirmed, 5000U);
        QCOMPARE(last().failed, 0U);
        QVERIFY(last().longestRoundTripUs >= last().shortestRoundTripUs);
        QVERIFY(last().shortestRoundTripUs > 0);
        QVERIFY2(told.size() < 1000, "progress is gathered, not told for each receipt");
        QTRY_COMPARE(desk.rows(), 5000);
    }

    void publishesWithoutReceipts()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/topic/a"));
        QTRY_VERIFY(
            desk.connection->subscriptions().constFirst().state == SubscriptionState::Confirmed);
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        PublishRequest silent = request("/topic/a", "{}", 3000);
        silent.withReceipt = false;
        desk.connection->publish(silent);
        QTRY_COMPARE(desk.rows(), 3000);
        QTRY_VERIFY(
            !told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.sent, 3000U);
        QCOMPARE(last.confirmed, 0U);
        QCOMPARE(last.failed, 0U);
    }

    void aRefusedPublishEndsThere()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        PublishRequest wrong = request("/queue/a", "{}", 10);
        wrong.frame.add("transaction", "never-begun");
        desk.connection->publish(wrong);
        QTRY_VERIFY(
            !told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.confirmed, 0U);
        QVERIFY(last.failed > 0);
        QVERIFY(!last.firstFailure.isEmpty());
    }

    void stopsPublishing()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        const PublishId id = desk.connection->publish(request("/topic/a", "{}", 1'000'000'000));
        QTRY_VERIFY(!told.isEmpty());
        desk.connection->stopPublishing(id);
        QTRY_VERIFY(told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.confirmed, last.sent);
        QVERIFY(last.sent < 1'000'000'000);
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

    void acknowledgesByHand_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("accept");
        QTest::addColumn<int>("chosen"); // of five messages
        QTest::addColumn<int>("settled");
        QTest::newRow("individual, accept") << int(AckMode::ClientIndividual) << true << 2 << 1;
        QTest::newRow("individual, reject") << int(AckMode::ClientIndividual) << false << 2 << 1;
        QTest::newRow("client settles earlier ones") << int(AckMode::Client) << true << 2 << 3;
        QTest::newRow("client rejects earlier ones") << int(AckMode::Client) << false << 2 << 3;
    }

    void acknowledgesByHand()
    {
        QFETCH(const int, mode);
        QFETCH(const bool, accept);
        QFETCH(const int, chosen);
        QFETCH(const int, settled);
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/a", static_cast<AckMode>(mode), false));
        desk.connection->publish(request("/queue/a", "1", 5));
        QTRY_COMPARE(desk.rows(), 5);
        QCOMPARE(desk.inState(AckState::Waiting), 5);
        QCOMPARE(desk.workspace.settle({desk.serials().at(chosen)}, accept), QString());
        QTRY_COMPARE(desk.inState(accept ? AckState::Acked : AckState::Nacked), settled);
        // What was rejected comes again, marked, and waits again.
        const int again = accept ? 0 : settled;
        QTRY_COMPARE(desk.rows(), 5 + again);
        QCOMPARE(desk.inState(AckState::Waiting), 5 - settled + again);
        // Again: it waits no more, and nothing goes to the broker.
        QVERIFY(!desk.workspace.settle({desk.serials().at(chosen)}, accept).isEmpty());
        // All of them, in any order: only what still waits is sent, and the broker takes it.
        QList<quint64> all = desk.serials();
        std::reverse(all.begin(), all.end());
        const QSignalSpy failures(&desk.workspace, &Workspace::settlingFailed);
        QCOMPARE(desk.workspace.settle(all, true), QString());
        QTRY_COMPARE(desk.inState(AckState::Waiting), 0);
        QCOMPARE(failures.size(), 0);
        QVERIFY(desk.connection->isConnected());
    }

    void onArrivalNothingWaits()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/a", AckMode::Client, true));
        desk.connection->publish(request("/queue/a", "1", 50));
        QTRY_COMPARE(desk.rows(), 50);
        QCOMPARE(desk.inState(AckState::Waiting), 0);
    }

    void whatCameOnAnEndedSubscriptionCannotBeAcknowledged()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const auto key =
            desk.connection->subscribe(wish("/queue/a", AckMode::ClientIndividual, false));
        desk.connection->publish(request("/queue/a", "1", 2));
        QTRY_COMPARE(desk.rows(), 2);
        desk.connection->unsubscribe(key);
        QVERIFY(desk.workspace.settle(desk.serials(), true).contains(u'2'));
        QCOMPARE(desk.inState(AckState::Waiting), 2);
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
