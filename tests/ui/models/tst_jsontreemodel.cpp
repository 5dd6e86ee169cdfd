#include <ui/models/jsontreemodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;

namespace {

std::shared_ptr<const Stomp::JsonTree> treeOf(std::string text)
{
    const auto owner = std::make_shared<const std::string>(std::move(text));
    return std::make_shared<const Stomp::JsonTree>(*owner, owner);
}

/** Everything below an index, fetched, as indented lines. */
QString print(QAbstractItemModel& model, const QModelIndex& parent, int depth = 0)
{
    while (model.canFetchMore(parent))
        model.fetchMore(parent);
    QString out;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        out += QString(depth, QLatin1Char(' ')) + index.data().toString();
        for (int column : {JsonValueColumn, JsonTypeColumn})
            out += QLatin1Char('|') + index.siblingAtColumn(column).data().toString();
        out += QLatin1Char('\n') + print(model, index, depth + 1);
    }
    return out;
}

/** [0,1,2 ...] */
std::string numbers(int count)
{
    std::string text = "[0";
    for (int i = 1; i < count; ++i)
        text += "," + std::to_string(i);
    return text + "]";
}

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void rows_data();
    void rows();
    void roles();
    void longArraysComeInParts();
    void partsOfParts();
    void partsOfAnObject();
    void repeatedKeysAreTold();
    void repeatedKeysAreToldAcrossParts();
    void longStringsAreCutInCellsOnly();
    void replacing();
};

void TestJsonTreeModel::rows_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("printed");
    QTest::newRow("scalar") << QStringLiteral("18446744073709551615")
                            << QStringLiteral("$|18446744073709551615|number\n");
    QTest::newRow("empty containers") << QStringLiteral(
        R"([{},[]])") << QStringLiteral("$|2 elements|array\n [0]|{}|object\n [1]|[]|array\n");
    QTest::newRow("order and repeated keys")
        << QStringLiteral(R"({"z":1.0,"a":true,"z":null})")
        << QStringLiteral("$|3 members|object\n z|1.0|number\n a|true|boolean\n z|null|null\n");
    QTest::newRow("nested and escaped")
        << QStringLiteral(R"({"a\tb":["\u00fc\n\/"]})")
        << QStringLiteral(
               "$|1 member|object\n a\u2192b|1 element|array\n  [0]|\"\u00fc\u21b5/\"|string\n");
}

void TestJsonTreeModel::rows()
{
    QFETCH(QString, document);
    QFETCH(QString, printed);
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    QCOMPARE(model.rowCount(), 0);
    model.setTree(treeOf(document.toStdString()));
    QCOMPARE(print(model, {}), printed);
}

void TestJsonTreeModel::roles()
{
    JsonTreeModel model;
    model.setTree(treeOf(R"({"a":[0,1,2,{"x y":"\u00e4\/"}]})"));
    QModelIndex index = model.index(0, 0);
    for (const int row : {0, 3, 0}) {
        model.fetchMore(index);
        index = model.index(row, 0, index);
    }
    QCOMPARE(index.data(JsonPathRole).toString(), QStringLiteral("$.a[3][\"x y\"]"));
    QCOMPARE(index.data(JsonRawRole).toByteArray(), QByteArray(R"("\u00e4\/")"));
    QCOMPARE(index.data(JsonTextRole).toString(), QStringLiteral("\u00e4/"));
    QCOMPARE(index.data(JsonKindRole).toInt(), static_cast<int>(Stomp::JsonKind::String));
    QCOMPARE(index.parent().data(JsonRawRole).toByteArray(), QByteArray(R"({"x y":"\u00e4\/"})"));
}

