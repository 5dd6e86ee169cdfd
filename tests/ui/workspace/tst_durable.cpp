#include "workspacefixture.h"

#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QTest>

using namespace Ui;
using namespace Testing;
using Stomp::SubscriptionState;

namespace {

/** A server that calls itself so, and a connection to it. */
struct Stage
{
    explicit Stage(const std::string& broker, bool withClientId = true)
    {
        server.onFrame = [broker](ScriptedServer::Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(
                    ScriptedServer::frame("CONNECTED", {{"version", "1.2"}, {"server", broker}}));
            if (const auto receipt = one.header("receipt"))
                peer.write(
                    ScriptedServer::frame("RECEIPT", {{"receipt-id", std::string(*receipt)}}));
        };
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = server.port();
        if (withClientId)
            profile.headers.push_back({"client-id", "console"});
        connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
        SubscriptionWish durable = wish("/topic/orders");
        durable.durableName = QStringLiteral("audit");
        key = connection->subscribe(durable);
    }
    [[nodiscard]] SubscriptionState state() const { return connection->subscription(key)->state; }
    /** "command name=value ..." of what concerns the subscription, in order. */
    [[nodiscard]] QStringList said() const
    {
        QStringList lines;
        for (const Stomp::Frame& one : server.last()->frames) {
            if (one.command != "SUBSCRIBE" && one.command != "UNSUBSCRIBE")
                continue;
            QString line = QString::fromStdString(one.command);
            for (const Stomp::Header& header : one.headers) {
                if (header.name != "receipt" && header.name != "ack")
                    line += QStringLiteral(" %1=%2").arg(
                        QString::fromStdString(header.name), QString::fromStdString(header.value));
            }
            lines << line;
        }
        return lines;
    }

    ScriptedServer server;
    Workspace workspace;
    Connection* connection = nullptr;
    Stomp::SubscriptionKey key = 0;
};

} // namespace

/** Durable subscriptions in each broker's own headers (stomp-facts 3.9). */
class TestDurable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void frames_data()
    {
        QTest::addColumn<std::string>("broker");
        QTest::addColumn<bool>("forget");
        QTest::addColumn<QStringList>("expected");
        const QString classic = QStringLiteral(
            "SUBSCRIBE id=1 destination=/topic/orders activemq.subscriptionName=audit");
        const QString artemis = QStringLiteral(
            "SUBSCRIBE id=1 destination=/topic/orders durable-subscription-name=audit");
        const QString rabbit = QStringLiteral(
            "SUBSCRIBE id=audit destination=/topic/orders durable=true auto-delete=false");
        const std::string rabbitMq = "RabbitMQ/3.10.8";
        QTest::newRow("Classic, offline") << std::string(
            "ActiveMQ/5.17.2") << false << QStringList{classic, QStringLiteral("UNSUBSCRIBE id=1")};
        QTest::newRow("Classic, deleted")
            << std::string("ActiveMQ/5.17.2") << true
            << QStringList{classic, QStringLiteral("UNSUBSCRIBE id=1"),
                   QStringLiteral("UNSUBSCRIBE id=1 activemq.subscriptionName=audit")};
        QTest::newRow("Artemis, deleted")
            << std::string("ActiveMQ-Artemis/2.31.0 ActiveMQ Artemis Messaging Engine") << true
            << QStringList{
                   artemis, QStringLiteral("UNSUBSCRIBE id=1 durable-subscription-name=audit")};
        QTest::newRow("RabbitMQ, offline")
            << rabbitMq << false << QStringList{rabbit, QStringLiteral("UNSUBSCRIBE id=audit")};
        QTest::newRow("RabbitMQ, deleted")
            << rabbitMq << true
            << QStringList{
                   rabbit, QStringLiteral("UNSUBSCRIBE id=audit durable=true auto-delete=false")};
    }

    void frames()
    {
        QFETCH(const std::string, broker);
        QFETCH(const bool, forget);
        QFETCH(const QStringList, expected);
        Stage stage(broker);
        QTRY_VERIFY(stage.state() == SubscriptionState::Confirmed);
        stage.connection->unsubscribe(stage.key, forget);
        QTRY_COMPARE(stage.said().size(), expected.size());
        QCOMPARE(stage.said(), expected);
        QVERIFY(stage.connection->subscriptions().isEmpty());
    }

    void needsAClientIdWhereTheBrokerDoes_data()
    {
        QTest::addColumn<std::string>("broker");
        QTest::addColumn<bool>("refused");
        QTest::newRow("Classic") << std::string("ActiveMQ/5.17.2") << true;
        QTest::newRow("RabbitMQ") << std::string("RabbitMQ/3.10.8") << false;
    }

    void needsAClientIdWhereTheBrokerDoes()
    {
        QFETCH(const std::string, broker);
        QFETCH(const bool, refused);
        Stage stage(broker, false);
        QTRY_VERIFY(
            stage.state() == (refused ? SubscriptionState::Refused : SubscriptionState::Confirmed));
        QCOMPARE(stage.said().size(), refused ? 0 : 1);
        if (refused)
            QVERIFY(stage.connection->subscription(stage.key)->reason.contains(
                QLatin1StringView("client-id")));
    }

    void isRefusedWhereThereAreNone()
    {
        Stage stage("stompd/1");
        QTRY_VERIFY(stage.state() == SubscriptionState::Refused);
        QVERIFY(!stage.connection->subscription(stage.key)->reason.isEmpty());
        QVERIFY(stage.said().isEmpty());
    }

    void aLostConnectionRestoresItUnderItsName()
    {
        Stage stage("RabbitMQ/3.10.8");
        stage.connection->setBackoff({1, 1, 1, 0});
        QTRY_VERIFY(stage.state() == SubscriptionState::Confirmed);
        stage.server.last()->reset();
        QTRY_COMPARE(stage.server.peers.size(), std::size_t(2));
        QTRY_VERIFY(stage.state() == SubscriptionState::Confirmed);
        QVERIFY(stage.said().constFirst().contains(QLatin1StringView("id=audit")));
        const MessageTableModel& table = stage.workspace.pump().model();
        QCOMPARE(table.rowCount(), 1);
        QVERIFY(table.index(0, 0).data(GapRole).toString().contains(
            QLatin1StringView("durable subscriptions are kept")));
    }
};

QTEST_GUILESS_MAIN(TestDurable)
#include "tst_durable.moc"
