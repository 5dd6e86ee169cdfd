#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;

/** Clients of other protocols, and bytes without any sense, at the practice broker's port. */
class TestPracticeServerStrangers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void strangers_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("explanation");
        QTest::newRow("HTTP") << std::string("GET /chat HTTP/1.1\r\nHost: localhost\r\n\r\n")
                              << std::string("An HTTP request came.");
        QTest::newRow("TLS") << std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03random",
            17) << std::string("A TLS handshake came.");
        QTest::newRow("AMQP") << std::string("AMQP\x00\x00\x09\x01", 8)
                              << std::string("An AMQP client came.");
        QTest::newRow("OpenWire") << std::string("\x00\x00\x01\x0c\x01"
                                                 "ActiveMQ\x00\x00\x00\x0c",
            17) << std::string("An OpenWire client of ActiveMQ came.");
        QTest::newRow("MQTT") << std::string("\x10\x10\x00\x04MQTT\x04\x02\x00\x3c", 12)
                              << std::string("An MQTT client came.");
        QTest::newRow("text") << std::string("hello\n") << std::string();
        QTest::newRow("almost") << std::string("CONNEKT\n\n") << std::string();
        QTest::newRow("HTTP's CONNECT")
            << std::string("CONNECT localhost:61613 HTTP/1.1\r\n\r\n") << std::string();
    }
    void strangers()
    {
        QFETCH(std::string, bytes);
        QFETCH(std::string, explanation);
        PracticeFixture broker;
        RawClient client(broker.port());
        client.say(bytes);
        QVERIFY(client.waitClosed());
        QCOMPARE(client.frames.size(), std::size_t{1});
        QCOMPARE(client.frames[0].command, std::string("ERROR"));
        QVERIFY2(client.frames[0].body.starts_with(explanation), client.frames[0].body.c_str());
        QCOMPARE(client.frames[0].value("message"),
            explanation.empty() ? std::string("Malformed frame")
                                : std::string("This is a STOMP port"));
        QTRY_COMPARE(broker.server().clientCount(), 0);
    }

    /** Noise, also after a good beginning: each client is answered and closed, the broker lives. */
    void noise()
    {
        PracticeOptions options;
        options.broker.connectTimeout = 200;
        options.lingerMs = 200;
        PracticeFixture broker(options);
        std::mt19937 random(3);
        for (int round = 0; round < 40; ++round) {
            RawClient client(broker.port());
            QVERIFY(client.waitConnected());
            if (round % 2)
                client.connectStomp();
            std::string bytes(1 + random() % 5000, ' ');
            for (char& c : bytes)
                c = static_cast<char>(random());
            client.say(bytes);
            client.say("\n\nSEND\n\n" + std::string(3, '\0'));
            QVERIFY(client.waitClosed());
            QVERIFY(!client.isBroken());
            QVERIFY(!client.frames.empty());
            QCOMPARE(client.frames.back().command, std::string("ERROR"));
        }
        QTRY_COMPARE(broker.server().clientCount(), 0);
        RawClient good(broker.port());
        good.connectStomp();
        QVERIFY(good.waitFrames(1));
    }

    /** Good frames with one byte changed, cut, or twice: never a crash, never a stuck server. */
    void mutatedDialogues()
    {
        PracticeFixture broker;
        const std::string nul(1, '\0');
        const std::string script = "CONNECT\naccept-version:1.1,1.2\nheart-beat:0,0\n\n" + nul
            + "SUBSCRIBE\nid:1\ndestination:/queue/a\nack:client\nprefetch-count:3\n\n" + nul
            + "BEGIN\ntransaction:t\n\n" + nul
            + "SEND\ndestination:/queue/a\ntransaction:t\ncontent-length:5\n\nhel\\o" + nul
            + "SEND\ndestination:/topic/a.b\nx:\\c\n\nbody" + nul + "COMMIT\ntransaction:t\n\n"
            + nul + "ACK\nid:ack-1-1-1\n\n" + nul + "UNSUBSCRIBE\nid:1\n\n" + nul
            + "DISCONNECT\nreceipt:1\n\n" + nul;
        std::mt19937 random(11);
        for (int round = 0; round < 150; ++round) {
            std::string mutated = script;
            const std::size_t at = random() % mutated.size();
            switch (random() % 3) {
            case 0:
                mutated[at] = static_cast<char>(random());
                break;
            case 1:
                mutated.erase(at, 1 + random() % 20);
                break;
            default:
                mutated.insert(at, mutated.substr(at, 1 + random() % 40));
            }
            RawClient client(broker.port());
            client.say(mutated);
            QVERIFY(client.waitConnected());
            QTRY_VERIFY(client.socket.bytesToWrite() == 0);
            client.socket.disconnectFromHost();
            QVERIFY(client.waitClosed());
            QVERIFY(!client.isBroken());
        }
        QTRY_COMPARE(broker.server().clientCount(), 0);
        QCOMPARE(broker.snapshot().sessions, std::size_t{0});
        RawClient good(broker.port());
        good.connectStomp();
        QVERIFY(good.waitFrames(1));
    }
};

QTEST_GUILESS_MAIN(TestPracticeServerStrangers)
#include "tst_practiceserver_strangers.moc"
