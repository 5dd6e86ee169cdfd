#include <stomp/dialect/lint.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace Stomp;

namespace {

/** "destination:/queue/a|expires:5" as a frame. */
std::vector<Header> headersOfText(std::string_view text)
{
    std::vector<Header> headers;
    while (!text.empty()) {
        const auto bar = text.find('|');
        const std::string_view line = text.substr(0, bar);
        const auto colon = line.find(':');
        headers.push_back(
            {std::string(line.substr(0, colon)), std::string(line.substr(colon + 1))});
        text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
    }
    return headers;
}

std::string idsOf(const std::vector<Warning>& warnings)
{
    std::string ids;
    for (const Warning& warning : warnings)
        ids.append(ids.empty() ? "" : " ").append(warning.id);
    return ids;
}

/** What every warning must say, whichever it is. */
bool areWhole(const std::vector<Warning>& warnings)
{
    return std::all_of(warnings.begin(), warnings.end(), [](const Warning& warning) {
        return !warning.id.empty() && warning.what.ends_with('.') && warning.why.ends_with('.')
            && warning.fix.ends_with('.');
    });
}

} // namespace

/** The traps of stomp-facts 1.9, 3 and 5, one row each, and what must not be warned of. */
class TestLint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void subscribe_data();
    void subscribe();
    void send_data();
    void send();
    void connecting_data();
    void connecting();
    void manyAndLongHeaders();
    void largeBodyForSpring();
    void artemisWantsHeartBeats();
    void neverRepeatsThePassword();
};

void TestLint::subscribe_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<std::string>("headers");
    QTest::addColumn<std::string>("expected");
    const auto row = [](Dialect dialect, const char* headers, const char* expected) {
        QTest::addRow("%s %s", std::string(toString(dialect)).c_str(), headers)
            << int(dialect) << std::string(headers) << std::string(expected);
    };
    using enum Dialect;
    row(ActiveMq, "destination:/queue/a", "");
    row(ActiveMq, "destination:/queue/a/b", "");
    row(ActiveMq, "destination:/queue/a|activemq.prefetchSize:0", "prefetch-zero");
    row(ActiveMq, "destination:/queue/a|activemq.prefetchSize:1", "");
    row(ActiveMq, "destination:/queue/a|prefetch-count:5", "foreign-header");
    row(ActiveMq, "destination:orders", "unprefixed");
    row(ActiveMq, "destination:/foo/a", "unprefixed");
    row(ActiveMq, "destination:/topic/a.#", "wildcard");
    row(ActiveMq, "destination:/topic/a.>", "");
    row(ActiveMq, "destination: /queue/a", "space unprefixed");
    row(ActiveMq, "destination:/queue/a|ack:individual", "ack-unknown");
    row(ActiveMq, "destination:/queue/a|ack:client-individual", "");
    row(ActiveMq, "destination:/topic/a|activemq.subscriptionName:n", "no-client-id");
    row(ActiveMq, "destination:/queue/a|activemq.subscriptionName:n", "no-client-id durable-queue");
    row(ActiveMq, "destination:/topic/a|browser:true", "browser-topic");
    row(ActiveMq, "destination:/queue/a|browser:true", "");
    row(ActiveMq, "destination:/queue/a|mine:1", "");
    row(Artemis, "destination:/queue/a|subscription-type:ANYCAST", "");
    row(Artemis, "destination:orders", "routing-type");
    row(Artemis, "destination:orders::audit", "");
    row(Artemis, "destination:a|subscription-type:ANYCAST|activemq.prefetchSize:10",
        "prefetch-bytes");
    row(Artemis, "destination:a|subscription-type:ANYCAST|consumer-window-size:100",
        "window-small");
    row(Artemis, "destination:a|subscription-type:ANYCAST|consumer-window-size:0", "");
    row(Artemis, "destination:a|subscription-type:ANYCAST|consumer-window-size:-1", "");
    row(Artemis, "destination:a|subscription-type:ANYCAST|browser:true", "browser");
    row(Artemis, "destination:a|subscription-type:ANYCAST|selector:", "selector");
    row(Artemis, "destination:a.>|subscription-type:MULTICAST", "wildcard");
    row(RabbitMq, "destination:/queue/a", "");
    row(RabbitMq, "destination:/queue/a/b", "slash-in-queue");
    row(RabbitMq, "destination:/queue/a%2Fb", "");
    row(RabbitMq, "destination:/topic/a/b", "");
    row(RabbitMq, "destination:/exchange/amq.fanout", "");
    row(RabbitMq, "destination:/foo", "unknown-destination");
    row(RabbitMq, "destination:foo", "unprefixed");
    row(RabbitMq, "destination:/temp-queue/a", "temp-queue");
    row(RabbitMq, "destination:/queue/a|selector:a = 1", "selector");
    row(RabbitMq, "destination:/queue/a|activemq.prefetchSize:5", "foreign-header");
    row(RabbitMq, "destination:/queue/a|prefetch-count:0", "");
    row(RabbitMq, "destination:/topic/a|id:x|durable:true", "auto-delete");
    row(RabbitMq, "destination:/topic/a|id:x|durable:true|auto-delete:false", "");
    row(RabbitMq, "destination:/topic/a|id:/temp-queue/x", "id-reserved");
    row(Spring, "destination:/topic/a", "");
    row(Spring, "destination:orders", "unprefixed");
    row(Practice, "destination:/queue/a|prefetch-count:0", "prefetch-zero");
    row(Practice, "destination:/queue/a|selector:a = 1", "");
    row(Practice, "destination:/queue/a|browser:true", "");
    row(Practice, "destination:/topic/a|browser:true", "browser-topic");
    row(Practice, "destination:orders", "unknown-destination");
    row(Generic, "destination:/queue/a|activemq.prefetchSize:0", "");
    row(Generic, "destination:/queue/a| id:1", "space-in-name");
}

