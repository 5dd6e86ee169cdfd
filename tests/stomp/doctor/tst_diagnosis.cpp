#include <stomp/doctor/diagnosis.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Kind = Diagnosis::Kind;
using Stage = ConnectionFailure::Stage;

namespace {

constexpr const char* secret = "hunter2secret";

ClientOptions optionsFor(const char* url, Dialect dialect = Dialect::Generic)
{
    ClientOptions options;
    options.url = BrokerUrl::parse(url).url;
    options.url.user = "me";
    options.url.password = secret;
    options.dialect = dialect;
    return options;
}

ConnectionFailure transport(TransportError error, Stage stage = Stage::Tcp)
{
    ConnectionFailure failure;
    failure.stage = stage;
    failure.transport = error;
    failure.detail = QStringLiteral("the system's words");
    return failure;
}

ConnectionFailure handshake(CloseReason reason, std::string greeting = {})
{
    ConnectionFailure failure;
    failure.stage = Stage::Handshake;
    failure.reason = reason;
    failure.greeting = std::move(greeting);
    failure.detail = QStringLiteral("the session's words");
    return failure;
}

ConnectionFailure refusal(std::string message, std::string body = {})
{
    ConnectionFailure failure = handshake(CloseReason::Refused, "ERROR\nmessage:");
    failure.errorFrame = Frame{"ERROR", {{"message", std::move(message)}}, std::move(body)};
    return failure;
}

ConnectionFailure garbage(Stage stage, ParseErrorCode code, std::string found)
{
    ConnectionFailure failure = handshake(CloseReason::ProtocolError, found);
    failure.stage = stage;
    failure.parseError = {code, 77, std::move(found)};
    return failure;
}

ConnectionFailure session(CloseReason reason, const char* server = "")
{
    ConnectionFailure failure = handshake(reason, "CONNECTED\n");
    failure.stage = Stage::Session;
    failure.info.emplace();
    failure.info->server = server;
    return failure;
}

} // namespace

Q_DECLARE_METATYPE(ConnectionFailure)
Q_DECLARE_METATYPE(ClientOptions)

