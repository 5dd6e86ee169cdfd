#include <stomp/selector/selector.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestSelectorErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void refuses_data();
    void refuses();
    void hints_data();
    void hints();
    void depthIsBounded_data();
    void depthIsBounded();
    void lengthIsBounded();
    void everyPrefixIsReadOrRefused();
    void placesAreDescribedInCharacters();
};

void TestSelectorErrors::refuses_data()
{
    QTest::addColumn<QByteArray>("selector");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const QByteArray& selector, int offset, int length, const char* words) {
        QTest::newRow(selector.constData()) << selector << offset << length << QByteArray(words);
    };
    row("", 0, 0, "expected a condition such as color = 'blue', but there is nothing");
    row(" -- only a comment", 18, 0, "there is nothing");
    row("AND", 0, 3,
        "expected a header, a number, a string in single quotes or '(', but found 'AND'");
    row("a = 1 AND", 9, 0, "but found the end");
    row("color > 'a'", 8, 3, "text has no order");
    row("age > '18'", 6, 4, "a number stands without quotes");
    row("a BETWEEN 'a' AND 'c'", 10, 3, "text has no order");
    row("a > TRUE", 4, 4, "expected a number");
    row("a == 1", 2, 2, "== is written =");
    row("a != 1", 2, 2, "!= is written <>");
    row("a = 1 && b = 2", 6, 2, "&& is written AND");
    row("a = 1 || b = 2", 6, 2, "|| is written OR");
    row("!a", 0, 1, "! is written NOT");
    row("a => 1", 2, 2, "=> is written >=");
    row("a =< 1", 2, 2, "=< is written <=");
    row("a =~ 'x'", 2, 2, "LIKE");
    row("a = `x`", 4, 1, "strings stand in single quotes");
    row("a = \xE2\x80\x98x\xE2\x80\x99", 4, 3, "straight single quotes");
    row("a = 1;", 5, 1, "semicolon");
    row("a IN ['x']", 5, 1, "a list stands in parentheses");
    row("a = {", 4, 1, "'{' means nothing here");
    row("gr\xC3\xBCn = 1", 0, 5, "stand in double quotes: \"gr\xC3\xBCn\"");
    row("my.header = 1", 0, 9, "stand in double quotes: \"my.header\"");
    row("a = 'x", 4, 2, "has no closing '");
    row("\"a = 'x'", 0, 8, "has no closing \"");
    row("\"\" = 'x'", 0, 2, "an empty string is written ''");
    row("a /* b", 2, 2, "has no closing */");
    row("a = 12px", 4, 4, "expected the end of the number 12");
    row("a = 2024-01-01", 9, 2, "does not begin with 0");
    row("a = 1.2.3", 4, 4, "expected the end of the number");
    row("a = 0x", 4, 2, "expected hexadecimal digits");
    row("a = 0xFG", 4, 4, "expected hexadecimal digits");
    row("a = 0x10000000000000000", 4, 19, "at most 64 bits");
    row("(a = 1", 0, 1, "this '(' has no closing ')'");
    row("(a = 1 b", 7, 1, "expected AND, OR or ')', but found 'b'");
    row("a = 1)", 5, 1, "this ')' closes nothing");
    row("a = 1 b = 2", 6, 1, "expected AND, OR or the end, but found 'b'");
    row("a = 1 'b'", 6, 3, "but found 'b'");
    row("a = NULL", 4, 4, "that a value is missing is written IS NULL");
    row("a <> null", 5, 4, "that a value is there is written IS NOT NULL");
    row("NULL = a", 0, 4, "NULL stands behind IS");
    row("a IS 5", 5, 1, "expected NULL or NOT NULL after IS, but found '5'");
    row("a IS NOT 5", 9, 1, "expected NULL after IS NOT");
    row("a LIKE \"b%\"", 7, 4, "stands in single quotes");
    row("a LIKE b", 7, 1, "without them b is a header");
    row("a LIKE 5", 7, 1, "expected a pattern in single quotes");
    row("a LIKE 'x' ESCAPE 'xy'", 18, 4, "exactly one character");
    row("a LIKE 'x' ESCAPE ''", 18, 2, "exactly one character");
    row("a LIKE 'x' ESCAPE", 17, 0,
        "one character in single quotes after ESCAPE, but found the end");
    row("5 LIKE 'x'", 0, 1, "5 is a number");
    row("a NOT = 1", 6, 1, "expected BETWEEN, LIKE or IN after NOT");
    row("a BETWEEN 1, 2", 11, 1, "expected AND and the upper bound");
    row("a IN 'x'", 5, 3, "expected '(' after IN");
    row("a IN ()", 6, 1, "one string or number at least");
    row("a IN (\"x\")", 6, 3, "a list holds strings in single quotes");
    row("a IN (x)", 6, 1, "without them x is a header");
    row("a IN ('x' 'y')", 10, 3, "expected ',' or ')'");
    row("a IN (-x)", 7, 1, "expected a number after the sign");
    row("a < b < c", 0, 5, "expected a number, but a < b is true or false");
    row("a IN (TRUE)", 6, 4, "expected a string in single quotes or a number");
    row("5", 0, 1, "expected a condition such as color = 'blue', but 5 is a number");
    row("a = 1 OR 'x'", 9, 3, "'x' is text");
    row("NOT (a + 1)", 5, 5, "a + 1 is a number");
    row("a + 'x' = 1", 4, 3, "'x' is text");
    row("-'5' = 1", 1, 3, "a number stands without quotes");
    row("a + TRUE = 1", 4, 4, "is true or false");
    row(QByteArray("a = \x01"), 4, 1, "control character U+0001");
    row("a = \xFF", 4, 1, "means nothing here");
    row("$..a = 1", 0, 3, "no '..' and no '*'");
    row("$.* = 1", 0, 3, "no '..' and no '*'");
    row("$.a[*] = 1", 0, 5, "brackets take one element");
    row("$.a[-1] = 1", 0, 5, "brackets take one element");
    row("$.a[x] = 1", 0, 5, "a name in quotes");
    row("$.a[99999999999] = 1", 0, 5, "so large a number");
    row("$.a[0 = 1", 0, 6, "expected ']'");
    row("$.a['x = 1", 0, 5, "no closing quote");
    row("$. = 1", 0, 3, "expected a name after the point");
    row("received_at > 5", 14, 1, "is compared with a time: '21:52:08'");
    row("'yesterday' < received_at", 0, 11, "is compared with a time");
    row("received_at = '2026-13-01'", 14, 12, "is compared with a time");
    row("received_at BETWEEN '21:52' AND 'x'", 32, 3, "is compared with a time");
    row("received_at NOT IN ('21:52', '24:00')", 29, 7, "is compared with a time");
    row("received_at LIKE '21%'", 0, 11, "received_at is a time");
    row("received_at + 1 = 2", 0, 11, "received_at is a time");
    row("received_at", 0, 11, "received_at is a time");
    row("body_size", 0, 9, "body_size is a number");
    row("body_size > '5'", 12, 3, "a number stands without quotes");
}

