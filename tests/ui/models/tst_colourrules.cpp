#include <support/messages.h>
#include <ui/models/colourrules.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::Message;
using Testing::StoreWriter;

namespace {

struct Table
{
    Stomp::MessageStore store;
    StoreWriter writer{store};
    MessageTableModel model{store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ColourRules& rules = *new ColourRules(model);

    void add(std::string_view body, std::string_view headers = {})
    {
        writer.write(Message("/queue/a", body, headers));
        model.showAll();
    }
    /** By rows; 0: none. */
    [[nodiscard]] QList<int> colours() const
    {
        QList<int> all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << model.index(row, 0).data(RowColourRole).toInt();
        return all;
    }
};

ColourRule rule(const char* condition, RowColour colour, bool isOn = true)
{
    return {QString::fromUtf8(condition), colour, isOn};
}

constexpr int red = int(RowColour::Red);
constexpr int blue = int(RowColour::Blue);

} // namespace

/** Which rule colours which message. */
class tst_ColourRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theFirstThatIsTrue()
    {
        Table table;
        table.add(R"({"qty":7})");
        table.add(R"({"qty":3})", "priority:9\n");
        table.add(R"({"qty":8})", "priority:9\n");
        table.add("text");
        QCOMPARE(table.colours(), (QList<int>{0, 0, 0, 0}));
        QSignalSpy told(&table.model, &QAbstractItemModel::dataChanged);
        table.rules.setRules(
            {rule("$.qty > 5", RowColour::Red), rule("priority = 9", RowColour::Blue)});
        QCOMPARE(told.size(), 1);
        QCOMPARE(table.colours(), (QList<int>{red, blue, red, 0}));
        table.rules.setRules(
            {rule("priority = 9", RowColour::Blue), rule("$.qty > 5", RowColour::Red)});
        QCOMPARE(table.colours(), (QList<int>{red, blue, blue, 0}));
        table.rules.setRules(
            {rule("priority = 9", RowColour::Blue, false), rule("$.qty > 5", RowColour::Red)});
        QCOMPARE(table.colours(), (QList<int>{red, 0, red, 0}));
        told.clear();
        table.rules.setRules(table.rules.rules());
        QVERIFY(told.isEmpty());
    }

    void oneThatCannotBeReadColoursNothing()
    {
        Table table;
        table.add(R"({"qty":7})");
        table.rules.setRules({rule("$.qty >", RowColour::Red), rule("", RowColour::Red),
            rule("$.qty = 7", RowColour::Blue)});
        QCOMPARE(table.colours(), QList<int>{blue});
    }

    void theRuleIsNamed()
    {
        Table table;
        table.add(R"({"qty":7})");
        table.rules.setRules({rule("$.qty = 7", RowColour::Blue)});
        const QString words = QStringLiteral("coloured by the rule $.qty = 7");
        QVERIFY(table.model.index(0, 0).data(Qt::ToolTipRole).toString().endsWith(words));
        QVERIFY(table.model.index(0, 0).data(Qt::AccessibleTextRole).toString().endsWith(words));
    }

    /** Answers are kept by serial: rows that move must keep their colour. */
    void coloursStayWithTheirMessages()
    {
        Table table;
        for (int i = 0; i < 9; ++i)
            table.add("{\"n\":" + std::to_string(i) + "}");
        table.rules.setRules({rule("$.n = 5", RowColour::Red)});
        QCOMPARE(table.colours().indexOf(red), 5);
        table.model.beginRemoval({0, 3});
        table.store.clear(3);
        table.model.endRemoval();
        QCOMPARE(table.colours().indexOf(red), 2);
        QCOMPARE(table.colours().count(red), 1);
    }

    void manyMoreThanAreRemembered()
    {
        Table table;
        for (int i = 0; i < 20'000; ++i)
            table.writer.write(Message("/queue/a", "{\"n\":" + std::to_string(i % 2) + "}"));
        table.rules.setRules({rule("$.n = 1", RowColour::Red)});
        table.model.showAll();
        for (const int round : {0, 1})
            for (int row = round; row < 20'000; row += 997)
                QCOMPARE(
                    table.model.index(row, 0).data(RowColourRole).toInt(), row % 2 == 1 ? red : 0);
    }

    void ofLargeBodiesOnlyTheHeaders()
    {
        Table table;
        const std::string large =
            "{\"n\":1,\"text\":\"" + std::string(ColourRules::largestBody, 'x') + "\"}";
        table.add(large, "priority:9\n");
        table.rules.setRules({rule("$.n = 1", RowColour::Red)});
        QCOMPARE(table.colours(), QList<int>{0});
        table.rules.setRules(
            {rule("$.n = 1", RowColour::Red), rule("priority = 9", RowColour::Blue)});
        QCOMPARE(table.colours(), QList<int>{blue});
    }

    void thereIsABoundOfRules()
    {
        Table table;
        QList<ColourRule> many;
        for (qsizetype i = 0; i <= ColourRules::mostRules; ++i)
            many << rule("a = 1", RowColour::Red);
        table.rules.setRules(many);
        QCOMPARE(table.rules.rules().size(), ColourRules::mostRules);
    }

    void keysComeBack()
    {
        for (const RowColour colour : rowColours)
            QCOMPARE(int(rowColourFromKey(toKey(colour))), int(colour));
        QCOMPARE(int(rowColourFromKey(QStringLiteral("ultraviolet"))), red);
    }
};

QTEST_GUILESS_MAIN(tst_ColourRules)
#include "tst_colourrules.moc"
