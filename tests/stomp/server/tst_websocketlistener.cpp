#include "rawclient.h"
#include "webclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace Testing;

/** The practice broker's WebSocket ports, message by message; stomp-facts 1.10. */
class TestWebSocketListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void messagesAreFrames_data() { schemes(); }
    void messagesAreFrames();
    void framesAcrossMessages_data() { schemes(); }
    void framesAcrossMessages();
    void subprotocols_data();
    void subprotocols();
    void activeMqTakesTextOnly();
    void heartBeatIsOneLineEnd();
    void largeFrames_data() { schemes(); }
    void largeFrames();
    void aFloodOfMessages_data() { schemes(); }
    void aFloodOfMessages();
    void oneThatReadsNoAnswers();
    void theErrorArrives_data() { schemes(); }
    void theErrorArrives();
    void strangers_data();
    void strangers();
    void webPages_data();
    void webPages();
    void webPagesWhereThereAreUsers();
    void stopping();

private:
    static void schemes()
    {
        QTest::addColumn<int>("index"); // of the URL
        QTest::newRow("ws") << 1;
        QTest::newRow("wss") << 2;
    }
    static PracticeOptions options()
    {
        PracticeOptions options;
        options.further.webSocket = 0;
        options.further.secureWebSocket = 0;
        return options;
    }
};

void TestWebSocketListener::messagesAreFrames()
{
    QFETCH(int, index);
    PracticeFixture broker(options());
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    WebClient client(broker.server().urls().value(index));
    QVERIFY2(client.connectStomp(), qPrintable(client.socket.errorString()));
    QCOMPARE(client.frames[0].command, std::string("CONNECTED"));
    client.sayFrame("SUBSCRIBE\nid:1\ndestination:/topic/a\nreceipt:s\n\n");
    client.sayFrame("SEND\ndestination:/topic/a\n\ncaf\xc3\xa9");
    client.sayBinary(
        std::string("SEND\ndestination:/topic/a\ncontent-length:4\n\n\0\xff\x80z\0", 49));
    QVERIFY(client.waitFrames(4));
    QCOMPARE(client.messages.size(), std::size_t{4});
    QCOMPARE(client.frames[2].body, std::string("caf\xc3\xa9"));
    QCOMPARE(client.frames[3].body, std::string("\0\xff\x80z", 4));
    for (std::size_t i = 0; i < 3; ++i) {
        QVERIFY(client.messages[i].isText);
        QCOMPARE(client.messages[i].bytes.back(), '\0');
    }
    QVERIFY(!client.messages[3].isText);
    QCOMPARE(client.messages[3].bytes.back(), '\0');
    client.sayFrame("DISCONNECT\nreceipt:bye\n\n");
    QVERIFY(client.waitClosed());
    QCOMPARE(client.frames.back().value("receipt-id"), std::string("bye"));
    QTRY_COMPARE(broker.server().clientCount(), 0);
}

void TestWebSocketListener::framesAcrossMessages()
{
    QFETCH(int, index);
    PracticeFixture broker(options());
    WebClient client(broker.server().urls().value(index));
    QVERIFY(client.connectStomp());
    const std::string nul(1, '\0');
    std::string several = "SUBSCRIBE\nid:1\ndestination:/topic/a\n\n" + nul + "\n";
    for (int i = 0; i < 10; ++i)
        several += "SEND\ndestination:/topic/a\n\n" + std::to_string(i) + nul;
    client.say(several);
    QVERIFY(client.waitFrames(11));
    const std::string split = "SEND\ndestination:/topic/a\ncontent-length:3\n\nx\ny" + nul + "\n";
    for (const char c : split) {
        if (c % 2 == 0)
            client.say(std::string(1, c));
        else
            client.sayBinary(std::string(1, c));
    }
    QVERIFY(client.waitFrames(12));
    QCOMPARE(client.frames[11].body, std::string("x\ny"));
    QCOMPARE(client.messages.size(), std::size_t{12});
}

void TestWebSocketListener::subprotocols_data()
{
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<QString>("got");
    const QString v10 = QStringLiteral("v10.stomp");
    const QString v11 = QStringLiteral("v11.stomp");
    const QString v12 = QStringLiteral("v12.stomp");
    QTest::newRow("none") << QStringList{} << QString();
    QTest::newRow("1.0") << QStringList{v10} << v10;
    QTest::newRow("all, newest first") << QStringList{v12, v11, v10} << v12;
    QTest::newRow("a stranger first") << QStringList{QStringLiteral("mqtt"), v11} << v11;
}

void TestWebSocketListener::subprotocols()
{
    QFETCH(QStringList, asked);
    QFETCH(QString, got);
    PracticeFixture broker(options());
    WebClient client(broker.server().urls().value(1), asked);
    QVERIFY(client.connectStomp());
    QCOMPARE(client.socket.subprotocol(), got);
}

