#include <ui/models/hexmodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;

class TestHexModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void lines();
    void largeBodyIsLazy();
};

void TestHexModel::lines()
{
    HexModel model;
    const QAbstractItemModelTester tester(
        &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setBytes("0123456789abcdef\xFFz", {});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, HexModel::OffsetColumn).data().toString(), QStringLiteral("00000010"));
    QCOMPARE(model.index(1, HexModel::HexColumn).data().toString(), QStringLiteral("ff 7a"));
    QCOMPARE(model.index(1, HexModel::TextColumn).data().toString(), QStringLiteral(".z"));
    model.setLineBytes(8);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, HexModel::OffsetColumn).data().toString(), QStringLiteral("00000008"));
    QCOMPARE(model.index(1, HexModel::TextColumn).data().toString(), QStringLiteral("89abcdef"));
}

void TestHexModel::largeBodyIsLazy()
{
    HexModel model;
    const auto bytes = std::make_shared<const std::string>(50'000'001, 'x');
    model.setBytes(*bytes, bytes);
    QCOMPARE(model.rowCount(), 3'125'001);
    QCOMPARE(model.index(3'125'000, HexModel::HexColumn).data().toString(), QStringLiteral("78"));
}

QTEST_GUILESS_MAIN(TestHexModel)
#include "tst_hexmodel.moc"
