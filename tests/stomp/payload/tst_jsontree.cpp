#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/payload/jsontree.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

namespace {

/** The tree as text, one value a line, listed in portions of the given size. */
void print(const JsonTree& tree, const JsonNode& node, const std::string& path, std::size_t portion,
    std::string& out)
{
    out += path + " " + std::string(toString(node.kind));
    out += node.isContainer() ? " " + std::to_string(node.childCount) : " " + std::string(node.raw);
    out += "\n";
    std::vector<JsonNode> children;
    JsonTree::Cursor cursor;
    std::size_t before = 0;
    do {
        before = children.size();
        tree.list(node, cursor, portion, children);
    } while (children.size() > before);
    QCOMPARE(children.size(), node.childCount);
    QCOMPARE(cursor.index, node.childCount);
    for (std::size_t i = 0; i < children.size(); ++i) {
        const std::string step = node.kind == JsonKind::Object ? jsonPathStep(children[i].key)
                                                               : "[" + std::to_string(i) + "]";
        print(tree, children[i], path + step, portion, out);
    }
}

} // namespace

class TestJsonTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void lists_data();
    void lists();
    void decodesStrings_data();
    void decodesStrings();
    void steps_data();
    void steps();
    void largeArrayInPortions();
    void beginsAnywhere_data();
    void beginsAnywhere();
    void deepDocument();
    void ownerIsKept();
};

void TestJsonTree::lists_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("printed");
    const auto row = [](const char* name, const char* document, const char* printed) {
        QTest::newRow(name) << QString::fromUtf8(document) << QString::fromUtf8(printed);
    };
    row("number", " 18446744073709551615 ", "$ number 18446744073709551615\n");
    row("string", R"("a\/b")", "$ string \"a\\/b\"\n");
    row("literals", "[true,false,null]",
        "$ array 3\n$[0] true true\n$[1] false false\n$[2] null null\n");
    row("empty containers", "{\"a\": [ ], \"b\": {\n}}", "$ object 2\n$.a array 0\n$.b object 0\n");
    row("order and repeated keys", R"({"z":1,"a":2,"z":3})",
        "$ object 3\n$.z number 1\n$.a number 2\n$.z number 3\n");
    row("raw digits", "[1.0,1e400,-0]",
        "$ array 3\n$[0] number 1.0\n$[1] number 1e400\n$[2] number -0\n");
    row("nested", R"({ "a" : [ 1 , 2 , 3 , { "x y" : [ [ ] ] } ] , "" : "}" })",
        "$ object 2\n$.a array 4\n$.a[0] number 1\n$.a[1] number 2\n$.a[2] number 3\n"
        "$.a[3] object 1\n$.a[3][\"x y\"] array 1\n$.a[3][\"x y\"][0] array 0\n$[\"\"] string "
        "\"}\"\n");
    row("commas and brackets in strings", R"(["a,b","[","\"]",{"k,":"}"}])",
        "$ array 4\n$[0] string \"a,b\"\n$[1] string \"[\"\n$[2] string \"\\\"]\"\n"
        "$[3] object 1\n$[3][\"k,\"] string \"}\"\n");
}

void TestJsonTree::lists()
{
    QFETCH(QString, document);
    QFETCH(QString, printed);
    const std::string text = document.toStdString();
    QVERIFY(!checkJson(text));
    const JsonTree tree(text);
    for (const std::size_t portion : {1U, 2U, 100U}) {
        std::string out;
        print(tree, tree.root(), "$", portion, out);
        QCOMPARE(QString::fromStdString(out), printed);
    }
}

void TestJsonTree::decodesStrings_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* token, const QString& text) {
        QTest::newRow(name) << QString::fromUtf8(token) << text;
    };
    row("plain", R"("abc")", QStringLiteral("abc"));
    row("empty", R"("")", QString());
    row("simple escapes", R"("\"\\\/\b\f\n\r\t")", QStringLiteral("\"\\/\b\f\n\r\t"));
    row("\\u", R"("\u0041\u00e4\u20AC")", QStringLiteral("A\u00e4\u20ac"));
    row("surrogate pair", R"("\uD83D\uDE00!")", QString::fromUcs4(U"\U0001F600!"));
    row("lone high", R"("\ud800x")", QStringLiteral("\uFFFDx"));
    row("lone low", R"("\udc00")", QStringLiteral("\uFFFD"));
    row("high twice", R"("\ud800\ud83d\ude00")",
        QStringLiteral("\uFFFD") + QString::fromUcs4(U"\U0001F600"));
    row("UTF-8 stays", "\"\xC3\xA4\"", QStringLiteral("\u00e4"));
}

void TestJsonTree::decodesStrings()
{
    QFETCH(QString, token);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(decodeJsonString(token.toStdString())), text);
}

void TestJsonTree::steps_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("step");
    const auto row = [](const char* name, const char* key, const char* step) {
        QTest::newRow(name) << QString::fromUtf8(key) << QString::fromUtf8(step);
    };
    row("plain", R"("abc")", ".abc");
    row("digits inside", R"("a1_B")", ".a1_B");
    row("digit first", R"("1a")", R"(["1a"])");
    row("hyphen", R"("content-type")", R"(["content-type"])");
    row("dot", R"("a.b")", R"(["a.b"])");
    row("quote", R"("a\"b")", R"(["a\"b"])");
    row("umlaut", "\"\xC3\xA4\"", "[\"\xC3\xA4\"]");
    row("empty", R"("")", R"([""])");
}

