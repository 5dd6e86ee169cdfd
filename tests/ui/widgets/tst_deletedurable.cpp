#include <support/scriptedserver.h>
#include <ui/widgets/destinationspanel.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QTest>
#include <QTreeView>

using namespace Ui;
using Testing::ScriptedServer;

/** A durable subscription is deleted from the tree's menu; others do not offer that. */
class TestDeleteDurable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromTheMenu_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("durable") << QStringLiteral("audit");
        QTest::newRow("not durable") << QString();
    }

    void fromTheMenu()
    {
        QFETCH(const QString, name);
        ScriptedServer server;
        server.onFrame = [](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(ScriptedServer::frame(
                    "CONNECTED", {{"version", "1.2"}, {"server", "RabbitMQ/3.10.8"}}));
            if (const auto receipt = one.header("receipt"))
                peer.write(
                    ScriptedServer::frame("RECEIPT", {{"receipt-id", std::string(*receipt)}}));
        };
        Workspace workspace;
        DestinationsPanel panel(workspace);
        panel.setActions({});
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = server.port();
        Connection* connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/topic/orders");
        wish.durableName = name;
        const auto key = connection->subscribe(wish);
        QTRY_VERIFY(connection->subscription(key)->state == Stomp::SubscriptionState::Confirmed);

        auto* action = panel.findChild<QAction*>(QStringLiteral("deleteDurable"));
        QVERIFY(action);
        QVERIFY(!action->isVisible()); // nothing is chosen
        panel.view()->setCurrentIndex(workspace.destinations().indexOf(key, connection->number()));
        QCOMPARE(action->isVisible(), !name.isEmpty());
        QVERIFY(panel.view()->actions().contains(action));
        if (name.isEmpty())
            return;
        action->trigger();
        QVERIFY(connection->subscriptions().isEmpty());
        QTRY_COMPARE(server.last()->frames.back().command, std::string("UNSUBSCRIBE"));
        QCOMPARE(server.last()->frames.back().value("durable"), std::string_view("true"));
        QVERIFY(!action->isVisible());
    }
};

QTEST_MAIN(TestDeleteDurable)
#include "tst_deletedurable.moc"
