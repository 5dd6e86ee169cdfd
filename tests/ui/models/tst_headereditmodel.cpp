#include <ui/models/headereditmodel.h>
#include <ui/models/headermodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;

class TestHeaderEditModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void lastRowTakesTheNext();
    void orderAndRepetition();
    void removal();
    void bytesAreKept();
    void secretsAreMasked();
    void namelessRow();
};

void TestHeaderEditModel::lastRowTakesTheNext()
{
    HeaderEditModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(model.headers().empty());
    QVERIFY(model.setData(model.index(0, 0), QStringLiteral("a"), Qt::EditRole));
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.setData(model.index(0, 1), QStringLiteral(" x "), Qt::EditRole));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.headers(), (std::vector<Stomp::Header>{{"a", " x "}}));
}

void TestHeaderEditModel::orderAndRepetition()
{
    HeaderEditModel model;
    const std::vector<Stomp::Header> headers{{"b", "1"}, {"a", ""}, {"b", "2"}};
    model.setHeaders(headers);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.headers(), headers);
}

void TestHeaderEditModel::removal()
{
    HeaderEditModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setHeaders({{"a", "1"}, {"b", "2"}, {"c", "3"}});
    QVERIFY(model.removeRow(1));
    QCOMPARE(model.headers(), (std::vector<Stomp::Header>{{"a", "1"}, {"c", "3"}}));
    QVERIFY(!model.removeRow(2));
    QCOMPARE(model.rowCount(), 3);
    QVERIFY(model.removeRows(0, 3));
    QCOMPARE(model.rowCount(), 1);
}

void TestHeaderEditModel::bytesAreKept()
{
    HeaderEditModel model;
    const std::vector<Stomp::Header> headers{{"a", "x\xFFy\nz"}};
    model.setHeaders(headers);
    // As an editor does that was opened and closed again.
    const QModelIndex value = model.index(0, HeaderEditModel::ValueColumn);
    QVERIFY(model.setData(value, value.data(Qt::EditRole), Qt::EditRole));
    QCOMPARE(model.headers(), headers);
    QVERIFY(model.setData(value, QStringLiteral("\u00e4"), Qt::EditRole));
    QCOMPARE(model.headers(), (std::vector<Stomp::Header>{{"a", "\xC3\xA4"}}));
}

void TestHeaderEditModel::secretsAreMasked()
{
    HeaderEditModel model;
    model.setHeaders({{"authorization", "hunter2"}});
    QCOMPARE(model.index(0, 1).data().toString(), HeaderModel::mask());
    QCOMPARE(model.index(0, 1).data(Qt::EditRole).toString(), QStringLiteral("hunter2"));
    QCOMPARE(model.headers().front().value, std::string("hunter2"));
}

void TestHeaderEditModel::namelessRow()
{
    HeaderEditModel model;
    QCOMPARE(model.namelessRow(), -1);
    QVERIFY(model.setData(model.index(0, 1), QStringLiteral("x"), Qt::EditRole));
    QCOMPARE(model.namelessRow(), 0);
    QVERIFY(model.headers().empty());
}

QTEST_GUILESS_MAIN(TestHeaderEditModel)
#include "tst_headereditmodel.moc"
