#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsondiff.h>

#include <QTest>

#include <random>

using namespace Stomp;

namespace {

QByteArray printed(const JsonDiff& diff)
{
    QByteArray out;
    for (const JsonChange& change : diff.changes) {
        constexpr char signs[] = {'+', '-', '~', '=', '^'};
        out += signs[static_cast<int>(change.kind)];
        out += ' ' + QByteArray::fromStdString(change.path);
        if (change.kind != JsonChange::Kind::Reordered)
            out += ' ' + QByteArray(change.before.data(), qsizetype(change.before.size())) + " > "
                + QByteArray(change.after.data(), qsizetype(change.after.size()));
        out += '\n';
    }
    return out;
}

JsonDiff diffOf(const std::string& before, const std::string& after, std::size_t most = 10'000)
{
    const JsonTree old(before);
    const JsonTree now(after);
    return diffJson(old, now, most);
}

/** A document at random, from few values, so that two of them have much in common. */
std::string randomJson(std::mt19937& dice, int depth)
{
    const auto roll = [&dice](unsigned sides) {
        return static_cast<int>(dice() % sides);
    };
    switch (depth > 0 ? roll(6) : roll(3)) {
    case 0:
        return std::to_string(roll(3));
    case 1:
        return roll(2) == 0 ? "true" : "null";
    case 2:
        return "\"" + std::string(1, static_cast<char>('a' + roll(3))) + "\"";
    case 3:
    case 4: {
        std::string out = "[";
        for (int i = roll(5); i > 0; --i)
            out += randomJson(dice, depth - 1) + (i > 1 ? "," : "");
        return out + "]";
    }
    default: {
        std::string out = "{";
        for (int i = roll(4); i > 0; --i)
            out += "\"" + std::string(1, static_cast<char>('a' + roll(3)))
                + "\":" + randomJson(dice, depth - 1) + (i > 1 ? "," : "");
        return out + "}";
    }
    }
}

} // namespace

class TestJsonDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void isCutAtTheBound();
    void veryDifferentArrays();
    void deepDocuments();
    void sameOnlyWhenTheSame();
};

void TestJsonDiff::finds_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("changes");
    const auto row = [](const char* name, const char* before, const char* after,
                         const char* changes) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(changes);
    };
    row("the same", R"({"a":[1,{"b":null}]})", " {\n\"a\" : [ 1, {\"b\":null} ]}", "");
    row("added", R"({"a":1})", R"({"a":1,"b":2})", "+ $.b  > 2\n");
    row("removed", R"({"a":1,"b":2})", R"({"a":1})", "- $.b 2 > \n");
    row("changed", R"({"a":{"b":[1,2]}})", R"({"a":{"b":[1,3]}})", "~ $.a.b[1] 2 > 3\n");
    row("another kind", R"({"a":"1"})", R"({"a":[1]})", "~ $.a \"1\" > [1]\n");
    row("the top", "1", "{}", "~ $ 1 > {}\n");
    row("digits", "[1.0,18446744073709551615,-0]", "[1,18446744073709551616,0]",
        "~ $[0] 1.0 > 1\n~ $[1] 18446744073709551615 > 18446744073709551616\n~ $[2] -0 > 0\n");
    row("other escapes", R"(["A"])", R"(["\u0041"])", "= $[0] \"A\" > \"\\u0041\"\n");
    row("a key with other escapes", R"({"A":1})", R"({"\u0041":1})", "");
    row("order of keys", R"({"a":1,"b":2})", R"({"b":2,"a":3})", "^ $\n~ $.a 1 > 3\n");
    row("repeated keys", R"({"a":1,"a":2})", R"({"a":1,"a":3,"a":4})",
        "~ $.a#2 2 > 3\n+ $.a#3  > 4\n");
    row("keys that need quotes", R"({"x y":1})", R"({"x y":2})", "~ $[\"x y\"] 1 > 2\n");
    row("put in", "[1,2,3]", "[1,9,2,3]", "+ $[1]  > 9\n");
    row("taken out", R"([{"id":1},{"id":2},{"id":3}])", R"([{"id":1},{"id":3}])",
        "- $[1] {\"id\":2} > \n");
    row("taken out and changed", R"([{"id":1},{"id":2},{"id":3}])", R"([{"id":2},{"id":4}])",
        "- $[0] {\"id\":1} > \n~ $[1].id 3 > 4\n");
    row("all is new", "[]", "[1,2]", "+ $[0]  > 1\n+ $[1]  > 2\n");
}

void TestJsonDiff::finds()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const std::string old = before.toStdString();
    const std::string now = after.toStdString();
    QVERIFY(!checkJson(old) && !checkJson(now));
    const JsonTree oldTree(old);
    const JsonTree nowTree(now);
    const JsonDiff diff = diffJson(oldTree, nowTree);
    QTEST(printed(diff), "changes");
    QVERIFY(!diff.isCut);
    QVERIFY(!diff.isByPlace);
    QVERIFY(diffJson(nowTree, nowTree).changes.empty());
}

void TestJsonDiff::isCutAtTheBound()
{
    QVERIFY(!diffOf("[1,2,3]", "[4,5,6]", 3).isCut);
    const JsonDiff diff = diffOf("[1,2,3]", "[4,5,6]", 2);
    QVERIFY(diff.isCut);
    QCOMPARE(diff.changes.size(), 2U);
}

void TestJsonDiff::veryDifferentArrays()
{
    std::string before = "[";
    std::string after = "[";
    for (int i = 0; i < 5000; ++i) {
        before += std::to_string(i) + ",";
        after += std::to_string(i + 100'000) + ",";
    }
    before += "0]";
    after += "0,0]";
    const JsonTree old(before);
    const JsonTree now(after);
    const JsonDiff diff = diffJson(old, now);
    QVERIFY(diff.isByPlace);
    QCOMPARE(diff.changes.size(), 5001U);
}

void TestJsonDiff::deepDocuments()
{
    const std::string brackets(maxJsonDepth - 1, '[');
    const std::string ends(maxJsonDepth - 1, ']');
    const std::string before = brackets + "1" + ends;
    const std::string after = brackets + "2" + ends;
    QVERIFY(!checkJson(before));
    const JsonTree old(before);
    const JsonTree now(after);
    QCOMPARE(diffJson(old, now).changes.size(), 1U);
}

void TestJsonDiff::sameOnlyWhenTheSame()
{
    std::mt19937 dice(20261128);
    int same = 0;
    for (int i = 0; i < 20'000; ++i) {
        const std::string before = randomJson(dice, 3);
        const std::string after = randomJson(dice, 3);
        const JsonTree old(before);
        const JsonTree now(after);
        const JsonDiff diff = diffJson(old, now);
        QCOMPARE(diff.changes.empty(), before == after);
        same += before == after ? 1 : 0;
        for (const JsonChange& change : diff.changes)
            QVERIFY(change.before != change.after);
    }
    QVERIFY(same > 100);
}

QTEST_APPLESS_MAIN(TestJsonDiff)
#include "tst_jsondiff.moc"
