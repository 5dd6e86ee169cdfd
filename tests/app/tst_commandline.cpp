#include <app/commandline.h>
#include <app/optiontable.h>

#include <QRegularExpression>
#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;

namespace {

/** Words separated by '|', so that rows read like a command line. */
CommandLine parse(const QString& words)
{
    QStringList arguments{u"stomp-console"_s};
    if (!words.isEmpty())
        arguments += words.split(u'|');
    return parseCommandLine(arguments);
}

template <typename T>
T parsed(const QString& words)
{
    const CommandLine line = parse(words);
    if (const auto* error = std::get_if<UsageError>(&line)) {
        QTest::qFail(qPrintable(error->message), __FILE__, __LINE__);
        return {};
    }
    if (!std::holds_alternative<T>(line)) {
        QTest::qFail("read as another verb", __FILE__, __LINE__);
        return {};
    }
    return std::get<T>(line);
}

} // namespace

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void windowDefaults();
    void windowWithUrlAndSubscriptions();
    void windowWithFiles();
    void windowIgnoresOptionsOfQt();
    void listenDefaults();
    void listenWithEverything();
    void noAckMeansAClientMode();
    void publishBodies_data();
    void publishBodies();
    void publishWithEverything();
    void brokerDefaults();
    void brokerSeedAndStats();
    void brokerOptions_data();
    void brokerOptions();
    void brokerPorts_data();
    void brokerPorts();
    void brokerUsersAndWays();
    void connection();
    void optionWinsOverUrl();
    void headersThatConnectHasAnyway();
    void helpNamesEveryOption_data();
    void helpNamesEveryOption();
    void version();
};

void TestCommandLine::windowDefaults()
{
    const auto window = parsed<WindowArguments>(QString());
    QVERIFY(!window.url);
    QVERIFY(window.subscribe.isEmpty());
}

void TestCommandLine::windowWithUrlAndSubscriptions()
{
    const auto window = parsed<WindowArguments>(
        u"stomp://me@broker:1234/vh|--subscribe|/queue/a|--subscribe|/topic/b"_s);
    QCOMPARE(window.url, u"stomp://me@broker:1234/vh"_s);
    QCOMPARE(window.subscribe, (QStringList{u"/queue/a"_s, u"/topic/b"_s}));
}

void TestCommandLine::windowWithFiles()
{
    const auto window = parsed<WindowArguments>(u"--open|a.jsonl|--open=/b/c d.jsonl"_s);
    QVERIFY(!window.url);
    QCOMPARE(window.open, (QStringList{u"a.jsonl"_s, u"/b/c d.jsonl"_s}));
    QCOMPARE(parsed<WindowArguments>(u"practice:|--subscribe|/queue/a|--open|b"_s).open,
        QStringList{u"b"_s});
}

void TestCommandLine::windowIgnoresOptionsOfQt()
{
    const auto window = parsed<WindowArguments>(
        u"-platform|offscreen|--style=fusion|-reverse|practice:|-session|a_b"_s);
    QCOMPARE(window.url, u"practice:"_s);
}

void TestCommandLine::listenDefaults()
{
    const auto listen = parsed<ListenArguments>(u"listen|stomp://localhost|/queue/a"_s);
    QCOMPARE(listen.connect.url.host, std::string("localhost"));
    QCOMPARE(listen.connect.url.port, 61613);
    QVERIFY(!listen.connect.login);
    QVERIFY(!listen.connect.secretOnCommandLine);
    QCOMPARE(listen.connect.session.host, std::string("/"));
    QCOMPARE(listen.destinations, std::vector<std::string>{"/queue/a"});
    QVERIFY(!listen.count);
    QVERIFY(!listen.seconds);
    QVERIFY(listen.ack == Stomp::AckMode::Auto);
    QVERIFY(listen.acknowledge);
    QVERIFY(listen.headers.empty());
    QVERIFY(!listen.json);
    QVERIFY(!listen.quiet);
}

