#include "workspacefixture.h"

#include <support/printing.h>
#include <support/scriptedserver.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace Ui;
using namespace Testing;
using Stomp::ReplyWay;

namespace {

PublishRequest question(const char* body, ReplyWay way = ReplyWay::OwnSubscription,
    quint32 timeoutMs = 60'000, const char* correlation = "")
{
    PublishRequest asked = request("/queue/service", body, 1);
    asked.reply = {way, timeoutMs};
    if (*correlation != '\0')
        asked.frame.add("correlation-id", correlation);
    return asked;
}

/** What was told last of each request. */
struct Told
{
    explicit Told(Connection* connection)
    {
        QObject::connect(connection, &Connection::publishProgressed, connection,
            [this](const PublishProgress& progress) { last[progress.id] = progress; });
    }
    [[nodiscard]] ReplyState of(PublishId id) { return last[id].reply; }

    std::map<PublishId, PublishProgress> last;
};

/** A second connection of the desk that answers every request to /queue/service. */
class Responder
{
public:
    Responder(Desk& desk, bool echo) : m_workspace(desk.workspace), m_echo(echo)
    {
        connection = m_workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        m_workspace.adopt(connection);
        m_workspace.open(connection, {});
        QObject::connect(
            &m_workspace.pump(), &MessagePump::countsChanged, connection, [this] { answerNew(); });
    }
    [[nodiscard]] bool isReady()
    {
        if (!QTest::qWaitFor([this] { return connection->isConnected(); }))
            return false;
        const auto key = connection->subscribe(wish("/queue/service"));
        return QTest::qWaitFor([this, key] {
            return connection->subscription(key)->state == Stomp::SubscriptionState::Confirmed;
        });
    }

    Connection* connection = nullptr;

private:
    void answerNew()
    {
        const MessageTableModel& table = m_workspace.pump().model();
        Stomp::FrameDecoder decoder;
        for (; m_seen < table.rowCount(); ++m_seen) {
            if (table.rowAt(m_seen).connection != connection->number())
                continue;
            const Stomp::StoredMessage message = table.messageAt(m_seen);
            const Stomp::FrameView& frame =
                decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
            const std::string to{frame.value("reply-to")};
            PublishRequest reply =
                request(to.c_str(), ("re: " + std::string(frame.body)).c_str(), 1);
            if (m_echo)
                reply.frame.add("correlation-id", frame.value("correlation-id"));
            connection->publish(reply);
        }
    }

    Workspace& m_workspace;
    bool m_echo;
    int m_seen = 0;
};

} // namespace

/** Requests that wait for their reply: through the I/O thread, the feed and the book of replies. */
class TestAsking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void repliesFindTheirRequests_data()
    {
        QTest::addColumn<bool>("echo");
        QTest::newRow("by correlation-id") << true;
        QTest::newRow("by the address alone") << false;
    }

