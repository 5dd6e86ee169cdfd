#include <stomp/client/websockettransport.h>

#include <support/clientfixture.h>
#include <support/transportfixture.h>
#include <support/transportserver.h>

#include <QDir>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using Testing::readAll;
using Testing::ScriptedServer;
using Testing::TransportServer;

namespace {

std::string sendFrame(const std::string& body)
{
    return "SEND\ndestination:/queue/a\ncontent-length:" + std::to_string(body.size()) + "\n\n"
        + body + '\0';
}

/** Resident memory, in bytes. */
qint64 memoryNow()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

/** What is the WebSocket's own; what all transports do alike stands in tst_transports. */
class TestWebSocketTransport : public QObject
{
    Q_OBJECT

    static ClientOptions optionsFor(const BrokerUrl& url)
    {
        ClientOptions options;
        options.url = url;
        options.url.scheme = Scheme::Ws;
        return options;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void asksAsItIsTold()
    {
        ScriptedServer server;
        ClientOptions options = optionsFor(server.url());
        options.url.path = "/app%20x/ws?token=a%2Fb&x=1";
        options.session.versions = {Version::V10, Version::V12};
        options.httpHeaders = {{"Authorization", "Bearer abc"}, {"Origin", "https://a.example"},
            {"X-Two", "1"}, {"X-Two", "2"}};
        const auto transport = makeTransport(options);
        transport->open();
        QTRY_VERIFY(server.last() && server.last()->received.find("\r\n\r\n") != std::string::npos);
        const std::string asked = server.last()->received;
        QVERIFY2(asked.starts_with("GET /app%20x/ws?token=a%2Fb&x=1 HTTP/1.1\r\n"), asked.c_str());
        for (const char* line : {"Sec-WebSocket-Protocol: v12.stomp, v10.stomp",
                 "Authorization: Bearer abc", "Origin: https://a.example", "X-Two: 1, 2"}) {
            const std::string whole = std::string("\r\n") + line + "\r\n";
            QVERIFY2(QString::fromStdString(asked).contains(
                         QString::fromStdString(whole), Qt::CaseInsensitive),
                asked.c_str());
        }
        QCOMPARE(QString::fromStdString(asked).count(QStringLiteral("Origin:")), 1);
    }

    void refusedHeaders_data()
    {
        QTest::addColumn<std::string>("name");
        QTest::addColumn<std::string>("value");
        QTest::newRow("line end") << std::string("X-A") << std::string("a\r\nHost: b");
        QTest::newRow("no name") << std::string("X A") << std::string("a");
        QTest::newRow("its own") << std::string("Sec-WebSocket-Key") << std::string("a");
        QTest::newRow("the host") << std::string("HOST") << std::string("a");
    }

    void refusedHeaders()
    {
        QFETCH(std::string, name);
        QFETCH(std::string, value);
        ScriptedServer server;
        ClientOptions options = optionsFor(server.url());
        options.httpHeaders = {{name, value}};
        const auto transport = makeTransport(options);
        QSignalSpy failed(transport.get(), &Transport::failed);
        transport->open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::Upgrade);
        QVERIFY(!server.last());
    }

    void answers_data()
    {
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("location");
        const auto row = [](const char* name, const char* answer, int status, const char* reason,
                             const char* location = "") {
            QTest::newRow(name) << std::string(answer) << status << QString::fromLatin1(reason)
                                << QString::fromLatin1(location);
        };
        row("not found", "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nno!", 404,
            "Not Found");
        row("login", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
            401, "Unauthorized");
        row("forbidden", "HTTP/1.1 403 Forbidden\r\n\r\n", 403, "Forbidden");
        row("moved",
            "HTTP/1.1 301 Moved Permanently\r\nServer: x\r\nLocation: https://b.example/ws\r\n\r\n",
            301, "Moved Permanently", "https://b.example/ws");
        row("a page", "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\nWelcome to SockJS!\n", 200,
            "OK");
        row("bad request", "HTTP/1.1 400 Bad Request\r\n\r\n", 400, "Bad Request");
        row("no reason", "HTTP/1.1 503\r\n\r\n", 503, "");
        row("without accept", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", 101,
            "Switching Protocols");
        row("not HTTP", "ERROR\nmessage:what?\n\n", 0, "");
        row("hangs up", "", 0, "");
    }