void TestWebSocketListener::activeMqTakesTextOnly()
{
    PracticeOptions activemq = options();
    activemq.broker.wear(BrokerSkin::Kind::ActiveMq);
    PracticeFixture broker(activemq);
    WebClient client(broker.server().urls().value(1));
    QVERIFY(client.connectStomp());
    client.sayFrame("SUBSCRIBE\nid:1\ndestination:/topic/a\nreceipt:s\n\n");
    client.sayBinary(std::string("SEND\ndestination:/topic/a\n\nbinary\0", 34));
    client.sayFrame("SEND\ndestination:/topic/a\n\ntext");
    QVERIFY(client.waitFrames(3));
    QCOMPARE(client.frames[2].body, std::string("text"));
    RawClient bytes(broker.port());
    bytes.connectStomp();
    bytes.sayFrame("SEND\ndestination:/topic/a\n\n\xff!");
    QTRY_COMPARE(client.messages.size(), std::size_t{4});
    QVERIFY(client.messages[3].isText);
    QVERIFY(client.messages[3].bytes.ends_with(std::string("\xef\xbf\xbd!\0", 5)));
}

void TestWebSocketListener::heartBeatIsOneLineEnd()
{
    PracticeOptions beating = options();
    beating.broker.heartBeat = {50, 50};
    PracticeFixture broker(beating);
    WebClient client(broker.server().urls().value(1));
    QVERIFY(client.waitOpen());
    client.sayFrame("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,50\n\n");
    QTRY_VERIFY(client.messages.size() >= 4);
    for (std::size_t i = 1; i < 4; ++i) {
        QCOMPARE(client.messages[i].bytes, std::string("\n"));
        QVERIFY(client.messages[i].isText);
    }
}

/** Larger than the buffers that a small one gets; several, so that they shrink and grow again. */
void TestWebSocketListener::largeFrames()
{
    QFETCH(int, index);
    PracticeFixture broker(options());
    WebClient client(broker.server().urls().value(index));
    QVERIFY(client.connectStomp());
    client.sayFrame("SUBSCRIBE\nid:1\ndestination:/topic/a\n\n");
    const std::string body(5'000'000, 'x');
    for (std::size_t i = 0; i < 3; ++i) {
        client.sayFrame("SEND\ndestination:/topic/a\n\n" + body + std::to_string(i));
        client.sayFrame("SEND\ndestination:/topic/a\n\nsmall");
    }
    QVERIFY(client.waitFrames(7));
    QCOMPARE(client.frames[5].body.size(), body.size() + 1);
    QCOMPARE(client.frames[5].body.back(), '2');
    QCOMPARE(client.frames[6].body, std::string("small"));
}

