#include <ui/workspace/workspace.h>

#include <support/practicefixture.h>
#include <support/scriptedserver.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Stomp::AckMode;
using Stomp::AckState;
using Stomp::SubscriptionState;
using Testing::ScriptedServer;
using State = Connection::State;

namespace {

SubscriptionWish wish(const char* destination, AckMode ack = AckMode::Auto)
{
    SubscriptionWish w;
    w.destination = QString::fromLatin1(destination);
    w.ack = ack;
    w.acknowledgeOnArrival = false;
    return w;
}

PublishRequest request(const char* destination, quint32 count)
{
    PublishRequest r;
    r.frame.command = "SEND";
    r.frame.add("destination", destination);
    r.frame.body = "{}";
    r.count = count;
    return r;
}

/** A workspace that waits only a moment before it connects again, and one connection of it. */
struct Desk
{
    explicit Desk(quint16 port, Stomp::Millis first = 1, bool reconnect = true)
        : workspace(optionsWith(first))
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.name = QStringLiteral("test");
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = port;
        profile.reconnect = reconnect;
        connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
    }
    static WorkspaceOptions optionsWith(Stomp::Millis first)
    {
        WorkspaceOptions options;
        options.backoff.first = first;
        options.backoff.cap = first * 20;
        return options;
    }
    [[nodiscard]] MessageTableModel& table() { return workspace.pump().model(); }
    [[nodiscard]] QStringList gaps()
    {
        QStringList texts;
        for (int row = 0; row < table().rowCount(); ++row) {
            const QString text = table().index(row, 0).data(GapRole).toString();
            if (!text.isEmpty())
                texts << text;
        }
        return texts;
    }
    [[nodiscard]] bool isConfirmed(Stomp::SubscriptionKey key)
    {
        const Subscription* s = connection->subscription(key);
        return s && s->state == SubscriptionState::Confirmed;
    }

    Workspace workspace;
    QAbstractItemModelTester tester{&workspace.pump().model()};
    Connection* connection = nullptr;
};

} // namespace

class TestReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void comesBackWithItsSubscriptions()
    {
        Testing::ThreadedPracticeFixture broker;
        QVERIFY(broker.isRunning());
        Desk desk(broker.port());
        QTRY_VERIFY(desk.connection->isConnected());
        const auto queue = desk.connection->subscribe(wish("/queue/a"));
        const auto topic = desk.connection->subscribe(wish("/topic/a"));
        QTRY_VERIFY(desk.isConfirmed(queue) && desk.isConfirmed(topic));
        desk.connection->publish(request("/topic/a", 4));
        QTRY_COMPARE(desk.table().messageCount(), 4);
        const QModelIndex row =
            desk.workspace.destinations().indexOf(topic, desk.connection->number());
        const QPersistentModelIndex inTree(row);

        const QSignalSpy states(desk.connection, &Connection::stateChanged);
        const QSignalSpy removals(desk.connection, &Connection::subscriptionRemoved);
        broker.stop();
        QTRY_VERIFY(desk.connection->isReconnecting());
        QVERIFY(!desk.isConfirmed(queue));
        QTRY_VERIFY(desk.connection->attempt() >= 3); // nobody listens, and it goes on
        QCOMPARE(desk.gaps().size(), 1);
        QVERIFY2(desk.gaps().constFirst().contains(QLatin1StringView("not back yet")),
            qPrintable(desk.gaps().constFirst()));
        QVERIFY(broker.startAgain());
        QTRY_VERIFY(desk.connection->isConnected());
        QVERIFY(!desk.connection->isReconnecting());
        QTRY_VERIFY(desk.isConfirmed(queue) && desk.isConfirmed(topic));

        desk.connection->publish(request("/topic/a", 3));
        QTRY_COMPARE(desk.table().messageCount(), 7);
        QCOMPARE(removals.size(), 0); // the same subscriptions, not others like them
        QVERIFY(inTree.isValid());
        QTRY_COMPARE(inTree.data(DestinationModel::CountRole).toULongLong(), 7ULL);
        QCOMPARE(desk.gaps().size(), 1);
        QVERIFY(desk.table().isGap(4));
        const QString gap = desk.gaps().constFirst();
        QVERIFY2(gap.contains(QLatin1StringView("messages on topics in between are gone, "
                                                "queues are kept")),
            qPrintable(gap));
        QVERIFY2(!gap.contains(QLatin1StringView("not back yet")), qPrintable(gap));
        QCOMPARE(desk.workspace.pump().ledger().shown, std::uint64_t(7));
        QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
        QVERIFY(states.contains(QVariantList{QVariant::fromValue(State::Waiting)}));
    }

    void whatWaitedIsGivenBackAndComesAgainMarked()
    {
        ScriptedServer server;
        int sessions = 0;
        server.onFrame = [&sessions](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT") {
                ++sessions;
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
            }
            if (const auto receipt = one.header("receipt"))
                peer.write(
                    ScriptedServer::frame("RECEIPT", {{"receipt-id", std::string(*receipt)}}));
            if (one.command != "SUBSCRIBE")
                return;
            std::vector<Stomp::Header> headers{{"subscription", std::string(one.value("id"))},
                {"destination", "/queue/a"}, {"message-id", "m1"},
                {"ack", "a" + std::to_string(sessions)}};
            if (sessions > 1)
                headers.push_back({"redelivered", "true"});
            peer.write(ScriptedServer::frame("MESSAGE", headers, "1"));
        };
        Desk desk(server.port());
        const auto key = desk.connection->subscribe(wish("/queue/a", AckMode::ClientIndividual));
        QTRY_COMPARE(desk.table().messageCount(), 1);
        QVERIFY(desk.table().ackStateAt(0) == AckState::Waiting);
        const quint64 old = desk.table().serialAt(0);
        server.last()->reset();
        QTRY_COMPARE(desk.table().messageCount(), 2);
        QVERIFY(desk.table().isGap(1));
        QVERIFY(desk.table().ackStateAt(0) == AckState::Lapsed);
        QVERIFY(desk.table().ackStateAt(2) == AckState::Waiting);
        const auto state = [&desk](int row) {
            return desk.table().index(row, int(MessageColumn::State)).data().toString();
        };
        QCOMPARE(state(0), QStringLiteral("returned"));
        QCOMPARE(state(2), QStringLiteral("waiting, redelivered"));
        QCOMPARE(desk.table().rowAt(2).subscription, key);
        // The old delivery can no longer be acknowledged; the new one can.
        QVERIFY(!desk.workspace.acknowledging().settle({old}, true).isEmpty());
        QCOMPARE(
            desk.workspace.acknowledging().settle({desk.table().serialAt(2)}, true), QString());
        QTRY_VERIFY(desk.table().ackStateAt(2) == AckState::Acked);
        QCOMPARE(server.last()->frames.back().value("id"), std::string_view("a2"));
    }

    void aRefusedLoginIsNeverRetried()
    {
        ScriptedServer server;
        int logins = 0;
        server.onFrame = [&logins](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command != "CONNECT")
                return;
            if (++logins == 1) {
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
                return;
            }
            peer.write(ScriptedServer::frame(
                "ERROR", {{"message", "User name [ada] or password is invalid."}}));
            peer.hangUp();
        };
        Desk desk(server.port());
        QTRY_VERIFY(desk.connection->isConnected());
        server.last()->reset();
        QTRY_VERIFY(desk.connection->state() == State::Failed);
        QCOMPARE(logins, 2);
        QVERIFY(!desk.connection->isReconnecting());
        const QString& remedy = desk.connection->problem().remedy;
        QVERIFY2(remedy.contains(QLatin1StringView("not tried again")), qPrintable(remedy));
        QVERIFY(desk.gaps().isEmpty()); // nothing was subscribed: nothing was missed
    }

    void isNotRetried_data()
    {
        QTest::addColumn<bool>("reconnect");
        QTest::addColumn<bool>("connectsOnce");
        QTest::newRow("a first connect that failed") << true << false;
        QTest::newRow("the profile does not want it") << false << true;
    }

    void isNotRetried()
    {
        QFETCH(const bool, reconnect);
        QFETCH(const bool, connectsOnce);
        ScriptedServer server;
        if (connectsOnce)
            server.behave();
        else
            server.onConnection = [](ScriptedServer::Peer& peer) {
                peer.hangUp();
            };
        Desk desk(server.port(), 1, reconnect);
        if (connectsOnce) {
            QTRY_VERIFY(desk.connection->isConnected());
            server.last()->reset();
        }
        QTRY_VERIFY(desk.connection->state() == State::Failed);
        QVERIFY(!desk.connection->isReconnecting());
        QCOMPARE(server.peers.size(), std::size_t(1));
    }

    void theUserEndsTheWait_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<int>("state");
        QTest::newRow("stop") << 0 << int(State::Failed);
        QTest::newRow("disconnect") << 1 << int(State::Disconnected);
    }

    void theUserEndsTheWait()
    {
        QFETCH(const int, how);
        QFETCH(const int, state);
        ScriptedServer server;
        server.behave();
        Desk desk(server.port(), 3'600'000);
        QTRY_VERIFY(desk.connection->isConnected());
        server.last()->reset();
        QTRY_VERIFY(desk.connection->state() == State::Waiting);
        QVERIFY(desk.connection->secondsToAttempt() > 1000);
        QCOMPARE(desk.connection->attempt(), 1U);
        if (how == 0)
            desk.connection->stopReconnecting();
        else
            desk.connection->close();
        QCOMPARE(int(desk.connection->state()), state);
        QVERIFY(!desk.connection->isReconnecting());
        QCOMPARE(server.peers.size(), std::size_t(1));
        // And it can be connected again by hand.
        desk.workspace.reopen(desk.connection);
        QTRY_VERIFY(desk.connection->isConnected());
    }

    void triesNow()
    {
        ScriptedServer server;
        server.behave();
        Desk desk(server.port(), 3'600'000);
        QTRY_VERIFY(desk.connection->isConnected());
        server.last()->reset();
        QTRY_VERIFY(desk.connection->state() == State::Waiting);
        desk.workspace.reopen(desk.connection);
        QTRY_VERIFY(desk.connection->isConnected());
        QCOMPARE(server.peers.size(), std::size_t(2));
    }

    void theUserStopsAnAttempt()
    {
        ScriptedServer server;
        server.onFrame = [&server](ScriptedServer::Peer& peer, const Stomp::Frame&) {
            if (server.peers.size() == 1) // later ones wait for CONNECTED in vain
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
        };
        Desk desk(server.port());
        QTRY_VERIFY(desk.connection->isConnected());
        server.last()->reset();
        QTRY_VERIFY(desk.connection->state() == State::Handshaking);
        QVERIFY(desk.connection->isReconnecting());
        desk.connection->stopReconnecting();
        QTRY_VERIFY(desk.connection->state() == State::Disconnected);
        QTRY_VERIFY(server.last()->isGone);
        QCOMPARE(server.peers.size(), std::size_t(2));
    }

    void anErrorEachTimeIsNotRetriedForEver()
    {
        ScriptedServer server;
        server.onFrame = [](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
            if (one.command != "SUBSCRIBE")
                return;
            peer.write(ScriptedServer::frame("ERROR", {{"message", "precondition_failed"}}));
            peer.hangUp();
        };
        Desk desk(server.port());
        desk.connection->subscribe(wish("/queue/a"));
        desk.connection->subscribe(wish("/queue/b")); // so that nobody knows which one it was
        QTRY_VERIFY(desk.connection->state() == State::Failed);
        QVERIFY(server.peers.size() > 1);
        QVERIFY(server.peers.size() < 6);
        QVERIFY(desk.connection->problem().remedy.contains(QLatin1StringView("not tried again")));
        QCOMPARE(desk.gaps().size(), 1); // no message came between: one gap
    }

    void whatIsPublishedMeanwhileIsNeverRepeated()
    {
        ScriptedServer server;
        int sends = 0;
        server.onFrame = [&](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
            if (one.command == "SEND" && ++sends == 1)
                peer.reset(); // taken, and no receipt for it
        };
        Desk desk(server.port());
        QTRY_VERIFY(desk.connection->isConnected());
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        desk.connection->publish(request("/queue/a", 1));
        QTRY_VERIFY(
            !told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.failed, 1U);
        QCOMPARE(last.confirmed, 0U);
        QVERIFY(!last.firstFailure.isEmpty());
        QTRY_COMPARE(server.peers.size(), std::size_t(2));
        QTRY_VERIFY(desk.connection->isConnected());
        QCOMPARE(sends, 1);
    }

    void aRefusedSubscriptionStaysRefused()
    {
        ScriptedServer server;
        int subscribes = 0;
        server.onFrame = [&subscribes](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
            if (one.command != "SUBSCRIBE")
                return;
            ++subscribes;
            peer.write(ScriptedServer::frame(
                "ERROR", {{"message", "no"}, {"receipt-id", std::string(one.value("receipt"))}}));
        };
        Desk desk(server.port());
        const auto key = desk.connection->subscribe(wish("/queue/a"));
        QTRY_VERIFY(desk.connection->subscription(key)->state == SubscriptionState::Refused);
        server.last()->reset();
        QTRY_COMPARE(server.peers.size(), std::size_t(2));
        QTRY_VERIFY(desk.connection->isConnected());
        QVERIFY(desk.connection->subscription(key)->state == SubscriptionState::Refused);
        QCOMPARE(subscribes, 1);
    }

    void aPausedTableShowsTheGapAtItsPlace()
    {
        Testing::ThreadedPracticeFixture broker;
        QVERIFY(broker.isRunning());
        Desk desk(broker.port());
        const auto key = desk.connection->subscribe(wish("/topic/a"));
        QTRY_VERIFY(desk.isConfirmed(key));
        desk.connection->publish(request("/topic/a", 2));
        QTRY_COMPARE(desk.table().messageCount(), 2);
        desk.workspace.pump().setPaused(true);
        broker.stop();
        QTRY_VERIFY(desk.connection->isReconnecting());
        QVERIFY(broker.startAgain());
        QTRY_VERIFY(desk.isConfirmed(key));
        desk.connection->publish(request("/topic/a", 3));
        QTRY_COMPARE(desk.workspace.pump().ledger().held, std::uint64_t(3));
        QCOMPARE(desk.table().rowCount(), 2);
        desk.workspace.pump().setPaused(false);
        QCOMPARE(desk.table().rowCount(), 6);
        QVERIFY(desk.table().isGap(2));
        QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
        desk.workspace.pump().clear();
        QCOMPARE(desk.table().rowCount(), 0);
        QCOMPARE(desk.workspace.pump().ledger().cleared, std::uint64_t(5));
    }
};

QTEST_GUILESS_MAIN(TestReconnect)
#include "tst_reconnect.moc"