void TestCommandLine::listenWithEverything()
{
    const auto listen = parsed<ListenArguments>(
        u"listen|--count|12|practice:|/queue/a|--for|1.5|/topic/ü|--ack|client|--header|"
        "selector:a:b = ' c'|--header|x:|--json|--header|x:2"_s);
    QCOMPARE(listen.connect.url.scheme, Stomp::BrokerUrl::Scheme::Practice);
    QCOMPARE(listen.destinations, (std::vector<std::string>{"/queue/a", "/topic/ü"}));
    QCOMPARE(listen.count, std::optional<quint64>(12));
    QCOMPARE(listen.seconds, std::optional<double>(1.5));
    QVERIFY(listen.ack == Stomp::AckMode::Client);
    QVERIFY(listen.acknowledge);
    QCOMPARE(listen.headers,
        (std::vector<Stomp::Header>{{"selector", "a:b = ' c'"}, {"x", ""}, {"x", "2"}}));
    QVERIFY(listen.json);
    QVERIFY(parsed<ListenArguments>(u"listen|practice:|/queue/a|--quiet"_s).quiet);
}

void TestCommandLine::noAckMeansAClientMode()
{
    const auto listen = parsed<ListenArguments>(u"listen|practice:|/queue/a|--no-ack"_s);
    QVERIFY(!listen.acknowledge);
    QVERIFY(listen.ack == Stomp::AckMode::ClientIndividual);
    const auto client =
        parsed<ListenArguments>(u"listen|practice:|/queue/a|--no-ack|--ack|client"_s);
    QVERIFY(!client.acknowledge);
    QVERIFY(client.ack == Stomp::AckMode::Client);
}

void TestCommandLine::publishBodies_data()
{
    using Body = PublishArguments::Body;
    QTest::addColumn<QString>("words");
    QTest::addColumn<Body>("body");
    QTest::addColumn<QString>("text");

    QTest::newRow("none") << u""_s << Body::Text << u""_s;
    QTest::newRow("text") << u"|--body|{\"ü\": 1}"_s << Body::Text << u"{\"ü\": 1}"_s;
    QTest::newRow("text like an option") << u"|--body|--json"_s << Body::Text << u"--json"_s;
    QTest::newRow("text is a dash") << u"|--body|-"_s << Body::Text << u"-"_s;
    QTest::newRow("empty text") << u"|--body|"_s << Body::Text << u""_s;
    QTest::newRow("file") << u"|--file|/tmp/a b"_s << Body::File << u"/tmp/a b"_s;
    QTest::newRow("input") << u"|-"_s << Body::Input << u""_s;
    QTest::newRow("lines") << u"|--lines"_s << Body::Lines << u""_s;
}

void TestCommandLine::publishBodies()
{
    QFETCH(QString, words);
    QFETCH(PublishArguments::Body, body);
    QFETCH(QString, text);
    const auto publish = parsed<PublishArguments>(u"publish|practice:|/queue/a"_s + words);
    QCOMPARE(publish.destination, std::string("/queue/a"));
    QCOMPARE(publish.body, body);
    if (body == PublishArguments::Body::File)
        QCOMPARE(publish.file, text);
    else
        QCOMPARE(QString::fromStdString(publish.text), text);
    QCOMPARE(publish.count, quint64{1});
    QVERIFY(!publish.rate);
    QCOMPARE(publish.kind, Stomp::BodyKind::Auto);
    QVERIFY(publish.receipts);
}

void TestCommandLine::publishWithEverything()
{
    const auto publish = parsed<PublishArguments>(
        u"publish|stomp://h|/topic/a|-|--count|1000|--rate|2.5|--bytes|--no-receipt|--header|"
        "persistent:true|--header|a:b:c"_s);
    QCOMPARE(publish.count, quint64{1000});
    QCOMPARE(publish.rate, std::optional<double>(2.5));
    QCOMPARE(publish.kind, Stomp::BodyKind::Bytes);
    QVERIFY(!publish.receipts);
    QCOMPARE(publish.headers, (std::vector<Stomp::Header>{{"persistent", "true"}, {"a", "b:c"}}));
    QCOMPARE(parsed<PublishArguments>(u"publish|stomp://h|/topic/a|--text"_s).kind,
        Stomp::BodyKind::Text);
}

