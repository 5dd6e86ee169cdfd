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
    void notesAreTheBrokersOwn_data();
    void notesAreTheBrokersOwn();
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

void TestHeaderModel::notesAreTheBrokersOwn_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* tag, Stomp::Dialect dialect, const char* name,
                         const char* value, const char* part) {
        QTest::newRow(tag) << int(dialect) << QByteArray(name) << QByteArray(value)
                           << QString::fromLatin1(part);
    };
    using enum Stomp::Dialect;
    row("moment in ms", ActiveMq, "expires", "1900000000000", "2030");
    row("moment in s", RabbitMq, "timestamp", "1900000000", "2030");
    row("never", ActiveMq, "expires", "0", "0 is never");
    row("duration", RabbitMq, "expiration", "60000", "Here: 60 s.");
    row("beyond all dates", ActiveMq, "expires", "999999999999999999", "(from source)");
    row("tried", ActiveMq, "redelivered", "true", "(tried live)");
    row("not tried", Artemis, "redelivered", "true", "(from source)");
    row("the sender's own", ActiveMq, "order-no", "7", "sender's own");
}

void TestHeaderModel::notesAreTheBrokersOwn()
{
    QFETCH(const int, dialect);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, part);
    HeaderModel model;
    const std::vector<Stomp::HeaderView> headers{
        {{name.constData(), std::size_t(name.size())},
            {value.constData(), std::size_t(value.size())}},
        {{name.constData(), std::size_t(name.size())}, "again"}};
    model.setHeaders(headers, Stomp::Dialect(dialect));
    const QString note = model.index(0, 0).data(HeaderModel::NoteRole).toString();
    QVERIFY2(note.contains(part), qPrintable(note));
    QVERIFY(!note.contains(QLatin1StringView("Repeated")));
    QVERIFY(model.index(1, 0)
                .data(HeaderModel::NoteRole)
                .toString()
                .startsWith(QLatin1StringView("Repeated")));
}

QTEST_GUILESS_MAIN(TestHeaderModel)
#include "tst_headermodel.moc"
