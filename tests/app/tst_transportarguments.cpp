#include <app/brokersession.h>
#include <app/commandline.h>
#include <app/credentials.h>

#include <support/testcertificates.h>

#include <QRegularExpression>
#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;
using Scheme = Stomp::BrokerUrl::Scheme;
using Testing::TestCertificate;
using Testing::TestCertificates;

namespace {

template <typename T>
T parsed(const QString& words)
{
    const CommandLine line = parseCommandLine(QString(u"stomp-console|"_s + words).split(u'|'));
    if (const auto* error = std::get_if<UsageError>(&line))
        QTest::qFail(qPrintable(error->message), __FILE__, __LINE__);
    return std::holds_alternative<T>(line) ? std::get<T>(line) : T();
}

ConnectArguments listenTo(const QString& words)
{
    return parsed<ListenArguments>(u"listen|"_s + words + u"|/queue/a"_s).connect;
}

} // namespace

/** TLS, HTTP headers, proxies and lists of addresses on the command line. */
class TestTransportArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        qunsetenv("STOMP_KEY_PASSPHRASE");
        qunsetenv("STOMP_PROXY_PASSWORD");
    }

    void everythingReachesTheClient()
    {
        qputenv("STOMP_PROXY_PASSWORD", "s3cret");
        const ConnectArguments connect = listenTo(
            u"wss://h:1/ws?x=1|--ca|ca.pem|--cert|me.pem|--key|me.key|--server-name|box"
            "|--fingerprint|AB:"_s
            + QString(62, u'0')
            + u"|--http-header|Origin:https://a|--http-header|X: b|--proxy|socks5://me@gate:9"_s);
        QVERIFY(!connect.secretOnCommandLine);
        const Stomp::ClientOptions options = clientOptionsFor(connect, findCredentials(connect));
        QCOMPARE(int(options.url.scheme), int(Scheme::Wss));
        QCOMPARE(options.tls.caFile, u"ca.pem"_s);
        QCOMPARE(options.tls.certificateFile, u"me.pem"_s);
        QCOMPARE(options.tls.keyFile, u"me.key"_s);
        QCOMPARE(options.tls.serverName, u"box"_s);
        QCOMPARE(options.tls.fingerprint, QByteArray("\xab") + QByteArray(31, '\0'));
        QCOMPARE(options.httpHeaders.size(), std::size_t(2));
        QVERIFY((options.httpHeaders[0] == Stomp::Header{"Origin", "https://a"}));
        QCOMPARE(options.proxy.type(), QNetworkProxy::Socks5Proxy);
        QCOMPARE(options.proxy.hostName(), u"gate"_s);
        QCOMPARE(options.proxy.port(), 9);
        QCOMPARE(options.proxy.user(), u"me"_s);
        QCOMPARE(options.proxy.password(), u"s3cret"_s);
    }

    void theWindowTakesThemToo()
    {
        const auto window = parsed<WindowArguments>(
            u"stomps://h|--ca|ca.pem|--proxy|http://gate:3128|--http-header|A:b"_s);
        QCOMPARE(window.transport.tls.caFile, u"ca.pem"_s);
        QCOMPARE(window.transport.proxy.type(), QNetworkProxy::HttpProxy);
        QCOMPARE(window.transport.httpHeaders.size(), std::size_t(1));
    }

    void practiceIsBehindNoProxy()
    {
        const ConnectArguments connect = listenTo(u"practice:|--proxy|http://gate:3128"_s);
        const Stomp::ClientOptions options = clientOptionsFor(connect, findCredentials(connect));
        QCOMPARE(options.proxy.type(), QNetworkProxy::NoProxy);
    }

    void secretsThatOthersCanSee_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("seen");
        QTest::newRow("none") << u"ws://h|--http-header|Origin:x"_s << false;
        QTest::newRow("header") << u"ws://h|--http-header|authorization:Bearer x"_s << true;
        QTest::newRow("proxy") << u"ws://h|--proxy|http://me:it@gate:1"_s << true;
        QTest::newRow("failover") << u"failover:(stomp://a,stomp://me:it@b)"_s << true;
        QTest::newRow("failover without") << u"failover:(stomp://a,stomp://me@b)"_s << false;
    }

    void secretsThatOthersCanSee()
    {
        QFETCH(QString, words);
        QFETCH(bool, seen);
        QCOMPARE(listenTo(words).secretOnCommandLine, seen);
    }

    void virtualHostsOfSeveralAddresses()
    {
        const ConnectArguments without = listenTo(u"failover:(stomp://a,stomp://b)"_s);
        QCOMPARE(without.url.alternatives.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(without.session.host), u"/"_s);
        // Each its own.
        QVERIFY(listenTo(u"failover:(stomp://a/x,stomp://b/y)"_s).session.host.empty());
    }

    void passphraseOfTheKey()
    {
        const TestCertificates certificates;
        const TestCertificate one = certificates.make(u"client"_s);
        const QString locked = certificates.convertKey(
            one, u"locked.key"_s, {u"pkcs8"_s, u"-topk8"_s, u"-passout"_s, u"pass:open sesame"_s});
        const auto connectWith = [&](const QString& key) {
            return listenTo(u"stomps://h|--cert|"_s + one.certificate + u"|--key|"_s + key);
        };
        QVERIFY(findCredentials(connectWith(one.key)).error.isEmpty());
        qputenv("STOMP_KEY_PASSPHRASE", "open sesame");
        const Credentials credentials = findCredentials(connectWith(locked));
        QVERIFY(credentials.error.isEmpty());
        QCOMPARE(credentials.transport.tls.keyPassphrase, u"open sesame"_s);
        // It is not asked for where it is not needed.
        QVERIFY(findCredentials(connectWith(one.key)).transport.tls.keyPassphrase.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestTransportArguments)
#include "tst_transportarguments.moc"
