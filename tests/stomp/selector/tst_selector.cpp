#include "fakemessage.h"

#include <stomp/selector/selector.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

namespace {

std::string text(const QByteArray& bytes)
{
    return bytes.toStdString();
}

/** The message of stomp-facts 4.9, and some more. */
FakeMessage message()
{
    using V = SelectorValue;
    return FakeMessage(
        {{"age", V::ofText("21")}, {"color", V::ofText("blue")}, {"flag", V::ofText("true")},
            {"off", V::ofText("FALSE")}, {"JMSPriority", V::ofInteger(7)},
            {"JMSType", V::ofText("car")}, {"JMSRedelivered", V::ofBoolean(true)},
            {"nine", V::ofText("9")}, {"ten", V::ofText("10")}, {"content", V::ofInteger(5)},
            {"type", V::ofInteger(3)}, {"content-type", V::ofText("text/plain")},
            {"and", V::ofText("x")}, {"empty", V::ofText("")}, {"half", V::ofText("0.5")},
            {"big", V::ofText("23958446825181076828")}, {"umlaut", V::ofText("gr\xC3\xBCn")},
            {"percent", V::ofText("50%")}},
        {{"$", V::ofContainer()}, {"$.order", V::ofContainer()}, {"$.order.qty", V::ofInteger(6)},
            {"$.items[0].price", V::ofNumber("19.90")}, {"$['odd name']", V::ofText("odd")},
            {"$.id", V::ofNumber("23958446825181076828")}, {"$.huge", V::ofNumber("1e400")},
            {"$.ok", V::ofBoolean(true)}, {"$.zero", V::ofNumber("-0")},
            {"$.max", V::ofNumber("18446744073709551615")}});
}

} // namespace

class TestSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void conformance_data();
    void conformance();
    void withoutConversion_data();
    void withoutConversion();
    void evaluates_data();
    void evaluates();
    void logicOfThreeValues();
    void saysWhatItAsksFor();
    void anEmptySelectorMatchesEverything();
    void pathsAreForThoseWhoAllowThem();
    void chainsOfAnyLengthAreFlat();
};

/** stomp-facts 4.9, row by row; its two parse errors stand in tst_selectorerrors. */
void TestSelector::conformance_data()
{
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* selector, bool expected) {
        QTest::newRow(selector) << expected;
    };
    row("age > 18", true);
    row("missing = 'x'", false);
    row("age = 21", true);
    row("missing <> 'x'", false);
    row("age = '21'", true);
    row("NOT (missing = 'x')", false);
    row("age BETWEEN 20 AND 22", true);
    row("missing IS NULL", true);
    row("age NOT BETWEEN 1 AND 5", true);
    row("missing NOT IN ('a')", false);
    row("color IN ('red','blue')", true);
    row("flag = TRUE", true);
    row("color LIKE 'b%'", true);
    row("color LIKE 'b_ue'", true);
    row("flag", false);
    row("color = 'BLUE'", false);
    row("color = blue", false);
    row("JMSPriority >= 5", true);
    row("JMSType = 'car'", true);
    row("content-type = 'text/plain'", false);
    row("age + 1 = 22", false);
}

void TestSelector::conformance()
{
    QFETCH(bool, expected);
    const ParsedSelector parsed = Selector::parse(QTest::currentDataTag());
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    FakeMessage one = message();
    QCOMPARE(parsed.selector.matches(one), expected);
}

/** Plain JMS: a text is never a number or a boolean. */
void TestSelector::withoutConversion_data()
{
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* selector, bool expected) {
        QTest::newRow(selector) << expected;
    };
    row("age > 18", false);
    row("age = 21", false);
    row("age BETWEEN 20 AND 22", false);
    row("flag = TRUE", false);
    row("age IN (21)", false);
    row("age = '21'", true);
    row("age <> 21", true);
    row("nine < ten", false);
    row("JMSPriority >= 5", true);
    row("JMSRedelivered", true);
    row("color LIKE 'b%'", true);
}

