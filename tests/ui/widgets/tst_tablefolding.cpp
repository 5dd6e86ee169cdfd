#include "foldingstage.h"

#include <support/widgetwarnings.h>
#include <ui/models/filterreading.h>

#include <QSignalSpy>

using namespace Ui;
using Stage = Testing::FoldingStage;

/** Fold Repeats, with all else that a reader does. */
class TestTableFolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void itsKeyFoldsAndUnfolds()
    {
        Stage stage;
        stage.send("aaabb");
        QCOMPARE(stage.rows(), QStringLiteral("a a a b b"));
        stage.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stage.folding.action()->isChecked());
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a3 b2"));
        QVERIFY(stage.remark.text().contains(QStringLiteral("Save all")));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("shown 2 + folded 3 + held 0")));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("lost 0")));
        stage.send("bc");
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a3 b3 c"));
        // The way back is above the table, as long as there is one.
        QVERIFY(stage.unfold()->isVisible());
        stage.unfold()->trigger();
        QVERIFY(!stage.unfold()->isVisible());
        QVERIFY(!stage.folding.action()->isChecked());
        QCOMPARE(stage.rows(), QStringLiteral("a a a b b b c"));
        stage.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stage.settle());
        QVERIFY(stage.unfold()->isVisible() && stage.unfold()->isChecked());
        stage.key(Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stage.rows(), QStringLiteral("a a a b b b c"));
        QVERIFY(!stage.ledger()->text().contains(QStringLiteral("folded")));
    }

    void nothingMovesWhileARunGrows()
    {
        Stage stage;
        for (int i = 0; i < 60; ++i)
            stage.send(i % 2 == 0 ? "aa" : "bb");
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        QCOMPARE(stage.pump.model().rowCount(), 60);
        QVERIFY(stage.view->isFollowing());
        stage.click(59);
        QVERIFY(!stage.view->isFollowing());
        const quint64 chosen = stage.selectedSerials().constFirst();
        const quint64 top = stage.firstSerial();
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        for (int i = 0; i < 20; ++i) {
            stage.send("bbbb");
            QVERIFY(stage.settle());
            QCOMPARE(stage.selectedSerials(), QList<quint64>{chosen});
            QCOMPARE(stage.firstSerial(), top);
        }
        QCOMPARE(stage.view->newRows(), qint64(0)); // no row is new
        QCOMPARE(stage.pump.model().repeats(59), std::size_t(82));
        QCOMPARE(current.count(), 0);
        stage.send("ab");
        QVERIFY(stage.settle());
        QCOMPARE(stage.view->newRows(), qint64(2));
        QCOMPARE(stage.firstSerial(), top);
    }

    void thePlaceIsKeptAsItFoldsAndUnfolds()
    {
        Stage stage;
        for (int i = 0; i < 100; ++i)
            stage.send(i % 2 == 0 ? "aaa" : "bbb");
        stage.view->scrollTo(stage.pump.model().index(121, 0), QAbstractItemView::PositionAtCenter);
        stage.click(121); // the second of its run, which begins with 120
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        QCOMPARE(stage.selectedSerials(), QList<quint64>{120});
        const int row = stage.view->currentIndex().row();
        QCOMPARE(row, 40);
        QVERIFY(row >= stage.view->firstVisibleRow() && row <= stage.view->lastVisibleRow());
        stage.folding.action()->trigger();
        QCOMPARE(stage.selectedSerials(), QList<quint64>{120});
        QCOMPARE(stage.view->currentIndex().row(), 120);
        QVERIFY(120 >= stage.view->firstVisibleRow() && 120 <= stage.view->lastVisibleRow());
    }

    void followsTheNewestRow()
    {
        Stage stage;
        stage.folding.action()->trigger();
        for (int i = 0; i < 50; ++i)
            stage.send(i % 2 == 0 ? "aa" : "b");
        QVERIFY(stage.settle());
        QVERIFY(stage.view->isFollowing());
        QCOMPARE(stage.view->lastVisibleRow(), 49);
    }

    void foldsWhatAFilterLeaves()
    {
        Stage stage;
        stage.send("axaxab");
        stage.folding.action()->trigger();
        stage.pump.filtering().set(readFilter(QStringLiteral("x"), FilterMode::Text).filter);
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("x2"));
        const Stomp::Ledger ledger = stage.pump.ledger();
        QCOMPARE(ledger.shown, std::uint64_t(1));
        QCOMPARE(ledger.folded, std::uint64_t(1));
        QCOMPARE(ledger.hidden, std::uint64_t(4));
        QCOMPARE(ledger.lost(), std::int64_t(0));
        stage.folding.action()->trigger();
        QCOMPARE(stage.rows(), QStringLiteral("x x"));
        stage.send("x"); // the filter goes on
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("x x x"));
        stage.pump.filtering().set({});
        QCOMPARE(stage.rows(), QStringLiteral("a x a x a b x"));
    }

    void sortedEachHasItsRow()
    {
        Stage stage;
        stage.send("bbaa");
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        stage.pump.sorting().sortBy(int(MessageColumn::Preview), false);
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a a b b"));
        QVERIFY(stage.remark.text().contains(QStringLiteral("Sorted")));
        QCOMPARE(stage.unfold()->text(), QStringLiteral("Not folded while sorted"));
        QCOMPARE(stage.pump.ledger().folded, std::uint64_t(0));
        QVERIFY(stage.folding.action()->isChecked());
        stage.send("a"); // not sorted in
        QVERIFY(stage.settle());
        stage.pump.sorting().stop();
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("b2 a3"));
        // Folding takes a sorted table back to the order of arrival.
        stage.folding.action()->trigger();
        stage.pump.sorting().sortBy(int(MessageColumn::Preview), false);
        QVERIFY(stage.settle());
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        QVERIFY(stage.pump.sorting().state() == MessageSorting::State::Off);
        QCOMPARE(stage.rows(), QStringLiteral("b2 a3"));
    }

    void unfoldedWhileSortedItStaysSorted()
    {
        Stage stage;
        stage.send("bbaa");
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        stage.pump.sorting().sortBy(int(MessageColumn::Preview), false);
        QVERIFY(stage.settle());
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a a b b"));
        QVERIFY(stage.pump.sorting().state() == MessageSorting::State::Sorted);
        stage.pump.sorting().stop();
        QCOMPARE(stage.rows(), QStringLiteral("b b a a"));
    }

    void aRowIsAcknowledgedAndSavedWhole()
    {
        Stage stage;
        stage.send("aaab", Stomp::NeedsAckFlag);
        for (quint64 serial = 0; serial < 4; ++serial)
            stage.pump.setAckState(serial, Stomp::AckState::Waiting);
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        stage.click(0);
        QCOMPARE(stage.selection().count(), 1);
        QCOMPARE(stage.selection().messageCount(), quint64(3));
        QCOMPARE(stage.selection().waitingSerials(), (QList<quint64>{0, 1, 2}));
        QCOMPARE(stage.selection().serialSpans(), (QList<std::pair<quint64, quint64>>{{0, 2}}));
        QCOMPARE(stage.selection().bodies(), QByteArray("a"));
        stage.pump.setAckState(0, Stomp::AckState::Acked);
        QVERIFY(stage.selection().hasWaiting());
        QCOMPARE(stage.selection().waitingSerials(), (QList<quint64>{1, 2}));
        QSignalSpy asked(&stage.panel, &MessagePanel::acknowledgeRequested);
        QTRY_VERIFY(stage.action(QStringLiteral("Acknowledge"))->isEnabled());
        stage.action(QStringLiteral("Acknowledge"))->trigger();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<QList<quint64>>(), (QList<quint64>{1, 2}));
    }

    void aPausedRunDoesNotGrow()
    {
        Stage stage;
        stage.folding.action()->trigger();
        stage.send("aa");
        QVERIFY(stage.settle());
        stage.pump.setPaused(true);
        stage.send("aab");
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a2"));
        QCOMPARE(stage.pump.ledger().held, std::uint64_t(3));
        stage.pump.setPaused(false);
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a4 b"));
    }

    void aLongWayIsSaidAndCanBeStopped()
    {
        Stage stage(false);
        stage.send(std::string(200'000, 'a'));
        stage.folding.action()->trigger();
        stage.pump.filtering().setHalted(true); // so that it takes long
        QTRY_VERIFY(stage.foldingPill()->isVisible());
        QVERIFY(stage.foldingPill()->text().startsWith(QStringLiteral("Folding, ")));
        QTest::mouseClick(stage.foldingPill(), Qt::LeftButton);
        QVERIFY(!stage.folding.action()->isChecked());
        QVERIFY(!stage.foldingPill()->isVisible());
        QCOMPARE(stage.pump.model().rowCount(), 200'000);
        stage.folding.action()->trigger();
        QVERIFY(stage.settle());
        QCOMPARE(stage.pump.model().rowCount(), 1);
        QTRY_VERIFY(!stage.foldingPill()->isVisible());
    }
};

QTEST_MAIN(TestTableFolding)
#include "tst_tablefolding.moc"
