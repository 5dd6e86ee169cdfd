#include "sortingstage.h"

#include <support/widgetwarnings.h>
#include <ui/models/filterreading.h>
#include <ui/widgets/columnmenu.h>
#include <ui/widgets/messageselection.h>

#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>

using namespace Ui;
using Stage = Testing::SortingStage;
using State = MessageSorting::State;

/** Sorting by the header, with what comes and goes meanwhile. */
class TestTableSorting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void threeClicks()
    {
        Stage stage;
        stage.send({10, 9, 30, 9, -1});
        stage.clickHeader(stage.column);
        QVERIFY(stage.sortingPill()->isVisible());
        QVERIFY(stage.settle());
        QCOMPARE(stage.numbers(), (QList<int>{-1, 9, 9, 10, 30}));
        QCOMPARE(stage.pump.model().serialAt(1), quint64(1)); // alike: as they arrived
        QVERIFY(stage.header->isSortIndicatorShown());
        QCOMPARE(stage.header->sortIndicatorSection(), stage.column);
        QCOMPARE(stage.header->sortIndicatorOrder(), Qt::AscendingOrder);
        QVERIFY(!stage.sortingPill()->isVisible());
        QVERIFY(stage.view->selectionModel()->selection().isEmpty()); // a click selects no column

        stage.clickHeader(stage.column);
        QVERIFY(stage.settle());
        QCOMPARE(stage.numbers(), (QList<int>{30, 10, 9, 9, -1}));
        QCOMPARE(stage.pump.model().serialAt(2), quint64(1));
        QCOMPARE(stage.header->sortIndicatorOrder(), Qt::DescendingOrder);

        stage.clickHeader(stage.column);
        QCOMPARE(stage.numbers(), (QList<int>{10, 9, 30, 9, -1}));
        QVERIFY(!stage.header->isSortIndicatorShown());
        QVERIFY(stage.view->isFollowing()); // as before

        stage.clickHeader(stage.column);
        QVERIFY(stage.settle());
        stage.clickHeader(int(MessageColumn::Size)); // another one begins anew
        QVERIFY(stage.settle());
        QCOMPARE(stage.header->sortIndicatorSection(), int(MessageColumn::Size));
        QCOMPARE(stage.header->sortIndicatorOrder(), Qt::AscendingOrder);
        QCOMPARE(stage.numbers(), (QList<int>{9, 9, 10, 30, -1}));
    }

    void whatComesIsSaidAndSortedInOnRequest()
    {
        Stage stage;
        stage.send({5, 3});
        stage.sortByClick();
        QVERIFY(!stage.view->isFollowing());
        QVERIFY(!stage.action(QStringLiteral("Follow"))->isEnabled());
        stage.send({4, 1});
        QCOMPARE(stage.numbers(), (QList<int>{3, 5}));
        QCOMPARE(stage.pump.ledger().held, quint64(2));
        QVERIFY(stage.sortingPill()->isVisible());
        QCOMPARE(stage.sortingPill()->text(), QStringLiteral("2 new, not sorted in · Sort Again"));
        QVERIFY(!stage.pill()->isVisible());
        stage.key(Qt::Key_End);
        QVERIFY(!stage.view->isFollowing());
        QTest::mouseClick(stage.sortingPill(), Qt::LeftButton);
        QVERIFY(stage.settle());
        QCOMPARE(stage.numbers(), (QList<int>{1, 3, 4, 5}));
        QCOMPARE(stage.pump.ledger().held, quint64(0));
        QVERIFY(!stage.sortingPill()->isVisible());
        stage.send({2});
        stage.clickHeader(stage.column);
        QVERIFY(stage.settle());
        stage.send({6});
        stage.clickHeader(stage.column);
        QCOMPARE(stage.numbers(), (QList<int>{5, 3, 4, 1, 2, 6}));
    }

    void selectionAndPlaceStay()
    {
        Stage stage;
        QList<int> numbers;
        for (int i = 0; i < 300; ++i)
            numbers << (i * 7919) % 300;
        stage.send(numbers);
        stage.click(stage.view->lastVisibleRow() - 3);
        stage.click(stage.view->lastVisibleRow() - 5, Qt::ControlModifier);
        const QList<quint64> selected = stage.selectedSerials();
        const QSignalSpy opened(&stage.panel, &MessagePanel::currentMessageChanged);
        const auto current = [&stage] {
            return stage.pump.model().serialAt(stage.view->currentIndex().row());
        };
        const quint64 chosen = current();
        const auto isInView = [&stage] {
            const int row = stage.view->currentIndex().row();
            return row >= stage.view->firstVisibleRow() && row <= stage.view->lastVisibleRow();
        };
        stage.sortByClick();
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(current(), chosen);
        QVERIFY(isInView());
        stage.send({1, 2, 3});
        QCOMPARE(stage.selectedSerials(), selected);
        stage.pump.sorting().stop();
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(current(), chosen);
        QVERIFY(isInView());
        QCOMPARE(opened.count(), 0);
        QVERIFY(!stage.view->isFollowing());
    }

    void retiringTakesRowsFromAnywhere()
    {
        Stage stage;
        QList<int> numbers;
        // In view and selected are new ones, as what is pinned does not go; old ones between them.
        for (int i = 0; i < 400; ++i) {
            if (i < 11)
                numbers << 3 + i;
            else if (i < 300)
                numbers << 111 + (i - 11) * 101 % 289;
            else
                numbers << (i < 303 ? i - 300 : i - 289);
        }
        stage.send(numbers);
        stage.sortByClick();
        stage.key(Qt::Key_Home, Qt::ControlModifier);
        stage.click(stage.view->firstVisibleRow() + 2);
        const QList<quint64> selected = stage.selectedSerials();
        stage.wheel(-20);
        QVERIFY(stage.view->firstVisibleRow() >= 14);
        const quint64 top = stage.firstSerial();
        const QSignalSpy removed(&stage.pump.model(), &QAbstractItemModel::rowsRemoved);
        QVERIFY(stage.retire(20'000));
        QCOMPARE(removed.count(), 0); // one change for all that goes at once
        QCOMPARE(std::size_t(stage.pump.model().rowCount()), stage.pump.store().rowCount());
        QList<int> left = stage.numbers();
        QVERIFY(std::is_sorted(left.begin(), left.end()));
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(stage.firstSerial(), top);
        QVERIFY(stage.view->firstVisibleRow() < 14); // some went from above
        QCOMPARE(stage.view->verticalScrollBar()->maximum(),
            int(left.size()) - stage.view->verticalScrollBar()->pageStep());
        stage.pump.sorting().stop();
        QCOMPARE(std::size_t(stage.pump.model().rowCount()), stage.pump.store().rowCount());
    }

    void aClickedRowThatWasLeftStaysLeft()
    {
        Stage stage;
        stage.receive(100);
        stage.key(Qt::Key_Home, Qt::ControlModifier);
        stage.click(3);
        stage.wheel(-5);
        const int first = stage.view->firstVisibleRow();
        QVERIFY(first > 3);
        // Qt would scroll to it when a second click cannot make the first a double one any more.
        const QPoint place = stage.middleOf(first + 1);
        QTimer later;
        QSignalSpy passed(&later, &QTimer::timeout);
        later.start(QApplication::doubleClickInterval() + 150);
        QVERIFY(passed.wait());
        QCOMPARE(stage.view->firstVisibleRow(), first);
        QCOMPARE(stage.middleOf(first + 1), place);
    }

    void aLargeSelectionIsLightenedBeforeRowsGo()
    {
        Stage stage(false);
        QList<int> numbers;
        for (int i = 0; i < 12'000; ++i)
            numbers << i;
        stage.send(numbers);
        stage.clickHeader(stage.column);
        QVERIFY(stage.settle());
        stage.view->selectAll();
        QVERIFY(stage.retire(300'000));
        QVERIFY(stage.selectedSerials().size() <= 1);
    }

    void clearEndsIt()
    {
        Stage stage;
        stage.send({2, 1});
        stage.sortByClick();
        stage.send({7});
        stage.pump.clear();
        QVERIFY(stage.settle());
        QVERIFY(stage.pump.sorting().state() == State::Off);
        QCOMPARE(stage.numbers(), (QList<int>{7}));
    }

    void aFilterIsSortedAnew()
    {
        Stage stage;
        stage.send({5, 1, 4, 2, 3});
        stage.sortByClick();
        stage.pump.filtering().set(
            readFilter(QStringLiteral("$.n > 2"), FilterMode::Condition).filter);
        QVERIFY(stage.settle());
        QVERIFY(stage.pump.sorting().state() == State::Sorted);
        QCOMPARE(stage.numbers(), (QList<int>{3, 4, 5}));
        stage.send({9, 0});
        QVERIFY(stage.settle());
        QCOMPARE(stage.pump.sorting().newMessages(), quint64(1));
        stage.pump.filtering().set({});
        QVERIFY(stage.settle());
        QCOMPARE(stage.numbers(), (QList<int>{0, 1, 2, 3, 4, 5, 9}));
    }

    void selectedMessagesAreKnownByTheirNumbers()
    {
        Stage stage;
        stage.send({1, 5, 2, 6, 3});
        stage.sortByClick();
        stage.view->selectionModel()->select(
            QItemSelection(stage.pump.model().index(0, 0), stage.pump.model().index(2, 0)),
            QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const MessageSelection selection(stage.pump.model(), *stage.view->selectionModel());
        QCOMPARE(
            selection.serialSpans(), (QList<std::pair<quint64, quint64>>{{0, 0}, {2, 2}, {4, 4}}));
        QCOMPARE(selection.bodies(), QByteArray("{\"n\":1}\n{\"n\":2}\n{\"n\":3}"));
    }

    void gapsReturnWithTheOrderOfArrival()
    {
        Stage stage;
        stage.send({2, 1});
        stage.pump.addGap({1, 1000, 0, 1, true, true, false, false});
        stage.send({0});
        QCOMPARE(stage.pump.model().rowCount(), 4);
        stage.sortByClick();
        QCOMPARE(stage.numbers(), (QList<int>{0, 1, 2}));
        stage.pump.sorting().stop();
        QCOMPARE(stage.pump.model().rowCount(), 4);
        QVERIFY(stage.pump.model().isGap(2));
    }

    void theColumnOfTheOrderMayGo()
    {
        Stage stage;
        stage.send({2, 1});
        stage.sortByClick();
        stage.panel.columns().remove(stage.column);
        stage.pump.flush();
        QVERIFY(stage.pump.sorting().state() == State::Off);
    }

    void theMenuSorts()
    {
        Stage stage;
        stage.send({1, 2});
        const auto entry = [&stage](QMenu& menu, int column, const QString& text) -> QAction* {
            stage.panel.columnMenu().fill(menu, column);
            for (QAction* action : menu.actions())
                if (QString(action->text()).remove(u'&') == text)
                    return action;
            return nullptr;
        };
        QMenu menu;
        entry(menu, stage.column, QStringLiteral("Sort by This Column, Descending"))->trigger();
        QVERIFY(stage.settle());
        QCOMPARE(stage.numbers(), (QList<int>{2, 1}));
        QMenu back;
        entry(back, -1, QStringLiteral("Order of Arrival"))->trigger();
        QCOMPARE(stage.numbers(), (QList<int>{1, 2}));
    }
};

QTEST_MAIN(TestTableSorting)
#include "tst_tablesorting.moc"