void TestSelector::withoutConversion()
{
    QFETCH(bool, expected);
    const ParsedSelector parsed =
        Selector::parse(QTest::currentDataTag(), {.convertsTexts = false});
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    FakeMessage one = message();
    QCOMPARE(parsed.selector.matches(one), expected);
}

void TestSelector::evaluates_data()
{
    QTest::addColumn<QByteArray>("selector");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* selector, Truth expected) {
        QTest::newRow(selector) << QByteArray(selector) << static_cast<int>(expected);
    };
    using enum Truth;
    // precedence
    row("TRUE OR FALSE AND FALSE", True);
    row("(TRUE OR FALSE) AND FALSE", False);
    row("NOT FALSE OR TRUE", True);
    row("NOT color = 'red'", True);
    row("NOT TRUE = FALSE", True);
    row("TRUE = 1 < 2", True);
    row("2 + 3 * 4 = 14", True);
    row("(2 + 3) * 4 = 20", True);
    row("10 - 4 - 3 = 3", True);
    row("100 / 10 / 5 = 2", True);
    row("-2 * -3 = 6", True);
    row("- -5 = 5", True);
    row("+5 = 5", True);
    row("2 - -5 = 7", True);
    row("7 % 4 = 3", True);
    row("age BETWEEN 20 AND 22 AND FALSE", False);
    row("age > 18 IS NOT NULL", True);
    row("missing > 18 IS NULL", True);
    // keywords and names
    row("age between 20 and 22 and not flag = false", True);
    row("Age IS NULL", True);
    row("\"content-type\" = 'text/plain'", True);
    row("\"and\" = 'x'", True);
    row("\"color\" = color", True);
    row("tRuE", True);
    // comments
    row("age /* years */ > -- more than\n 18", True);
    row("age > 18 -- to the end", True);
    // literals
    row("'it''s' = 'it''s'", True);
    row("empty = ''", True);
    row("0x10 = 16", True);
    row("0XfF = 255", True);
    row("0xFFFFFFFFFFFFFFFF = 18446744073709551615", True);
    row(".5 = 0.50", True);
    row("5. = 5", True);
    row("1.5e3 = 1500", True);
    row("15E-1 = 1.5", True);
    row("1e3=1000.0", True);
    // numbers
    row("23958446825181076828 = 23958446825181076828", True);
    row("23958446825181076828 = 23958446825181076829", False);
    row("23958446825181076828 < 23958446825181076829", True);
    row("big = 23958446825181076828", True);
    row("big = 23958446825181076829", False);
    row("big > 9223372036854775807", True);
    row("-9223372036854775808 = -9223372036854775808", True);
    row("-9223372036854775808 < -9223372036854775807", True);
    row("- -9223372036854775808 = 9223372036854775808", True);
    row("9223372036854775807 + 1 > 9223372036854775807", True);
    row("9223372036854775807 = 9223372036854775806", False);
    row("0.1 = 0.10000000000000000000000000000000001", False);
    row("1e400 > 1e399", True);
    row("1e-400 > 0", True);
    row("-1e400 < 1e-400", True);
    row("1e99999999999999999999 > 1e400", True);
    row("0e99999999999999999999 = 0", True);
    row("0.001e3 = 1", True);
    row("half = 0.5", True);
    row("half BETWEEN 0 AND 1", True);
    row("age = 21.0", True);
    row("age = '21.0'", False);
    row("nine < ten", True);
    row("color < age", False);
    row("color > age", False);
    row("color = 5", False);
    row("color <> 5", True);
    row("NOT (color > 5)", True);
    row("off = FALSE", True);
    row("color = TRUE", False);
    row("color = FALSE", False);
    row("JMSRedelivered", True);
    row("JMSRedelivered = TRUE", True);
    row("JMSRedelivered = 'true'", True);
    row("JMSRedelivered <> 'true'", False);
    row("JMSPriority = '7'", True);
    row("'7' = JMSPriority", True);
    row("'7' = 7", True);
    // arithmetic
    row("7 / 2 = 3.5", True);
    row("6 / 2 = 3", True);
    row("-7 / 2 = -3.5", True);
    row("-9223372036854775808 / -1 = 9223372036854775808", True);
    row("-7 % 2 = -1", True);
    row("7.0 / 2 = 3.5", True);
    row("JMSPriority + 1 = 8", True);
    row("-JMSPriority = -7", True);
    row("JMSPriority / 0 = 1", Unknown);
    row("JMSPriority % 0 IS NULL", True);
    row("1.5 / 0.0 IS NULL", True);
    row("age - 1 IS NULL", True);
    row("missing + 1 = 1", Unknown);
    row("content-type = 2", True);
    // LIKE
    row("color LIKE 'blue'", True);
    row("color LIKE 'blu'", False);
    row("color LIKE '%'", True);
    row("empty LIKE '%'", True);
    row("empty LIKE ''", True);
    row("empty LIKE '_'", False);
    row("color LIKE '%l%e'", True);
    row("color LIKE '%e%l%'", False);
    row("color LIKE 'b%lue'", True);
    row("color LIKE 'bl%lue'", False);
    row("color LIKE '____'", True);
    row("color LIKE '___'", False);
    row("color LIKE '%_u_%'", True);
    row("color LIKE 'B%'", False);
    row("color NOT LIKE 'r%'", True);
    row("umlaut LIKE 'gr_n'", True);
    row("umlaut LIKE 'gr__n'", False);
    row("percent LIKE '50\\%' ESCAPE '\\'", True);
    row("percent LIKE '5\\_%' ESCAPE '\\'", False);
    row("percent LIKE '50!%' ESCAPE '!'", True);
    row("'a!b' LIKE 'a!b' ESCAPE '!'", True);
    row("'a!b' LIKE 'a!!b' ESCAPE '!'", True);
    row("'a_b' LIKE 'a!_b' ESCAPE '!'", True);
    row("'axb' LIKE 'a!_b' ESCAPE '!'", False);
    row("JMSPriority LIKE '7'", False);
    row("missing LIKE '%'", Unknown);
    row("missing NOT LIKE '%'", Unknown);
    // IN
    row("age IN (20, 21)", True);
    row("age IN (20, '22')", False);
    row("JMSPriority IN (-7, +7)", True);
    row("JMSPriority IN (-7)", False);
    row("color NOT IN ('red', 'green')", True);
    row("missing IN ('a')", Unknown);
    // NULL
    row("age IS NOT NULL", True);
    row("missing IS NOT NULL", False);
    row("missing BETWEEN 1 AND 2", Unknown);
    // TRUE: never unknown, so that IS NOT TRUE is what a filter hides
    row("(missing = 1) IS NOT TRUE", True);
    row("(missing = 1) IS TRUE", False);
    row("age = 20 IS NOT TRUE", True);
    row("color = 'blue' IS TRUE", True);
    row("color = 'blue' IS NOT TRUE", False);
    row("missing IS NOT TRUE", True);
    row("5 BETWEEN missing AND 2", False);
    row("5 NOT BETWEEN missing AND 2", True);
    row("flag", Unknown);
    row("NOT flag", Unknown);
    row("missing", Unknown);
    // paths
    row("$.order.qty > 5 AND color = 'blue'", True);
    row("$.items[0].price = 19.9", True);
    row("$.items[1].price IS NULL", True);
    row("$['odd name'] = 'odd'", True);
    row("$[\"odd name\"] = 'odd'", True);
    row("$.\"odd name\" LIKE 'o%'", True);
    row("$.order IS NOT NULL", True);
    row("$.order = 'x'", False);
    row("$.order <> 'x'", True);
    row("$.order > 5", False);
    row("$ IS NOT NULL", True);
    row("$.id = 23958446825181076828", True);
    row("$.id = 23958446825181076829", False);
    row("$.id = big", True);
    row("$.max > 18446744073709551614", True);
    row("$.huge > 1e399", True);
    row("$.zero = 0", True);
    row("$.ok", True);
    row("$.order.qty*2=12", True);
}

