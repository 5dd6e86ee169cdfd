#include "brokertest.h"

#include <stomp/doctor/diagnosis.h>

using Stomp::CloseReason;
using Stomp::ConnectionFailure;
using Stomp::Diagnosis;
using Stomp::Version;

class TestConnecting : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void connects_data() { addVersions(); }
    void connects();
    void takesTheHighestVersion();
    void letsInWithoutCredentials();
    void refusesWrongCredentials_data() { addVersions(); }
    void refusesWrongCredentials();
    void refusesAnUnknownUser();
    void refusesAnUnknownVirtualHost_data() { addVersions(); }
    void refusesAnUnknownVirtualHost();
    void escapesCredentials();
    void connectsAgain();
};

void TestConnecting::connects()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    const Stomp::SessionInfo info = peer.client().info().value();
    QCOMPARE(toString(info.version), toString(version));
    QCOMPARE(toString(peer.client().dialect()), broker.isRabbit() ? "rabbitmq" : "activemq");
    QVERIFY(QByteArray::fromStdString(info.server)
                .startsWith(broker.isRabbit() ? "RabbitMQ/" : "ActiveMQ/"));
    QVERIFY(!info.connected.value("session").empty());
    QVERIFY(peer.leave());
    QVERIFY(peer.errors.empty());
}

void TestConnecting::takesTheHighestVersion()
{
    Peer peer(broker, Version::V12);
    peer.options.session.versions = {Version::V10, Version::V11, Version::V12};
    OPEN(peer);
    QCOMPARE(toString(peer.client().info()->version), toString(Version::V12));
    QVERIFY(peer.leave());
}

void TestConnecting::letsInWithoutCredentials()
{
    // Classic as an anonymous user, RabbitMQ as its default user: both as they are configured.
    Peer peer(broker, Version::V12);
    peer.options.url.user.clear();
    peer.options.url.password.reset();
    OPEN(peer);
    QVERIFY(peer.leave());
}

void TestConnecting::refusesWrongCredentials()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    peer.options.url.password = "not the password";
    QVERIFY(!peer.open());
    QVERIFY(peer.failure);
    QCOMPARE(peer.failure->stage, ConnectionFailure::Stage::Handshake);
    QCOMPARE(toString(peer.failure.value().reason), toString(CloseReason::Refused));
    QVERIFY(peer.failure->errorFrame);
    const Diagnosis diagnosis = Stomp::explain(*peer.failure, peer.options);
    QCOMPARE(diagnosis.kind, Diagnosis::Kind::WrongCredentials);
    QVERIFY(!diagnosis.what.isEmpty() && !diagnosis.cause.isEmpty() && !diagnosis.remedy.isEmpty());
    const QString all = diagnosis.what + diagnosis.cause + diagnosis.remedy + diagnosis.details;
    QVERIFY(!all.contains(QLatin1String("not the password")));
}

void TestConnecting::refusesAnUnknownUser()
{
    Peer peer(broker, Version::V12);
    peer.options.url.user = "nobody-by-this-name";
    QVERIFY(!peer.open());
    QCOMPARE(toString(peer.failure.value().reason), toString(CloseReason::Refused));
    QCOMPARE(Stomp::explain(*peer.failure, peer.options).kind, Diagnosis::Kind::WrongCredentials);
}

void TestConnecting::refusesAnUnknownVirtualHost()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    peer.options.url.vhost = "no-such-vhost";
    if (broker.isClassic()) { // it has none, and ignores the host header
        OPEN(peer);
        QVERIFY(peer.leave());
        return;
    }
    QVERIFY(!peer.open());
    QCOMPARE(peer.failure.value().stage, ConnectionFailure::Stage::Handshake);
    QCOMPARE(toString(peer.failure.value().reason), toString(CloseReason::Refused));
    const Diagnosis diagnosis = Stomp::explain(*peer.failure, peer.options);
    QCOMPARE(diagnosis.kind, Diagnosis::Kind::UnknownVirtualHost);
    const QString said = diagnosis.what + diagnosis.cause;
    QVERIFY2(said.contains(QLatin1String("no-such-vhost")), qPrintable(said));
}

void TestConnecting::escapesCredentials()
{
    // Both decode CONNECT (stomp-facts 1.3): they read a colon and a line end here.
    Peer peer(broker, Version::V12);
    peer.options.url.user = "dom\\cat";
    peer.options.url.password = "pass\\new:7";
    QVERIFY(!peer.open());
    QCOMPARE(peer.failure.value().stage, ConnectionFailure::Stage::Handshake);
    const Diagnosis diagnosis = Stomp::explain(*peer.failure, peer.options);
    QCOMPARE(diagnosis.kind, Diagnosis::Kind::WrongCredentials);
    QVERIFY(diagnosis.remedy.contains(QLatin1String("--escape-credentials")));
    peer.options.session.escapeCredentials = true;
    OPEN(peer);
    QVERIFY(peer.leave());
}

void TestConnecting::connectsAgain()
{
    Peer peer(broker, Version::V12);
    peer.options.url.password = "wrong at first";
    QVERIFY(!peer.open());
    peer.options.url.password = broker.url().password;
    for (int i = 0; i < 5; ++i) {
        OPEN(peer);
        CONFIRMED(peer.send(queue(), "from connection " + std::to_string(i)));
        QVERIFY(peer.leave());
    }
    OPEN(peer);
    QVERIFY(peer.subscribe(queue()));
    QVERIFY(peer.waitForMessages(5));
    QCOMPARE(peer.counted, 5U);
}

QTEST_GUILESS_MAIN(TestConnecting)
#include "tst_connecting.moc"