void TestSelectorErrors::refuses()
{
    QFETCH(QByteArray, selector);
    QFETCH(int, offset);
    QFETCH(int, length);
    QFETCH(QByteArray, words);
    // A copy without a terminating NUL behind it, so that a sanitizer sees any step too far.
    const std::vector<char> exact(selector.begin(), selector.end());
    const ParsedSelector parsed =
        Selector::parse({exact.data(), exact.size()}, {.allowsPaths = true});
    const auto message = QByteArray::fromStdString(parsed.error.message);
    QVERIFY2(message.contains(words), message.constData());
    QCOMPARE(static_cast<int>(parsed.error.offset), offset);
    QCOMPARE(static_cast<int>(parsed.error.length), length);
    QVERIFY(parsed.selector.isEmpty());
}

void TestSelectorErrors::hints_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* selector, const char* words, int offset) {
        QTest::newRow(selector) << QByteArray(words) << offset;
    };
    row("content-type = 'x'", "is written \"content-type\"", 0);
    row("b = 1 OR x-death-count = 'x'", "is written \"x-death-count\"", 9);
    row("$.order-id = 5", "is written $['order-id']", 0);
    row("color = blue", "write it in single quotes: 'blue'", 8);
    row("color <> \"light blue\"", "write it in single quotes: 'light blue'", 9);
    row("$.color = blue", "single quotes", 10);
    row("a - b = 1", "", 0);
    row("a-1 = 1", "", 0);
    row("5-a = 1", "", 0);
    row("color = 'blue'", "", 0);
    row("5 = a", "", 0);
}

