#include "messagestage.h"

#include <support/widgetwarnings.h>

#include <QSignalSpy>

using namespace Ui;
using Stage = Testing::MessageStage;

/** Rows chosen by keyboard and mouse. */
class TestMessageSelection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void shiftEndSelectsToTheEnd()
    {
        Stage stage;
        stage.receive(200);
        stage.click(197);
        stage.key(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{197, 198, 199}));
        QVERIFY(!stage.view->isFollowing());
    }

    void keyboardMoves()
    {
        Stage stage;
        stage.receive(200);
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.view->currentIndex().row(), 199);
        stage.key(Qt::Key_Up);
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.view->currentIndex().row(), 197);
        stage.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{197, 198}));
        stage.key(Qt::Key_PageUp);
        const int row = stage.view->currentIndex().row();
        QVERIFY(row < 197 && row > 197 - 40);
        QVERIFY(row >= stage.view->firstVisibleRow());
        stage.key(Qt::Key_Home);
        QCOMPARE(stage.view->currentIndex().row(), 0);
        QCOMPARE(stage.view->firstVisibleRow(), 0);
        stage.key(Qt::Key_Up);
        QCOMPARE(stage.view->currentIndex().row(), 0);
        stage.key(Qt::Key_PageDown);
        QVERIFY(stage.view->currentIndex().row() > 5);
        stage.key(Qt::Key_Z); // no search through all rows
        QCOMPARE(stage.selectedSerials().size(), 1);
    }

    void mouseSelects()
    {
        Stage stage;
        stage.receive(200);
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        stage.click(190);
        QCOMPARE(current.count(), 1);
        QCOMPARE(current[0][0].toInt(), 190);
        QCOMPARE(stage.selectedSerials(), QList<quint64>{190});
        stage.click(193, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{190, 191, 192, 193}));
        stage.click(191, Qt::ControlModifier);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{190, 192, 193}));
        stage.click(187, Qt::ShiftModifier);
        stage.click(186);
        stage.click(184, Qt::ShiftModifier); // upwards
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{184, 185, 186}));
        QTest::mousePress(stage.view->viewport(), Qt::LeftButton, {}, stage.middleOf(188));
        QTest::mouseMove(stage.view->viewport(), stage.middleOf(191));
        QTest::mouseRelease(stage.view->viewport(), Qt::LeftButton, {}, stage.middleOf(191));
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{188, 189, 190, 191}));
    }

    void focusSelectsNothing()
    {
        Stage stage;
        stage.receive(20);
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        stage.view->clearFocus();
        stage.view->setFocus(Qt::TabFocusReason);
        QVERIFY(!stage.view->currentIndex().isValid());
        QCOMPARE(current.count(), 0);
    }
};

QTEST_MAIN(TestMessageSelection)
#include "tst_messageselection.moc"
