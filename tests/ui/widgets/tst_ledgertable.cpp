#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/filterline.h>
#include <ui/widgets/ledgerline.h>
#include <ui/widgets/ledgertable.h>

#include <QHeaderView>
#include <QSignalSpy>

using namespace Ui;

namespace {

/** Two connections; one of them with two subscriptions, one of which is to a queue we know. */
struct Stage : Testing::MessageStage
{
    Stage() : table(panel.findChild<LedgerTable*>())
    {
        ledgerTester = std::make_unique<QAbstractItemModelTester>(
            &table->ledgers(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        pump.model().setConnection(1, QStringLiteral("Orders"), Stomp::Dialect::Generic);
        pump.traffic().assign(5, 1, QStringLiteral("/queue/orders"), Stomp::DestinationKind::Queue);
        receive(30, 0, 1, 5);
        receive(20, 0, 1, 0);
        receive(7, 0, 2, 9);
    }

    void clickInLine(LedgerModel::Column term)
    {
        QTest::mouseClick(ledger(), Qt::LeftButton, {}, ledger()->rectOf(term).center());
    }
    void open() { QTest::mouseClick(ledger(), Qt::LeftButton); }
    [[nodiscard]] QModelIndex cell(int row, LedgerModel::Column column)
    {
        return table->ledgers().index(row, column);
    }
    [[nodiscard]] QString text(int row, LedgerModel::Column column)
    {
        return cell(row, column).data().toString();
    }
    [[nodiscard]] bool isLink(int row, LedgerModel::Column column)
    {
        return !cell(row, column).data(LedgerModel::ConditionRole).toString().isEmpty();
    }
    [[nodiscard]] QString why(int row, LedgerModel::Column column)
    {
        return cell(row, column).data(Qt::ToolTipRole).toString();
    }
    void clickOn(int row, LedgerModel::Column column)
    {
        QTest::mouseClick(
            table->viewport(), Qt::LeftButton, {}, table->visualRect(cell(row, column)).center());
    }
    [[nodiscard]] bool isAtRest()
    {
        pump.flush();
        return pump.ledger().waiting == 0 && !pump.filtering().isBusy();
    }

    LedgerTable* table;
    std::unique_ptr<QAbstractItemModelTester> ledgerTester;
};

} // namespace

class TestLedgerTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void theLineOpensAndClosesIt()
    {
        Stage stage;
        QVERIFY(stage.table->isHidden());
        stage.open();
        QVERIFY(stage.table->isVisible());
        QVERIFY(stage.table->action()->isChecked());
        QTRY_COMPARE(stage.table->height(), stage.table->sizeHint().height());
        QTest::keyClick(stage.ledger(), Qt::Key_Return);
        QVERIFY(stage.table->isHidden());
        stage.table->action()->trigger();
        QVERIFY(stage.table->isVisible());
        QTest::keyClick(stage.table, Qt::Key_Escape);
        QVERIFY(stage.table->isHidden());
    }