void TestCommandLine::brokerSeedAndStats()
{
    const auto brokerOf = [](const QString& options) {
        return parsed<BrokerArguments>(u"broker"_s + options);
    };
    const auto seeded = brokerOf(u"|--seed|7|--fault|seed 3; drop"_s);
    QCOMPARE(seeded.seed.value(), quint64{7});
    QCOMPARE(seeded.faults.seed, std::uint64_t{7});
    QVERIFY(!brokerOf({}).seed);
    QVERIFY(!brokerOf({}).stats);
    QCOMPARE(brokerOf(u"|--stats"_s).stats.value(), Stomp::Millis{10'000});
    const auto often = brokerOf(u"|--stats|0.2"_s);
    QCOMPARE(often.stats.value(), Stomp::Millis{200});
    QCOMPARE(often.broker.statsInterval, Stomp::Millis{200});
}

void TestCommandLine::brokerDefaults()
{
    const auto broker = parsed<BrokerArguments>(u"broker"_s);
    QCOMPARE(broker.host, u"127.0.0.1"_s);
    QCOMPARE(broker.port, 61613);
    QCOMPARE(broker.traffic, 0.0);
}

void TestCommandLine::brokerOptions_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<double>("traffic");

    QTest::newRow("port") << u"--port|0"_s << u"127.0.0.1"_s << 0 << 0.0;
    QTest::newRow("IPv6") << u"--host|::1"_s << u"::1"_s << 61613 << 0.0;
    QTest::newRow("localhost") << u"--host|localhost"_s << u"localhost"_s << 61613 << 0.0;
    QTest::newRow("another loopback") << u"--host|127.0.0.2"_s << u"127.0.0.2"_s << 61613 << 0.0;
    QTest::newRow("traffic alone") << u"--traffic"_s << u"127.0.0.1"_s << 61613 << 5.0;
    QTest::newRow("traffic first") << u"--traffic|--port|1"_s << u"127.0.0.1"_s << 1 << 5.0;
    QTest::newRow("rate") << u"--traffic|0.5|--port|1"_s << u"127.0.0.1"_s << 1 << 0.5;
    QTest::newRow("rate, with =") << u"--traffic=20"_s << u"127.0.0.1"_s << 61613 << 20.0;
}

void TestCommandLine::brokerOptions()
{
    QFETCH(QString, words);
    const auto broker = parsed<BrokerArguments>(u"broker|"_s + words);
    QTEST(broker.host, "host");
    QTEST(int{broker.port}, "port");
    QTEST(broker.traffic, "traffic");
}

void TestCommandLine::brokerPorts_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("tls"); // -1: none
    QTest::addColumn<int>("ws");
    QTest::addColumn<int>("wss");

    QTest::newRow("none") << u"--port|1"_s << -1 << -1 << -1;
    QTest::newRow("the usual ones") << u"--tls|--ws|--wss"_s << 61614 << 15674 << 15673;
    QTest::newRow("chosen") << u"--tls|0|--ws=1|--wss|65535"_s << 0 << 1 << 65535;
    QTest::newRow("one") << u"--ws|--port|1"_s << -1 << 15674 << -1;
}

void TestCommandLine::brokerPorts()
{
    QFETCH(QString, words);
    const auto broker = parsed<BrokerArguments>(u"broker|"_s + words);
    const auto orNone = [](std::optional<quint16> port) {
        return port ? int{*port} : -1;
    };
    QTEST(orNone(broker.further.tls), "tls");
    QTEST(orNone(broker.further.webSocket), "ws");
    QTEST(orNone(broker.further.secureWebSocket), "wss");
}

void TestCommandLine::brokerUsersAndWays()
{
    const auto broker = parsed<BrokerArguments>(
        u"broker|--host|0.0.0.0|--users|class.txt|--user|anna:a:b|--user|bela:c|--tls|--tls-cert|"
        "c.pem|--tls-key|k.pem|--nack|discard|--skin|activemq|--max-deliveries|3|--ack-timeout|"
        "0.5|--priorities|--max-body|1000"_s);
    QCOMPARE(broker.host, u"0.0.0.0"_s);
    QCOMPARE(broker.usersFile, u"class.txt"_s);
    QCOMPARE(broker.users.size(), std::size_t{2});
    QCOMPARE(broker.users[0].name, u"anna"_s);
    QCOMPARE(broker.users[0].passwordFile, u"a:b"_s);
    QCOMPARE(broker.further.certificateFile, u"c.pem"_s);
    QCOMPARE(broker.further.keyFile, u"k.pem"_s);
    // What is said of the queues goes before the skin's ways, whichever comes first.
    QVERIFY(broker.broker.skin == Stomp::BrokerSkin::Kind::ActiveMq);
    QVERIFY(broker.broker.queues.nack == Stomp::QueuePolicy::Nack::Discard);
    QCOMPARE(broker.broker.queues.maxDeliveries, std::uint32_t{3});
    QCOMPARE(broker.broker.queues.ackTimeout, Stomp::Millis{500});
    QVERIFY(broker.broker.queues.priorityOrder);
    QCOMPARE(broker.broker.parser.body, std::size_t{1000});
    QVERIFY(broker.broker.queues.deadLetters == Stomp::QueuePolicy::DeadLetters::Shared);
}

