#include <ui/workspace/retrying.h>

#include <stomp/client/connectionfailure.h>
#include <stomp/doctor/diagnosis.h>

#include <QTest>

using Stomp::CloseReason;
using Stomp::ConnectionFailure;
using Stomp::Diagnosis;
using Stomp::TransportError;
using Stage = Stomp::ConnectionFailure::Stage;

class TestRetrying : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bySession_data()
    {
        QTest::addColumn<int>("stage");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("again");
        const auto row = [](const char* name, Stage stage, CloseReason reason, Diagnosis::Kind kind,
                             bool again) {
            QTest::newRow(name) << int(stage) << int(reason) << int(kind) << again;
        };
        using enum CloseReason;
        using Kind = Diagnosis::Kind;
        row("closed", Stage::Session, PeerClosed, Kind::ConnectionLost, true);
        row("reset", Stage::Session, TransportFailed, Kind::ConnectionLost, true);
        row("silent", Stage::Session, HeartBeatLost, Kind::HeartBeatLost, true);
        row("ERROR and closed", Stage::Session, ErrorFrame, Kind::ErrorFromBroker, true);
        row("garbage", Stage::Session, ProtocolError, Kind::Garbage, false);
        row("our own will", Stage::Session, Requested, Kind::Other, false);
        row("wrong password", Stage::Handshake, Refused, Kind::WrongCredentials, false);
        row("unknown vhost", Stage::Handshake, Refused, Kind::UnknownVirtualHost, false);
        row("guest from elsewhere", Stage::Handshake, Refused, Kind::LoopbackOnly, false);
        row("some other ERROR", Stage::Handshake, Refused, Kind::RefusedByBroker, false);
        row("client-id still held", Stage::Handshake, Refused, Kind::ClientIdInUse, true);
        row("no common version", Stage::Handshake, VersionNotOffered, Kind::VersionRefused, false);
        row("no CONNECTED", Stage::Handshake, ConnectTimeout, Kind::NoAnswer, true);
        row("closed at once", Stage::Handshake, PeerClosed, Kind::ClosedAtOnce, true);
        row("HTTP answers", Stage::Handshake, ProtocolError, Kind::SpeaksHttp, false);
        row("CONNECT cannot be written", Stage::Handshake, BadOptions, Kind::CannotSend, false);
    }

    void bySession()
    {
        QFETCH(const int, stage);
        QFETCH(const int, reason);
        QFETCH(const int, kind);
        QFETCH(const bool, again);
        ConnectionFailure failure;
        failure.stage = static_cast<Stage>(stage);
        failure.reason = static_cast<CloseReason>(reason);
        Diagnosis diagnosis;
        diagnosis.kind = static_cast<Diagnosis::Kind>(kind);
        QCOMPARE(Ui::isWorthRetrying(failure, diagnosis), again);
    }

    void byTransport()
    {
        ConnectionFailure failure;
        const Diagnosis diagnosis;
        for (const TransportError error : {TransportError::Refused, TransportError::Timeout,
                 TransportError::Unreachable, TransportError::Reset}) {
            failure.transport = error;
            QVERIFY(Ui::isWorthRetrying(failure, diagnosis));
        }
        failure.stage = Stage::Name;
        failure.transport = TransportError::HostNotFound;
        QVERIFY(Ui::isWorthRetrying(failure, diagnosis));
        failure.stage = Stage::Tcp;
        failure.transport = TransportError::Unsupported;
        QVERIFY(!Ui::isWorthRetrying(failure, diagnosis));
    }

    void byCertificate()
    {
        ConnectionFailure failure;
        failure.stage = Stage::Tls;
        failure.transport = TransportError::Tls;
        failure.evidence.tls = Stomp::TlsEvidence();
        QVERIFY(Ui::isWorthRetrying(failure, {})); // cut off in the handshake
        failure.evidence.tls->problems = {Stomp::TlsProblem::UnknownIssuer};
        QVERIFY(!Ui::isWorthRetrying(failure, {}));
    }

    void byUpgrade_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("again");
        QTest::newRow("unauthorized") << 401 << false;
        QTest::newRow("forbidden") << 403 << false;
        QTest::newRow("proxy") << 407 << false;
        QTest::newRow("the server behind is down") << 502 << true;
        QTest::newRow("starting") << 503 << true;
        QTest::newRow("no answer") << 0 << true;
    }

    void byUpgrade()
    {
        QFETCH(const int, status);
        QFETCH(const bool, again);
        ConnectionFailure failure;
        failure.stage = Stage::Upgrade;
        failure.transport = TransportError::Upgrade;
        failure.evidence.upgrade = Stomp::UpgradeAnswer{status, {}, {}, {}};
        QCOMPARE(Ui::isWorthRetrying(failure, {}), again);
    }
};

QTEST_APPLESS_MAIN(TestRetrying)
#include "tst_retrying.moc"