void TestSelector::evaluates()
{
    QFETCH(QByteArray, selector);
    QFETCH(int, expected);
    const ParsedSelector parsed = Selector::parse(text(selector), {.allowsPaths = true});
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    FakeMessage one = message();
    QCOMPARE(static_cast<int>(parsed.selector.evaluate(one)), expected);
}

void TestSelector::logicOfThreeValues()
{
    const std::vector<std::pair<std::string, Truth>> values{
        {"FALSE", Truth::False}, {"missing", Truth::Unknown}, {"TRUE", Truth::True}};
    FakeMessage one = message();
    const auto truth = [&one](const std::string& text) {
        return Selector::parse(text).selector.evaluate(one);
    };
    for (const auto& [a, left] : values) {
        QCOMPARE(static_cast<int>(truth("NOT " + a)), 2 - static_cast<int>(left));
        for (const auto& [b, right] : values) {
            QCOMPARE(truth(a + " AND " + b), std::min(left, right));
            QCOMPARE(truth(a + " OR " + b), std::max(left, right));
            const bool isKnown = left != Truth::Unknown && right != Truth::Unknown;
            const Truth equal = left == right ? Truth::True : Truth::False;
            QCOMPARE(truth(a + " = " + b), isKnown ? equal : Truth::Unknown);
        }
    }
}

