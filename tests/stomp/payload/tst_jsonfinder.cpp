#include <stomp/payload/jsonfinder.h>

#include <QTest>

#include <cstring>
#include <memory>

using namespace Stomp;

namespace {

/** A body that ends where its memory does, so that reading beyond is found; or one with slack. */
struct Body
{
    Body(const QByteArray& text, bool slack)
        : bytes(new char[std::size_t(text.size()) + (slack ? JsonFinder::slack : 0)]),
          size(std::size_t(text.size())), hasSlack(slack)
    {
        std::memcpy(bytes.get(), text.constData(), size);
        if (slack)
            std::memset(bytes.get() + size, '}', JsonFinder::slack); // of somebody else
    }
    std::unique_ptr<char[]> bytes;
    std::size_t size;
    bool hasSlack;
};

JsonStep key(const char* name)
{
    return {false, 0, name};
}
JsonStep index(std::uint32_t at)
{
    return {true, at, {}};
}

QByteArray found(const std::optional<JsonToken>& token)
{
    if (!token)
        return "nothing";
    const std::string_view kind = toString(token->kind);
    return QByteArray(kind.data(), qsizetype(kind.size())) + ' '
        + QByteArray(token->raw.data(), qsizetype(token->raw.size()));
}

} // namespace

class tst_JsonFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QList<QByteArray>>("path"); // "[1]" is an index
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* body, QList<QByteArray> path,
                             const char* expected) {
            QTest::newRow(name) << QByteArray(body) << path << QByteArray(expected);
        };
        row("member", "{\"a\":1,\"b\":2}", {"b"}, "number 2");
        row("within", "{\"order\":{\"id\":7,\"qty\":12}}", {"order", "qty"}, "number 12");
        row("element", "{\"a\":[1,{\"b\":[5,6]}]}", {"a", "[1]", "b", "[0]"}, "number 5");
        row("text", "{\"a\":\"x \\\" y\"}", {"a"}, "string \"x \\\" y\"");
        row("true", "{\"a\": true }", {"a"}, "true true");
        row("null", "{\"a\":null}", {"a"}, "null null");
        row("object", "{\"a\":{\"b\":1}}", {"a"}, "object ");
        row("array", "{\"a\":[]}", {"a"}, "array ");
        row("first of a key that repeats", "{\"a\":1,\"a\":2}", {"a"}, "number 1");
        row("key with escapes", "{\"\\u0061\\n\":1}", {"a\n"}, "number 1");
        row("key that begins like it", "{\"ab\":1,\"a\":2}", {"a"}, "number 2");
        row("empty key", "{\"\":3}", {""}, "number 3");
        row("key beyond ASCII", "{\"größe\":3}", {"größe"}, "number 3");
        row("digits beyond 64 bits", "{\"a\":23958446825181076828}", {"a"},
            "number 23958446825181076828");
        row("digits as they came", "{\"a\":1.0 ,\"b\":-0}", {"a"}, "number 1.0");
        row("beyond a double", "{\"a\":1e400}", {"a"}, "number 1e400");
        row("whole, a number", "42", {}, "number 42");
        row("whole, a text", "\"x\"", {}, "string \"x\"");
        row("whole, an object", "{}", {}, "object ");
        row("no such member", "{\"a\":1}", {"b"}, "nothing");
        row("no such element", "[1]", {"[1]"}, "nothing");
        row("member of a number", "{\"a\":1}", {"a", "b"}, "nothing");
        row("member of an array", "[1]", {"a"}, "nothing");
        row("element of an object", "{\"a\":1}", {"[0]"}, "nothing");
        row("empty", "", {"a"}, "nothing");
        row("no JSON", "hello", {"a"}, "nothing");
        row("no JSON behind the place", "{\"a\":1,\"b\":tru}", {"a"}, "nothing");
        row("cut off", "{\"a\":1,\"b\":", {"a"}, "nothing");
        row("number that is none", "{\"a\":01}", {"a"}, "nothing");
        row("text after the end", "{\"a\":1} x", {"a"}, "nothing");
        row("not UTF-8", "{\"a\":1,\"b\":\"\xff\"}", {"a"}, "nothing");
    }
    void finds()
    {
        QFETCH(QByteArray, body);
        QFETCH(QList<QByteArray>, path);
        QFETCH(QByteArray, expected);
        std::vector<JsonStep> steps;
        for (const QByteArray& step : path)
            steps.push_back(step.startsWith('[') ? index(step.mid(1, step.size() - 2).toUInt())
                                                 : key(step.constData()));
        JsonFinder finder;
        for (const bool hasSlack : {false, true}) {
            const Body held(body, hasSlack);
            finder.open({held.bytes.get(), held.size}, hasSlack);
            QCOMPARE(found(finder.find(steps)), expected);
            QCOMPARE(found(finder.find(steps)), expected); // asked again
        }
    }

    void answersSeveralQuestionsAboutOneBody()
    {
        JsonFinder finder;
        finder.open("{\"a\":{\"x\":1},\"b\":[2,3]}", false);
        const std::vector<JsonStep> x{key("a"), key("x")};
        const std::vector<JsonStep> third{key("b"), index(1)};
        const std::vector<JsonStep> none{key("c")};
        QCOMPARE(found(finder.find(third)), QByteArray("number 3"));
        QCOMPARE(found(finder.find(none)), QByteArray("nothing"));
        QCOMPARE(found(finder.find(x)), QByteArray("number 1"));
        QCOMPARE(found(finder.find(third)), QByteArray("number 3"));
    }

    void goesOnAfterALargeBody()
    {
        const std::string large = "{\"pad\":\"" + std::string(6'000'000, 'x') + "\",\"a\":1}";
        JsonFinder finder;
        const std::vector<JsonStep> a{key("a")};
        finder.open(large, false);
        QCOMPARE(found(finder.find(a)), QByteArray("number 1"));
        finder.open("{\"a\":2}", false);
        QCOMPARE(found(finder.find(a)), QByteArray("number 2"));
    }
};

QTEST_APPLESS_MAIN(tst_JsonFinder)
#include "tst_jsonfinder.moc"
