#pragma once

#include <support/messages.h>
#include <ui/widgets/ledgerline.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/widgets/tablepill.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <memory>

namespace Testing {

/** A shown panel over a feed that the test fills. */
struct MessageStage
{
    /** The tester looks at every row each time: not for many of them. */
    explicit MessageStage(bool isTested = true, std::size_t segmentBytes = 4096)
        : feed(Stomp::SegmentPool::create(segmentBytes, 4)), pump(feed), panel(pump),
          view(panel.view())
    {
        panel.resize(900, 400);
        panel.show();
        view->setFocus();
        if (isTested)
            tester = std::make_unique<QAbstractItemModelTester>(
                &pump.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        isReady = QTest::qWaitForWindowActive(&panel);
    }

    void receive(
        int messages, std::uint8_t flags = 0, quint32 connection = 1, quint32 subscription = 1)
    {
        for (int i = 0; i < messages; ++i) {
            Message message("/queue/orders", "body " + std::to_string(number++ / sameFor));
            message.row.flags = flags;
            message.row.connection = connection;
            message.row.subscription = subscription;
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
    [[nodiscard]] Ui::LedgerLine* ledger() { return panel.findChild<Ui::LedgerLine*>(); }
    [[nodiscard]] QString pausedText()
    {
        return panel.findChild<QLabel*>(QStringLiteral("pausedText"))->text();
    }

    Ui::MessageFeed feed;
    Ui::MessagePump pump;
    Ui::MessagePanel panel;
    Ui::MessageTableView* view;
    std::unique_ptr<QAbstractItemModelTester> tester;
    int number = 0;
    int sameFor = 1; //!< messages of one body
    bool isReady = false;
};

} // namespace Testing