void TestSelector::saysWhatItAsksFor()
{
    const ParsedSelector parsed = Selector::parse(
        "b = 1 OR $.x = 2 OR a = 3 OR b = 4 OR $['x'] = 5 OR $.x[0] = b", {.allowsPaths = true});
    QCOMPARE(parsed.selector.headers(), (std::vector<std::string>{"b", "a"}));
    QCOMPARE(parsed.selector.paths().size(), std::size_t(2));
    QCOMPARE(pathText(parsed.selector.paths()[1]), std::string("$.x[0]"));
    QVERIFY(parsed.selector.needsBody());
    QVERIFY(!Selector::parse("a = 1").selector.needsBody());
}

void TestSelector::anEmptySelectorMatchesEverything()
{
    FakeMessage nothing({});
    const Selector empty;
    QVERIFY(empty.isEmpty());
    QVERIFY(empty.matches(nothing));
    QVERIFY(empty.headers().empty() && empty.paths().empty() && empty.text().empty());
    QVERIFY(empty == Selector());
    QVERIFY(!(empty == Selector::parse("a").selector));
    const Selector kept =
        Selector::parse("'a long literal that is not kept in place' = a").selector;
    const Selector copy = kept;
    QVERIFY(copy == kept);
    FakeMessage one({{"a", SelectorValue::ofText("a long literal that is not kept in place")}});
    QVERIFY(copy.matches(one));
}

void TestSelector::pathsAreForThoseWhoAllowThem()
{
    QVERIFY(!Selector::parse("$.a = 1", {.allowsPaths = true}).error);
    const ParsedSelector refused = Selector::parse("x = 1 AND $.a.b = 1");
    QCOMPARE(refused.error.offset, std::size_t(10));
    QCOMPARE(refused.error.length, std::size_t(5));
    QVERIFY(refused.selector.isEmpty());
    const ParsedSelector name = Selector::parse("$ = 1 AND $a = 2");
    QVERIFY(!name.error);
    QCOMPARE(name.selector.headers(), (std::vector<std::string>{"$", "$a"}));
}

void TestSelector::chainsOfAnyLengthAreFlat()
{
    std::string text = "a = 0";
    for (int i = 1; i < 4'000; ++i)
        text += " OR a = " + std::to_string(i);
    const ParsedSelector parsed = Selector::parse(text);
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    FakeMessage last({{"a", SelectorValue::ofText("3999")}});
    QVERIFY(parsed.selector.matches(last));
    FakeMessage none({{"a", SelectorValue::ofText("4000")}});
    QCOMPARE(parsed.selector.evaluate(none), Truth::False);
}

QTEST_APPLESS_MAIN(TestSelector)
#include "tst_selector.moc"
