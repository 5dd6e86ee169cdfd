#include <ui/workspace/workspace.h>

#include <support/printing.h>
#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QTest>

using namespace Ui;
using Testing::ScriptedServer;

/** Messages of subscriptions that nobody here made, as RabbitMQ sends replies (stomp-facts 3.11).
 */
class TestUnsolicited : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areKeptAndShownAsTheyCame()
    {
        ScriptedServer server;
        server.onFrame = [](ScriptedServer::Peer& peer, const Stomp::Frame& frame) {
            if (frame.command != "CONNECT")
                return;
            peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
            peer.write(ScriptedServer::frame("MESSAGE",
                {{"subscription", "/temp-queue/r1"}, {"destination", "/queue/amq.gen-x"},
                    {"message-id", "1"}, {"tag", "first"}, {"tag", "second"}},
                "{\"answer\":42}"));
        };
        Workspace workspace;
        ConnectionProfile profile = ConnectionProfile::forUrl(server.url());
        Connection* connection = workspace.createConnection(profile);
        workspace.adopt(connection);
        workspace.open(connection, {});
        MessageTableModel& table = workspace.pump().model();
        QTRY_COMPARE(table.rowCount(), 1);
        QVERIFY(connection->isConnected());
        QVERIFY(connection->subscriptions().isEmpty());
        const Stomp::StoredMessage message = table.messageAt(0);
        QCOMPARE(message.body(), "{\"answer\":42}");
        // Every header stands where it stood, one that comes twice too.
        const std::string_view frame = message.bytes();
        QVERIFY(frame.find("subscription:/temp-queue/r1\n") != std::string_view::npos);
        QVERIFY(frame.find("tag:first\ntag:second\n") != std::string_view::npos);
        QCOMPARE(workspace.pump().ledger().lost(), std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestUnsolicited)
#include "tst_unsolicited.moc"