void TestJsonTree::steps()
{
    QFETCH(QString, key);
    QFETCH(QString, step);
    QCOMPARE(QString::fromStdString(jsonPathStep(key.toStdString())), step);
}

void TestJsonTree::largeArrayInPortions()
{
    std::string text = R"({"rows":[)";
    std::size_t count = 0;
    while (text.size() < 20'000'000) {
        text += (count == 0 ? "" : ",") + (R"({"id":)" + std::to_string(count))
            + R"(,"name":"row, [with] {brackets}"})";
        ++count;
    }
    // One element that is itself large, so that the index is used inside an array.
    text += R"(,[)" + std::string(JsonTree::largeContainer, ' ') + "7],\"last\"]}";
    count += 2;
    QVERIFY(!checkJson(text));
    const JsonTree tree(text);
    QCOMPARE(tree.root().childCount, 1U);
    std::vector<JsonNode> top;
    JsonTree::Cursor first;
    tree.list(tree.root(), first, 10, top);
    QCOMPARE(top.size(), 1U);
    QCOMPARE(top[0].childCount, count);

    JsonTree::Cursor cursor;
    std::size_t listed = 0;
    std::vector<JsonNode> rows;
    while (cursor.index < count) {
        rows.clear();
        tree.list(top[0], cursor, 1000, rows);
        QVERIFY(!rows.empty());
        if (listed + rows.size() < count - 2) {
            QCOMPARE(rows.front().raw,
                R"({"id":)" + std::to_string(listed) + R"(,"name":"row, [with] {brackets}"})");
        }
        listed += rows.size();
    }
    QCOMPARE(listed, count);
    QCOMPARE(rows.back().raw, std::string_view("\"last\""));
    const JsonNode& large = rows[rows.size() - 2];
    QCOMPARE(large.childCount, 1U);
    QVERIFY(large.raw.size() > JsonTree::largeContainer);
}

void TestJsonTree::beginsAnywhere_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("value");
    QTest::newRow("in the index") << 5500 << QStringLiteral(R"({"a,":[1,{"b":2}]})");
    QTest::newRow("in the index, to the end") << 4000 << QStringLiteral("[ ] ");
    QTest::newRow("not in the index") << 3000 << QStringLiteral("1");
    QTest::newRow("few") << 3 << QStringLiteral("1");
}

void TestJsonTree::beginsAnywhere()
{
    QFETCH(int, count);
    QFETCH(QString, value);
    std::string array = "[";
    std::string object = "{";
    for (int i = 0; i < count; ++i) {
        const std::string end = i + 1 < count ? " ,\n" : "";
        array += (i == count - 1 ? "\"last\"" : value.toStdString()) + end;
        object += "\"" + std::to_string(i) + "\" : " + value.toStdString() + end;
    }
    const std::string text = "[" + array + "]," + object + "}]";
    QVERIFY(!checkJson(text));
    const JsonTree tree(text);
    std::vector<JsonNode> both;
    JsonTree::Cursor top;
    tree.list(tree.root(), top, 2, both);
    const auto all = static_cast<std::size_t>(count);
    for (std::size_t index : {std::size_t(0), std::size_t(1), std::size_t(999), std::size_t(1000),
             std::size_t(1001), std::size_t(2000), std::size_t(3999), all - 1}) {
        index = std::min(index, all - 1);
        for (const JsonNode& node : both) {
            JsonTree::Cursor cursor = tree.cursorAt(node, index);
            QCOMPARE(cursor.index, index);
            std::vector<JsonNode> rest;
            tree.list(node, cursor, all, rest);
            QCOMPARE(rest.size(), all - index);
            if (node.kind == JsonKind::Object)
                QCOMPARE(rest.front().key, "\"" + std::to_string(index) + "\"");
            else
                QCOMPARE(rest.back().raw, std::string_view("\"last\""));
        }
    }
    const JsonTree::Cursor behind = tree.cursorAt(both[0], all);
    QCOMPARE(behind.index, all);
    QCOMPARE(text.substr(behind.offset, 1), "]");
}

void TestJsonTree::deepDocument()
{
    const std::string text = std::string(maxJsonDepth, '[') + std::string(maxJsonDepth, ']');
    const JsonTree tree(text);
    JsonNode node = tree.root();
    std::size_t depth = 1;
    while (node.childCount > 0) {
        QCOMPARE(node.childCount, 1U);
        std::vector<JsonNode> children;
        JsonTree::Cursor cursor;
        tree.list(node, cursor, 10, children);
        QCOMPARE(children.size(), 1U);
        node = children[0];
        ++depth;
    }
    QCOMPARE(depth, maxJsonDepth);
}

void TestJsonTree::ownerIsKept()
{
    auto text = std::make_shared<const std::string>("[1]");
    const std::weak_ptr<const std::string> watch = text;
    {
        const JsonTree tree(*text, text);
        text.reset();
        QVERIFY(!watch.expired());
        QCOMPARE(tree.root().raw, std::string_view("[1]"));
    }
    QVERIFY(watch.expired());
}

QTEST_APPLESS_MAIN(TestJsonTree)
#include "tst_jsontree.moc"
