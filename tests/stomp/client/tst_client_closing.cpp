#include <support/clientfixture.h>

#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <cstring>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;

namespace {

/** What was done to a transport, which may be gone. */
struct Deeds
{
    int closed = 0;
    int aborted = 0;
    bool isGone = false;
};

std::string receiptFor(const std::string& written)
{
    const std::string header = "receipt:";
    const std::size_t begin = written.find(header) + header.size();
    return ScriptedServer::frame(
        "RECEIPT", {{"receipt-id", written.substr(begin, written.find('\n', begin) - begin)}});
}

/** Has a broker behind it that answers CONNECT and DISCONNECT, and ends the stream after close(),
 * or never. */
class AnsweringTransport : public Transport
{
public:
    AnsweringTransport(Deeds& deeds, bool ends) : m_deeds(deeds), m_ends(ends) { }
    ~AnsweringTransport() override { m_deeds.isGone = true; }
    void open() override { Q_EMIT opened(); }
    void close() override
    {
        ++m_deeds.closed;
        if (m_ends)
            Q_EMIT closed({});
    }
    void abort() override { ++m_deeds.aborted; }
    std::size_t read(std::span<char> into) override
    {
        const std::size_t size = std::min(into.size(), m_arrived.size());
        std::memcpy(into.data(), m_arrived.data(), size);
        m_arrived.erase(0, size);
        return size;
    }
    void write(std::string_view bytes) override
    {
        if (bytes.starts_with("CONNECT"))
            m_arrived += ScriptedServer::frame("CONNECTED", {{"version", "1.2"}});
        else if (bytes.starts_with("DISCONNECT"))
            m_arrived += receiptFor(std::string(bytes));
        QMetaObject::invokeMethod(this, &Transport::readyRead, Qt::QueuedConnection);
    }
    std::size_t bytesToWrite() const override { return 0; }

private:
    Deeds& m_deeds;
    bool m_ends;
    std::string m_arrived;
};

struct Desk : ClientFixture
{
    [[nodiscard]] bool connectThrough(Deeds& deeds, bool ends = true)
    {
        client.connectThrough(std::make_unique<AnsweringTransport>(deeds, ends), {});
        return QTest::qWaitFor([this] { return client.state() == Client::State::Connected; });
    }
    [[nodiscard]] bool leave()
    {
        client.disconnectFromBroker();
        return QTest::qWaitFor([this] { return disconnections > 0; });
    }
};

} // namespace

/** After DISCONNECT was answered, the stream is closed in order and not cut. */
class TestClientClosing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void closesInOrder()
    {
        Deeds deeds;
        Desk desk;
        QVERIFY(desk.connectThrough(deeds));
        QVERIFY(desk.leave());
        QCOMPARE(desk.client.state(), Client::State::Disconnected); // without waiting for it
        QTRY_VERIFY(deeds.isGone);
        QCOMPARE(deeds.closed, 1);
        QCOMPARE(deeds.aborted, 0);
        QVERIFY(!desk.failure);
        QCOMPARE(desk.disconnections, 1);
    }

    void aStreamThatDoesNotEndIsCut()
    {
        Deeds deeds;
        Desk desk;
        QVERIFY(desk.connectThrough(deeds, false));
        QVERIFY(desk.leave());
        QTRY_COMPARE(deeds.closed, 1);
        QCOMPARE(deeds.aborted, 0);
        QTRY_VERIFY_WITH_TIMEOUT(deeds.isGone, 20'000);
        QCOMPARE(deeds.aborted, 1);
        QCOMPARE(desk.disconnections, 1);
    }

    void itIsCutWhenTheClientGoes_data()
    {
        QTest::addColumn<bool>("atOnce");
        QTest::newRow("while it says so") << true;
        QTest::newRow("later") << false;
    }
    void itIsCutWhenTheClientGoes()
    {
        QFETCH(bool, atOnce);
        Deeds deeds;
        Desk desk;
        QVERIFY(desk.connectThrough(deeds, false));
        if (atOnce) {
            connect(&desk.client, &Client::disconnected, this, [&desk] { desk.owner.reset(); });
            desk.client.disconnectFromBroker();
        } else {
            QVERIFY(desk.leave());
            QTRY_COMPARE(deeds.closed, 1);
            desk.owner.reset();
        }
        QTRY_VERIFY(deeds.isGone);
        QCOMPARE(deeds.aborted, 1);
    }

    void itMayConnectAgainMeanwhile()
    {
        Deeds first;
        Deeds second;
        Desk desk;
        QVERIFY(desk.connectThrough(first, false));
        QVERIFY(desk.leave());
        QVERIFY(desk.connectThrough(second));
        QTRY_COMPARE(first.closed, 1);
        QTRY_VERIFY_WITH_TIMEOUT(first.isGone, 20'000);
        QCOMPARE(desk.client.state(), Client::State::Connected);
        QCOMPARE(second.closed + second.aborted, 0);
    }

    void abortedItIsCut()
    {
        Deeds deeds;
        Desk desk;
        QVERIFY(desk.connectThrough(deeds));
        desk.client.abort();
        QTRY_VERIFY(deeds.isGone);
        QCOMPARE(deeds.closed, 0);
        QCOMPARE(deeds.aborted, 1);
    }

    void aWebSocketServerHearsThatItIsNoFailure()
    {
        QWebSocketServer server(QStringLiteral("test"), QWebSocketServer::NonSecureMode);
        server.setSupportedSubprotocols({QStringLiteral("v12.stomp")});
        QVERIFY(server.listen(QHostAddress::LocalHost));
        std::optional<QWebSocketProtocol::CloseCode> code;
        connect(&server, &QWebSocketServer::newConnection, &server, [&server, &code] {
            QWebSocket* const peer = server.nextPendingConnection();
            peer->setParent(&server); // it is ours to delete
            connect(peer, &QWebSocket::textMessageReceived, peer, [peer](const QString& text) {
                const std::string written = text.toStdString();
                peer->sendTextMessage(QString::fromStdString(written.starts_with("DISCONNECT")
                        ? receiptFor(written)
                        : ScriptedServer::frame("CONNECTED", {{"version", "1.2"}})));
            });
            connect(peer, &QWebSocket::disconnected, &server,
                [peer, &code] { code = peer->closeCode(); });
        });
        Desk desk;
        ClientOptions options;
        options.url =
            BrokerUrl::parse("ws://127.0.0.1:" + std::to_string(server.serverPort()) + "/ws").url;
        desk.client.connectToBroker(options);
        QTRY_COMPARE(desk.client.state(), Client::State::Connected);
        QVERIFY(desk.leave());
        QTRY_VERIFY(code.has_value());
        QCOMPARE(*code, QWebSocketProtocol::CloseCodeNormal);
    }
};

QTEST_GUILESS_MAIN(TestClientClosing)
#include "tst_client_closing.moc"