    void showsEachSource()
    {
        Stage stage;
        stage.open();
        QCOMPARE(stage.table->ledgers().rowCount(), 6);
        QCOMPARE(stage.text(0, LedgerModel::SourceColumn), QStringLiteral("Orders"));
        QCOMPARE(stage.text(0, LedgerModel::ReceivedColumn), QStringLiteral("50"));
        QCOMPARE(
            stage.text(1, LedgerModel::SourceColumn), QStringLiteral("without a subscription"));
        QCOMPARE(stage.text(2, LedgerModel::SourceColumn), QStringLiteral("/queue/orders"));
        QCOMPARE(stage.text(2, LedgerModel::ShownColumn), QStringLiteral("30"));
        QCOMPARE(stage.text(3, LedgerModel::SourceColumn), QStringLiteral("connection 2"));
        QCOMPARE(stage.text(4, LedgerModel::SourceColumn), QStringLiteral("subscription 9"));
        QCOMPARE(stage.text(5, LedgerModel::ReceivedColumn), QStringLiteral("57"));
        stage.pump.setPaused(true);
        stage.receive(3, 0, 2, 8);
        QCOMPARE(stage.table->ledgers().rowCount(), 7);
        QCOMPARE(stage.text(4, LedgerModel::SourceColumn), QStringLiteral("subscription 8"));
        QCOMPARE(stage.text(4, LedgerModel::HeldColumn), QStringLiteral("3"));
        QCOMPARE(stage.text(6, LedgerModel::HeldColumn), QStringLiteral("3"));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("held 3")));
    }

    void aSubscriptionHasARowBeforeAnythingComes()
    {
        Stage stage;
        stage.open();
        stage.pump.announce(7, 1, QStringLiteral("/topic/quiet"), Stomp::DestinationKind::Topic);
        QCOMPARE(stage.table->ledgers().rowCount(), 7);
        QCOMPARE(stage.text(3, LedgerModel::SourceColumn), QStringLiteral("/topic/quiet"));
        QCOMPARE(stage.text(3, LedgerModel::ReceivedColumn), QStringLiteral("0"));
        QVERIFY(!stage.isLink(3, LedgerModel::ShownColumn));
        stage.pump.announce(7, 1, QStringLiteral("/topic/quiet"), Stomp::DestinationKind::Topic);
        QCOMPARE(stage.table->ledgers().rowCount(), 7);
        stage.pump.announce(3, 4, QStringLiteral("/queue/last"), Stomp::DestinationKind::Queue);
        QCOMPARE(stage.table->ledgers().rowCount(), 9); // with its connection
        stage.receive(2, 0, 1, 7);
        QCOMPARE(stage.table->ledgers().rowCount(), 9);
        QCOMPARE(stage.text(3, LedgerModel::ShownColumn), QStringLiteral("2"));
        stage.pump.setPaused(true);
        QVERIFY(stage.why(8, LedgerModel::HeldColumn).contains(QStringLiteral("sorted")));
    }

    void aClickOnANumberShowsItsMessages()
    {
        Stage stage;
        stage.open();
        stage.clickOn(2, LedgerModel::ShownColumn);
        QCOMPARE(stage.panel.filterLine()->text(),
            QStringLiteral("from_connection = 1 AND from_subscription = 5"));
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 30U);
        QCOMPARE(stage.text(3, LedgerModel::HiddenColumn), QStringLiteral("7"));
        stage.clickOn(3, LedgerModel::HiddenColumn);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 7U);
        QCOMPARE(stage.text(3, LedgerModel::ShownColumn), QStringLiteral("7"));
    }

    /** Also those of which the filter says neither yes nor no: these bodies are no JSON. */
    void hiddenOnesAreAllShown()
    {
        Stage stage;
        stage.open();
        stage.panel.filterLine()->setFilter(QStringLiteral("$.n = 3"), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.text(5, LedgerModel::HiddenColumn), QStringLiteral("57"));
        QVERIFY(!stage.isLink(5, LedgerModel::ShownColumn));
        stage.table->setCurrentIndex(stage.cell(5, LedgerModel::HiddenColumn));
        QTest::keyClick(stage.table, Qt::Key_Return);
        QCOMPARE(stage.panel.filterLine()->text(), QStringLiteral("($.n = 3) IS NOT TRUE"));
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 57U);
    }

    void whatCannotBeShownSaysWhy()
    {
        Stage stage;
        stage.open();
        stage.pump.clear();
        QCOMPARE(stage.text(2, LedgerModel::ClearedColumn), QStringLiteral("30"));
        for (const auto column :
            {LedgerModel::ReceivedColumn, LedgerModel::ClearedColumn, LedgerModel::RetiredColumn,
                LedgerModel::WaitingColumn, LedgerModel::HeldColumn, LedgerModel::LostColumn}) {
            QVERIFY(!stage.isLink(2, column));
            QVERIFY(!stage.why(2, column).isEmpty());
        }
        stage.clickOn(2, LedgerModel::ClearedColumn);
        QVERIFY(stage.panel.filterLine()->text().isEmpty());

        stage.receive(10, 0, 1, 5);
        stage.panel.filterLine()->setFilter(QStringLiteral("orders"), FilterMode::Text);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.text(2, LedgerModel::ShownColumn), QStringLiteral("10"));
        QVERIFY(!stage.isLink(2, LedgerModel::ShownColumn));
        QVERIFY(stage.why(2, LedgerModel::ShownColumn).contains(QStringLiteral("text search")));
    }

    void oneClickInTheLineShowsWhatIsHidden()
    {
        Stage stage;
        LedgerLine& line = *stage.ledger();
        QVERIFY(!line.isLink(LedgerModel::ReceivedColumn)); // it is all in view
        stage.clickInLine(LedgerModel::ReceivedColumn);
        QVERIFY(stage.table->isVisible());
        stage.clickInLine(LedgerModel::ShownColumn);
        QVERIFY(stage.table->isHidden());

        const QString filter = QStringLiteral("from_connection = 2");
        stage.panel.filterLine()->setFilter(filter, FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QVERIFY(line.text().contains(QStringLiteral("hidden by filter 50")));
        QVERIFY(line.toolTipAt(line.rectOf(LedgerModel::HiddenColumn).center())
                    .contains(QStringLiteral("(from_connection = 2) IS NOT TRUE")));
        stage.clickInLine(LedgerModel::HiddenColumn);
        QCOMPARE(
            stage.panel.filterLine()->text(), QStringLiteral("(from_connection = 2) IS NOT TRUE"));
        QVERIFY(stage.table->isHidden());
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 50U);
        stage.clickInLine(LedgerModel::HiddenColumn);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 7U);
        stage.clickInLine(LedgerModel::ReceivedColumn);
        QCOMPARE(stage.panel.filterLine()->text(), QString());
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 57U);
    }

    void theLineIsAPlaceForTheKeyboard()
    {
        Stage stage;
        LedgerLine& line = *stage.ledger();
        stage.panel.filterLine()->setFilter(
            QStringLiteral("from_connection = 2"), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        line.setFocus();
        QTest::keyClick(&line, Qt::Key_Right); // received
        QTest::keyClick(&line, Qt::Key_Right); // hidden
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(stage.table->isHidden());
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.ledger().shown, 50U);
        QTest::keyClick(&line, Qt::Key_Right); // beyond the last: the line itself
        QTest::keyClick(&line, Qt::Key_Return);
        QVERIFY(stage.table->isVisible());
    }

    void theLineSaysWhyANumberIsNoLink()
    {
        Stage stage;
        LedgerLine& line = *stage.ledger();
        stage.panel.filterLine()->setFilter(QStringLiteral("nowhere"), FilterMode::Text);
        QTRY_VERIFY(stage.isAtRest());
        QVERIFY(!line.isLink(LedgerModel::HiddenColumn));
        QVERIFY(line.toolTipAt(line.rectOf(LedgerModel::HiddenColumn).center())
                    .contains(QStringLiteral("no opposite")));
        stage.clickInLine(LedgerModel::HiddenColumn);
        QVERIFY(stage.table->isVisible());
        QVERIFY(line.isLink(LedgerModel::ReceivedColumn));
    }

    void aLossIsSeenAtItsSource()
    {
        Stage stage;
        stage.open();
        stage.feed.loseNextBatch();
        stage.receive(3, 0, 1, 5);
        QCOMPARE(stage.text(2, LedgerModel::LostColumn), QStringLiteral("3"));
        QCOMPARE(stage.text(1, LedgerModel::LostColumn), QStringLiteral("0"));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("LOST 3")));
    }
};

QTEST_MAIN(TestLedgerTable)
#include "tst_ledgertable.moc"
