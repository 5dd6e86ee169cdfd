#include <support/messages.h>
#include <ui/models/filterdestination.h>
#include <ui/models/messagetablemodel.h>

#include <stomp/selector/selector.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Stomp::MessageField;
using Testing::Message;
using Testing::StoreWriter;

namespace {

MessageField field(const char* text)
{
    return MessageField::parse(text).field;
}

struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store};
    MessageTableModel model{store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void add(const Message& message)
    {
        writer.write(message);
        model.showAll();
    }
    [[nodiscard]] QVariant cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return model.index(row, column).data(role);
    }
};

} // namespace

/** Columns that show a header or a place of the body. */
class TestFieldColumns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void valuesAreShownAsTheyCame_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("isNumber");
        QTest::addColumn<bool>("isMuted");
        const auto row = [](const char* json, const QString& shown, bool isNumber, bool isMuted) {
            QTest::newRow(json) << QByteArray(json) << shown << isNumber << isMuted;
        };
        for (const char* number :
            {"18446744073709551615", "23958446825181076828", "1.0", "1e400", "-0"})
            row(number, QString::fromLatin1(number), true, false);
        row("null", QStringLiteral("null"), false, true);
        row("\"null\"", QStringLiteral("null"), false, false);
        row("false", QStringLiteral("false"), false, false);
        row("\"12\"", QStringLiteral("12"), false, false);
        row("\"a\\nb\"", QStringLiteral("a\u21b5b"), false, false);
        row("{\"b\":1}", QStringLiteral("{…}"), false, true);
        row("[]", QStringLiteral("[…]"), false, true);
    }
    void valuesAreShownAsTheyCame()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, shown);
        QFETCH(const bool, isNumber);
        QFETCH(const bool, isMuted);
        Table table;
        table.add(Message("/queue/a", "{\"a\":" + json.toStdString() + "}"));
        const int column = table.model.addField(field("$.a"));
        QCOMPARE(table.cell(0, column).toString(), shown);
        QCOMPARE(table.cell(0, column, MutedRole).toBool(), isMuted);
        const int alignment = table.cell(0, column, Qt::TextAlignmentRole).toInt();
        QCOMPARE((alignment & Qt::AlignRight) != 0, isNumber);
    }

    void whatIsNotThereIsAnEmptyCell()
    {
        Table table;
        table.add(Message("/queue/a", "{\"a\":1}"));
        table.add(Message("/queue/a", "not JSON"));
        const int path = table.model.addField(field("$.b"));
        const int header = table.model.addField(field("priority"));
        for (int row = 0; row < 2; ++row) {
            QCOMPARE(table.cell(row, path).toString(), QString());
            QCOMPARE(table.cell(row, header).toString(), QString());
        }
    }

    void columnsComeAndGo()
    {
        Table table;
        table.add(Message("/queue/a", R"({"a":1,"b":2})", "priority:9\n"));
        const QSignalSpy inserted(&table.model, &QAbstractItemModel::columnsInserted);
        const QSignalSpy removed(&table.model, &QAbstractItemModel::columnsRemoved);
        const int a = table.model.addField(field("$.a"));
        const int priority = table.model.addField(field("priority"));
        QCOMPARE(table.model.addField(field("$.a")), a);
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(table.model.columnCount(), messageColumnCount + 2);
        QCOMPARE(table.cell(0, a).toString(), QStringLiteral("1"));
        QCOMPARE(table.cell(0, priority).toString(), QStringLiteral("9"));
        QCOMPARE(table.model.headerData(a, Qt::Horizontal, Qt::DisplayRole).toString(),
            QStringLiteral("$.a"));
        QCOMPARE(table.model.keyOf(priority), QStringLiteral("\"priority\""));
        QCOMPARE(table.model.keyOf(0), QStringLiteral("time"));

        table.model.removeField(0); // not one that was added
        table.model.removeField(a);
        QCOMPARE(removed.count(), 1);
        QCOMPARE(table.cell(0, a).toString(), QStringLiteral("9"));
        QVERIFY(!table.model.columnOf(field("$.a")));
        QCOMPARE(table.model.columnOf(field("priority")), std::optional(a));
    }

    void longBodiesAreNotReadWhilePainting()
    {
        Table table;
        const std::string padding(FieldCells::longestBody, ' ');
        table.add(Message("/queue/a", "{\"a\":1}" + padding, "priority:3\n"));
        const int path = table.model.addField(field("$.a"));
        const int header = table.model.addField(field("priority"));
        QCOMPARE(table.cell(0, path).toString(), QStringLiteral("body too long"));
        QVERIFY(table.cell(0, path, MutedRole).toBool());
        QVERIFY(
            table.cell(0, path, Qt::ToolTipRole).toString().contains(QStringLiteral("65.5 kB")));
        QCOMPARE(table.cell(0, header).toString(), QStringLiteral("3"));
    }

    void cellsAreThoseOfTheirMessage()
    {
        Table table;
        const int column = table.model.addField(field("$.n"));
        for (int i = 0; i < 700; ++i) // more than are kept
            table.add(Message("/queue/a", "{\"n\":" + std::to_string(i) + "}"));
        for (const int row : {0, 699, 350, 0, 1})
            QCOMPARE(table.cell(row, column).toString(), QString::number(row));
        table.model.beginRemoval({0, 10});
        table.store.clear(10);
        table.model.endRemoval();
        QCOMPARE(table.cell(0, column).toString(), QStringLiteral("10"));
    }

    void aFilterForOneDestinationIsSeen_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("destination");
        const auto row = [](const char* condition, const char* destination) {
            QTest::newRow(condition)
                << QString::fromLatin1(condition) << QString::fromLatin1(destination);
        };
        row("destination = '/queue/a'", "/queue/a");
        row("'/queue/a' = destination", "/queue/a");
        row("$.a > 1 AND (priority = 4 AND destination = '/queue/a')", "/queue/a");
        row("destination = '/queue/a' OR $.a > 1", "");
        row("NOT destination = '/queue/a'", "");
        row("destination <> '/queue/a'", "");
        row("destination LIKE '/queue/%'", "");
        row("type = '/queue/a'", "");
        row("destination = 4", "");
    }
    void aFilterForOneDestinationIsSeen()
    {
        QFETCH(const QString, condition);
        QFETCH(const QString, destination);
        Stomp::SelectorOptions options;
        options.allowsPaths = true;
        const auto parsed = Stomp::Selector::parse(condition.toStdString(), options);
        QVERIFY(!parsed.selector.isEmpty());
        QCOMPARE(
            filterDestination(Stomp::MessageFilter::ofCondition(parsed.selector)), destination);
        QCOMPARE(filterDestination({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestFieldColumns)
#include "tst_fieldcolumns.moc"
