#include "messagestage.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/ledgerline.h>

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPaintEvent>
#include <QSignalSpy>
#include <QTimer>

using namespace Ui;
using Stage = Testing::MessageStage;

/** The panel around the table: pausing, clearing, the ledger, actions, columns, screen readers. */
class TestMessagePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void clearEmptiesAndFollows()
    {
        Stage stage;
        stage.receive(200);
        stage.click(195);
        QSignalSpy current(&stage.panel, &MessagePanel::currentMessageChanged);
        stage.key(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(stage.pump.model().rowCount(), 0);
        QCOMPARE(current.last()[0].toInt(), -1);
        QVERIFY(stage.view->isFollowing());
        QVERIFY(!stage.pill()->isVisible());
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("cleared 200")));
        stage.receive(5);
        QCOMPARE(stage.view->lastVisibleRow(), 4);
    }

    void pauseHolds()
    {
        Stage stage;
        stage.receive(200);
        const int first = stage.view->firstVisibleRow();
        stage.key(Qt::Key_Space);
        QVERIFY(stage.pump.isPaused());
        stage.receive(1234);
        QCOMPARE(stage.pausedText(), QStringLiteral("paused, 1,234 held"));
        QCOMPARE(stage.view->firstVisibleRow(), first);
        QCOMPARE(stage.pump.model().rowCount(), 200);
        QVERIFY(stage.ledger()->text().contains(QStringLiteral("held 1,234")));
        QVERIFY(stage.ledger()->text().endsWith(QStringLiteral("lost 0")));
        stage.click(198);
        stage.key(Qt::Key_Space);
        QVERIFY(!stage.pump.isPaused());
        QCOMPARE(stage.pausedText(), QString());
        QCOMPARE(stage.view->firstVisibleRow(), first);
        QCOMPARE(stage.pill()->text(), QStringLiteral("\u2193 1,234 new"));
        QCOMPARE(stage.selectedSerials(), QList<quint64>{198});
    }

    /** But for the place of the button that counts them. */
    void arrivalsOutOfViewRepaintNothing()
    {
        Stage stage;
        stage.receive(200);
        stage.wheel(3);
        QCoreApplication::sendPostedEvents();
        struct PaintCounter : QObject
        {
            bool eventFilter(QObject*, QEvent* event) override
            {
                if (event->type() == QEvent::Paint)
                    paints += static_cast<QPaintEvent*>(event)->rect().height() > 100 ? 1 : 0;
                return false;
            }
            int paints = 0;
        } counter;
        QTRY_VERIFY(!stage.view->isFollowing());
        stage.view->viewport()->installEventFilter(&counter);
        stage.view->viewport()->repaint();
        QCOMPARE(counter.paints, 1);
        stage.receive(50);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(counter.paints, 1);
        stage.key(Qt::Key_End);
        QTRY_VERIFY(counter.paints > 1);
    }

    void aLostBatchIsRed()
    {
        Stage stage;
        stage.receive(2);
        const QString fine = QStringLiteral(
            "received 2 = waiting 0 + shown 2 + held 0 + cleared 0 + retired 0 \u00b7 lost 0");
        QCOMPARE(stage.ledger()->text(), fine);
        const auto isRed = [](const QImage& image) {
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) {
                    const QColor color = image.pixelColor(x, y);
                    if (color.red() > color.green() + 80 && color.red() > color.blue() + 80)
                        return true;
                }
            return false;
        };
        QVERIFY(!isRed(stage.ledger()->grab().toImage()));
        stage.feed.loseNextBatch();
        stage.receive(1);
        QVERIFY(stage.ledger()->text().endsWith(QStringLiteral("LOST 1")));
        QCOMPARE(stage.ledger()->accessibleName(), stage.ledger()->text());
        QVERIFY(isRed(stage.ledger()->grab().toImage()));
    }

    void actionsFollowTheSelection()
    {
        Stage stage;
        QAction* ack = stage.action(QStringLiteral("Acknowledge"));
        QAction* nack = stage.action(QStringLiteral("Negative-acknowledge"));
        QAction* load = stage.action(QStringLiteral("Load into Publish Panel"));
        QVERIFY(!ack->isVisible());
        stage.receive(2);
        stage.receive(3, Stomp::NeedsAckFlag);
        QVERIFY(ack->isVisible());
        QVERIFY(!ack->isEnabled());
        QVERIFY(!load->isEnabled());
        stage.click(0);
        QTRY_VERIFY(load->isEnabled());
        QVERIFY(!ack->isEnabled());
        stage.click(3, Qt::ShiftModifier);
        QTRY_VERIFY(ack->isEnabled());
        QVERIFY(nack->isEnabled());
        QVERIFY(!load->isEnabled());

        QSignalSpy asked(&stage.panel, &MessagePanel::acknowledgeRequested);
        ack->trigger();
        stage.key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(asked.count(), 2);
        QCOMPARE(asked[0][0].value<QList<quint64>>(), (QList<quint64>{2, 3}));
        QCOMPARE(asked[0][1].toBool(), true);
        QCOMPARE(asked[1][1].toBool(), false);
        stage.pump.setAckState(2, Stomp::AckState::Acked);
        stage.pump.setAckState(3, Stomp::AckState::Acked);
        QTRY_VERIFY(!ack->isEnabled());

        QSignalSpy loads(&stage.panel, &MessagePanel::loadRequested);
        stage.click(1);
        QTRY_VERIFY(load->isEnabled());
        stage.key(Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(loads.count(), 1);
        QCOMPARE(loads[0][0].toInt(), 1);
    }

    /** By the right button, and in its menu by the left one. */
    void theRowsMenuIsClicked()
    {
        Stage stage;
        stage.receive(3);
        stage.click(1);
        QSignalSpy loads(&stage.panel, &MessagePanel::loadRequested);
        bool isClicked = false;
        QTimer menuWatch; // the menu has an event loop of its own
        menuWatch.callOnTimeout(&stage.panel, [&] {
            auto* const menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            menuWatch.stop();
            QAction* const load = stage.action(QStringLiteral("Load into Publish Panel"));
            isClicked = menu->actions().contains(load) && load->isEnabled();
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(load).center());
            menu->close();
        });
        menuWatch.start(1);
        const QPoint place = stage.middleOf(1);
        QContextMenuEvent event(
            QContextMenuEvent::Mouse, place, stage.view->viewport()->mapToGlobal(place));
        QCoreApplication::sendEvent(stage.view->viewport(), &event);
        QVERIFY(isClicked);
        QCOMPARE(loads.count(), 1);
        QCOMPARE(loads[0][0].toInt(), 1);
    }

    void copies()
    {
        Stage stage;
        stage.receive(3);
        stage.click(2);
        stage.click(1, Qt::ShiftModifier);
        QTRY_VERIFY(stage.action(QStringLiteral("Copy Bodies")));
        stage.key(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("body 1\nbody 2"));
        stage.click(0);
        QTRY_VERIFY(stage.action(QStringLiteral("Copy Frame")));
        stage.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QApplication::clipboard()->text(),
            QStringLiteral("MESSAGE\ndestination:/queue/orders\nmessage-id:m-1\n"
                           "subscription:1\n\nbody 0"));
    }

    void columnsAppearWhenTheySaySomething()
    {
        Stage stage;
        const QHeaderView* header = stage.view->horizontalHeader();
        const auto isHidden = [header](MessageColumn column) {
            return header->isSectionHidden(int(column));
        };
        stage.receive(1);
        QVERIFY(isHidden(MessageColumn::Connection));
        QVERIFY(isHidden(MessageColumn::State));
        stage.pump.model().setConnection(1, QStringLiteral("one"), Stomp::Dialect::Generic);
        stage.pump.model().setConnection(2, QStringLiteral("two"), Stomp::Dialect::Generic);
        QVERIFY(!isHidden(MessageColumn::Connection));
        stage.receive(1, Stomp::RedeliveredFlag);
        QVERIFY(!isHidden(MessageColumn::State));
        QCOMPARE(header->length(), stage.view->viewport()->width()); // the last one stretches
    }

    void emptyTableSaysWhatToDo()
    {
        Stage stage;
        stage.panel.setEmptyText(QStringLiteral("Nothing yet"), QStringLiteral("Subscribe."));
        QCOMPARE(stage.view->accessibleDescription(), QStringLiteral("Nothing yet Subscribe."));
        const QImage said = stage.view->viewport()->grab().toImage();
        stage.panel.setEmptyText({}, {});
        QVERIFY(stage.view->viewport()->grab().toImage() != said);
    }

    void screenReadersSeeATable()
    {
        Stage stage;
        stage.receive(5);
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(stage.view);
        QVERIFY(accessible);
        QCOMPARE(accessible->role(), QAccessible::Table);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Messages"));
        QAccessibleTableInterface* table = accessible->tableInterface();
        QVERIFY(table);
        QCOMPARE(table->rowCount(), 5);
        QCOMPARE(table->columnCount(), messageColumnCount);
        QAccessibleInterface* cell = table->cellAt(3, int(MessageColumn::Preview));
        QVERIFY(cell);
        QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("body 3"));
        stage.key(Qt::Key_Up);
        QCOMPARE(table->selectedRows(), QList<int>{4});
    }
};

QTEST_MAIN(TestMessagePanel)
#include "tst_messagepanel.moc"
