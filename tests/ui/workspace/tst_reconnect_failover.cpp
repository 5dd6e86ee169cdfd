#include "workspacefixture.h"

#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Ui;
using Stomp::SubscriptionState;
using Testing::ScriptedServer;

namespace {

int askedFor(const ScriptedServer& server, std::string_view command)
{
    int count = 0;
    for (const auto& peer : server.peers) {
        count +=
            static_cast<int>(std::ranges::count(peer->frames, command, &Stomp::Frame::command));
    }
    return count;
}

} // namespace

/** A lost connection of several addresses: the next one that answers, again and again. */
class TestReconnectFailover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void goesWhereSomebodyAnswers()
    {
        ScriptedServer first;
        ScriptedServer second;
        first.behave();
        second.behave();
        WorkspaceOptions options;
        options.backoff.first = 1;
        options.backoff.cap = 20;
        Workspace workspace(options);
        ConnectionProfile profile = Testing::local(first.port());
        profile.scheme = Stomp::BrokerUrl::Scheme::Failover;
        profile.failover = QStringLiteral("failover:(stomp://127.0.0.1:%1,stomp://127.0.0.1:%2)")
                               .arg(first.port())
                               .arg(second.port());
        profile.reconnect = true;
        Connection* const connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
        const auto key = connection->subscribe(Testing::wish("/topic/a"));
        const auto isConfirmed = [&] {
            return connection->isConnected()
                && connection->subscription(key)->state == SubscriptionState::Confirmed;
        };
        QTRY_VERIFY(isConfirmed());
        QCOMPARE(askedFor(first, "SUBSCRIBE"), 1);
        QCOMPARE(second.peers.size(), std::size_t(0));

        first.stopListening();
        first.last()->reset();
        QTRY_COMPARE(askedFor(second, "SUBSCRIBE"), 1);
        QTRY_VERIFY(isConfirmed());

        second.stopListening();
        second.last()->reset();
        QTRY_VERIFY(connection->attempt() >= 3); // of all addresses, with a wait before each
        connection->stopReconnecting();
        QTRY_VERIFY(!connection->isReconnecting());
        QVERIFY(!connection->isConnected());
        QCOMPARE(askedFor(first, "CONNECT") + askedFor(second, "CONNECT"), 2);
    }
};

QTEST_GUILESS_MAIN(TestReconnectFailover)
#include "tst_reconnect_failover.moc"
