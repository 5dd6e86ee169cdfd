#include "destinationspanel.h"

#include "destinationdelegate.h"
#include "icons.h"
#include "shapeline.h"
#include "tonedlabel.h"

#include <ui/workspace/workspace.h>

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace Ui {

DestinationsPanel::DestinationsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_tools(new QToolBar(this)),
      m_pages(new QStackedWidget(this)), m_view(new QTreeView(this)),
      m_deleteDurable(new QAction(
          icon(QLatin1StringView("edit-delete")), tr("Delete Durable Subscription"), this)),
      m_closeFile(new QAction(icon(QLatin1StringView("window-close")), tr("Close File"), this)),
      m_shapes(new ShapeLine(workspace.pump().shapes(), this)),
      m_emptyText(new TonedLabel(Tone::Muted, this)), m_emptyButton(new QPushButton(this))
{
    DestinationModel& model = workspace.destinations();
    m_view->setModel(&model);
    m_view->setObjectName(QStringLiteral("destinations"));
    m_view->setAccessibleName(tr("Destinations"));
    m_view->setItemDelegate(new DestinationDelegate(m_view));
    m_view->setUniformRowHeights(true);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setIndentation(Theme::grid * 3 / 2);
    m_view->setTextElideMode(Qt::ElideMiddle); // names that begin alike differ at their ends
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setMinimumSectionSize(Theme::grid * 6);
    m_view->header()->setSectionResizeMode(DestinationModel::NameColumn, QHeaderView::Stretch);
    // Names need the room more: larger numbers are shortened by the delegate.
    const int number =
        QFontMetrics(Theme::tabular(font())).horizontalAdvance(QStringLiteral("12,345"))
        + Theme::grid;
    for (const auto column : {DestinationModel::CountColumn, DestinationModel::RateColumn})
        m_view->header()->resizeSection(
            column, qMax(number, m_view->header()->sectionSizeHint(column)));

    auto* empty = new QWidget(this);
    auto* column = new QVBoxLayout(empty);
    column->setContentsMargins(Theme::grid * 2, Theme::grid * 3, Theme::grid * 2, Theme::grid * 3);
    column->setSpacing(Theme::grid * 3 / 2);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    m_emptyButton->setObjectName(QStringLiteral("emptyButton"));
    column->addStretch(1);
    column->addWidget(m_emptyText);
    column->addWidget(m_emptyButton, 0, Qt::AlignHCenter);
    column->addStretch(2);

    m_tools->setIconSize({Theme::iconSize, Theme::iconSize});
    m_tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_tools);
    all->addWidget(m_pages);
    all->addWidget(m_shapes);
    m_pages->addWidget(m_view);
    m_pages->addWidget(empty);

    connect(
        &model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& parentIndex) {
            m_view->expandRecursively(parentIndex);
            showEmptiness();
        });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &DestinationsPanel::showEmptiness);
    connect(m_emptyButton, &QPushButton::clicked, this, [this] {
        if (m_workspace.connections().isEmpty())
            Q_EMIT connectRequested();
        else
            Q_EMIT subscribeRequested();
    });
    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        const QString destination = index.data(DestinationModel::NameRole).toString();
        if (!destination.isEmpty()) {
            Q_EMIT publishRequested(
                index.data(DestinationModel::ConnectionRole).toUInt(), destination);
        }
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid())
                Q_EMIT chosen(index.data(DestinationModel::ConnectionRole).toUInt());
            Q_EMIT selectionChanged();
        });
    m_deleteDurable->setObjectName(QStringLiteral("deleteDurable"));
    m_deleteDurable->setToolTip(tr("The broker forgets it and what it has kept for it; to "
                                   "unsubscribe only takes it offline."));
    connect(m_deleteDurable, &QAction::triggered, this, [this] { end(true); });
    m_closeFile->setObjectName(QStringLiteral("closeFile"));
    m_closeFile->setToolTip(tr("Its messages stay in the table until they are cleared"));
    m_closeFile->setVisible(false);
    connect(m_closeFile, &QAction::triggered, this,
        [this] { m_workspace.files().close(chosenConnection()); });
    connect(this, &DestinationsPanel::selectionChanged, this,
        [this] { m_closeFile->setVisible(isFileChosen()); });
    connect(this, &DestinationsPanel::selectionChanged, this, &DestinationsPanel::showDurable);
    connect(this, &DestinationsPanel::selectionChanged, this, &DestinationsPanel::showShapes);
    connect(&model, &QAbstractItemModel::dataChanged, this, &DestinationsPanel::showDurable);
    m_view->expandAll();
    setMinimumWidth(Theme::grid * 30);
    showEmptiness();
}

