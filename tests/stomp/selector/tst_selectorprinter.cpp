#include <stomp/selector/selector.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestSelectorPrinter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void everythingThatIsPrintedParsesBack_data();
    void everythingThatIsPrintedParsesBack();
};

void TestSelectorPrinter::everythingThatIsPrintedParsesBack_data()
{
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char* selector, const char* printed) {
        QTest::newRow(selector) << QByteArray(printed);
    };
    row("a=1 or b=2 and c=3", "a = 1 OR b = 2 AND c = 3");
    row("(a=1 or b=2) and c=3", "(a = 1 OR b = 2) AND c = 3");
    row("(a AND (b AND c))", "a AND (b AND c)");
    row("not a", "NOT a");
    row("(received_at)>='21:52' and body_size<0x10", "received_at >= '21:52' AND body_size < 16");
    row("not not a = 1", "NOT (NOT (a = 1))");
    row("a = b > 3", "a = (b > 3)");
    row("(a = b) = c", "(a = b) = c");
    row("a = b = c", "(a = b) = c");
    row("a = (b = c)", "a = (b = c)");
    row("a - (b - c) > 0", "a - (b - c) > 0");
    row("a - b - c > 0", "a - b - c > 0");
    row("(a + b) * -c / (d % e) < 1", "(a + b) * -c / (d % e) < 1");
    row("-(a + b) < - - 5", "-(a + b) < 5");
    row("- - a < 0x1F", "-(-a) < 31");
    row("a not between -1 and +2.50", "a NOT BETWEEN -1 AND 2.50");
    row("a not like 'x''%' escape '!'", "a NOT LIKE 'x''%' ESCAPE '!'");
    row("a in ('x',2,-3.5)", "a IN ('x', 2, -3.5)");
    row("a is null is not null", "(a IS NULL) IS NOT NULL");
    row("a = 1 or b is not true", "a = 1 OR b IS NOT TRUE");
    row("(a = 1 or b = 2) is not true", "(a = 1 OR b = 2) IS NOT TRUE");
    row("a = 1 is true is null", "((a = 1) IS TRUE) IS NULL");
    row("\"content-type\"=\"and\"", "\"content-type\" = \"and\"");
    row("\"say \"\"x\"\"\" = '''' /* c */ -- d", "\"say \"\"x\"\"\" = ''''");
    row("\"plain\" = True", "plain = TRUE");
    row("$.a[\"b\"].\"c d\"['e''f'][07].\xC3\xA4 = 1", "$.a.b['c d']['e''f'][7].\xC3\xA4 = 1");
    row("$[''] = 1", "$[''] = 1");
    row("$ IS NULL", "$ IS NULL");
    row("\"$\" IS NULL", "\"$\" IS NULL"); // a header of that name
    row("$dollar = 9223372036854775808", "$dollar = 9223372036854775808");
}

void TestSelectorPrinter::everythingThatIsPrintedParsesBack()
{
    QFETCH(QByteArray, printed);
    const SelectorOptions options{.allowsPaths = true};
    const ParsedSelector parsed = Selector::parse(QTest::currentDataTag(), options);
    QVERIFY2(!parsed.error, parsed.error.message.c_str());
    QCOMPARE(QByteArray::fromStdString(parsed.selector.text()), printed);
    const ParsedSelector again = Selector::parse(printed.toStdString(), options);
    QVERIFY2(!again.error, again.error.message.c_str());
    QVERIFY(again.selector == parsed.selector);
    QVERIFY(!(again.selector == Selector::parse("other = 1").selector));
}

QTEST_APPLESS_MAIN(TestSelectorPrinter)
#include "tst_selectorprinter.moc"
