#include "messagestage.h"

#include <support/widgetwarnings.h>

#include <QScrollBar>
#include <QStringListModel>

using namespace Ui;
using Stage = Testing::MessageStage;

/** The table follows the newest message until its reader looks elsewhere; then nothing moves. */
class TestMessageFollowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void followsTheNewest()
    {
        Stage stage;
        QVERIFY(stage.isReady);
        for (int i = 0; i < 5; ++i) {
            stage.receive(50);
            QVERIFY(stage.view->isFollowing());
            QCOMPARE(stage.view->lastVisibleRow(), stage.lastRow());
            const QRect last = stage.view->visualRect(stage.pump.model().index(stage.lastRow(), 0));
            QVERIFY(stage.view->viewport()->rect().contains(last.left(), last.bottom()));
        }
        QVERIFY(!stage.pill()->isVisible());
    }

    void whatComesAtOnceForWhatWentScrollsNothing_data()
    {
        QTest::addColumn<bool>("readerMoves");
        QTest::newRow("stays") << false;
        QTest::newRow("unless the reader has moved") << true;
    }
    void whatComesAtOnceForWhatWentScrollsNothing()
    {
        QFETCH(const bool, readerMoves);
        MessageTableView view;
        QStringList words;
        for (int i = 0; i < 100; ++i)
            words << QString::number(i);
        QStringListModel model(words);
        view.setModel(&model);
        view.resize(300, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.setFollowing(false);
        QScrollBar& bar = *view.verticalScrollBar();
        bar.setValue(bar.maximum());
        const int first = view.firstVisibleRow();
        QVERIFY(first > 10);
        model.removeRows(97, 3);
        model.removeRows(0, 2); // above: with it the rows in view move up
        QVERIFY(bar.value() < first - 2);
        if (readerMoves)
            bar.setValue(bar.value() - 1);
        const int before = view.firstVisibleRow();
        model.insertRows(95, 1);
        model.insertRows(96, 10);
        QCOMPARE(view.firstVisibleRow(), readerMoves ? before : first - 2);
    }

    void startingToFillItScrollsOnlyWhenFull()
    {
        Stage stage;
        stage.receive(3);
        QCOMPARE(stage.view->firstVisibleRow(), 0);
        QCOMPARE(stage.view->verticalScrollBar()->maximum(), 0);
        stage.wheel(1); // nothing to scroll: nothing to stop
        QVERIFY(stage.view->isFollowing());
    }

    void stopsFollowing_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"wheel", "click", "right click", "key up", "page up", "home",
                 "select all", "scroll bar", "screen reader"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void stopsFollowing()
    {
        QFETCH(QString, how);
        Stage stage;
        stage.receive(200);
        if (how == u"wheel")
            stage.wheel(1);
        else if (how == u"click")
            stage.click(stage.lastRow() - 2);
        else if (how == u"right click")
            QTest::mouseClick(
                stage.view->viewport(), Qt::RightButton, {}, stage.middleOf(stage.lastRow() - 2));
        else if (how == u"key up")
            stage.key(Qt::Key_Up);
        else if (how == u"page up")
            stage.key(Qt::Key_PageUp);
        else if (how == u"home")
            stage.key(Qt::Key_Home);
        else if (how == u"select all")
            stage.key(Qt::Key_A, Qt::ControlModifier);
        else if (how == u"scroll bar")
            stage.view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
        else
            stage.view->selectionModel()->select(stage.pump.model().index(199, 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QVERIFY(!stage.view->isFollowing());

        const int first = stage.view->firstVisibleRow();
        stage.receive(30);
        stage.receive(4);
        QCOMPARE(stage.view->firstVisibleRow(), first);
        QVERIFY(stage.pill()->isVisible());
        QCOMPARE(stage.pill()->text(), QStringLiteral("\u2193 34 new"));
        QVERIFY(stage.view->rect().contains(stage.pill()->geometry()));
    }

    void resumesFollowing_data()
    {
        QTest::addColumn<QString>("how");
        for (const char* how : {"end", "ctrl end", "pill", "action"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void resumesFollowing()
    {
        QFETCH(QString, how);
        Stage stage;
        stage.receive(200);
        stage.click(195);
        stage.receive(20);
        const QList<quint64> selected = stage.selectedSerials();
        QCOMPARE(selected, QList<quint64>{195});
        if (how == u"end")
            stage.key(Qt::Key_End);
        else if (how == u"ctrl end")
            stage.key(Qt::Key_End, Qt::ControlModifier);
        else if (how == u"pill")
            QTest::mouseClick(stage.pill(), Qt::LeftButton);
        else
            stage.action(QStringLiteral("Follow"))->trigger();
        QVERIFY(stage.view->isFollowing());
        stage.key(Qt::Key_End, Qt::ControlModifier); // once more changes nothing
        QVERIFY(!stage.pill()->isVisible());
        QVERIFY(stage.action(QStringLiteral("Follow"))->isChecked());
        QCOMPARE(stage.view->lastVisibleRow(), 219);
        stage.receive(20);
        QCOMPARE(stage.view->lastVisibleRow(), 239);
        QCOMPARE(stage.selectedSerials(), selected); // it was not what End was about
    }

    void followingCanBeSwitchedOff()
    {
        Stage stage;
        stage.receive(200);
        stage.action(QStringLiteral("Follow"))->trigger();
        QVERIFY(!stage.view->isFollowing());
        const int first = stage.view->firstVisibleRow();
        stage.receive(10);
        QCOMPARE(stage.view->firstVisibleRow(), first);
    }

    /** Rows above go, and what the reader looks at does not move by a pixel. */
    void retiringMovesNothing()
    {
        Stage stage;
        stage.receive(1000);
        stage.click(stage.lastRow() - 3);
        stage.wheel(1);
        const quint64 first = stage.firstSerial();
        const QList<quint64> selected = stage.selectedSerials();
        const int y = stage.view->visualRect(stage.view->currentIndex()).y();
        stage.pump.setRetention(30'000);
        for (int i = 0; i < 20; ++i) {
            stage.receive(100);
            QCOMPARE(stage.firstSerial(), first);
            QCOMPARE(stage.selectedSerials(), selected);
            QCOMPARE(stage.view->visualRect(stage.view->currentIndex()).y(), y);
        }
        const Stomp::Ledger ledger = stage.pump.ledger();
        QVERIFY(ledger.retired > 2000);
        QCOMPARE(ledger.lost(), std::int64_t(0));
        QCOMPARE(stage.view->newRows(), 2000);
        // Following again, nothing but the selected message is kept beyond the retention.
        stage.key(Qt::Key_End);
        stage.view->selectionModel()->clear();
        stage.receive(500);
        QVERIFY(!stage.pump.model().rowOf(first));
    }

    void retiringWhileFollowing()
    {
        Stage stage;
        stage.pump.setRetention(30'000);
        for (int i = 0; i < 20; ++i) {
            stage.receive(100);
            QVERIFY(stage.view->isFollowing());
            QCOMPARE(stage.view->lastVisibleRow(), stage.lastRow());
        }
        QVERIFY(stage.pump.ledger().retired > 1000);
    }

    /** Positions are arithmetic: far rows have places too. */
    void manyRows()
    {
        Stage stage(false, Stomp::SegmentPool::defaultSegmentBytes);
        for (int i = 0; i < 30; ++i)
            stage.receive(10'000);
        QCOMPARE(stage.view->lastVisibleRow(), 299'999);
        const int height = stage.view->rowHeight();
        const QRect first = stage.view->visualRect(stage.pump.model().index(0, 0));
        QCOMPARE(first.y(), -stage.view->firstVisibleRow() * height);
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.view->visualRect(stage.pump.model().index(0, 0)).y(), 0);
        stage.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(stage.view->selectionModel()->selection().size(), 1);
        QCOMPARE(stage.view->selectionModel()->selection().first().bottom(), 299'999);
    }
};

QTEST_MAIN(TestMessageFollowing)
#include "tst_messagefollowing.moc"
