#include <stomp/selector/selectortranslation.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestSelectorTranslation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void activeMq_data();
    void activeMq();
    void artemis_data();
    void artemis();
    void refuses_data();
    void refuses();
    void whatIsTranslatedParses_data();
    void whatIsTranslatedParses();
    void anEmptyOneStaysEmpty();
    void ownTables();
};

namespace {

SelectorTranslation translated(const char* text, const SelectorWays& ways)
{
    const ParsedSelector parsed = Selector::parse(text, {.allowsPaths = true});
    if (parsed.error)
        return {{}, {0, 0, "does not parse: " + parsed.error.message}};
    return translate(parsed.selector, ways);
}

void activeMqRows()
{
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* ours, const char* theirs) {
        QTest::newRow(ours) << QByteArray(theirs);
    };
    row("age > 18", "age > 18");
    row("priority >= 5", "JMSPriority >= 5");
    row("\"correlation-id\" = 'a''b' and type like 'c%'",
        "JMSCorrelationID = 'a''b' AND JMSType LIKE 'c%'");
    row("timestamp + 1000 < expires", "JMSTimestamp + 1000 < JMSExpiration");
    row("\"message-id\" IS NOT NULL", "JMSMessageID IS NOT NULL");
    row("redelivered = 'true'", "JMSRedelivered = TRUE");
    row("redelivered <> 'true'", "JMSRedelivered <> TRUE");
    row("'false' = redelivered", "JMSRedelivered = FALSE");
    row("redelivered = FALSE", "JMSRedelivered = FALSE");
    row("JMSRedelivered = 'true'", "JMSRedelivered = TRUE");
    row("persistent = 'true'", "JMSDeliveryMode = 'PERSISTENT'");
    row("persistent NOT IN ('false')", "NOT (JMSDeliveryMode = 'NON_PERSISTENT')");
    row("destination = '/queue/a.b'", "JMSDestination = 'queue://a.b'");
    row("destination LIKE '/topic/%' AND x = 1", "JMSDestination LIKE 'topic://%' AND x = 1");
    row("destination NOT LIKE '%.x!_y' ESCAPE '!'", "JMSDestination NOT LIKE '%.x!_y' ESCAPE '!'");
    row("destination LIKE '/queue/a!_%' ESCAPE '!'",
        "JMSDestination LIKE 'queue://a!_%' ESCAPE '!'");
    row("destination IN ('/queue/a', '/topic/b')",
        "(JMSDestination = 'queue://a' OR JMSDestination = 'topic://b')");
    row("\"reply-to\" = destination", "JMSReplyTo = JMSDestination");
    row("\"reply-to\" IS NULL", "JMSReplyTo IS NULL");
    row("not (color in ('a', 'b') or n not between 1 and 2)",
        "NOT (color IN ('a', 'b') OR n NOT BETWEEN 1 AND 2)");
    row("n IN (1, -2.5, 'x') AND TRUE", "(n = 1 OR n = -2.5 OR n = 'x') AND TRUE");
    row("n NOT IN (1)", "NOT (n = 1)");
    row("NOT n IN (1)", "NOT ((n = 1))");
    row("0xFF = JMSXDeliveryCount /* c */", "255 = JMSXDeliveryCount");
}

void artemisRows()
{
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* ours, const char* theirs) {
        QTest::newRow(ours) << QByteArray("convert_string_expressions:") + theirs;
    };
    row("age > 18", "age > 18");
    row("priority > 5 OR JMSPriority > 6", "AMQPriority > 5 OR AMQPriority > 6");
    row("persistent = 'false'", "AMQDurable = 'NON_DURABLE'");
    row("destination = 'orders'", "AMQAddress = 'orders'");
    row("timestamp < 5 AND expires = 0", "AMQTimestamp < 5 AND AMQExpiration = 0");
    row("\"x-death\" - \"y-z\" = 1", "hyphenated_props:x-death - y-z = 1");
}

} // namespace

void TestSelectorTranslation::activeMq_data()
{
    activeMqRows();
}

void TestSelectorTranslation::activeMq()
{
    QFETCH(QByteArray, expected);
    const SelectorTranslation result = translated(QTest::currentDataTag(), activeMqSelectors());
    QVERIFY2(!result.error, result.error.message.c_str());
    QCOMPARE(QByteArray::fromStdString(result.text), expected);
}

void TestSelectorTranslation::artemis_data()
{
    artemisRows();
}

void TestSelectorTranslation::artemis()
{
    QFETCH(QByteArray, expected);
    const SelectorTranslation result = translated(QTest::currentDataTag(), artemisSelectors());
    QVERIFY2(!result.error, result.error.message.c_str());
    QCOMPARE(QByteArray::fromStdString(result.text), expected);
}