    void repliesFindTheirRequests()
    {
        QFETCH(const bool, echo);
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        Responder responder(desk, echo);
        QVERIFY(responder.isReady());
        Told told(desk.connection);
        const MessageTableModel& table = desk.workspace.pump().model();
        for (quint64 number = 1; number <= 3; ++number) {
            const QByteArray body = "q" + QByteArray::number(number);
            const PublishId id = desk.connection->publish(
                question(body.constData(), ReplyWay::OwnSubscription, 60'000, body.constData()));
            QTRY_COMPARE(told.of(id), ReplyState::Arrived);
            const PublishProgress& last = told.last[id];
            QVERIFY(last.finished);
            QCOMPARE(last.confirmed, 1U);
            QCOMPARE(last.failed, 0U);
            QCOMPARE(last.answer.number, number);
            QCOMPARE(last.answer.destination, QStringLiteral("/queue/service"));
            QCOMPARE(last.answer.correlation, echo ? QString::fromLatin1(body) : QString());
            QCOMPARE(last.answer.preview, QStringLiteral("re: ") + QString::fromLatin1(body));
            QVERIFY(last.answer.roundTripUs > 0);
            const auto serial = [&] {
                return desk.workspace.replies().serialOf(desk.connection->number(), number);
            };
            QTRY_VERIFY(serial().has_value());
            const auto* known = desk.workspace.replies().replyAt(*serial());
            QVERIFY(known);
            QCOMPARE(known->number, number);
            QTRY_VERIFY(table.rowOf(*serial()).has_value());
            const int row = *table.rowOf(*serial());
            QCOMPARE(table.messageAt(row).body(), QByteArray("re: " + body).toStdString());
            QCOMPARE(table.rowAt(row).flags & Stomp::ReplyFlag, int(Stomp::ReplyFlag));
            QCOMPARE(table.index(row, int(MessageColumn::State)).data().toString(),
                QStringLiteral("reply"));
        }
        // The requests that the responder got are no replies.
        int replies = 0;
        for (int row = 0; row < table.rowCount(); ++row)
            replies += desk.workspace.replies().replyAt(table.serialAt(row)) != nullptr;
        QCOMPARE(replies, 3);
        QCOMPARE(table.rowCount(), 6);
        QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
        // What left the store is no reply of anybody any more.
        desk.workspace.pump().clear();
        QVERIFY(!desk.workspace.replies().serialOf(desk.connection->number(), 1));
    }

    void nobodyAnswers()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        Told told(desk.connection);
        const PublishId id =
            desk.connection->publish(question("q", ReplyWay::OwnSubscription, 300));
        QTRY_COMPARE(told.of(id), ReplyState::TimedOut);
        QVERIFY(told.last[id].finished);
        QVERIFY(told.last[id].firstFailure.isEmpty());
        QCOMPARE(told.last[id].replyTimeoutMs, 300U);
    }

    void theUserWaitsNoLonger()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        Told told(desk.connection);
        const PublishId id = desk.connection->publish(question("q"));
        QTRY_COMPARE(told.last[id].confirmed, 1U);
        QVERIFY(told.of(id) == ReplyState::Awaited);
        QVERIFY(!told.last[id].finished);
        desk.connection->stopPublishing(id);
        QTRY_COMPARE(told.of(id), ReplyState::Stopped);
        QVERIFY(told.last[id].finished);
    }

    void theConnectionEnds()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        Told told(desk.connection);
        const PublishId id = desk.connection->publish(question("q"));
        QTRY_COMPARE(told.last[id].confirmed, 1U);
        desk.connection->abort();
        QTRY_COMPARE(told.of(id), ReplyState::Failed);
        QVERIFY(!told.last[id].firstFailure.isEmpty());
        QCOMPARE(told.last[id].failed, 1U);
    }

    /** RabbitMQ's way: no SUBSCRIBE, and the replies come on the address (stomp-facts 3.11). */
    void theBrokerSubscribes()
    {
        ScriptedServer server;
        bool subscribed = false;
        server.onFrame = [&subscribed](ScriptedServer::Peer& peer, const Stomp::Frame& frame) {
            subscribed = subscribed || frame.command == "SUBSCRIBE";
            if (frame.command == "CONNECT")
                peer.write(ScriptedServer::frame(
                    "CONNECTED", {{"version", "1.2"}, {"server", "RabbitMQ/3.10.8"}}));
            if (frame.command != "SEND")
                return;
            peer.write(ScriptedServer::frame("MESSAGE",
                {{"subscription", std::string(frame.value("reply-to"))},
                    {"destination", "/reply-queue/amq.gen-x"}, {"message-id", "1"},
                    {"correlation-id", std::string(frame.value("correlation-id"))}},
                "answer"));
        };
        Workspace workspace;
        Connection* connection =
            workspace.createConnection(ConnectionProfile::forUrl(server.url()));
        workspace.adopt(connection);
        workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        Told told(connection);
        const PublishId id = connection->publish(question("q", ReplyWay::ByBroker));
        QTRY_COMPARE(told.of(id), ReplyState::Arrived);
        QVERIFY(!subscribed);
        QCOMPARE(told.last[id].answer.preview, QStringLiteral("answer"));
        const auto serial = [&] {
            return workspace.replies().serialOf(connection->number(), 1);
        };
        QTRY_VERIFY(serial().has_value());
        QVERIFY(workspace.replies().replyAt(*serial()));
        QCOMPARE(workspace.pump().ledger().lost(), std::int64_t(0));
    }

    void aLockedConnectionAsksNothing()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Practice);
        profile.production = true;
        Connection* locked = desk.workspace.createConnection(profile);
        desk.workspace.adopt(locked);
        desk.workspace.open(locked, {});
        QTRY_VERIFY(locked->isConnected());
        Told told(locked);
        const PublishId id = locked->publish(question("q"));
        QTRY_VERIFY(told.last[id].finished);
        QVERIFY(told.of(id) == ReplyState::NotWanted);
        QVERIFY(told.last[id].firstFailure.contains(QLatin1StringView("locked")));
    }
};

QTEST_GUILESS_MAIN(TestAsking)
#include "tst_asking.moc"
