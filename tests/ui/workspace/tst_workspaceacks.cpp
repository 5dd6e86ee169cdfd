#include "workspacefixture.h"

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
        QCOMPARE(desk.workspace.acknowledging().settle({desk.serials().at(chosen)}, accept), QString());
        QTRY_COMPARE(desk.inState(accept ? AckState::Acked : AckState::Nacked), settled);
        // What was rejected comes again, marked, and waits again.
        const int again = accept ? 0 : settled;
        QTRY_COMPARE(desk.rows(), 5 + again);
        QCOMPARE(desk.inState(AckState::Waiting), 5 - settled + again);
        // Again: it waits no more, and nothing goes to the broker.
        QVERIFY(!desk.workspace.acknowledging().settle({desk.serials().at(chosen)}, accept).isEmpty());
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
        QVERIFY(desk.workspace.acknowledging().settle(desk.serials(), true).contains(u'2'));
        QCOMPARE(desk.inState(AckState::Waiting), 2);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceAcks)
#include "tst_workspaceacks.moc"