void TestWebSocketListener::aFloodOfMessages()
{
    QFETCH(int, index);
    ThreadedPracticeFixture broker(options());
    const QString url = broker.urls().value(index);
    constexpr std::size_t each = 20'000;
    std::vector<std::unique_ptr<WebClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<WebClient>(url));
        QVERIFY(clients.back()->connectStomp());
    }
    for (std::size_t n = 0; n < each; ++n) {
        for (const auto& client : clients)
            client->sayFrame("SEND\ndestination:/queue/a\n\n" + std::string(100, 'x'));
    }
    for (const auto& client : clients)
        client->sayFrame("SEND\ndestination:/queue/a\nreceipt:last\n\n");
    for (const auto& client : clients) {
        QVERIFY(QTest::qWaitFor([&] { return client->frames.size() >= 2; }, 60'000));
        QCOMPARE(client->frames[1].value("receipt-id"), std::string("last"));
    }
    QCOMPARE(broker.snapshot().destinations.at(0).counters.in, std::uint64_t{3 * (each + 1)});
}

/** Its answers are bounded; when it reads again, it has lost none. */
void TestWebSocketListener::oneThatReadsNoAnswers()
{
    PracticeOptions small = options();
    small.broker.outboxCap = 100'000;
    PracticeFixture broker(small);
    // The handshake by hand: QWebSocket always reads.
    RawClient client(
        broker.server().urls().value(1).section(u':', 2).section(u'/', 0, 0).toUShort());
    QVERIFY(client.waitConnected());
    client.isReading = false;
    client.socket.setReadBufferSize(2000);
    client.say("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    QTRY_COMPARE(broker.server().clientCount(), 1);
    const auto say = [&](const std::string& frame) {
        const auto size = static_cast<unsigned>(frame.size() + 1);
        std::string message{'\x82', '\xfe', static_cast<char>(size >> 8), static_cast<char>(size)};
        client.say(message + std::string(4, '\0') + frame + '\0');
    };
    say("CONNECT\naccept-version:1.2\nhost:x\npad:" + std::string(200, 'p') + "\n\n");
    const std::string receipt(5000, 'r');
    for (int i = 0; i < 3000; ++i)
        say("SEND\ndestination:/topic/a\nreceipt:" + receipt + "\n\n");
    // 15 MB of answers that nobody reads: it takes no more of the questions.
    std::uint64_t before = 0;
    const auto isUnmoved = [&] {
        const std::uint64_t now = broker.snapshot().messagesIn;
        return now > 0 && now == std::exchange(before, now) && client.socket.bytesToWrite() > 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isUnmoved(), 20'000);
    QVERIFY(broker.snapshot().messagesIn < 3000);
    QByteArray answers;
    client.socket.setReadBufferSize(0);
    QObject::connect(&client.socket, &QTcpSocket::readyRead, &client.socket,
        [&] { answers += client.socket.readAll(); });
    answers += client.socket.readAll();
    QTRY_COMPARE_WITH_TIMEOUT(answers.count("RECEIPT\nreceipt-id:"), 3000, 20'000);
}

void TestWebSocketListener::theErrorArrives()
{
    QFETCH(int, index);
    PracticeFixture broker(options());
    WebClient client(broker.server().urls().value(index));
    QVERIFY(client.connectStomp());
    client.sayFrame("SEND\ndestination:/nowhere\n\nx");
    for (int i = 0; i < 100; ++i)
        client.sayFrame("SEND\ndestination:/queue/a\n\n" + std::string(10'000, 'x'));
    QVERIFY(client.waitClosed());
    QCOMPARE(client.frames.size(), std::size_t{2});
    QCOMPARE(client.frames[1].command, std::string("ERROR"));
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeNormal);
    QTRY_COMPARE(broker.server().clientCount(), 0);
}

void TestWebSocketListener::strangers_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("a browser's request") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("STOMP") << QByteArray("CONNECT\r\naccept-version:1.2\r\n\r\n\0", 32);
    QTest::newRow("an old version")
        << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                      "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAA\r\n\r\n");
}

/** Are answered in HTTP, or closed; they are no clients, and take no place. */
void TestWebSocketListener::strangers()
{
    QFETCH(QByteArray, said);
    PracticeFixture broker(options());
    const QString url = broker.server().urls().value(1);
    RawClient stranger(url.section(u':', 2).section(u'/', 0, 0).toUShort());
    QVERIFY(stranger.waitConnected());
    stranger.say(said.toStdString());
    QVERIFY(stranger.waitClosed());
    QCOMPARE(broker.server().clientCount(), 0);
    WebClient client(url);
    QVERIFY(client.connectStomp());
}

void TestWebSocketListener::webPages_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("none") << QString() << true;
    QTest::newRow("localhost") << QStringLiteral("http://localhost:4200") << true;
    QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:8080") << true;
    QTest::newRow("any site") << QStringLiteral("https://example.com") << false;
    QTest::newRow("a site that sounds like it")
        << QStringLiteral("https://localhost.example.com") << false;
    QTest::newRow("a sandbox") << QStringLiteral("null") << false;
}

void TestWebSocketListener::webPages()
{
    QFETCH(QString, origin);
    QFETCH(bool, allowed);
    PracticeFixture broker(options());
    if (!allowed)
        QTest::ignoreMessage(
            QtWarningMsg, QRegularExpression(QStringLiteral("refused a web page of")));
    WebClient client(broker.server().urls().value(1), {QStringLiteral("v12.stomp")}, origin);
    QCOMPARE(client.waitOpen(), allowed);
    QCOMPARE(broker.server().clientCount(), allowed ? 1 : 0);
}

void TestWebSocketListener::webPagesWhereThereAreUsers()
{
    PracticeOptions withUsers = options();
    withUsers.broker.users = {{"anna", "secret"}};
    PracticeFixture broker(withUsers);
    WebClient client(broker.server().urls().value(1), {QStringLiteral("v12.stomp")},
        QStringLiteral("https://example.com"));
    QVERIFY(client.waitOpen());
    client.sayFrame("CONNECT\naccept-version:1.2\nhost:x\nlogin:anna\npasscode:secret\n\n");
    QVERIFY(client.waitFrames(1));
    QCOMPARE(client.frames[0].command, std::string("CONNECTED"));
}

void TestWebSocketListener::stopping()
{
    PracticeFixture broker(options());
    WebClient plain(broker.server().urls().value(1));
    WebClient secure(broker.server().urls().value(2));
    QVERIFY(plain.connectStomp());
    QVERIFY(secure.connectStomp());
    RawClient undecided(
        broker.server().urls().value(1).section(u':', 2).section(u'/', 0, 0).toUShort());
    QVERIFY(undecided.waitConnected());
    undecided.say("GET /ws HTTP/1.1\r\n");
    QTRY_COMPARE(undecided.socket.bytesToWrite(), 0);
    broker.server().stop();
    for (WebClient* client : {&plain, &secure}) {
        QVERIFY(client->waitClosed());
        QCOMPARE(
            client->frames.back().value("message"), std::string("The broker is shutting down"));
    }
    QVERIFY(undecided.waitClosed());
    QVERIFY(broker.server().start());
}

QTEST_GUILESS_MAIN(TestWebSocketListener)
#include "tst_websocketlistener.moc"