void TestLint::subscribe()
{
    QFETCH(int, dialect);
    QFETCH(std::string, headers);
    QFETCH(std::string, expected);
    const Frame frame{"SUBSCRIBE", headersOfText(headers), {}};
    const auto warnings = lintSubscribe(Dialect(dialect), frame, Version::V12, false);
    QCOMPARE(idsOf(warnings), expected);
    QVERIFY(areWhole(warnings));
    const auto named = lintSubscribe(Dialect(dialect), frame, Version::V12, true);
    QVERIFY(idsOf(named).find("no-client-id") == std::string::npos);
}

void TestLint::send_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<std::string>("headers");
    QTest::addColumn<std::string>("expected");
    const auto row = [](Dialect dialect, const char* headers, const char* expected) {
        QTest::addRow("%s %s", std::string(toString(dialect)).c_str(), headers)
            << int(dialect) << std::string(headers) << std::string(expected);
    };
    using enum Dialect;
    row(ActiveMq, "destination:/queue/a|persistent:true", "");
    row(ActiveMq, "destination:/queue/a", "not-persistent");
    row(ActiveMq, "destination:/topic/a", "");
    row(ActiveMq, "destination:/topic/a|expires:60000", "expires-duration");
    row(ActiveMq, "destination:/topic/a|expires:0", "");
    row(ActiveMq, "destination:/topic/a|expires:1900000000000", "");
    row(ActiveMq, "destination:/topic/a|expiration:60000", "foreign-header");
    row(ActiveMq, "destination:/topic/a|priority:high", "priority");
    row(ActiveMq, "destination:/topic/a|priority:10", "priority");
    row(ActiveMq, "destination:/topic/a|priority:9", "");
    row(ActiveMq, "destination:/topic/a|amq-msg-type:json", "amq-msg-type");
    row(ActiveMq, "destination:/topic/a|amq-msg-type:text", "");
    row(ActiveMq, "destination:/topic/a|AMQ_SCHEDULED_DELAY:5000", "scheduler");
    row(ActiveMq, "destination:/topic/a|message-id:7", "");
    row(ActiveMq, "destination:orders", "unprefixed not-persistent");
    row(Artemis, "destination:a|expires:60000|destination-type:ANYCAST", "expires-duration");
    row(Artemis, "destination:a", "routing-type");
    row(Artemis, "destination:a|destination-type:MULTICAST", "");
    row(RabbitMq, "destination:/queue/a|persistent:true", "");
    row(RabbitMq, "destination:/queue/a/b|persistent:true", "slash-in-queue");
    row(RabbitMq, "destination:/queue/a|persistent:true|message-id:7", "message-id");
    row(RabbitMq, "destination:/topic/a|expiration:60000", "");
    row(RabbitMq, "destination:/topic/a|expiration:1900000000000", "expiration-moment");
    row(RabbitMq, "destination:/topic/a|expires:60000", "foreign-header");
    row(RabbitMq, "destination:/topic/a|priority:255", "");
    row(RabbitMq, "destination:/topic/a|priority:x", "priority");
    row(RabbitMq, "destination:/temp-queue/a", "temp-queue");
    row(RabbitMq, "destination:/topic/a|AMQ_SCHEDULED_DELAY:5", "scheduler");
    row(Practice, "destination:/queue/a|expires:1900000000000", "");
    row(Practice, "destination:/queue/a|expires:60000", "expires-duration");
    row(Practice, "destination:/queue/a|AMQ_SCHEDULED_DELAY:5", "");
    row(Practice, "destination:/queue/a|AMQ_SCHEDULED_CRON:* * * * *", "scheduler");
    row(Practice, "destination:/queue/a|priority:x", "priority");
    row(Practice, "destination:/queue/a", "");
    row(Practice, "destination:/queue/a|reply-to:/temp-queue/r", "");
    row(Spring, "destination:/app/hello", "");
    row(Generic, "destination:/queue/a|expires:60000", "");
    row(Generic, "destination:orders", "unprefixed");
}

