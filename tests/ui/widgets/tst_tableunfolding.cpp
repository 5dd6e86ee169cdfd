#include "foldingstage.h"

#include <support/widgetwarnings.h>

#include <QSignalSpy>

using namespace Ui;
using Stage = Testing::FoldingStage;

/** One folded row that is unfolded, and folded again. */
class TestTableUnfolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void aClickOnTheCountUnfoldsOne()
    {
        Stage stage;
        stage.fold("aaabbbcc");
        QCOMPARE(stage.rows(), QStringLiteral("a3 b3 c2"));
        stage.clickCount(1);
        QCOMPARE(stage.rows(), QStringLiteral("a3 b b b c2"));
        QVERIFY(stage.selectedSerials().isEmpty()); // the click is for the count alone
        QVERIFY(!stage.view->isFollowing()); // it would take the row away
        QCOMPARE(stage.view->newRows(), qint64(0));
        QVERIFY(stage.remark.text().contains(QStringLiteral("Left folds")));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("shown 5 + folded 3 + held 0")));
        QCOMPARE(stage.pump.ledger().lost(), std::int64_t(0));
        QVERIFY(stage.folding.action()->isChecked());
        QVERIFY(!stage.view->repeatsArea(2).isValid());
        stage.clickCount(1);
        QCOMPARE(stage.rows(), QStringLiteral("a3 b3 c2"));
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("shown 3 + folded 5 + held 0")));
        // A double click is one.
        const QPoint count = stage.view->repeatsArea(0).center();
        QTest::mouseClick(stage.view->viewport(), Qt::LeftButton, Qt::NoModifier, count);
        for (const QEvent::Type type : {QEvent::MouseButtonDblClick, QEvent::MouseButtonRelease}) {
            QMouseEvent event(type, count, stage.view->viewport()->mapToGlobal(count),
                Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(stage.view->viewport(), &event);
        }
        QCOMPARE(stage.rows(), QStringLiteral("a a a b3 c2"));
        QVERIFY(stage.selectedSerials().isEmpty());
    }

    void rightUnfoldsAndLeftFolds()
    {
        Stage stage;
        stage.fold("aaabbbcd");
        QVERIFY(!stage.unfoldRun()->isEnabled() && !stage.foldRun()->isEnabled());
        stage.click(1);
        QVERIFY(stage.unfoldRun()->isEnabled() && !stage.foldRun()->isEnabled());
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        stage.key(Qt::Key_Right);
        QCOMPARE(stage.rows(), QStringLiteral("a3 b b b c d"));
        QCOMPARE(stage.selectedSerials(), QList<quint64>{3});
        QVERIFY(!stage.unfoldRun()->isEnabled() && stage.foldRun()->isEnabled());
        stage.key(Qt::Key_Right); // nothing more
        QCOMPARE(stage.rows(), QStringLiteral("a3 b b b c d"));
        QCOMPARE(current.count(), 0);
        stage.key(Qt::Key_Down);
        stage.key(Qt::Key_Down);
        QCOMPARE(stage.selectedSerials(), QList<quint64>{5});
        stage.key(Qt::Key_Left); // from any of them
        QCOMPARE(stage.rows(), QStringLiteral("a3 b3 c d"));
        QCOMPARE(stage.selectedSerials(), QList<quint64>{3});
        QCOMPARE(stage.view->currentIndex().row(), 1);
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.rows(), QStringLiteral("a3 b3 c d"));
        stage.key(Qt::Key_Down);
        QVERIFY(!stage.unfoldRun()->isEnabled() && !stage.foldRun()->isEnabled());
    }

    void whatIsBelowStaysSelectedAndWhatIsAboveInPlace()
    {
        Stage stage;
        std::string letters;
        for (int i = 0; i < 60; ++i)
            letters += i % 2 == 0 ? "aaa" : "bb";
        stage.fold(letters);
        stage.key(Qt::Key_Home, Qt::ControlModifier);
        stage.click(9);
        stage.click(8, Qt::ControlModifier);
        stage.wheel(-1);
        const QList<quint64> selected = stage.selectedSerials();
        const quint64 top = stage.firstSerial();
        const int row = 6;
        QVERIFY(stage.view->firstVisibleRow() > 0 && stage.view->firstVisibleRow() < row);
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        stage.clickCount(row);
        QCOMPARE(stage.pump.model().rowCount(), 62);
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(stage.firstSerial(), top);
        stage.clickCount(row);
        QCOMPARE(stage.pump.model().rowCount(), 60);
        QCOMPARE(stage.selectedSerials(), selected);
        QCOMPARE(stage.firstSerial(), top);
        QCOMPARE(current.count(), 0);
    }

    void theLastRunGoesOnUnfolded()
    {
        Stage stage;
        stage.fold("aabb");
        stage.clickCount(1);
        stage.send("b");
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a2 b b b"));
        QCOMPARE(stage.view->newRows(), qint64(1));
        stage.send("bcc");
        QVERIFY(stage.settle());
        QCOMPARE(stage.rows(), QStringLiteral("a2 b b b b c2"));
        QCOMPARE(stage.pump.ledger().lost(), std::int64_t(0));
        stage.clickCount(1);
        QCOMPARE(stage.rows(), QStringLiteral("a2 b4 c2"));
    }

    void foldingALongRunLeadsToItsRow()
    {
        Stage stage;
        stage.fold(std::string(300, 'a') + "b");
        stage.click(0);
        stage.key(Qt::Key_Right);
        QCOMPARE(stage.pump.model().rowCount(), 301);
        QCOMPARE(stage.view->firstVisibleRow(), 0);
        stage.key(Qt::Key_PageDown);
        stage.key(Qt::Key_PageDown);
        QVERIFY(stage.view->firstVisibleRow() > 0);
        stage.key(Qt::Key_Left);
        QCOMPARE(stage.rows(), QStringLiteral("a300 b"));
        QCOMPARE(stage.view->currentIndex().row(), 0);
        QCOMPARE(stage.selectedSerials(), QList<quint64>{0});
    }
};

QTEST_MAIN(TestTableUnfolding)
#include "tst_tableunfolding.moc"
