#include <support/messages.h>
#include <support/widgetwarnings.h>
#include <ui/widgets/ledgerline.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/widgets/theme.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPaintEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Ui;
using Testing::Message;

namespace {

using Tester = QAbstractItemModelTester;

/** A shown panel over a feed that the test fills. */
struct Stage
{
    /** The tester looks at every row each time: not for many of them. */
    explicit Stage(bool isTested = true, std::size_t segmentBytes = 4096)
        : feed(Stomp::SegmentPool::create(segmentBytes, 4)), pump(feed), panel(pump),
          view(panel.view())
    {
        panel.resize(900, 400);
        panel.show();
        view->setFocus();
        if (isTested)
            tester = std::make_unique<Tester>(&pump.model(), Tester::FailureReportingMode::QtTest);
        isReady = QTest::qWaitForWindowActive(&panel);
    }

    void receive(int messages, std::uint8_t flags = 0, quint32 connection = 1)
    {
        for (int i = 0; i < messages; ++i) {
            Message message("/queue/orders", "body " + std::to_string(number++));
            message.row.flags = flags;
            message.row.connection = connection;
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(messages));
        pump.flush();
    }

    [[nodiscard]] quint64 firstSerial() { return pump.model().serialAt(view->firstVisibleRow()); }
    [[nodiscard]] int lastRow() { return pump.model().rowCount() - 1; }
    [[nodiscard]] QPoint middleOf(int row)
    {
        const QRect cell = view->visualRect(pump.model().index(row, 2));
        return cell.center();
    }
    void click(int row, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, keys, middleOf(row));
    }
    void wheel(int notches)
    {
        const QPointF place = view->viewport()->rect().center();
        QWheelEvent event(place, view->viewport()->mapToGlobal(place), {}, {0, 120 * notches},
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &event);
    }
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(view, which, modifiers);
    }
    [[nodiscard]] QList<quint64> selectedSerials()
    {
        QList<quint64> serials;
        for (const QModelIndex& index : view->selectionModel()->selectedRows())
            serials << pump.model().serialAt(index.row());
        std::sort(serials.begin(), serials.end());
        return serials;
    }
    [[nodiscard]] QAction* action(const QString& text)
    {
        for (QAction* one : panel.actions())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    [[nodiscard]] QPushButton* pill()
    {
        return panel.findChild<QPushButton*>(QStringLiteral("newRows"));
    }
    [[nodiscard]] LedgerLine* ledger() { return panel.findChild<LedgerLine*>(); }
    [[nodiscard]] QString pausedText()
    {
        return panel.findChild<QLabel*>(QStringLiteral("pausedText"))->text();
    }

    MessageFeed feed;
    MessagePump pump;
    MessagePanel panel;
    MessageTableView* view;
    std::unique_ptr<Tester> tester;
    int number = 0;
    bool isReady = false;
};

} // namespace

class tst_MessagePanel : public QObject
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

    void shiftEndSelectsToTheEnd()
    {
        Stage stage;
        stage.receive(200);
        stage.click(197);
        stage.key(Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(stage.selectedSerials(), (QList<quint64>{197, 198, 199}));
        QVERIFY(!stage.view->isFollowing());
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

QTEST_MAIN(tst_MessagePanel)
#include "tst_messagepanel.moc"
