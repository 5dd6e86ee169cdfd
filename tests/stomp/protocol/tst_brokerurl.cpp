#include <stomp/protocol/brokerurl.h>

#include <support/printing.h>

using namespace Stomp;

namespace {

/** All parts but the password in one line; missing ones as "-". */
std::string parts(const BrokerUrl& url)
{
    if (url.scheme == BrokerUrl::Scheme::Failover) {
        std::string text;
        for (const BrokerUrl& one : url.alternatives)
            text += '(' + parts(one) + ')';
        return text + url.path;
    }
    static constexpr std::array names{"practice", "stomp", "stomps", "ws", "wss", "failover"};
    return std::string(names[static_cast<std::size_t>(url.scheme)]) + " user=" + url.user
        + " password=" + url.password.value_or("-") + " host=" + url.host + " port="
        + std::to_string(url.port) + " vhost=" + url.vhost.value_or("-") + " path=" + url.path;
}

} // namespace

/** DESIGN "Command line". */
class TestBrokerUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void good_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("expected");
        QTest::addColumn<std::string>("display");
        const auto row = [](const char* text, const char* expected, const char* display) {
            QTest::newRow(text) << std::string(text) << std::string(expected)
                                << std::string(display ? display : text);
        };
        row("stomp://localhost", "stomp user= password=- host=localhost port=61613 vhost=- path=",
            "stomp://localhost:61613");
        row("stomp://localhost:61614",
            "stomp user= password=- host=localhost port=61614 vhost=- path=", nullptr);
        row("stomp://localhost:1/",
            "stomp user= password=- host=localhost port=1 vhost=- path=", "stomp://localhost:1");
        row("STOMP://LocalHost:65535",
            "stomp user= password=- host=LocalHost port=65535 vhost=- path=",
            "stomp://LocalHost:65535");
        row("stomp://guest:secret@rabbit:61613/%2F",
            "stomp user=guest password=secret host=rabbit port=61613 vhost=/ path=",
            "stomp://guest@rabbit:61613/%2F");
        row("stomp://h:1//",
            "stomp user= password=- host=h port=1 vhost=/ path=", "stomp://h:1/%2F");
        row("stomp://h:1/my%20vhost",
            "stomp user= password=- host=h port=1 vhost=my vhost path=", nullptr);
        row("stomp://h:1/a/b",
            "stomp user= password=- host=h port=1 vhost=a/b path=", "stomp://h:1/a%2Fb");
        row("stomp://user@h:1", "stomp user=user password=- host=h port=1 vhost=- path=", nullptr);
        row("stomp://user:@h:1",
            "stomp user=user password= host=h port=1 vhost=- path=", "stomp://user@h:1");
        row("stomp://a%3Ab:p%40%2f%25%3a@h:1",
            "stomp user=a:b password=p@/%: host=h port=1 vhost=- path=", "stomp://a%3Ab@h:1");
        row("stomp://a:b:c@d@h:1",
            "stomp user=a password=b:c@d host=h port=1 vhost=- path=", "stomp://a@h:1");
        row("stomp://j%C3%BCrgen:p@h:1",
            "stomp user=j\xc3\xbcrgen password=p host=h port=1 vhost=- path=",
            "stomp://j%C3%BCrgen@h:1");
        row("stomp://127.0.0.1", "stomp user= password=- host=127.0.0.1 port=61613 vhost=- path=",
            "stomp://127.0.0.1:61613");
        row("stomp://[::1]",
            "stomp user= password=- host=::1 port=61613 vhost=- path=", "stomp://[::1]:61613");
        row("stomp://u:p@[2001:db8::7]:99/v",
            "stomp user=u password=p host=2001:db8::7 port=99 vhost=v path=",
            "stomp://u@[2001:db8::7]:99/v");
        row("stomp://[fe80::1%25eth0]:1",
            "stomp user= password=- host=fe80::1%eth0 port=1 vhost=- path=", nullptr);
        row("stomp://b\xc3\xbc"
            "cher.example:1",
            "stomp user= password=- host=b\xc3\xbc"
            "cher.example port=1 vhost=- path=",
            nullptr);
        row("stomps://h",
            "stomps user= password=- host=h port=61614 vhost=- path=", "stomps://h:61614");
        row("stomp+ssl://h:61612",
            "stomps user= password=- host=h port=61612 vhost=- path=", "stomps://h:61612");
        row("ws://h:15674/ws", "ws user= password=- host=h port=15674 vhost=- path=/ws", nullptr);
        row("ws://h", "ws user= password=- host=h port=80 vhost=- path=", "ws://h:80");
        row("wss://u:p@h/a/b?c=%2F&d",
            "wss user=u password=p host=h port=443 vhost=- path=/a/b?c=%2F&d",
            "wss://u@h:443/a/b?c=%2F&d");
        row("ws://h?c=d", "ws user= password=- host=h port=80 vhost=- path=?c=d", "ws://h:80?c=d");
        row("ws://h/a?token=s%26&b=1&Pass%77ord=s&token&c=d=e",
            "ws user= password=- host=h port=80 vhost=- "
            "path=/a?token=s%26&b=1&Pass%77ord=s&token&c=d=e",
            "ws://h:80/a?token=***&b=1&Pass%77ord=***&token&c=d=e");
        row("practice:", "practice user= password=- host= port=0 vhost=- path=", nullptr);
        row("failover:(stomp://a:1,stomps://u:p@b:2/v)",
            "(stomp user= password=- host=a port=1 vhost=- path=)"
            "(stomps user=u password=p host=b port=2 vhost=v path=)",
            "failover:(stomp://a:1,stomps://u@b:2/v)");
        row("failover://(stomp://a:1)?randomize=false",
            "(stomp user= password=- host=a port=1 vhost=- path=)?randomize=false",
            "failover:(stomp://a:1)?randomize=false");
        row("failover:(ws://a:1/x,practice:)",
            "(ws user= password=- host=a port=1 vhost=- path=/x)"
            "(practice user= password=- host= port=0 vhost=- path=)",
            nullptr);
    }

    void good()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, expected);
        QFETCH(std::string, display);
        const auto parsed = BrokerUrl::parse(text);
        QCOMPARE(parsed.error, "");
        QCOMPARE(parts(parsed.url), expected);
        QCOMPARE(parsed.url.display(), display);
        const auto again = BrokerUrl::parse(display);
        QCOMPARE(again.error, "");
        QCOMPARE(again.url.display(), display);
    }

    void bad_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char* text, const char* says) {
            QTest::newRow(text) << std::string(text) << std::string(says);
        };
        row("", "empty");
        row("localhost", "begins with stomp://");
        row("localhost:61613", "begins with stomp://");
        row("http://h", "begins with stomp://");
        row("tcp://h:61613", "begins with stomp://");
        row("://h", "begins with stomp://");
        row("stomp:h", "//");
        row("stomp:/h", "//");
        row("stomp:", "//");
        row("stomp://", "host is missing");
        row("stomp:///vhost", "host is missing");
        row("stomp://:61613", "host is missing");
        row("stomp://user@", "host is missing");
        row("stomp://h:", "port");
        row("stomp://h:0", "port");
        row("stomp://h:65536", "port");
        row("stomp://h:99999999999999999999", "port");
        row("stomp://h:-1", "port");
        row("stomp://h:+1", "port");
        row("stomp://h:61613x", "port");
        row("stomp://h:6 1", "spaces");
        row(" stomp://h", "spaces");
        row("stomp://h\n", "spaces");
        row("stomp://h\x7f", "spaces");
        row("stomp://::1", "brackets");
        row("stomp://::1:61613", "brackets");
        row("stomp://[::1", "bracket");
        row("stomp://[::1]x", "IPv6");
        row("stomp://[localhost]", "not a host");
        row("stomp://[::1%25]", "not a host");
        row("stomp://[::1%25a%20b]", "not a host");
        row("stomp://[]", "host is missing");
        row("stomp://a b", "spaces");
        row("stomp://a%20b", "not a host");
        row("stomp://a\\b", "not a host");
        row("stomp://a%zz", "not a host");
        row("stomp://h/%", "virtual host");
        row("stomp://h/%2", "virtual host");
        row("stomp://h/%2x", "virtual host");
        row("stomp://h/%0A", "virtual host");
        row("stomp://h/%00", "virtual host");
        row("stomp://u%:secret@h", "user or password");
        row("stomp://u:secret%0@h", "user or password");
        row("stomp://u:secret%0d@h", "user or password");
        row("stomp://user:sec/ret@h", "port");
        row("stomp://h/v?x=1", "?");
        row("stomp://h/v#x", "#");
        row("ws://h/x#y", "#");
        row("ws://h/%q", "path");
        row("practice:x", "practice:");
        row("practice://", "practice:");
        row("failover:", "parentheses");
        row("failover:stomp://a", "parentheses");
        row("failover:(stomp://a", "parentheses");
        row("failover:()", "URL 1");
        row("failover:(stomp://a,)", "URL 2");
        row("failover:(stomp://a,stomp://b:0)", "URL 2 of the failover list: the port");
        row("failover:(stomp://a)x", "options");
        row("failover:(stomp://a,failover:(stomp://b))", "URL 2 of the failover list is itself");
    }

    void bad()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, says);
        const auto parsed = BrokerUrl::parse(text);
        QVERIFY2(parsed.error.find(says) != std::string::npos, parsed.error.c_str());
        QVERIFY2(parsed.error.find("sec") == std::string::npos, parsed.error.c_str());
        QVERIFY(parsed.url == BrokerUrl());
    }

    void defaultPorts()
    {
        using enum BrokerUrl::Scheme;
        QCOMPARE(BrokerUrl::defaultPort(Stomp), 61613);
        QCOMPARE(BrokerUrl::defaultPort(Stomps), 61614);
        QCOMPARE(BrokerUrl::defaultPort(Ws), 80);
        QCOMPARE(BrokerUrl::defaultPort(Wss), 443);
        QCOMPARE(BrokerUrl::defaultPort(Practice), 0);
        QCOMPARE(BrokerUrl::defaultPort(Failover), 0);
    }
};

QTEST_APPLESS_MAIN(TestBrokerUrl)
#include "tst_brokerurl.moc"
