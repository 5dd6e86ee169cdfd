#include <ui/models/headermodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;

class TestHeaderModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void orderAndRepetition();
    void secretsNeverLeaveTheModel();
    void controlCharactersAreShown();
};

void TestHeaderModel::orderAndRepetition()
{
    HeaderModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const std::vector<Stomp::HeaderView> headers{
        {"destination", "/queue/a"}, {"foo", "1"}, {"bar", ""}, {"foo", "2"}};
    model.setHeaders(headers);
    QCOMPARE(model.rowCount(), 4);
    QStringList shown;
    QList<bool> repeated;
    for (int row = 0; row < model.rowCount(); ++row) {
        shown << model.index(row, HeaderModel::NameColumn).data().toString() + QChar(u':')
                + model.index(row, HeaderModel::ValueColumn).data().toString();
        repeated << model.index(row, 0).data(HeaderModel::RepeatedRole).toBool();
    }
    QCOMPARE(shown,
        (QStringList{QStringLiteral("destination:/queue/a"), QStringLiteral("foo:1"),
            QStringLiteral("bar:"), QStringLiteral("foo:2")}));
    QCOMPARE(repeated, (QList<bool>{false, false, false, true}));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestHeaderModel::secretsNeverLeaveTheModel()
{
    HeaderModel model;
    const std::vector<Stomp::HeaderView> headers{{"Passcode", "hunter2"}, {"login", "guest"}};
    model.setHeaders(headers);
    for (int column = 0; column < HeaderModel::ColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole + 20; ++role)
            QVERIFY(
                !model.index(0, column).data(role).toString().contains(QStringLiteral("hunter2")));
    }
    QVERIFY(model.index(0, 0).data(HeaderModel::SecretRole).toBool());
    QCOMPARE(model.index(0, HeaderModel::ValueColumn).data().toString(), HeaderModel::mask());
    QCOMPARE(model.index(1, HeaderModel::ValueColumn).data().toString(), QStringLiteral("guest"));
}

void TestHeaderModel::controlCharactersAreShown()
{
    HeaderModel model;
    const std::vector<Stomp::HeaderView> headers{{"a", "x\ny\tz\x01"}, {"b", "\xFF"}};
    model.setHeaders(headers);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("x\u21b5y\u2192z\u2401"));
    QCOMPARE(
        model.index(0, 1).data(HeaderModel::ValueRole).toString(), QStringLiteral("x\ny\tz\x01"));
    QCOMPARE(model.index(1, 1).data().toString(), QStringLiteral("\uFFFD"));
}

QTEST_GUILESS_MAIN(TestHeaderModel)
#include "tst_headermodel.moc"
