#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/shapelearner.h>

#include <QTest>

using namespace Stomp;

namespace {

QByteArray printed(const ShapeReport& report)
{
    QByteArray out;
    for (const ShapeOddity& oddity : report.oddities)
        out += QByteArray::number(qulonglong(oddity.serial)) + " "
            + QByteArray::fromStdString(describe(oddity)) + "\n";
    return out;
}

} // namespace

class TestShapeLearner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learns_data();
    void learns();
    void otherBodies();
    void boundsAreSaid();
};

void TestShapeLearner::learns_data()
{
    QTest::addColumn<QByteArrayList>("documents");
    QTest::addColumn<int>("shapes");
    QTest::addColumn<QByteArray>("oddities");
    const auto row = [](const char* name, const QByteArrayList& documents, int shapes,
                         const char* oddities) {
        QTest::newRow(name) << documents << shapes << QByteArray(oddities);
    };
    row("one message", {R"({"a":1,"b":[{"c":null}]})"}, 1, "");
    row("values and order are no shape", {R"({"a":1,"b":"x"})", R"({ "b":"y", "a":-2e3 })"}, 1, "");
    row("true and false are one kind", {"[true]", "[false]"}, 1, "");
    row("new field", {R"({"a":1})", R"({"a":1,"b":2})", R"({"a":1,"b":2})"}, 2,
        "1 first time: $.b\n");
    row("a new object is one piece of news", {"{}", R"({"o":{"x":1,"y":[{"z":2}]}})"}, 2,
        "1 first time: $.o\n");
    row("changed type", {R"({"a":{"b":1}})", R"({"a":{"b":"1"}})", R"({"a":{"b":null}})"}, 3,
        "1 changed type: $.a.b (string, was number)\n"
        "2 changed type: $.a.b (null, was string or number)\n");
    row("missing field",
        {R"({"a":1,"b":1})", R"({"a":1,"b":1})", R"({"a":1,"b":1})", R"({"a":1})", R"({"a":1})"}, 2,
        "3 missing: $.b (in all 3 before)\n");
    row("a field that was never sure is not missed",
        {R"({"a":1,"b":1})", R"({"a":1})", R"({"a":1,"b":1})", R"({"a":1,"b":1})", R"({"a":1})"}, 2,
        "");
    row("elements are one place", {R"([{"q":1},{"q":2}])", R"([{"q":1},{"q":"x"},{"q":3,"n":1}])"},
        2, "1 changed type: $[].q (string, was number)\n1 first time: $[].n\n");
    row("missing in an element", {R"([{"a":1},{"a":1}])", R"([{"a":1},{"a":1},{"b":0}])"}, 2,
        "1 first time: $[].b\n1 missing: $[].a (in all 4 before)\n");
    row("the first message is news as a whole", {R"([{"a":1},{"a":1},{"a":1},{"b":0},{"a":""}])"},
        1, "");
    row("key twice", {R"({"a":1})", R"({"a":1,"a":2,"\u0061":3})", R"({"a":1,"a":2})"}, 1,
        "1 key twice: $.a\n");
    row("the top changes", {"{}", "[]", "{}"}, 2, "1 changed type: $ (array, was object)\n");
    row("keys that need quotes", {"{}", R"({"x y":1})"}, 2, "1 first time: $[\"x y\"]\n");
    row("an empty key is no element", {R"({"":1})", "[1]"}, 2,
        "1 changed type: $ (array, was object)\n");
}

void TestShapeLearner::learns()
{
    QFETCH(QByteArrayList, documents);
    QFETCH(int, shapes);
    ShapeLearner learner;
    std::uint64_t serial = 0;
    for (const QByteArray& document : documents) {
        QVERIFY(!checkJson(document.toStdString()));
        learner.learnJson(document.toStdString(), serial++);
    }
    QTEST(printed(learner.report()), "oddities");
    QCOMPARE(int(learner.report().shapes), shapes);
    QCOMPARE(qsizetype(learner.report().messages), documents.size());
    QCOMPARE(learner.report().json, learner.report().messages);
}

void TestShapeLearner::otherBodies()
{
    ShapeLearner text;
    text.learnOther({}, 0);
    text.learnOther({}, 1);
    QCOMPARE(printed(text.report()), QByteArray());
    text.learnOther("'}' is missing at line 1, column 9", 2);
    text.learnOther("again", 3);
    QCOMPARE(
        printed(text.report()), QByteArray("2 not JSON ('}' is missing at line 1, column 9)\n"));
    QCOMPARE(text.report().messages, 4U);
    QCOMPARE(text.report().json, 0U);
    ShapeLearner json;
    json.learnJson("{}", 0);
    json.learnOther({}, 1);
    QCOMPARE(printed(json.report()), QByteArray("1 not JSON\n"));
}

void TestShapeLearner::boundsAreSaid()
{
    ShapeLearner paths;
    std::string document = "{";
    for (std::size_t i = 0; i + 1 < ShapeLearner::maxPaths; ++i)
        document += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
    paths.learnJson(document + "}", 0);
    QVERIFY(!paths.report().pathsFull);
    paths.learnJson(R"({"one more":{"x":[1]}})", 1);
    QVERIFY(paths.report().pathsFull);
    ShapeLearner shapes;
    for (std::size_t i = 0; i <= ShapeLearner::maxShapes; ++i) {
        QVERIFY(!shapes.report().shapesFull);
        shapes.learnJson("{\"" + std::to_string(i) + "\":0}", i);
    }
    QVERIFY(shapes.report().shapesFull);
    QCOMPARE(shapes.report().shapes, ShapeLearner::maxShapes);
    QVERIFY(shapes.report().odditiesFull);
    QCOMPARE(shapes.report().oddities.size(), ShapeLearner::maxOddities);
}

QTEST_APPLESS_MAIN(TestShapeLearner)
#include "tst_shapelearner.moc"
