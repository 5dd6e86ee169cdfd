#include <stomp/dialect/dialectfacts.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Stomp;

/** stomp-facts 3.1 and 3.5. */
class TestDialect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void detects_data()
    {
        QTest::addColumn<std::string>("server");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* server, Dialect expected) {
            QTest::newRow(server) << std::string(server) << int(expected);
        };
        row("ActiveMQ/5.17.2", Dialect::ActiveMq);
        row("ActiveMQ-Artemis/2.31.0 ActiveMQ Artemis Messaging Engine", Dialect::Artemis);
        row("RabbitMQ/3.10.8", Dialect::RabbitMq);
        row("StompConsolePractice/0.1.0", Dialect::Practice);
        row("apache-apollo/1.7.1", Dialect::Generic);
        row("ActiveMQ", Dialect::Generic);
        row("activemq/5", Dialect::Generic);
        row("my RabbitMQ/3", Dialect::Generic);
        row("", Dialect::Generic);
    }

    void detects()
    {
        QFETCH(std::string, server);
        QFETCH(int, expected);
        QCOMPARE(int(detectDialect(server)), expected);
    }

    void detectsByTheWayItCame_data()
    {
        QTest::addColumn<std::string>("server");
        QTest::addColumn<bool>("session");
        QTest::addColumn<bool>("userName");
        QTest::addColumn<bool>("webSocket");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, const char* server, bool session, bool user,
                             bool webSocket, Dialect expected) {
            QTest::newRow(name) << std::string(server) << session << user << webSocket
                                << int(expected);
        };
        row("Spring", "", false, false, true, Dialect::Spring);
        row("Spring with a user", "", true, true, true, Dialect::Spring);
        row("hidden server with a session", "", true, false, true, Dialect::Generic);
        row("over TCP", "", false, false, false, Dialect::Generic);
        row("named", "RabbitMQ/3.10.8", false, false, true, Dialect::RabbitMq);
        row("unknown", "CoilMQ/1.0", false, true, true, Dialect::Generic);
    }

    void detectsByTheWayItCame()
    {
        QFETCH(std::string, server);
        QFETCH(bool, session);
        QFETCH(bool, userName);
        QFETCH(bool, webSocket);
        QFETCH(int, expected);
        QCOMPARE(int(detectDialect(Greeting{server, session, userName, webSocket})), expected);
    }

    void namesGoBothWays()
    {
        std::set<std::string_view> names;
        for (const DialectFacts& facts : allDialects()) {
            const std::string_view name = toString(facts.dialect);
            QVERIFY(!name.empty());
            QVERIFY(names.insert(name).second);
            QVERIFY(dialectFromString(name) == facts.dialect);
            QCOMPARE(&factsOf(facts.dialect), &facts);
        }
        QCOMPARE(names.size(), std::size_t(6));
        QVERIFY(!dialectFromString("RabbitMQ"));
        QVERIFY(!dialectFromString(""));
    }

    void factsAreWhole()
    {
        for (const DialectFacts& facts : allDialects()) {
            QVERIFY(!facts.displayName.empty());
            QVERIFY(facts.nack.value.ends_with('.'));
            QVERIFY(facts.tcpPort != 0 || facts.webSocketPort != 0);
            const Prefetch& prefetch = facts.prefetch.value;
            QCOMPARE(prefetch.header.empty(), prefetch.unit == Prefetch::Unit::None);
        }
        QCOMPARE(factsOf(Dialect::ActiveMq).tcpPort, std::uint16_t(61613));
        QCOMPARE(factsOf(Dialect::Spring).tcpPort, std::uint16_t(0));
        QVERIFY(factsOf(Dialect::Spring).receipts.value == Receipts::OnlyDisconnect);
        QVERIFY(factsOf(Dialect::Artemis).prefetch.value.unit == Prefetch::Unit::Bytes);
        QVERIFY(factsOf(Dialect::RabbitMq).defaultHost.value == DefaultHost::Slash);
        QVERIFY(!factsOf(Dialect::RabbitMq).selectors.value);
        QVERIFY(factsOf(Dialect::ActiveMq).durable.value.needsClientId);
        QVERIFY(factsOf(Dialect::Spring).durable.value.headers.empty());
    }
};

QTEST_APPLESS_MAIN(TestDialect)
#include "tst_dialect.moc"