    void answers()
    {
        QFETCH(std::string, answer);
        QFETCH(int, status);
        QFETCH(QString, reason);
        QFETCH(QString, location);
        for (const bool dripping : {false, true}) {
            ScriptedServer server;
            server.onConnection = [&](ScriptedServer::Peer& peer) {
                if (dripping)
                    peer.drip(answer);
                else
                    peer.write(answer);
                if (answer.empty() || !dripping)
                    peer.hangUp();
            };
            ClientOptions options = optionsFor(server.url());
            if (status == 0) // nothing in it says that it has ended
                options.tcpTimeout = 500;
            const auto transport = makeTransport(options);
            QSignalSpy failed(transport.get(), &Transport::failed);
            transport->open();
            QTRY_COMPARE(failed.size(), 1);
            QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::Upgrade);
            QVERIFY(!failed.at(0).at(1).toString().isEmpty());
            const TransportEvidence evidence = transport->evidence();
            QVERIFY(!evidence.peerAddress.isEmpty());
            QVERIFY(evidence.upgrade);
            QCOMPARE(evidence.upgrade->status, status);
            QCOMPARE(evidence.upgrade->reason, reason);
            QCOMPARE(evidence.upgrade->location, location);
        }
    }

    void oneFrameAMessage()
    {
        TransportServer server(Scheme::Ws);
        const auto transport = makeTransport(optionsFor(server.url()));
        QSignalSpy opened(transport.get(), &Transport::opened);
        transport->open();
        QTRY_VERIFY(!opened.isEmpty() && server.last());
        const std::string binary = sendFrame(std::string("\xff\0\xfe", 3));
        const std::string text = sendFrame("gr\xc3\xbc\xc3\x9f Gott \xf0\x9f\x98\x80");
        transport->write(text + binary + sendFrame(""));
        transport->write("\n");
        transport->write(text.substr(0, 20));
        transport->write(text.substr(20));
        QTRY_COMPARE(server.last()->messages.size(), std::size_t(5));
        const auto& messages = server.last()->messages;
        QCOMPARE(messages[0].bytes, text);
        QVERIFY(messages[0].isText);
        QCOMPARE(messages[1].bytes, binary);
        QVERIFY(!messages[1].isText);
        QCOMPARE(messages[2].bytes, sendFrame(""));
        QVERIFY(messages[2].isText);
        QCOMPARE(messages[3].bytes, "\n");
        QVERIFY(messages[3].isText);
        QCOMPARE(messages[4].bytes, text);
    }

    void takesTextAndBinaryInAnyPieces()
    {
        TransportServer server(Scheme::Ws);
        const auto transport = makeTransport(optionsFor(server.url()));
        QSignalSpy opened(transport.get(), &Transport::opened);
        transport->open();
        QTRY_VERIFY(!opened.isEmpty() && server.last());
        QWebSocket& socket = *server.last()->webSocket();
        socket.sendTextMessage(QStringLiteral("MESSAGE\n\ngr\u00fc"));
        socket.sendBinaryMessage(QByteArray("\xff\0MESSAGE\n\nb\0", 13));
        socket.sendTextMessage(QString(QChar(0)));
        const std::string expected =
            std::string("MESSAGE\n\ngr\xc3\xbc") + "\xff" + std::string("\0MESSAGE\n\nb\0\0", 13);
        std::string all;
        QTRY_COMPARE((all += readAll(*transport)).size(), expected.size());
        QCOMPARE(all, expected);
    }

    void answersPings()
    {
        TransportServer server(Scheme::Ws);
        const auto transport = makeTransport(optionsFor(server.url()));
        transport->open();
        QTRY_VERIFY(server.last());
        QSignalSpy pongs(server.last()->webSocket(), &QWebSocket::pong);
        server.last()->webSocket()->ping("there?");
        QTRY_COMPARE(pongs.size(), 1);
        QCOMPARE(pongs.at(0).at(1).toByteArray(), QByteArray("there?"));
    }

    void saysWhyItWasClosed()
    {
        TransportServer server(Scheme::Ws);
        const auto transport = makeTransport(optionsFor(server.url()));
        QSignalSpy closed(transport.get(), &Transport::closed);
        transport->open();
        QTRY_VERIFY(server.last());
        server.last()->webSocket()->close(
            QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("not you"));
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(closed.at(0).at(0).toString().contains(QStringLiteral("1008")));
        QVERIFY(closed.at(0).at(0).toString().contains(QStringLiteral("not you")));
    }