/** A row for each way to fail: what is said, and that no password is. */
class TestDiagnosis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void explains_data()
    {
        QTest::addColumn<ConnectionFailure>("failure");
        QTest::addColumn<ClientOptions>("options");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QStringList>("said"); // each somewhere in the texts
        const auto row = [](const char* name, const ConnectionFailure& failure,
                             const ClientOptions& options, Kind kind, const QStringList& said) {
            QTest::newRow(name) << failure << options << kind << said;
        };
        const auto s = [](const char* text) {
            return QString::fromUtf8(text);
        };
        const ClientOptions plain = optionsFor("stomp://box:61613");

        row("host not found", transport(TransportError::HostNotFound, Stage::Name), plain,
            Kind::HostNotFound, {s("no host box"), s("the system's words")});
        row("name timeout", transport(TransportError::NameTimeout, Stage::Name), plain,
            Kind::NameTimeout, {s("box"), s("10 s")});
        row("nobody listens", transport(TransportError::Refused), plain, Kind::NobodyListens,
            {s("box:61613"), s("rabbitmq_stomp"), s("transportConnector")});
        row("nobody listens, Classic", transport(TransportError::Refused),
            optionsFor("stomp://box:61613", Dialect::ActiveMq), Kind::NobodyListens,
            {s("activemq.xml"), s("commented out")});
        row("nobody listens, RabbitMQ", transport(TransportError::Refused),
            optionsFor("stomp://box:61613", Dialect::RabbitMq), Kind::NobodyListens,
            {s("rabbitmq-plugins enable rabbitmq_stomp")});
        row("nobody listens, Artemis", transport(TransportError::Refused),
            optionsFor("stomp://box:61613", Dialect::Artemis), Kind::NobodyListens,
            {s("acceptor")});
        row("nobody listens, practice", transport(TransportError::Refused),
            optionsFor("stomp://box:61613", Dialect::Practice), Kind::NobodyListens,
            {s("Start the practice broker")});
        row("nobody listens, AMQP's port", transport(TransportError::Refused),
            optionsFor("stomp://box:5672"), Kind::NobodyListens,
            {s("5672 is usually the port of AMQP"), s("61613")});
        row("timeout", transport(TransportError::Timeout), plain, Kind::ConnectTimeout,
            {s("box:61613"), s("10 s"), s("firewall")});
        row("unreachable", transport(TransportError::Unreachable), plain, Kind::Unreachable,
            {s("route")});
        row("other", transport(TransportError::Other), plain, Kind::Other,
            {s("the system's words")});
        row("unsupported", transport(TransportError::Unsupported), optionsFor("stomps://box"),
            Kind::UnsupportedUrl, {s("stomps://"), s("stomp://")});

        row("impossible values", handshake(CloseReason::BadOptions), plain, Kind::CannotSend,
            {s("line end")});
        row("TLS alert", handshake(CloseReason::ProtocolError, "\x15\x03\x01"),
            optionsFor("stomp://box:61614"), Kind::SpeaksTls,
            {s("box:61614 speaks TLS"), s("61614 is usually"), s("stomps://"), s("61613")});
        row("TLS handshake", handshake(CloseReason::ProtocolError, "\x16\x03\x03"), plain,
            Kind::SpeaksTls, {s("TLS")});
        row("HTTP", handshake(CloseReason::ProtocolError, "HTTP/1.1 400 Bad Request"),
            optionsFor("stomp://box:15672"), Kind::SpeaksHttp,
            {s("speaks HTTP"), s("RabbitMQ's web console"), s("ws://")});
        row("OpenWire",
            handshake(CloseReason::ProtocolError,
                std::string("\0\0\0\xf0\x01"
                            "ActiveMQ\0\0",
                    15)),
            optionsFor("stomp://box:61616"), Kind::SpeaksOpenWire,
            {s("speaks OpenWire"), s("61616 is usually")});
        row("AMQP", handshake(CloseReason::ProtocolError, std::string("AMQP\0\0\x09\x01", 8)),
            optionsFor("stomp://box:5672"), Kind::SpeaksAmqp, {s("speaks AMQP")});
        row("AMQP that hung up", handshake(CloseReason::PeerClosed, "AMQP"), plain,
            Kind::SpeaksAmqp, {s("speaks AMQP")});
        row("something else", garbage(Stage::Handshake, ParseErrorCode::NotStomp, "ssh? 1"), plain,
            Kind::Garbage, {s("not in STOMP"), s("byte 77"), s("ssh? 1")});
        row("closed at once", handshake(CloseReason::PeerClosed), plain, Kind::ClosedAtOnce,
            {s("hung up"), s("TLS"), s("stomps://"), s("the session's words")});
        row("reset at once", handshake(CloseReason::TransportFailed), plain, Kind::ClosedAtOnce,
            {s("hung up")});
        row("broken off in the answer", handshake(CloseReason::PeerClosed, "CONN"), plain,
            Kind::ClosedInFrame, {s("broke off")});
        row("no answer", handshake(CloseReason::ConnectTimeout), plain, Kind::NoAnswer,
            {s("did not answer CONNECT within 10 s")});
        row("other version", handshake(CloseReason::VersionNotOffered, "CONNECTED\n"), plain,
            Kind::VersionRefused, {s("not offered")});

        row("wrong password, Classic", refusal("User name [me] or password is invalid."), plain,
            Kind::WrongCredentials, {s("does not accept login"), s("User name [me]")});
        row("wrong password, RabbitMQ", refusal("Bad CONNECT", "Access refused for user 'me'\n"),
            plain, Kind::WrongCredentials, {s("Access refused for user 'me'")});
        row("no password, RabbitMQ",
            refusal("Bad CONNECT", "Missing login or passcode header(s)\n"), plain,
            Kind::WrongCredentials, {s("wants a login")});
        row("wrong password, Artemis",
            refusal("Security Error occurred: User name [me] or password is invalid"), plain,
            Kind::WrongCredentials, {s("Check login and password")});
        row("guest from elsewhere", refusal("Bad CONNECT", "non-loopback access denied\n"), plain,
            Kind::LoopbackOnly, {s("its own machine")});
        row("virtual host", refusal("Bad CONNECT", "Virtual host 'box' access denied\n"), plain,
            Kind::UnknownVirtualHost, {s("no virtual host box"), s("%2F")});
        row("client-id in use",
            refusal("Broker: localhost - Client: c1 already connected from tcp://1.2.3.4:5"), plain,
            Kind::ClientIdInUse, {s("client-id"), s("Client: c1")});
        row("version, Classic",
            refusal("Invalid Protocol version[2.0], supported versions are: [1.2, 1.1, 1.0]"),
            plain, Kind::VersionRefused, {s("none of the offered")});
        ConnectionFailure rabbitVersion =
            refusal("Version mismatch", "Supported versions are 1.0,1.1,1.2\n");
        rabbitVersion.errorFrame->add("version", "1.0,1.1,1.2");
        row("version, RabbitMQ", rabbitVersion, plain, Kind::VersionRefused,
            {s("Offer one of these versions: 1.0,1.1,1.2.")});
        row("version, Artemis", refusal("AMQ339002: Stomp versions not supported: 2.0"), plain,
            Kind::VersionRefused, {});
        row("another refusal", refusal("Go away", "The moon\nis full"), plain,
            Kind::RefusedByBroker, {s("box:61613 refused the connection: Go away"), s("The moon")});
        row("a refusal without message", refusal("", "Body alone\nmore"), plain,
            Kind::RefusedByBroker, {s("refused the connection: Body alone")});
        row("a broker that repeats the password",
            refusal("no", std::string("passcode:") + secret + "\n"), plain, Kind::RefusedByBroker,
            {s("•••")});

        row("killed", session(CloseReason::PeerClosed), plain, Kind::ConnectionLost,
            {s("was lost"), s("the session's words")});
        row("reset", session(CloseReason::TransportFailed), plain, Kind::ConnectionLost, {});
        row("lost, RabbitMQ", session(CloseReason::PeerClosed, "RabbitMQ/3.10.8"), plain,
            Kind::ConnectionLost, {s("more than 100 headers")});
        row("lost, Classic", session(CloseReason::PeerClosed, "ActiveMQ/5.17.2"), plain,
            Kind::ConnectionLost, {s("heart-beats fail")});
        ConnectionFailure midFrame = session(CloseReason::PeerClosed);
        midFrame.inFrame = true;
        row("killed in mid-frame", midFrame, plain, Kind::ClosedInFrame,
            {s("in the middle of a frame")});
        row("heart-beat lost", session(CloseReason::HeartBeatLost), plain, Kind::HeartBeatLost,
            {s("fallen silent")});
        ConnectionFailure errorFrame = session(CloseReason::ErrorFrame, "RabbitMQ/3.10.8");
        errorFrame.errorFrame = Frame{"ERROR", {{"message", "precondition_failed"}},
            "PRECONDITION_FAILED - inequivalent arg 'durable'"};
        row("closed with ERROR", errorFrame, plain, Kind::ErrorFromBroker,
            {s("closed the connection with ERROR: precondition_failed"), s("other properties"),
                s("inequivalent arg")});

        ClientOptions small = plain;
        small.session.limits = {10, 20, 30, 40};
        row("garbage", garbage(Stage::Session, ParseErrorCode::NotStomp, "\x01{junk"), plain,
            Kind::Garbage, {s("at byte 77"), s("\\x01{junk")});
        row("no NUL", garbage(Stage::Session, ParseErrorCode::MissingTerminator, "x"), plain,
            Kind::Garbage, {s("content-length")});
        row("body limit", garbage(Stage::Session, ParseErrorCode::BodyTooLarge, "x"), small,
            Kind::LimitExceeded, {s("more than 40 bytes"), s("byte 77"), s("this limit is fixed")});
        row("header limit", garbage(Stage::Session, ParseErrorCode::HeaderLineTooLong, "x"), small,
            Kind::LimitExceeded, {s("longer than 20 bytes")});
        row("header count", garbage(Stage::Session, ParseErrorCode::TooManyHeaders, "x"), small,
            Kind::LimitExceeded, {s("more than 30 headers")});
        row("command limit", garbage(Stage::Handshake, ParseErrorCode::CommandTooLong, "x"), small,
            Kind::LimitExceeded, {s("longer than 10 bytes")});
    }

    void explains()
    {
        QFETCH(ConnectionFailure, failure);
        QFETCH(ClientOptions, options);
        QFETCH(Kind, kind);
        QFETCH(QStringList, said);
        const Diagnosis diagnosis = explain(failure, options);
        QCOMPARE(int(diagnosis.kind), int(kind));
        QVERIFY(!diagnosis.what.isEmpty());
        QVERIFY(!diagnosis.cause.isEmpty());
        const bool isMendable = kind != Kind::Other && kind != Kind::RefusedByBroker;
        QVERIFY(!diagnosis.remedy.isEmpty() || !isMendable);
        const QString all = diagnosis.what + QLatin1Char('\n') + diagnosis.cause + QLatin1Char('\n')
            + diagnosis.remedy + QLatin1Char('\n') + diagnosis.details;
        for (const QString& text : said)
            QVERIFY2(all.contains(text), qPrintable(text + QStringLiteral(" is not in ") + all));
        QVERIFY(!all.contains(QLatin1String(secret)));
        QVERIFY2(!all.contains(QRegularExpression(QStringLiteral("%[1-9](?!F)"))), qPrintable(all));
    }

    /** A gap in our own sentences, or in the broker's fixed ones, would tell the password. */
    void ownWordsStay()
    {
        const ConnectionFailure failure = refusal("User name [me] or password is invalid.");
        const auto wordsFor = [&failure](const char* password) {
            ClientOptions options = optionsFor("stomp://broker.example");
            options.url.password = password;
            const Diagnosis diagnosis = explain(failure, options);
            return QStringList{
                diagnosis.what, diagnosis.cause, diagnosis.remedy, diagnosis.details};
        };
        const QStringList expected = wordsFor("hunter2secret");
        for (const char* common : {"password", "wrong", "login", "not", "invalid", "does"})
            QCOMPARE(wordsFor(common), expected);
    }

    void backslashInPassword()
    {
        ClientOptions options = optionsFor("stomp://box:61613");
        options.url.password = "hunter2\\secret";
        const Diagnosis diagnosis = explain(handshake(CloseReason::PeerClosed), options);
        QCOMPARE(int(diagnosis.kind), int(Kind::ClosedAtOnce));
        QVERIFY(diagnosis.cause.contains(QStringLiteral("backslash")));
        QVERIFY(!diagnosis.cause.contains(QStringLiteral("hunter2")));
        QVERIFY(diagnosis.remedy.contains(QStringLiteral("--escape-credentials")));
        options.session.escapeCredentials = true;
        const Diagnosis escaped = explain(handshake(CloseReason::PeerClosed), options);
        QVERIFY(!escaped.cause.contains(QStringLiteral("backslash")));
    }

    void backslashAndARefusal()
    {
        ClientOptions options = optionsFor("stomp://box:61613");
        options.url.user = "me";
        options.url.password = "hunter2\\secret";
        ConnectionFailure refused = handshake(CloseReason::Refused);
        refused.errorFrame =
            Frame{"ERROR", {{"message", "Bad CONNECT"}}, "Access refused for user 'me'\n"};
        Diagnosis diagnosis = explain(refused, options);
        QCOMPARE(int(diagnosis.kind), int(Kind::WrongCredentials));
        QVERIFY(diagnosis.cause.contains(QStringLiteral("backslash")));
        QVERIFY(diagnosis.remedy.contains(QStringLiteral("--escape-credentials")));
        options.session.escapeCredentials = true; // then a broker that decodes nothing is refusing
        diagnosis = explain(refused, options);
        QVERIFY(!diagnosis.cause.contains(QStringLiteral("backslash")));
        QVERIFY(diagnosis.cause.contains(QStringLiteral("sent escaped")));
        options.url.password = "plain";
        QVERIFY(!explain(refused, options).cause.contains(QStringLiteral("escaped")));
    }

    void tooManyHeadersAtLast()
    {
        const ClientOptions options = optionsFor("stomp://box:61613");
        ConnectionFailure lost = handshake(CloseReason::PeerClosed);
        lost.stage = ConnectionFailure::Stage::Session;
        lost.headersOfLastSend = 100;
        QVERIFY(!explain(lost, options).cause.contains(QStringLiteral("last message sent")));
        lost.headersOfLastSend = 101;
        QVERIFY(explain(lost, options).cause.contains(QStringLiteral("it had 101 headers")));
        lost.info.emplace().server = "ActiveMQ/5.17.2"; // which takes as many
        QVERIFY(!explain(lost, options).cause.contains(QStringLiteral("last message sent")));
    }

    void explainsErrors_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("body");
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QStringList>("said");
        const auto row = [](const char* name, const char* message, const char* body,
                             Dialect dialect, Kind kind, const QStringList& said) {
            QTest::newRow(name) << QString::fromUtf8(message) << QString::fromUtf8(body) << dialect
                                << kind << said;
        };
        const auto s = [](const char* text) {
            return QString::fromUtf8(text);
        };
        row("unknown", "Something new", "at length", Dialect::Generic, Kind::ErrorFromBroker,
            {s("ERROR from the broker: Something new"), s("at length")});
        row("unknown destination", "Unknown destination", "'/foo' is not a valid destination.\n",
            Dialect::RabbitMq, Kind::ErrorFromBroker, {s("ERROR from RabbitMQ"), s("/amq/queue/")});
        row("slash in a queue", "Invalid destination", "'/a/b' is not a valid queue destination\n",
            Dialect::RabbitMq, Kind::ErrorFromBroker, {s("%2F")});
        row("stack trace", "Unexpected ACK received for message-id [x]",
            "org.apache.activemq.transport.stomp.ProtocolException: Unexpected ACK ...",
            Dialect::ActiveMq, Kind::ErrorFromBroker,
            {s("ActiveMQ Classic"), s("ProtocolException")});
        row("limit", "The maximum header length was exceeded", "", Dialect::ActiveMq,
            Kind::LimitExceeded, {s("10240")});
        row("no text at all", "", "", Dialect::Spring, Kind::ErrorFromBroker,
            {s("ERROR from Spring")});
    }

    void explainsErrors()
    {
        QFETCH(QString, message);
        QFETCH(QString, body);
        QFETCH(Dialect, dialect);
        QFETCH(Kind, kind);
        QFETCH(QStringList, said);
        const Frame error{"ERROR", {{"message", message.toStdString()}}, body.toStdString()};
        const Diagnosis diagnosis = explainError(error, dialect);
        QCOMPARE(int(diagnosis.kind), int(kind));
        const QString all = diagnosis.what + diagnosis.cause + diagnosis.remedy + diagnosis.details;
        for (const QString& text : said)
            QVERIFY2(all.contains(text), qPrintable(all));
    }

    void longBodiesAreCut()
    {
        const Frame error{"ERROR", {{"message", "no"}}, std::string(100'000, 'x')};
        const Diagnosis diagnosis = explainError(error, Dialect::ActiveMq);
        QVERIFY(diagnosis.details.size() < 1000);
        QVERIFY(diagnosis.details.endsWith(QStringLiteral("…")));
    }
};

QTEST_APPLESS_MAIN(TestDiagnosis)
#include "tst_diagnosis.moc"
