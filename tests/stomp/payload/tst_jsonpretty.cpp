#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonpretty.h>
#include <stomp/payload/jsonscan.h>
#include <stomp/payload/utf8.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

namespace {

/** The tokens of a document, each in a line: what no layout may change. */
std::string tokens(std::string_view document)
{
    std::string out;
    std::size_t at = JsonScan::skipSpace(document, 0);
    while (at < document.size()) {
        const char c = document[at];
        std::size_t end = at + 1;
        if (c == '"')
            end = JsonScan::skipString(document, at);
        else if (std::string_view("{}[]:,").find(c) == std::string_view::npos)
            end = JsonScan::skipScalar(document, at);
        out.append(document.substr(at, end - at)).append("\n");
        at = JsonScan::skipSpace(document, end);
    }
    return out;
}

std::string largeDocument()
{
    std::string document = "[";
    while (document.size() < 20'000'000)
        document +=
            R"({ "id" : 18446744073709551615,"b\/\u0041":[1.0,1e400 , -0],"e":{},"s":"a b"},)";
    document += "null]";
    return document;
}

} // namespace

class TestJsonPretty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void lays_data();
    void lays();
    void indentAsAsked();
    void everyBoundIsKept();
    void indentationStopsGrowing();
    void largeDocumentKeepsItsTokens();
};

void TestJsonPretty::lays_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("pretty");
    QTest::addColumn<QString>("compact");
    const auto row = [](const char* name, const char* document, const char* pretty,
                         const char* compact) {
        QTest::newRow(name) << QString::fromUtf8(document) << QString::fromUtf8(pretty)
                            << QString::fromUtf8(compact);
    };
    row("scalar", " 5 ", "5", "5");
    row("string with space", R"("a  b")", R"("a  b")", R"("a  b")");
    row("empty containers", "[ { } , [\n] ]", "[\n  {},\n  []\n]", "[{},[]]");
    row("object", R"({"b":1,"a":[1,2]})", "{\n  \"b\": 1,\n  \"a\": [\n    1,\n    2\n  ]\n}",
        R"({"b":1,"a":[1,2]})");
    row("order and repeated keys", R"({"z":1,"a":2,"z":3})",
        "{\n  \"z\": 1,\n  \"a\": 2,\n  \"z\": 3\n}", R"({"z":1,"a":2,"z":3})");
    row("digits", "[18446744073709551615,23958446825181076828,1.0,1e400,-0]",
        "[\n  18446744073709551615,\n  23958446825181076828,\n  1.0,\n  1e400,\n  -0\n]",
        "[18446744073709551615,23958446825181076828,1.0,1e400,-0]");
    row("escapes", R"(["\/\u0041\"","\\"])", "[\n  \"\\/\\u0041\\\"\",\n  \"\\\\\"\n]",
        R"(["\/\u0041\"","\\"])");
    row("brackets in strings", R"(["{[,:]}"])", "[\n  \"{[,:]}\"\n]", R"(["{[,:]}"])");
    row("already pretty", "{\n  \"a\": [\n    {}\n  ]\n}", "{\n  \"a\": [\n    {}\n  ]\n}",
        R"({"a":[{}]})");
    row("CR LF", "{\r\n\"a\":\r\n1}\r\n", "{\n  \"a\": 1\n}", R"({"a":1})");
    row("Unicode", "[\"\xC3\xA4\xF0\x9F\x98\x80\"]", "[\n  \"\xC3\xA4\xF0\x9F\x98\x80\"\n]",
        "[\"\xC3\xA4\xF0\x9F\x98\x80\"]");
}

void TestJsonPretty::lays()
{
    QFETCH(QString, document);
    QFETCH(QString, pretty);
    QFETCH(QString, compact);
    const std::string text = document.toStdString();
    const JsonLayoutResult laid = prettyJson(text);
    QCOMPARE(QString::fromStdString(laid.text), pretty);
    QVERIFY(!laid.cut);
    QCOMPARE(laid.inputUsed, text.size());
    QCOMPARE(QString::fromStdString(compactJson(text).text), compact);
    QCOMPARE(QString::fromStdString(prettyJson(compactJson(text).text).text), pretty);
    QCOMPARE(tokens(laid.text), tokens(text));
}

void TestJsonPretty::indentAsAsked()
{
    JsonLayout layout;
    layout.indent = 4;
    QCOMPARE(prettyJson("[1]", layout).text, std::string("[\n    1\n]"));
    layout.indent = 0;
    QCOMPARE(prettyJson("[1]", layout).text, std::string("[\n1\n]"));
}

void TestJsonPretty::everyBoundIsKept()
{
    const std::string document = R"({"key":["\u00e4",")"
                                 "\xC3\xA4\xE2\x82\xAC"
                                 R"(",12345],"b":{}})";
    const std::string whole = prettyJson(document).text;
    for (std::size_t bound = 0; bound <= whole.size() + 1; ++bound) {
        JsonLayout layout;
        layout.maxBytes = bound;
        const JsonLayoutResult laid = prettyJson(document, layout);
        QVERIFY(laid.text.size() <= bound);
        QVERIFY(whole.starts_with(laid.text));
        QCOMPARE(laid.cut, bound < whole.size());
        QVERIFY(!firstBadUtf8(laid.text));
        QCOMPARE(laid.inputUsed == document.size(), !laid.cut);
        const JsonLayoutResult compact = compactJson(document, bound);
        QVERIFY(compact.text.size() <= bound);
        QCOMPARE(compact.cut, bound < document.size());
    }
}

void TestJsonPretty::indentationStopsGrowing()
{
    std::string document(maxJsonDepth, '['); // appended to: GCC 12 warns of operator+ here
    document += '1';
    document.append(maxJsonDepth, ']');
    const JsonLayout layout;
    const JsonLayoutResult laid = prettyJson(document);
    QVERIFY(laid.text.size() < document.size() * (layout.indent * layout.indentedLevels + 2));
    QCOMPARE(compactJson(laid.text).text, document);
}

void TestJsonPretty::largeDocumentKeepsItsTokens()
{
    const std::string document = largeDocument();
    QVERIFY(!checkJson(document));
    const JsonLayoutResult laid = prettyJson(document);
    QVERIFY(!laid.cut);
    QVERIFY(compactJson(laid.text).text == compactJson(document).text);
    JsonLayout layout;
    layout.maxBytes = 256'000;
    const JsonLayoutResult cut = prettyJson(document, layout);
    QVERIFY(cut.cut);
    QVERIFY(cut.text.size() <= layout.maxBytes && cut.text.size() > layout.maxBytes - 200);
    QVERIFY(laid.text.starts_with(cut.text));
}

QTEST_APPLESS_MAIN(TestJsonPretty)
#include "tst_jsonpretty.moc"