void TestSelectorTranslation::refuses_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("isArtemis");
    const auto row = [](const char* ours, int offset, int length, const char* words,
                         bool isArtemis = false) {
        QTest::newRow(ours) << offset << length << QByteArray(words) << isArtemis;
    };
    row("x = 1 AND $.order.qty > 5", 10, 11, "$.order.qty looks into the body");
    row("x = 1 AND from_connection = 2", 10, 15, "known to the console only");
    row("from_subscription IN (2)", 0, 17, "known to the console only");
    row("x = 1 AND body_size > 5", 10, 9, "known to the console only");
    row("received_at BETWEEN '21:52' AND '21:53'", 0, 11, "known to the console only");
    row("x = 1 IS NOT TRUE", 0, 17, "write NOT (...)");
    row("$.a IN ('x')", 0, 3, "$.a looks into the body");
    row("x = 1 OR \"x-death\" = 'y'", 9, 9, "ActiveMQ's selectors cannot name x-death");
    row("\"and\" = 'y'", 0, 5, "cannot name and");
    row("\"my.name\" = 'y'", 0, 9, "Artemis's selectors cannot name my.name", true);
    row("xpath = 'y'", 0, 5, "cannot name xpath");
    row("subscription = '1'", 0, 12, "do not see subscription");
    row("\"content-type\" = 'a'", 0, 14, "do not see content-type");
    row("redelivered = 'true' ", 0, 11, "Artemis's selectors do not see redelivered", true);
    row("JMSMessageID = 'x'", 0, 12, "do not see JMSMessageID", true);
    row("redelivered = 'yes'", 14, 5, "only the values 'true' and 'false'");
    row("redelivered = other", 14, 5, "only the values 'true' and 'false'");
    row("redelivered", 0, 11, "compare it with one of them by = or <>");
    row("persistent IS NULL", 0, 10, "compare it with one of them by = or <>");
    row("persistent LIKE 't%'", 0, 10, "compare it with one of them by = or <>");
    row("redelivered IN ('true', 'x')", 24, 3, "only the values 'true' and 'false'");
    row("destination = 'orders'", 14, 8, "begins with /queue/ or /topic/");
    row("destination = other", 14, 5, "begins with /queue/ or /topic/");
    row("destination LIKE '/queue%'", 0, 26, "begins with /queue/ or /topic/");
    row("destination LIKE '/queue//%' ESCAPE '/'", 0, 39, "take another");
    row("destination IN ('/queue/a', 5)", 28, 1, "begins with /queue/ or /topic/");
    row("a + 1 IN (2)", 0, 5, "IN stands behind a header");
    row("a = 23958446825181076828", 4, 20, "does not fit into 64 bits");
    row("a IN (1, -23958446825181076828)", 9, 21, "does not fit into 64 bits");
}

void TestSelectorTranslation::refuses()
{
    QFETCH(int, offset);
    QFETCH(int, length);
    QFETCH(QByteArray, words);
    QFETCH(bool, isArtemis);
    const SelectorTranslation result =
        translated(QTest::currentDataTag(), isArtemis ? artemisSelectors() : activeMqSelectors());
    const auto message = QByteArray::fromStdString(result.error.message);
    QVERIFY2(message.contains(words), message.constData());
    QCOMPARE(static_cast<int>(result.error.offset), offset);
    QCOMPARE(static_cast<int>(result.error.length), length);
    QVERIFY(result.text.empty());
}

void TestSelectorTranslation::whatIsTranslatedParses_data()
{
    activeMqRows();
}

/** Ours is a superset of theirs. */
void TestSelectorTranslation::whatIsTranslatedParses()
{
    QFETCH(QByteArray, expected);
    const ParsedSelector parsed = Selector::parse(expected.toStdString());
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
}

void TestSelectorTranslation::anEmptyOneStaysEmpty()
{
    const SelectorTranslation result = translate(Selector(), artemisSelectors());
    QVERIFY(result.text.empty());
    QVERIFY(!result.error);
}

void TestSelectorTranslation::ownTables()
{
    const std::array<SelectorRewrite, 1> values{{{"red", "'R'"}}};
    const std::array<SelectorName, 2> names{{{"color", "C", values}, {"secret"}}};
    const SelectorWays ways{"Mine", names, "sql:"};
    QCOMPARE(
        translated("color = 'red' OR x-y = 1", ways).text, std::string("sql:C = 'R' OR x - y = 1"));
    QCOMPARE(translated("secret = 1", ways).error.message,
        std::string("Mine's selectors do not see secret"));
}

QTEST_APPLESS_MAIN(TestSelectorTranslation)
#include "tst_selectortranslation.moc"