    void tooLargeAMessage()
    {
        TransportServer server(Scheme::Ws);
        ClientOptions options = optionsFor(server.url());
        options.session.limits.body = 100'000;
        options.session.limits.headerLine = 1000;
        const auto transport = makeTransport(options);
        QSignalSpy closed(transport.get(), &Transport::closed);
        transport->open();
        QTRY_VERIFY(server.last());
        server.last()->write(std::string(100'000, 'x'));
        std::string all;
        QTRY_COMPARE((all += readAll(*transport)).size(), std::size_t(100'000));
        server.last()->write(std::string(200'000, 'x'));
        QTRY_COMPARE(closed.size(), 1);
        QVERIFY(!closed.at(0).at(0).toString().isEmpty());
        QVERIFY(readAll(*transport).empty());
    }

    // 400 MB for a reader that does not read: neither held nor lost.
    void aFloodDoesNotFillTheMemory()
    {
        TransportServer server(Scheme::Ws);
        const auto transport = makeTransport(optionsFor(server.url()));
        QSignalSpy ready(transport.get(), &Transport::readyRead);
        transport->open();
        QTRY_VERIFY(server.last());
        TransportServer::Peer& peer = *server.last();
        const std::string message(1'000'000, 'x');
        constexpr int messages = 400;
        int written = 0;
        const auto feed = [&] {
            while (written < messages && peer.bytesToWrite() < 4'000'000) {
                peer.write(message);
                ++written;
            }
        };
        QObject::connect(&peer.socket(), &QTcpSocket::bytesWritten, &peer, feed);
        feed();
        QVERIFY(QTest::qWaitFor([&] { return !ready.isEmpty(); }));
        for (int before = -1; before != written;) {
            before = written;
            (void)QTest::qWaitFor([&] { return written != before; }, 200);
        }
        QVERIFY2(written < 50, qPrintable(QString::number(written)));
        const qint64 memoryBefore = memoryNow();
        std::size_t received = 0;
        qint64 most = 0;
        std::string room(message.size(), ' '); // no more: what is gathered here is not its memory
        while (received < messages * message.size()) {
            ready.clear();
            const std::size_t size = transport->read(room);
            received += size;
            most = std::max(most, memoryNow() - memoryBefore);
            if (size == 0 && ready.isEmpty())
                QVERIFY(ready.wait());
        }
        QCOMPARE(received, messages * message.size());
#ifdef CONSOLE_ASAN
        constexpr qint64 quarantine = 256 * 1024 * 1024; // of what was freed
#else
        constexpr qint64 quarantine = 0;
#endif
        QVERIFY2(most < 60'000'000 + quarantine, qPrintable(QString::number(most)));
    }

    // At any of its signals, as often as one likes: each takes its thread along.
    void clientsComeAndGo()
    {
        const auto threads = [] {
            return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs).size();
        };
        TransportServer server(Scheme::Ws);
        server.onConnection = [](TransportServer::Peer& peer) {
            peer.write(ScriptedServer::frame("CONNECTED", {{"version", "1.2"}}));
        };
        const auto before = threads();
        Testing::ListSink sink;
        for (int i = 0; i < 60; ++i) {
            auto* client = new Client(sink);
            const QPointer<Client> alive(client);
            connect(client, &Client::stateChanged, client, [client, i](Client::State state) {
                if (state == (i % 2 ? Client::State::Handshaking : Client::State::Connected))
                    delete client;
            });
            client->connectToBroker(optionsFor(server.url()));
            QTRY_VERIFY(!alive);
        }
        QTRY_VERIFY(threads() <= before); // an earlier test's may have ended meanwhile
    }

    void classicGetsNoBinary()
    {
        TransportServer server(Scheme::Ws);
        server.onConnection = [](TransportServer::Peer& peer) {
            peer.write(ScriptedServer::frame(
                "CONNECTED", {{"version", "1.2"}, {"server", "ActiveMQ/6.1"}}));
        };
        Testing::ListSink sink;
        Client client(sink);
        client.connectToBroker(optionsFor(server.url()));
        QTRY_COMPARE(client.state(), Client::State::Connected);
        QSignalSpy failed(&client, &Client::requestFailed);
        Frame frame;
        frame.add("destination", "/queue/a");
        frame.body = "\xff";
        const RequestId id = client.send(frame, ContentLength::Write);
        QCOMPARE(failed.size(), 0);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<RequestId>(), id);
        QCOMPARE(toString(failed.at(0).at(1).value<RequestFailure>()),
            toString(RequestFailure::NotSent));
        QVERIFY(failed.at(0).at(2).toString().contains(QStringLiteral("UTF-8")));
        frame.body = "text";
        client.send(frame, ContentLength::Write, false);
        QTRY_COMPARE(server.last()->messages.size(), std::size_t(2));
        QVERIFY(server.last()->messages[1].isText);
        QCOMPARE(failed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketTransport)
#include "tst_websockettransport.moc"