void TestJsonTreeModel::longArraysComeInParts()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    model.setTree(treeOf(numbers(1000)));
    const QModelIndex short_ = model.index(0, 0);
    model.fetchMore(short_);
    QCOMPARE(model.rowCount(short_), 1000);
    QVERIFY(!model.isPart(model.index(0, 0, short_)));

    model.setTree(treeOf("{\"a\":" + numbers(2007) + "}"));
    const QModelIndex top = model.index(0, 0);
    model.fetchMore(top);
    const QModelIndex list = model.index(0, 0, top);
    QCOMPARE(
        list.siblingAtColumn(JsonValueColumn).data().toString(), QStringLiteral("2,007 elements"));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.fetchMore(list);
    QCOMPARE(inserted.count(), 1);
    QVERIFY(!model.canFetchMore(list));
    QCOMPARE(model.rowCount(list), 3);
    const QModelIndex last = model.index(2, 0, list);
    QVERIFY(model.isPart(last));
    QCOMPARE(last.data().toString(), QStringLiteral("[2000 \u2026 2006]"));
    QCOMPARE(last.siblingAtColumn(JsonValueColumn).data().toString(), QStringLiteral("7 elements"));
    QCOMPARE(last.siblingAtColumn(JsonTypeColumn).data().toString(), QStringLiteral("part"));
    QCOMPARE(last.data(JsonPathRole).toString(), QStringLiteral("$.a"));
    QCOMPARE(
        last.data(JsonRawRole).toByteArray(), QByteArray("[2000,2001,2002,2003,2004,2005,2006]"));
    QCOMPARE(
        last.data(JsonTextRole).toString(), QStringLiteral("[2000,2001,2002,2003,2004,2005,2006]"));
    QVERIFY(model.index(0, 0, list).data(JsonRawRole).toByteArray().endsWith(",998,999]"));

    model.fetchMore(last);
    QCOMPARE(model.rowCount(last), 7);
    const QModelIndex element = model.index(6, 0, last);
    QCOMPARE(element.data().toString(), QStringLiteral("[2006]"));
    QCOMPARE(element.data(JsonPathRole).toString(), QStringLiteral("$.a[2006]"));
    QCOMPARE(element.siblingAtColumn(JsonValueColumn).data().toString(), QStringLiteral("2006"));
}

void TestJsonTreeModel::partsOfParts()
{
    constexpr int count = 1'002'345;
    const std::string text = numbers(count);
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    model.setTree(treeOf(text));
    QModelIndex at = model.index(0, 0);
    // Down to where a number stands in the document, as the search goes.
    const std::size_t place = text.find("1002344");
    QStringList names;
    while (at.isValid()) {
        names << at.data().toString();
        model.fetchMore(at);
        QVERIFY(model.rowCount(at) <= static_cast<int>(JsonTreeModel::partSize));
        const QModelIndex next = model.childOver(at, place);
        if (!next.isValid())
            break;
        at = next;
    }
    QCOMPARE(names,
        (QStringList{QStringLiteral("$"), QStringLiteral("[1000000 \u2026 1002344]"),
            QStringLiteral("[1002000 \u2026 1002344]"), QStringLiteral("[1002344]")}));
    QCOMPARE(at.data(JsonPathRole).toString(), QStringLiteral("$[1002344]"));
    QCOMPARE(at.parent().siblingAtColumn(JsonValueColumn).data().toString(),
        QStringLiteral("345 elements"));
}

void TestJsonTreeModel::partsOfAnObject()
{
    std::string text = "{";
    for (int i = 0; i < 1001; ++i)
        text += (i == 0 ? "\"k" : ", \"k") + std::to_string(i) + "\": " + std::to_string(i);
    JsonTreeModel model;
    model.setTree(treeOf(text + "}"));
    const QModelIndex top = model.index(0, 0);
    model.fetchMore(top);
    QCOMPARE(model.rowCount(top), 2);
    const QModelIndex last = model.index(1, 0, top);
    QCOMPARE(last.data().toString(), QStringLiteral("members 1001 \u2026 1001"));
    QCOMPARE(last.siblingAtColumn(JsonValueColumn).data().toString(), QStringLiteral("1 member"));
    QCOMPARE(last.data(JsonRawRole).toByteArray(), QByteArray("{\"k1000\": 1000}"));
    model.fetchMore(last);
    QCOMPARE(model.index(0, 0, last).data(JsonPathRole).toString(), QStringLiteral("$.k1000"));
    // A key is as good a place as its value.
    QCOMPARE(model.childOver(last, text.find("k1000")), model.index(0, 0, last));
}

