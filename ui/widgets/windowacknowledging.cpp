#include "windowacknowledging.h"

#include "ackpreview.h"
#include "icons.h"
#include "messagepanel.h"
#include "messageselection.h"
#include "messagetableview.h"

#include <ui/workspace/workspace.h>

#include <QAction>
#include <QMenu>
#include <QTimer>

namespace Ui {

WindowAcknowledging::WindowAcknowledging(
    Workspace& workspace, MessagePanel& panel, TableRemark& remark, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_panel(panel),
      m_preview(new AckPreview(
          workspace.acknowledging(), workspace.pump().model(), remark,
          [&workspace](quint32 number, Stomp::SubscriptionKey key) {
              const Connection* const connection = workspace.connection(number);
              const Subscription* const known =
                  connection ? connection->subscription(key) : nullptr;
              return known ? known->wish.destination : QString();
          },
          this)),
      m_upTo(new QAction(
          icon(QLatin1StringView("message-acknowledge")), tr("Acknowledge &Up to Here"), this))
{
    m_upTo->setObjectName(QStringLiteral("acknowledgeUpTo"));
    m_upTo->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    m_upTo->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_upTo->setToolTip(tr("Acknowledge this message and all earlier ones of its subscription that "
                          "wait: with one ACK in client mode, with one for each in "
                          "client-individual (Ctrl+Shift+A)"));
    m_upTo->setStatusTip(m_upTo->toolTip());
    panel.addAction(m_upTo);
    connect(m_upTo, &QAction::triggered, this, [this] {
        const QList<quint64> serials = serialsUpTo();
        if (!serials.isEmpty())
            Q_EMIT m_panel.acknowledgeRequested(serials, true);
    });

    const auto selected = [this] {
        return MessageSelection(m_workspace.pump().model(), *m_panel.view()->selectionModel())
            .waitingSerials();
    };
    m_preview->watch(panel.acknowledgeAction(), true, selected);
    for (QAction* const reject : panel.rejectActions())
        m_preview->watch(reject, false, selected);
    m_preview->watch(m_upTo, true, [this] { return serialsUpTo(); });

    panel.addMenuPart([this](QMenu& menu, const QModelIndex& cell) {
        if (!cell.isValid() || !m_workspace.pump().model().hasStates())
            return;
        update();
        const QList<QAction*> known = menu.actions();
        const qsizetype ack = known.indexOf(m_panel.acknowledgeAction());
        menu.insertAction(known.value(ack + 1), m_upTo);
    });
    auto* const due = new QTimer(this); // many rows may change at once
    due->setSingleShot(true);
    due->callOnTimeout(this, &WindowAcknowledging::update);
    connect(&workspace.pump().model(), &QAbstractItemModel::dataChanged, due,
        qOverload<>(&QTimer::start));
    connect(panel.view()->selectionModel(), &QItemSelectionModel::currentRowChanged, due,
        qOverload<>(&QTimer::start));
    connect(&workspace.pump().model(), &MessageTableModel::columnsOfInterestChanged, due,
        qOverload<>(&QTimer::start));
    update();
}

void WindowAcknowledging::update()
{
    const MessageTableModel& model = m_workspace.pump().model();
    const int row = m_panel.view()->currentIndex().row();
    m_upTo->setVisible(model.hasStates());
    m_upTo->setEnabled(row >= 0 && !model.isGap(row)
        && model.ackStateOf(model.lastSerialAt(row)) == Stomp::AckState::Waiting);
}

QList<quint64> WindowAcknowledging::serialsUpTo() const
{
    const MessageTableModel& model = m_workspace.pump().model();
    const int row = m_panel.view()->currentIndex().row();
    if (row < 0 || model.isGap(row))
        return {};
    return m_workspace.acknowledging().upTo(model.lastSerialAt(row));
}

} // namespace Ui