void TestLint::send()
{
    QFETCH(int, dialect);
    QFETCH(std::string, headers);
    QFETCH(std::string, expected);
    const Frame frame{"SEND", headersOfText(headers), "body"};
    const auto warnings = lintSend(Dialect(dialect), frame, Version::V12);
    QCOMPARE(idsOf(warnings), expected);
    QVERIFY(areWhole(warnings));
}

void TestLint::connecting_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<std::string>("passcode");
    QTest::addColumn<std::string>("vhost");
    QTest::addColumn<std::string>("headers");
    QTest::addColumn<std::string>("expected");
    const auto row = [](Dialect dialect, const char* passcode, const char* vhost,
                         const char* headers, const char* expected) {
        QTest::addRow(
            "%s %s %s %s", std::string(toString(dialect)).c_str(), passcode, vhost, headers)
            << int(dialect) << std::string(passcode) << std::string(vhost) << std::string(headers)
            << std::string(expected);
    };
    using enum Dialect;
    row(ActiveMq, "secret", "", "", "");
    row(ActiveMq, "a\\b", "", "", "backslash");
    row(RabbitMq, "a\\b", "", "", "backslash");
    row(Artemis, "a\\b", "", "", "");
    row(Generic, "a\\b", "", "", "");
    row(RabbitMq, "", "broker.example", "", "vhost-is-host");
    row(RabbitMq, "", "/", "", "");
    row(ActiveMq, "", "broker.example", "", "");
    row(ActiveMq, "", "", "accept-version:1.1, 1.2", "accept-version-space");
    row(ActiveMq, "", "", "accept-version:1.1,1.2", "");
    row(ActiveMq, "", "", "heart-beat:10 s", "heart-beat");
    row(ActiveMq, "", "", "client-id:me", "");
    row(RabbitMq, "", "", "client-id:me", "client-id");
}