void TestCommandLine::connection()
{
    const auto connect = parsed<ListenArguments>(
        u"listen|stomp://h|/queue/a|--login|me|--password-file|/p|--vhost|v|--connect-header|"
        "client-id:c:1|--connect-header|x:y"_s)
                             .connect;
    QCOMPARE(connect.login, std::optional<std::string>("me"));
    QCOMPARE(connect.passwordFile, u"/p"_s);
    QCOMPARE(connect.session.host, std::string("v"));
    QCOMPARE(
        connect.session.headers, (std::vector<Stomp::Header>{{"client-id", "c:1"}, {"x", "y"}}));
    QVERIFY(!connect.secretOnCommandLine);
    QVERIFY(!connect.session.escapeCredentials);
    QVERIFY(parsed<DoctorArguments>(u"doctor|stomp://h|--escape-credentials"_s)
                .connect.session.escapeCredentials);
    QVERIFY(parsed<ListenArguments>(u"listen|stomp://h|/q|--connect-header|Authorization:b"_s)
                .connect.secretOnCommandLine);
}

void TestCommandLine::optionWinsOverUrl()
{
    const auto url = parsed<PublishArguments>(u"publish|stomp://u:pw@h/%2Fvh|/queue/a"_s).connect;
    QCOMPARE(url.login, std::optional<std::string>("u"));
    QCOMPARE(url.url.password, std::optional<std::string>("pw"));
    QVERIFY(url.secretOnCommandLine);
    QCOMPARE(url.session.host, std::string("/vh"));
    const auto option =
        parsed<PublishArguments>(u"publish|stomp://u@h/vh|/queue/a|--login|other|--vhost|o"_s)
            .connect;
    QCOMPARE(option.login, std::optional<std::string>("other"));
    QCOMPARE(option.session.host, std::string("o"));
    QVERIFY(!option.secretOnCommandLine);
}

void TestCommandLine::headersThatConnectHasAnyway()
{
    const auto session = parsed<ListenArguments>(
        u"listen|stomp://h|/queue/a|--connect-header|accept-version:1.0,1.1|--connect-header|"
        "heart-beat:0,500|--connect-header|host:x"_s)
                             .connect.session;
    QCOMPARE(
        session.versions, (std::vector<Stomp::Version>{Stomp::Version::V10, Stomp::Version::V11}));
    QCOMPARE(session.heartBeat, (Stomp::HeartBeat{0, 500}));
    QCOMPARE(session.host, std::string("x"));
    QVERIFY(session.headers.empty());
}

void TestCommandLine::helpNamesEveryOption_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Verb>("verb");
    QTest::newRow("window") << u"--help"_s << Verb::Window;
    QTest::newRow("listen") << u"listen|--help"_s << Verb::Listen;
    QTest::newRow("publish, with an error") << u"publish|--nonsense|--help"_s << Verb::Publish;
    QTest::newRow("broker") << u"broker|--port|1|--help"_s << Verb::Broker;
}

void TestCommandLine::helpNamesEveryOption()
{
    QFETCH(QString, words);
    QFETCH(Verb, verb);
    const QString help = parsed<PrintAndExit>(words).text;
    QVERIFY(help.startsWith(u"Usage: stomp-console"));
    QVERIFY(help.endsWith(u'\n'));
    for (const auto rows : {optionsOf(verb), connectOptionsOf(verb), transportOptionsOf(verb)}) {
        for (const OptionRow& row : rows) {
            const QString name = QString::fromStdString(std::string(row.name));
            QVERIFY2(help.contains(u"\n  --"_s + name) || help.contains(u"\n  "_s + name + u' '),
                row.name.data());
        }
    }
    for (const QString& line : help.split(u'\n'))
        QVERIFY2(line.size() <= 96, qPrintable(line));
}

void TestCommandLine::version()
{
    static const QRegularExpression form(u"^stomp-console \\d+\\.\\d+\\.\\d+\n$"_s);
    QVERIFY(form.match(parsed<PrintAndExit>(u"--version"_s).text).hasMatch());
}

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
