#include "filterstage.h"

#include <support/widgetwarnings.h>

#include <QComboBox>
#include <QCompleter>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QTreeView>

#include <functional>

using namespace Ui;
using Stage = Testing::FilterStage;

class tst_FilterLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }

    void filtersWhatIsTyped()
    {
        Stage stage;
        QVERIFY(stage.isReady);
        stage.receiveJson(40);
        stage.type("$.n = 1");
        QTRY_COMPARE(stage.shown(), std::uint64_t(10));
        QTRY_COMPARE(stage.status->text(), QStringLiteral("10 of 40"));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("hidden by filter 30")));
        stage.receiveJson(4); // applied to what comes
        QTRY_COMPARE(stage.status->text(), QStringLiteral("11 of 44"));
        QTest::keyClick(stage.edit, Qt::Key_Escape);
        QCOMPARE(stage.line->text(), QString());
        QCOMPARE(stage.shown(), std::uint64_t(44));
        QVERIFY(!stage.status->isVisible());
        QTest::keyClick(stage.edit, Qt::Key_Escape); // back to the table
        QVERIFY(stage.view->hasFocus());
    }

    void ctrlFGoesThere()
    {
        Stage stage;
        QVERIFY(stage.isReady);
        QTest::keyClick(stage.view, Qt::Key_F, Qt::ControlModifier);
        QVERIFY(stage.edit->hasFocus());
    }

    void searchesForText()
    {
        Stage stage;
        stage.receiveJson(40);
        stage.type("X39");
        QTRY_COMPARE(stage.shown(), std::uint64_t(1));
    }

    void mistakesLeaveTheTableAndOfferText()
    {
        Stage stage;
        stage.receiveJson(8);
        stage.type("$.n = 1");
        QTRY_COMPARE(stage.shown(), std::uint64_t(2));
        QTest::keyClicks(stage.edit, QStringLiteral(" AND >"));
        QTRY_VERIFY(stage.complaint->isVisible());
        QVERIFY(stage.edit->hasMistake());
        QVERIFY(!stage.complaint->accessibleName().isEmpty());
        QCOMPARE(stage.shown(), std::uint64_t(2));
        QTest::mouseClick(stage.complaint->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(stage.line->mode(), FilterMode::Text);
        QTRY_COMPARE(stage.shown(), std::uint64_t(0));
        QVERIFY(!stage.complaint->isVisible());
        QVERIFY(!stage.edit->hasMistake());
    }

    void complaintGoesWithTheMistake()
    {
        Stage stage;
        stage.type("a = ");
        QTRY_VERIFY(stage.complaint->isVisible());
        QTest::keyClicks(stage.edit, QStringLiteral("1"));
        QVERIFY(!stage.complaint->isVisible());
        QVERIFY(!stage.edit->hasMistake());
    }

    void theModeForcesAReading()
    {
        Stage stage;
        stage.receiveJson(8);
        auto* mode = stage.line->findChild<QComboBox*>();
        stage.type("$.n = 1");
        QTRY_COMPARE(stage.shown(), std::uint64_t(2));
        mode->setCurrentIndex(mode->findData(int(FilterMode::Text)));
        QTRY_COMPARE(stage.shown(), std::uint64_t(0));
    }

    void completesNamesThatWereSeen()
    {
        Stage stage;
        stage.receiveJson(8);
        stage.line->edit();
        const auto* completer = stage.edit->findChild<QCompleter*>();
        QTRY_VERIFY(completer->model()->rowCount() > 0);
        QStringList offers;
        for (int row = 0; row < completer->model()->rowCount(); ++row)
            offers
                << completer->model()->index(row, 0).data(completer->completionRole()).toString();
        QVERIFY2(offers.contains(QStringLiteral("from_connection")), qPrintable(offers.join(u' ')));
        QVERIFY(offers.contains(QStringLiteral("from_subscription")));
        QVERIFY(offers.contains(QStringLiteral("body_size")));
        QVERIFY(offers.contains(QStringLiteral("received_at")));
        QTest::keyClicks(stage.edit, QStringLiteral("prio"));
        QTRY_VERIFY(completer->popup()->isVisible());
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QCOMPARE(stage.line->text(), QStringLiteral("priority"));
        QTest::keyClicks(stage.edit, QStringLiteral(" = 4 AND $.na"));
        QTRY_VERIFY(completer->popup()->isVisible());
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QCOMPARE(stage.line->text(), QStringLiteral("priority = 4 AND $.name"));
        QTest::keyClicks(stage.edit, QStringLiteral(" = 'prio"));
        QVERIFY(!completer->popup()->isVisible()); // within a text
    }

    void hyphenatedNamesGetTheirQuotes()
    {
        Stage stage;
        stage.receiveJson(1);
        stage.line->edit();
        const auto* completer = stage.edit->findChild<QCompleter*>();
        QTRY_VERIFY(completer->model()->rowCount() > 0);
        QTest::keyClicks(stage.edit, QStringLiteral("\"message"));
        QTRY_VERIFY(completer->popup()->isVisible());
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QCOMPARE(stage.line->text(), QStringLiteral("\"message-id\""));
    }

    void enteredFiltersComeBack()
    {
        Stage stage;
        QSignalSpy changed(stage.line, &FilterLine::historyChanged);
        stage.type("first");
        QTest::keyClick(stage.edit, Qt::Key_Return);
        stage.type("second");
        QTest::keyClick(stage.edit, Qt::Key_Return);
        QTest::keyClick(stage.edit, Qt::Key_Return); // the same again
        QCOMPARE(changed.count(), 2);
        QCOMPARE(stage.line->history(),
            (QStringList{QStringLiteral("second"), QStringLiteral("first")}));
        stage.type("th");
        QTest::keyClick(stage.edit, Qt::Key_Up);
        QCOMPARE(stage.line->text(), QStringLiteral("second"));
        QTest::keyClick(stage.edit, Qt::Key_Up);
        QTest::keyClick(stage.edit, Qt::Key_Up);
        QCOMPARE(stage.line->text(), QStringLiteral("first"));
        QTest::keyClick(stage.edit, Qt::Key_Down);
        QTest::keyClick(stage.edit, Qt::Key_Down);
        QCOMPARE(stage.line->text(), QStringLiteral("th"));
    }

    void selectionAndPlaceStay()
    {
        Stage stage;
        QVERIFY(stage.isReady);
        stage.receiveJson(400);
        stage.view->scrollTo(stage.pump.model().index(200, 0), QAbstractItemView::PositionAtCenter);
        stage.click(201);
        const QModelIndex chosen = stage.view->currentIndex();
        QCOMPARE(stage.pump.model().serialAt(chosen.row()), quint64(201));
        const int y = stage.view->visualRect(chosen).top();
        QSignalSpy opened(&stage.panel, &MessagePanel::currentMessageChanged);

        stage.line->setFilter(QStringLiteral("$.n = 1"), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.model().rowCount(), 100);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{201}));
        QCOMPARE(stage.pump.model().serialAt(stage.view->currentIndex().row()), quint64(201));
        QCOMPARE(stage.view->visualRect(stage.view->currentIndex()).top(), y);
        QVERIFY(!stage.view->isFollowing());
        QCOMPARE(stage.view->newRows(), qint64(0));
        stage.receiveJson(40); // of these ten
        QTRY_COMPARE(stage.view->newRows(), qint64(10));

        stage.line->clear();
        QCOMPARE(stage.pump.model().rowCount(), 440);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{201}));
        QCOMPARE(stage.view->visualRect(stage.view->currentIndex()).top(), y);
        QCOMPARE(opened.count(), 0); // it has been open all the time
    }

    void whatWasHiddenIsSelectedAgain()
    {
        Stage stage;
        stage.receiveJson(400);
        stage.view->scrollTo(stage.pump.model().index(200, 0), QAbstractItemView::PositionAtCenter);
        stage.click(201);
        const quint64 first = stage.firstSerial();
        QSignalSpy opened(&stage.panel, &MessagePanel::currentMessageChanged);
        for (const char* filter : {"$.nothing = 7", "$.n = 2", "$.n = 9"}) { // 201 is in none
            stage.line->setFilter(QLatin1String(filter), FilterMode::Auto);
            QTRY_VERIFY(stage.isAtRest());
            QVERIFY(stage.selectedSerials().isEmpty());
            QVERIFY(!stage.view->isFollowing());
        }
        stage.line->clear();
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{201}));
        QCOMPARE(stage.pump.model().serialAt(stage.view->currentIndex().row()), quint64(201));
        QCOMPARE(stage.firstSerial(), first);
        QVERIFY(!stage.view->isFollowing());
        QCOMPARE(opened.count(), 0); // it has been open all the time
    }

    void whatWasHiddenIsForgottenOnceTheReaderMoves_data()
    {
        QTest::addColumn<std::function<void(Stage&)>>("move");
        QTest::newRow("selects") << std::function([](Stage& stage) { stage.click(4); });
        QTest::newRow("scrolls") << std::function([](Stage& stage) { stage.wheel(3); });
        QTest::newRow("follows") << std::function(
            [](Stage& stage) { stage.view->setFollowing(true); });
    }

    void whatWasHiddenIsForgottenOnceTheReaderMoves()
    {
        QFETCH(const std::function<void(Stage&)>, move);
        Stage stage;
        stage.receiveJson(400);
        stage.click(stage.view->firstVisibleRow());
        const QList<quint64> chosen = stage.selectedSerials();
        QCOMPARE(chosen.size(), 1);
        const int other = chosen.front() % 4 == 2 ? 3 : 2;
        stage.line->setFilter(QStringLiteral("$.n = %1").arg(other), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QVERIFY(stage.selectedSerials().isEmpty());
        move(stage);
        stage.line->clear();
        QTRY_VERIFY(stage.isAtRest());
        QVERIFY(!stage.selectedSerials().contains(chosen.front()));
    }

    void whatIsHiddenIsNotSelected()
    {
        Stage stage;
        stage.receiveJson(40);
        stage.click(stage.view->firstVisibleRow());
        stage.line->setFilter(QStringLiteral("$.n = 9"), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QCOMPARE(stage.pump.model().rowCount(), 0);
        QVERIFY(stage.selectedSerials().isEmpty());
        QTRY_VERIFY(
            stage.view->accessibleDescription().contains(QStringLiteral("No message matches")));
        stage.line->clear();
        QVERIFY(!stage.view->accessibleDescription().contains(QStringLiteral("matches")));
    }

    void followsInAFilteredTable()
    {
        Stage stage;
        stage.receiveJson(400);
        QVERIFY(stage.view->isFollowing());
        stage.line->setFilter(QStringLiteral("$.n = 1"), FilterMode::Auto);
        QTRY_VERIFY(stage.isAtRest());
        QVERIFY(stage.view->isFollowing());
        QCOMPARE(stage.view->lastVisibleRow(), stage.lastRow());
        stage.receiveJson(40);
        QTRY_COMPARE(stage.pump.model().rowCount(), 110);
        QCOMPARE(stage.view->lastVisibleRow(), stage.lastRow());
        stage.line->clear();
        QCOMPARE(stage.view->lastVisibleRow(), stage.lastRow());
    }

    void aLongSearchCanBeStopped()
    {
        Stage stage(false);
        auto* halt = stage.line->findChild<QToolButton*>(QStringLiteral("filterHalt"));
        stage.receiveJson(150'000);
        stage.line->setFilter(QStringLiteral("$.n = 1"), FilterMode::Auto);
        QVERIFY(halt->isVisible());
        QTest::mouseClick(halt, Qt::LeftButton);
        QVERIFY(stage.pump.filtering().isHalted());
        stage.pump.flush();
        QVERIFY(stage.status->text().contains(QStringLiteral("stopped")));
        QTest::mouseClick(halt, Qt::LeftButton);
        QTRY_COMPARE(stage.shown(), std::uint64_t(37'500));
        QTRY_VERIFY(!halt->isVisible());
    }
};

QTEST_MAIN(tst_FilterLine)
#include "tst_filterline.moc"
