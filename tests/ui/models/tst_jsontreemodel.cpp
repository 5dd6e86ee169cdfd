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

} // namespace

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void rows_data();
    void rows();
    void roles();
    void longArraysComeInPortions();
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

void TestJsonTreeModel::longArraysComeInPortions()
{
    std::string text = "[0";
    const int count = 3 * static_cast<int>(JsonTreeModel::portion) + 7;
    for (int i = 1; i < count; ++i)
        text += "," + std::to_string(i);
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    model.setTree(treeOf(text + "]"));
    const QModelIndex top = model.index(0, 0);
    while (model.canFetchMore(top))
        model.fetchMore(top);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QCOMPARE(model.rowCount(top), count);
    QCOMPARE(
        model.index(count - 1, JsonValueColumn, top).data().toString(), QString::number(count - 1));

    model.setTree(treeOf(text + "]"));
    int expected = 0;
    const QModelIndex again = model.index(0, 0);
    while (expected < count) {
        QVERIFY(model.canFetchMore(again));
        model.fetchMore(again);
        expected = qMin(count, expected + static_cast<int>(JsonTreeModel::portion));
        QCOMPARE(model.rowCount(again), expected);
    }
    QVERIFY(!model.canFetchMore(again));
    QVERIFY(inserted.count() >= 4);
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
