#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;
using Testing::ThreadedPracticeFixture;

/** The practice broker over real sockets; stomp-facts 4.12. */
class TestPracticeServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void hosts_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("url"); // empty: refused, with
        QTest::addColumn<QString>("error");
        const QString none;
        const QString others = QStringLiteral("would let everybody in. Give it users first");
        const QString noAddress = QStringLiteral("is not an address to listen on");
        QTest::newRow("v4") << QStringLiteral("127.0.0.1") << QStringLiteral("stomp://127.0.0.1:")
                            << none;
        QTest::newRow("v4, another one")
            << QStringLiteral("127.1.2.3") << QStringLiteral("stomp://127.1.2.3:") << none;
        QTest::newRow("v6") << QStringLiteral("::1") << QStringLiteral("stomp://[::1]:") << none;
        QTest::newRow("name") << QStringLiteral("LocalHost") << QStringLiteral("stomp://127.0.0.1:")
                              << none;
        QTest::newRow("any") << QStringLiteral("0.0.0.0") << none << others;
        QTest::newRow("any v6") << QStringLiteral("::") << none << others;
        QTest::newRow("another") << QStringLiteral("192.0.2.1") << none << others;
        QTest::newRow("unknown name") << QStringLiteral("broker.example.com") << none << noAddress;
        QTest::newRow("empty") << none << none << noAddress;
    }
    void hosts()
    {
        QFETCH(QString, host);
        QFETCH(QString, url);
        QFETCH(QString, error);
        PracticeOptions options;
        options.host = host;
        PracticeServer server(options);
        QCOMPARE(server.start(), !url.isEmpty());
        QCOMPARE(server.isListening(), !url.isEmpty());
        if (url.isEmpty()) {
            QVERIFY2(server.errorString().contains(error), qPrintable(server.errorString()));
            QCOMPARE(server.url(), QString());
        } else {
            QCOMPARE(server.url(), url + QString::number(server.port()));
            QVERIFY(server.port() > 0);
        }
    }

    /** A classroom. */
    void beyondLoopbackWithUsers()
    {
        PracticeOptions options;
        options.host = QStringLiteral("0.0.0.0");
        options.broker.users = {{"anna", "secret"}};
        PracticeServer server(options);
        QVERIFY2(server.start(), qPrintable(server.errorString()));
        // An address that others can use, where this computer has one.
        QVERIFY2(!server.url().contains(QStringLiteral("0.0.0.0:")), qPrintable(server.url()));
    }

    void aPortInUse()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        PracticeOptions options;
        options.port = other.serverPort();
        PracticeServer server(options);
        QSignalSpy started(&server, &PracticeServer::started);
        QVERIFY(!server.start());
        QVERIFY2(server.errorString().contains(QString::number(other.serverPort())),
            qPrintable(server.errorString()));
        QCOMPARE(started.size(), 0);
        other.close();
        QVERIFY(server.start());
        QCOMPARE(started.size(), 1);
        QCOMPARE(server.errorString(), QString());
    }

    void sendAndReceive()
    {
        PracticeFixture broker;
        QVERIFY(broker.isRunning());
        QSignalSpy counts(&broker.server(), &PracticeServer::clientCountChanged);
        RawClient producer(broker.port());
        RawClient consumer(broker.port());
        consumer.connectStomp();
        consumer.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nreceipt:s\n\n");
        QVERIFY(consumer.waitFrames(2));
        QCOMPARE(consumer.frames[0].command, std::string("CONNECTED"));
        QCOMPARE(consumer.frames[1].value("receipt-id"), std::string("s"));
        producer.connectStomp();
        producer.sayFrame("SEND\ndestination:/queue/a\nkey:v\\c1\n\n\xf0\x9f\x8e\x81");
        QVERIFY(consumer.waitFrames(3));
        QCOMPARE(consumer.frames[2].value("key"), std::string("v:1"));
        QCOMPARE(consumer.frames[2].body, std::string("\xf0\x9f\x8e\x81"));
        QCOMPARE(broker.server().clientCount(), 2);

        producer.sayFrame("DISCONNECT\nreceipt:bye\n\n");
        QVERIFY(producer.waitClosed());
        QCOMPARE(producer.frames.back().value("receipt-id"), std::string("bye"));
        consumer.socket.abort();
        QTRY_COMPARE(broker.server().clientCount(), 0);
        QCOMPARE(counts.size(), 4);
        QCOMPARE(broker.snapshot().sessions, std::size_t{0});
    }

    void pipelinedAndByteByByte_data()
    {
        QTest::addColumn<int>("piece");
        QTest::newRow("all at once") << 1'000'000;
        QTest::newRow("byte by byte") << 1;
        QTest::newRow("seven bytes") << 7;
    }
    void pipelinedAndByteByByte()
    {
        QFETCH(int, piece);
        PracticeFixture broker;
        RawClient client(broker.port());
        QVERIFY(client.waitConnected());
        client.socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        const std::string nul(1, '\0');
        std::string script = "STOMP\r\naccept-version:1.2\r\n\r\n" + nul + "\n\n"
            + "SUBSCRIBE\nid:1\ndestination:/topic/a\n\n" + nul;
        for (int i = 0; i < 20; ++i)
            script += "SEND\ndestination:/topic/a\nreceipt:" + std::to_string(i)
                + "\ncontent-length:3\n\n" + nul + "\n" + nul + nul + "\r\n";
        script += "DISCONNECT\nreceipt:bye\n\n" + nul;
        for (std::size_t at = 0; at < script.size(); at += static_cast<std::size_t>(piece)) {
            client.say(script.substr(at, static_cast<std::size_t>(piece)));
            client.socket.flush();
            if (piece == 1)
                QCoreApplication::sendPostedEvents();
        }
        QVERIFY(client.waitClosed());
        QCOMPARE(client.frames.size(), std::size_t{42});
        QCOMPARE(client.frames[1].value("receipt-id"), std::string("0"));
        QCOMPARE(client.frames[2].body, std::string("\0\n\0", 3));
        QCOMPARE(client.frames[41].value("receipt-id"), std::string("bye"));
        QVERIFY(!client.isBroken());
    }

    void killedInMidFrame()
    {
        PracticeFixture broker;
        RawClient consumer(broker.port());
        consumer.connectStomp();
        consumer.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\nack:client\n\n");
        QVERIFY(consumer.waitFrames(1));
        {
            RawClient victim(broker.port());
            victim.connectStomp();
            victim.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/b\nack:client\n\n");
            victim.sayFrame("SEND\ndestination:/queue/b\n\nmine");
            victim.sayFrame("SEND\ndestination:/queue/a\n\nwhole");
            victim.say("SEND\ndestination:/queue/a\ncontent-length:1000\n\nhalf");
            QVERIFY(victim.waitFrames(2));
            QVERIFY(consumer.waitFrames(2));
            victim.socket.abort();
        }
        QTRY_COMPARE(broker.server().clientCount(), 1);
        consumer.sayFrame("SUBSCRIBE\nid:2\ndestination:/queue/b\n\n");
        QVERIFY(consumer.waitFrames(3));
        QCOMPARE(consumer.frames[1].body, std::string("whole"));
        QCOMPARE(consumer.frames[2].body, std::string("mine"));
        QCOMPARE(consumer.frames[2].value("redelivered"), std::string("true"));
    }

    /** An ERROR is read although the client goes on sending: our half closes first. */
    void theErrorArrives()
    {
        PracticeFixture broker;
        RawClient client(broker.port());
        client.connectStomp();
        client.sayFrame("SEND\ndestination:/nowhere\n\nx");
        for (int i = 0; i < 100; ++i)
            client.sayFrame("SEND\ndestination:/queue/a\n\n" + std::string(10'000, 'x'));
        QVERIFY(client.waitClosed());
        QCOMPARE(client.frames.size(), std::size_t{2});
        QCOMPARE(client.frames[1].command, std::string("ERROR"));
        QTRY_COMPARE(broker.server().clientCount(), 0);
    }

    /** A client that never closes its half is closed after the linger. */
    void theLingerEnds()
    {
        PracticeOptions options;
        options.lingerMs = 50;
        PracticeFixture broker(options);
        QSignalSpy counts(&broker.server(), &PracticeServer::clientCountChanged);
        RawClient client(broker.port());
        // Not reading, it does not see the end, and does not close by itself.
        client.isReading = false;
        client.socket.setReadBufferSize(1);
        client.sayFrame("WRONG\n\n");
        QTRY_COMPARE(counts.size(), 2);
        QCOMPARE(counts[0][0].toInt(), 1);
        QCOMPARE(counts[1][0].toInt(), 0);
    }

    void tooManyClients()
    {
        PracticeOptions options;
        options.maxClients = 1;
        PracticeFixture broker(options);
        RawClient first(broker.port());
        first.connectStomp();
        QVERIFY(first.waitFrames(1));
        QTest::ignoreMessage(QtWarningMsg, "refused a client: 1 are connected");
        RawClient second(broker.port());
        second.connectStomp();
        QVERIFY(second.waitClosed());
        QCOMPARE(second.frames.at(0).value("message"), std::string("Too many connections"));
        first.socket.abort();
        QTRY_COMPARE(broker.server().clientCount(), 0);
        RawClient third(broker.port());
        third.connectStomp();
        QVERIFY(third.waitFrames(1));
        QCOMPARE(third.frames[0].command, std::string("CONNECTED"));
    }

    void heartBeats()
    {
        PracticeOptions options;
        options.broker.heartBeat = {100, 100};
        PracticeFixture broker(options);
        RawClient client(broker.port());
        client.sayFrame("CONNECT\naccept-version:1.2\nheart-beat:0,100\n\n");
        QVERIFY(client.waitFrames(1));
        QCOMPARE(client.frames[0].value("heart-beat"), std::string("100,100"));
        const std::uint64_t before = client.lineEnds();
        QTRY_VERIFY(client.lineEnds() >= before + 5);
        QCOMPARE(client.frames.size(), std::size_t{1});

        RawClient silent(broker.port());
        silent.sayFrame("CONNECT\naccept-version:1.2\nheart-beat:100,0\n\n");
        QVERIFY(silent.waitClosed());
        QCOMPARE(silent.frames.back().value("message"), std::string("No heart-beat received"));
    }

    void connectTimeout()
    {
        PracticeOptions options;
        options.broker.connectTimeout = 50;
        PracticeFixture broker(options);
        RawClient client(broker.port());
        QVERIFY(client.waitClosed());
        QCOMPARE(client.frames.at(0).value("message"), std::string("No CONNECT frame in time"));
    }

    void stopping()
    {
        PracticeFixture broker;
        RawClient client(broker.port());
        client.connectStomp();
        QVERIFY(client.waitFrames(1));
        client.sayFrame("SEND\ndestination:/queue/a\nreceipt:1\n\nx");
        QVERIFY(client.waitFrames(2));
        QSignalSpy stopped(&broker.server(), &PracticeServer::stopped);
        QSignalSpy counts(&broker.server(), &PracticeServer::clientCountChanged);
        broker.server().stop();
        QCOMPARE(stopped.size(), 1);
        QCOMPARE(counts.size(), 1);
        QVERIFY(!broker.server().isListening());
        QVERIFY(client.waitClosed());
        QCOMPARE(client.frames.back().value("message"), std::string("The broker is shutting down"));
        broker.server().stop();
        QCOMPARE(stopped.size(), 1);

        // Another broker, without the messages of the first.
        QVERIFY(broker.server().start());
        QCOMPARE(broker.snapshot().destinations.size(), std::size_t{0});
        RawClient again(broker.port());
        again.connectStomp();
        QVERIFY(again.waitFrames(1));
    }

    void stoppedByWhoHearsOfAClient()
    {
        PracticeFixture broker;
        QObject::connect(
            &broker.server(), &PracticeServer::clientCountChanged, this, [&](int count) {
                if (count == 1)
                    broker.server().stop();
            });
        RawClient client(broker.port());
        QVERIFY(client.waitClosed());
        QTRY_VERIFY(!broker.server().isListening());
    }

    void backOnTheSamePort()
    {
        ThreadedPracticeFixture broker;
        RawClient client(broker.port());
        client.connectStomp();
        QVERIFY(client.waitFrames(1));
        broker.stop();
        QVERIFY(client.waitClosed());
        QVERIFY(broker.startAgain());
        RawClient again(broker.port());
        again.connectStomp();
        QVERIFY(again.waitFrames(1));
    }

    void sessionsOfTwoBrokersDiffer()
    {
        PracticeOptions options;
        options.broker.bootId = "x1";
        PracticeFixture one(options);
        RawClient client(one.port());
        client.connectStomp();
        QVERIFY(client.waitFrames(1));
        QCOMPARE(client.frames[0].value("session"), std::string("practice-x1-1"));
        PracticeFixture two;
        RawClient other(two.port());
        other.connectStomp();
        QVERIFY(other.waitFrames(1));
        QVERIFY(other.frames[0].value("session") != "practice-1-1");
    }
};

QTEST_GUILESS_MAIN(TestPracticeServer)
#include "tst_practiceserver.moc"