void TestJsonTreeModel::repeatedKeysAreTold()
{
    JsonTreeModel model;
    model.setTree(treeOf(R"({"a":1,"b":{"a":2},"\u0061":3,"list":[1,1]})"));
    const QModelIndex top = model.index(0, 0);
    model.fetchMore(top);
    const auto told = [&model, &top](int row) {
        return model.index(row, JsonNameColumn, top).data(JsonRepeatedRole).toString();
    };
    QVERIFY(told(0).contains(QStringLiteral("keep only the last")));
    QVERIFY(told(2).contains(QStringLiteral("keep only this one")));
    QCOMPARE(told(1), QString());
    QCOMPARE(told(3), QString());
    QCOMPARE(top.data(JsonRepeatedRole).toString(), QString());
    QVERIFY(model.index(0, 0, top).data(Qt::ToolTipRole).toString().contains(told(0)));
    QCOMPARE(model.index(0, 0, top).data(Qt::AccessibleTextRole).toString(),
        QStringLiteral("a, repeated"));
    QVERIFY(!model.index(1, 0, top).data(Qt::AccessibleTextRole).isValid());
    for (const int container : {1, 3}) {
        const QModelIndex inner = model.index(container, 0, top);
        model.fetchMore(inner);
        QCOMPARE(model.index(0, 0, inner).data(JsonRepeatedRole).toString(), QString());
    }
}

void TestJsonTreeModel::repeatedKeysAreToldAcrossParts()
{
    const auto object = [](std::size_t bytes) {
        std::string text = R"({"first":0,"alone":"")";
        text.insert(text.size() - 1, bytes, 'x');
        for (int i = 0; i < 1500; ++i)
            text += ",\"k" + std::to_string(i) + "\":0";
        return text + R"(,"first":1,"near":1,"near":2})";
    };
    const auto repeatedIn = [](JsonTreeModel& model, int part) {
        const QModelIndex parent = model.index(part, 0, model.index(0, 0));
        model.fetchMore(parent);
        QStringList names;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            if (!index.data(JsonRepeatedRole).toString().isEmpty())
                names << index.data().toString();
        }
        return names.join(u' ');
    };
    for (const bool isLarge : {false, true}) {
        JsonTreeModel model;
        model.setTree(treeOf(object(isLarge ? JsonTreeModel::comparedBytes : 0)));
        model.fetchMore(model.index(0, 0));
        QCOMPARE(repeatedIn(model, 0), isLarge ? QString() : QStringLiteral("first"));
        QCOMPARE(repeatedIn(model, 1),
            isLarge ? QStringLiteral("near near") : QStringLiteral("first near near"));
        const QModelIndex part = model.index(0, 0, model.index(0, 0));
        QCOMPARE(part.data(Qt::ToolTipRole).toString().contains(QStringLiteral("within each part")),
            isLarge);
    }
}

void TestJsonTreeModel::longStringsAreCutInCellsOnly()
{
    const std::string token = "\"" + std::string(1'000'000, 'x') + "\"";
    JsonTreeModel model;
    model.setTree(treeOf(token));
    const QModelIndex index = model.index(0, JsonValueColumn);
    QCOMPARE(index.data().toString().size(), JsonTreeModel::shownCharacters + 3);
    QVERIFY(index.data().toString().endsWith(QStringLiteral("\u2026\"")));
    QCOMPARE(index.data(JsonRawRole).toByteArray(), QByteArray::fromStdString(token));
    QCOMPARE(index.data(JsonTextRole).toString().size(), 1'000'000);
}

void TestJsonTreeModel::replacing()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    model.setTree(treeOf(R"({"a":[1]})"));
    QVERIFY(!print(model, {}).isEmpty());
    model.setTree(treeOf("[]"));
    QCOMPARE(print(model, {}), QStringLiteral("$|[]|array\n"));
    QVERIFY(!model.hasChildren(model.index(0, 0)));
    model.setTree({});
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.hasChildren());
}

QTEST_GUILESS_MAIN(TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