void DestinationsPanel::showEmptiness()
{
    const DestinationModel& model = m_workspace.destinations();
    bool hasSubscriptions = false;
    for (int row = 0; row < model.rowCount(); ++row)
        hasSubscriptions = hasSubscriptions || model.rowCount(model.index(row, 0)) > 0;
    const bool hasConnections = model.rowCount() > 0;
    m_emptyText->setText(hasConnections
            ? tr("Nothing is subscribed. Subscribe to a queue or a topic to see its messages.")
            : tr("Connect to a broker first. The practice broker needs nothing installed."));
    m_emptyButton->setText(hasConnections ? tr("Subscribe …") : tr("Connect …"));
    m_emptyButton->setIcon(
        icon(QLatin1StringView(hasConnections ? "subscribe" : "network-connect")));
    m_pages->setCurrentIndex(hasSubscriptions ? 0 : 1);
    Q_EMIT selectionChanged();
}

QList<Stomp::SubscriptionKey> DestinationsPanel::chosenKeys() const
{
    QList<Stomp::SubscriptionKey> keys;
    const QModelIndex current = m_view->currentIndex().siblingAtColumn(0);
    const auto node = current.data(DestinationModel::NodeRole).value<DestinationModel::Node>();
    if (!current.isValid() || node == DestinationModel::Node::Connection)
        return keys;
    if (node == DestinationModel::Node::Subscription)
        keys.append(current.data(DestinationModel::KeyRole).toUInt());
    for (int row = 0; row < m_workspace.destinations().rowCount(current); ++row) {
        const QModelIndex child = m_workspace.destinations().index(row, 0, current);
        keys.append(child.data(DestinationModel::KeyRole).toUInt());
    }
    return keys;
}

Stomp::SubscriptionKey DestinationsPanel::chosenSubscription() const
{
    return chosenKeys().value(0);
}

quint32 DestinationsPanel::chosenConnection() const
{
    return m_view->currentIndex().data(DestinationModel::ConnectionRole).toUInt();
}

QString DestinationsPanel::chosenDestination() const
{
    const QModelIndex current = m_view->currentIndex();
    const QString own = current.data(DestinationModel::NameRole).toString();
    return own.isEmpty() ? current.parent().data(DestinationModel::NameRole).toString() : own;
}

bool DestinationsPanel::canUnsubscribe() const
{
    return !chosenKeys().isEmpty() && !isFileChosen();
}

bool DestinationsPanel::isFileChosen() const
{
    return m_view->currentIndex().data(DestinationModel::FromFileRole).toBool();
}

void DestinationsPanel::unsubscribe()
{
    end(false);
}

void DestinationsPanel::end(bool deleteDurable)
{
    const QModelIndex current = m_view->currentIndex();
    Connection* connection =
        m_workspace.connection(current.data(DestinationModel::ConnectionRole).toUInt());
    if (!connection)
        return;
    for (const Stomp::SubscriptionKey key : chosenKeys())
        connection->unsubscribe(key, deleteDurable);
}

void DestinationsPanel::showDurable()
{
    const QModelIndex current = m_view->currentIndex();
    const Connection* connection =
        m_workspace.connection(current.data(DestinationModel::ConnectionRole).toUInt());
    bool isDurable = false;
    for (const Stomp::SubscriptionKey key : chosenKeys()) {
        const Subscription* one = connection ? connection->subscription(key) : nullptr;
        isDurable = isDurable || (one && one->isLive() && !one->wish.durableName.isEmpty());
    }
    m_deleteDurable->setVisible(isDurable);
}

void DestinationsPanel::showShapes()
{
    m_shapes->setSubject(chosenConnection(), chosenKeys());
}

void DestinationsPanel::setActions(const QList<QAction*>& actions)
{
    m_tools->addActions(actions);
    // The first is the one to find; the others make do with their icons.
    for (QAction* action : actions) {
        auto* button = qobject_cast<QToolButton*>(m_tools->widgetForAction(action));
        if (button && action != actions.constFirst())
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
    m_view->addActions(actions);
    m_view->addAction(m_deleteDurable);
    m_view->addAction(m_closeFile);
}

} // namespace Ui