void TestSelectorErrors::hints()
{
    QFETCH(QByteArray, words);
    QFETCH(int, offset);
    const ParsedSelector parsed = Selector::parse(QTest::currentDataTag(), {.allowsPaths = true});
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    QCOMPARE(parsed.hints.size(), words.isEmpty() ? std::size_t(0) : std::size_t(1));
    if (!words.isEmpty()) {
        const auto message = QByteArray::fromStdString(parsed.hints[0].message);
        QVERIFY2(message.contains(words), message.constData());
        QCOMPARE(static_cast<int>(parsed.hints[0].offset), offset);
    }
}

void TestSelectorErrors::depthIsBounded_data()
{
    QTest::addColumn<QByteArray>("open");
    QTest::addColumn<QByteArray>("middle");
    QTest::addColumn<QByteArray>("close");
    QTest::newRow("parentheses") << QByteArray("(") << QByteArray("a") << QByteArray(")");
    QTest::newRow("NOT") << QByteArray("NOT ") << QByteArray("a") << QByteArray();
    QTest::newRow("minus") << QByteArray("- ") << QByteArray("a") << QByteArray();
    QTest::newRow("plus") << QByteArray("+") << QByteArray("a") << QByteArray();
    QTest::newRow("sum") << QByteArray("a + ") << QByteArray("a") << QByteArray();
    QTest::newRow("product") << QByteArray("a*") << QByteArray("a") << QByteArray();
    QTest::newRow("equality") << QByteArray("a = ") << QByteArray("a") << QByteArray();
    QTest::newRow("null") << QByteArray() << QByteArray("a") << QByteArray(" IS NULL");
    QTest::newRow("and/or") << QByteArray("a AND (a OR ") << QByteArray("a") << QByteArray(")");
}

void TestSelectorErrors::depthIsBounded()
{
    QFETCH(QByteArray, open);
    QFETCH(QByteArray, middle);
    QFETCH(QByteArray, close);
    const auto parse = [&](int levels) {
        const QByteArray text = open.repeated(levels) + middle + close.repeated(levels) + " = 1";
        return Selector::parse(text.toStdString());
    };
    const auto isTooDeep = [](const ParsedSelector& parsed) {
        return parsed.error.message.find("nested deeper than 100 levels") != std::string::npos;
    };
    QVERIFY(!isTooDeep(parse(40)));
    QVERIFY(isTooDeep(parse(101)));
    QVERIFY(isTooDeep(parse(5'000)));
}

void TestSelectorErrors::lengthIsBounded()
{
    const std::string longest = "a = '" + std::string(maxSelectorBytes - 6, 'x') + "'";
    QCOMPARE(longest.size(), maxSelectorBytes);
    QVERIFY(!Selector::parse(longest).error);
    const SelectorError error = Selector::parse(longest + " ").error;
    QCOMPARE(error.message, std::string("longer than 65536 bytes: shorten it"));
    QCOMPARE(error.offset, maxSelectorBytes);
}

void TestSelectorErrors::everyPrefixIsReadOrRefused()
{
    const std::string text = "NOT (a <> 'it''s' OR \"b-c\" NOT BETWEEN -1.5e3 AND 0xFF) AND "
                             "$.x[\"y\"][0] NOT LIKE '%!%' ESCAPE '!' AND z IN ('a', -2) /* c */ "
                             "AND n IS NOT NULL AND q * -(2 + r) % 3 < 1 -- end";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const std::vector<char> exact(text.begin(), text.begin() + static_cast<long>(size));
        const ParsedSelector parsed =
            Selector::parse({exact.data(), exact.size()}, {.allowsPaths = true});
        QVERIFY(parsed.error.offset + parsed.error.length <= size);
        QCOMPARE(parsed.selector.isEmpty(), static_cast<bool>(parsed.error));
    }
}

void TestSelectorErrors::placesAreDescribedInCharacters()
{
    const std::string text = "a = '\xC3\xA4\xC3\xB6' && b";
    QCOMPARE(describe(Selector::parse(text).error, text),
        std::string("&& is written AND (at character 10)"));
    QCOMPARE(describe({3, 0, "expected more"}, "a ="), std::string("expected more (at the end)"));
}

QTEST_APPLESS_MAIN(TestSelectorErrors)
#include "tst_selectorerrors.moc"
