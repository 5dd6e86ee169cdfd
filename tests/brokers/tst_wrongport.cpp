#include "brokertest.h"

#include <stomp/doctor/diagnosis.h>

#include <QTcpServer>
#include <QTcpSocket>

using Stomp::Diagnosis;
using Stomp::Version;

/** Ports where something answers, but not STOMP: the broker's other protocol, and some others. */
class TestWrongPort : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheBrokersOtherProtocol();
    void tellsWhatAnswers_data();
    void tellsWhatAnswers();
    void tellsThatNobodyListens();
};

void TestWrongPort::tellsTheBrokersOtherProtocol()
{
    Peer peer(broker, Version::V12);
    peer.options.url.port = broker.otherPort();
    const auto diagnose = [&peer] {
        return peer.open() ? Diagnosis() : Stomp::explain(*peer.failure, peer.options);
    };
    Diagnosis diagnosis = diagnose();
    // A busy ActiveMQ sometimes hangs up before it has greeted.
    for (int i = 0; i < 5 && diagnosis.kind == Diagnosis::Kind::ClosedAtOnce; ++i)
        diagnosis = diagnose();
    QCOMPARE(diagnosis.kind,
        broker.isRabbit() ? Diagnosis::Kind::SpeaksAmqp : Diagnosis::Kind::SpeaksOpenWire);
    QCOMPARE(peer.failure.value().stage, Stomp::ConnectionFailure::Stage::Handshake);
    QVERIFY(!diagnosis.remedy.isEmpty());
}

void TestWrongPort::tellsWhatAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Diagnosis::Kind>("kind");
    QTest::newRow("HTTP") << QByteArray("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                          << Diagnosis::Kind::SpeaksHttp;
    QTest::newRow("TLS alert") << QByteArray::fromHex("15030100020246")
                               << Diagnosis::Kind::SpeaksTls;
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")
                         << Diagnosis::Kind::Garbage;
    QTest::newRow("bytes") << QByteArray::fromHex("00ff8013a7c2") << Diagnosis::Kind::Garbage;
    QTest::newRow("nothing, and closes") << QByteArray() << Diagnosis::Kind::ClosedAtOnce;
}

void TestWrongPort::tellsWhatAnswers()
{
    QFETCH(QByteArray, answer);
    QFETCH(Diagnosis::Kind, kind);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    connect(&server, &QTcpServer::newConnection, this, [&server, answer] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    Peer peer(broker, Version::V12);
    peer.options.url.port = server.serverPort();
    QVERIFY(!peer.open());
    QVERIFY(peer.failure);
    const Diagnosis diagnosis = Stomp::explain(*peer.failure, peer.options);
    QCOMPARE(diagnosis.kind, kind);
    QVERIFY(!diagnosis.what.isEmpty() && !diagnosis.cause.isEmpty());
}

void TestWrongPort::tellsThatNobodyListens()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Peer peer(broker, Version::V12);
    peer.options.url.port = server.serverPort();
    server.close();
    QVERIFY(!peer.open());
    QCOMPARE(peer.failure.value().stage, Stomp::ConnectionFailure::Stage::Tcp);
    QCOMPARE(Stomp::explain(*peer.failure, peer.options).kind, Diagnosis::Kind::NobodyListens);
}

QTEST_GUILESS_MAIN(TestWrongPort)
#include "tst_wrongport.moc"
