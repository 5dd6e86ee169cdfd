#include "workspacefixture.h"

#include <ui/workspace/quietwatch.h>

#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using namespace Testing;
using Stomp::AckMode;
using Stomp::AckState;

/** Messages acknowledged and rejected by hand. */
class TestWorkspaceAcks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** From the book, for the table forgets and they wait all the same. */
    void theQuietCountKnowsWhatTheTableForgot()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const QuietWatch watch(desk.workspace);
        const Stomp::SubscriptionKey key =
            desk.connection->subscribe(wish("/queue/a", AckMode::ClientIndividual, false));
        desk.connection->publish(request("/queue/a", "1", 5));
        QTRY_COMPARE(desk.rows(), 5);
        const quint64 bytes = desk.workspace.pump().subscriptionTraffic(key).bytes;
        const quint64 first = desk.workspace.pump().model().rowAt(0).length;
        QCOMPARE(desk.workspace.acknowledging().settle({desk.serials().at(0)}, true), QString());
        desk.workspace.pump().clear();
        QCOMPARE(desk.rows(), 0);
        const QuietEvidence evidence = watch.evidence(desk.connection->number(), key);
        QCOMPARE(evidence.unacknowledged, quint64(4));
        QCOMPARE(evidence.unacknowledgedBytes, bytes - first);
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
        QCOMPARE(
            desk.workspace.acknowledging().settle({desk.serials().at(chosen)}, accept), QString());
        QTRY_COMPARE(desk.inState(accept ? AckState::Acked : AckState::Nacked), settled);
        // What was rejected comes again, marked, and waits again.
        const int again = accept ? 0 : settled;
        QTRY_COMPARE(desk.rows(), 5 + again);
        QCOMPARE(desk.inState(AckState::Waiting), 5 - settled + again);
        // Again: it waits no more, and nothing goes to the broker.
        QVERIFY(
            !desk.workspace.acknowledging().settle({desk.serials().at(chosen)}, accept).isEmpty());
        // All of them, in any order: only what still waits is sent, and the broker takes it.
        QList<quint64> all = desk.serials();
        std::reverse(all.begin(), all.end());
        const QSignalSpy failures(&desk.workspace.acknowledging(), &Acknowledging::failed);
        QCOMPARE(desk.workspace.acknowledging().settle(all, true), QString());
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
        QCOMPARE(desk.inState(AckState::Lapsed), 2);
        QVERIFY(desk.workspace.acknowledging().settle(desk.serials(), true).contains(u'2'));
        QCOMPARE(desk.inState(AckState::Lapsed), 2);
    }

    void saysBeforehandHowFarItReaches()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const auto key = desk.connection->subscribe(wish("/queue/a", AckMode::Client, false));
        desk.connection->publish(request("/queue/a", "1", 5));
        QTRY_COMPARE(desk.rows(), 5);
        Acknowledging& acknowledging = desk.workspace.acknowledging();
        const QList<quint64> chosen{desk.serials().at(3), desk.serials().at(1)};
        const Acknowledging::Reach reach = acknowledging.reachOf(chosen, true);
        QCOMPARE(reach.chosen, quint64(2));
        QCOMPARE(reach.messages, quint64(4));
        QVERIFY(!reach.otherSubscriptions);
        QCOMPARE(acknowledging.unacknowledged(desk.connection->number(), key), quint64(5));
        QCOMPARE(acknowledging.settle(chosen, true), QString());
        QCOMPARE(acknowledging.unacknowledged(desk.connection->number(), key), quint64(1));
        // While its answer is under way nothing is sent twice, and nobody is told off.
        QCOMPARE(acknowledging.reachOf(chosen, true).messages, quint64(0));
        QTRY_COMPARE(desk.inState(AckState::Acked), 4);
        QCOMPARE(desk.inState(AckState::Waiting), 1);
    }

    /** With one ACK where it takes the earlier ones with it, with one for each where it does not;
     * another subscription's are never among them. */
    void acknowledgesUpTo_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("acks");
        QTest::newRow("client") << int(AckMode::Client) << 1;
        QTest::newRow("individual") << int(AckMode::ClientIndividual) << 3;
    }

    void acknowledgesUpTo()
    {
        QFETCH(const int, mode);
        QFETCH(const int, acks);
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/b", AckMode::ClientIndividual, false));
        desk.connection->publish(request("/queue/b", "other", 1));
        QTRY_COMPARE(desk.rows(), 1);
        desk.connection->subscribe(wish("/queue/a", static_cast<AckMode>(mode), false));
        desk.connection->publish(request("/queue/a", "1", 5));
        QTRY_COMPARE(desk.rows(), 6);
        Acknowledging& acknowledging = desk.workspace.acknowledging();
        const QList<quint64> all = desk.serials();
        const QList<quint64> chosen = acknowledging.upTo(all.at(3));
        QCOMPARE(chosen.size(), acks);
        const QList<Acknowledging::Taken> taken = acknowledging.takenBy(chosen, true);
        QList<quint64> serials;
        for (const Acknowledging::Taken& one : taken)
            serials.append(one.serial);
        QCOMPARE(serials, all.mid(1, 3));
        QCOMPARE(acknowledging.settle(chosen, true), QString());
        QTRY_COMPARE(desk.inState(AckState::Acked), 3);
        QCOMPARE(desk.inState(AckState::Waiting), 3);
        QCOMPARE(acknowledging.upTo(all.at(3)), QList<quint64>()); // waits no more
        QCOMPARE(acknowledging.upTo(all.at(0)), all.mid(0, 1));
    }

    void rejectsForGoodOrBackIntoTheQueue_data()
    {
        QTest::addColumn<bool>("requeue");
        QTest::newRow("back") << true;
        QTest::newRow("for good") << false;
    }

    void rejectsForGoodOrBackIntoTheQueue()
    {
        QFETCH(const bool, requeue);
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/a", AckMode::ClientIndividual, false));
        desk.connection->publish(request("/queue/a", "1", 1));
        QTRY_COMPARE(desk.rows(), 1);
        QCOMPARE(desk.workspace.acknowledging().settle(
                     desk.serials(), false, {{"requeue", requeue ? "true" : "false"}}),
            QString());
        QTRY_COMPARE(desk.inState(AckState::Nacked), 1);
        desk.connection->publish(request("/queue/a", "2", 1));
        QTRY_COMPARE(desk.rows(), requeue ? 3 : 2);
    }

    /** RabbitMQ's ACK in client mode is for the whole connection, and one ACK is all that is sent.
     */
    void onRabbitMqItReachesOtherSubscriptions()
    {
        ScriptedServer server;
        int sent = 0;
        server.onFrame = [&sent](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(ScriptedServer::frame(
                    "CONNECTED", {{"version", "1.2"}, {"server", "RabbitMQ/3.10.8"}}));
            if (one.command == "SUBSCRIBE") {
                const std::string number = std::to_string(++sent);
                peer.write(ScriptedServer::frame("MESSAGE",
                    {{"subscription", std::string(one.value("id"))}, {"destination", "/queue/a"},
                        {"message-id", "m" + number}, {"ack", "a" + number}},
                    "1"));
            }
            if (const auto receipt = one.header("receipt"))
                peer.write(
                    ScriptedServer::frame("RECEIPT", {{"receipt-id", std::string(*receipt)}}));
        };
        Workspace workspace;
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = server.port();
        Connection* connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
        connection->subscribe(wish("/queue/a", AckMode::Client, false));
        connection->subscribe(wish("/queue/b", AckMode::Client, false));
        MessageTableModel& table = workspace.pump().model();
        QTRY_COMPARE(table.messageCount(), 2);
        const QList<quint64> last{table.serialAt(1)};
        const QList<quint64> both{table.serialAt(0), table.serialAt(1)};
        const Acknowledging::Reach reach = workspace.acknowledging().reachOf(last, true);
        QCOMPARE(reach.messages, quint64(2));
        QVERIFY(reach.otherSubscriptions);
        const QList<Acknowledging::Taken> taken = workspace.acknowledging().takenBy(last, true);
        QCOMPARE(taken.size(), 2);
        QCOMPARE(taken.at(0).serial, both.at(0));
        QVERIFY(taken.at(0).subscription != taken.at(1).subscription);
        QCOMPARE(workspace.acknowledging().upTo(last.at(0)), last);
        QCOMPARE(workspace.acknowledging().settle(both, true), QString());
        QTRY_VERIFY(table.ackStateAt(0) == AckState::Acked);
        QVERIFY(table.ackStateAt(1) == AckState::Acked);
        int acks = 0;
        for (const Stomp::Frame& one : server.last()->frames)
            acks += one.command == "ACK";
        QCOMPARE(acks, 1);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceAcks)
#include "tst_workspaceacks.moc"