void TestLint::connecting()
{
    QFETCH(int, dialect);
    QFETCH(std::string, passcode);
    QFETCH(std::string, vhost);
    QFETCH(std::string, headers);
    QFETCH(std::string, expected);
    ConnectDraft draft;
    draft.login = "app";
    draft.passcode = passcode;
    draft.tcpHost = "broker.example";
    if (!vhost.empty())
        draft.vhost = vhost;
    draft.versions = {Version::V11, Version::V12};
    draft.headers = headersOfText(headers);
    const auto warnings = lintConnect(Dialect(dialect), draft);
    QCOMPARE(idsOf(warnings), expected);
    QVERIFY(areWhole(warnings));
    draft.passcode = {};
    draft.login = passcode;
    QCOMPARE(idsOf(lintConnect(Dialect(dialect), draft)), expected);
}

void TestLint::manyAndLongHeaders()
{
    Frame frame{"SEND", {{"destination", "/topic/a"}}, {}};
    for (int i = 1; i < 100; ++i)
        frame.add("h" + std::to_string(i), "1");
    QCOMPARE(idsOf(lintSend(Dialect::RabbitMq, frame, Version::V12)), "");
    frame.add("one-more", "1");
    QCOMPARE(idsOf(lintSend(Dialect::RabbitMq, frame, Version::V12)), "many-headers");

    // 10240 bytes with name, colon and escapes: a colon counts twice once it is escaped.
    Frame longest{"SEND", {{"destination", "/topic/a"}}, {}};
    std::string value(10'237, 'x');
    value.push_back(':');
    longest.add("h", value);
    QCOMPARE(idsOf(lintSend(Dialect::ActiveMq, longest, Version::V10)), "");
    QCOMPARE(idsOf(lintSend(Dialect::ActiveMq, longest, Version::V12)), "long-header");
}

void TestLint::largeBodyForSpring()
{
    Frame frame{"SEND", {{"destination", "/topic/a"}}, std::string(64 * 1024, 'x')};
    QCOMPARE(idsOf(lintSend(Dialect::Spring, frame, Version::V12)), "");
    frame.body += 'x';
    QCOMPARE(idsOf(lintSend(Dialect::Spring, frame, Version::V12)), "spring-size");
    QCOMPARE(idsOf(lintSend(Dialect::ActiveMq, frame, Version::V12)), "");
}

void TestLint::artemisWantsHeartBeats()
{
    ConnectDraft draft;
    draft.versions = {Version::V10, Version::V12};
    QCOMPARE(idsOf(lintConnect(Dialect::Artemis, draft)), ""); // not known
    draft.heartBeat = HeartBeat{0, 10'000};
    QCOMPARE(idsOf(lintConnect(Dialect::Artemis, draft)), "no-heart-beat");
    QCOMPARE(idsOf(lintConnect(Dialect::ActiveMq, draft)), "");
    draft.heartBeat = HeartBeat{10'000, 0};
    QCOMPARE(idsOf(lintConnect(Dialect::Artemis, draft)), "");
}

void TestLint::neverRepeatsThePassword()
{
    ConnectDraft draft;
    draft.passcode = "hun\\ter2";
    const auto warnings = lintConnect(Dialect::ActiveMq, draft);
    QCOMPARE(idsOf(warnings), "backslash");
    ConnectDraft escaped = draft;
    escaped.escapesCredentials = true;
    QCOMPARE(idsOf(lintConnect(Dialect::ActiveMq, escaped)), "");
    QCOMPARE(idsOf(lintConnect(Dialect::RabbitMq, escaped)), "");
    QCOMPARE(idsOf(lintConnect(Dialect::Artemis, escaped)), "escaped-credentials");
    escaped.passcode = "plain";
    QCOMPARE(idsOf(lintConnect(Dialect::Artemis, escaped)), "");
    for (const Warning& warning : warnings)
        QVERIFY((warning.what + warning.why + warning.fix).find("ter2") == std::string::npos);
}

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
