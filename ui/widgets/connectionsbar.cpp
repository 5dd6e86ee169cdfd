#include "connectionsbar.h"

#include "connectionchip.h"
#include "examinationdialog.h"
#include "icons.h"
#include "tonedlabel.h"

#include <ui/workspace/examiner.h>
#include <ui/workspace/workspace.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace Ui {

ConnectionsBar::ConnectionsBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_layout(new QHBoxLayout(this)),
      m_empty(new TonedLabel(Tone::Muted, this)), m_plus(new QToolButton(this))
{
    setAccessibleName(tr("Connections"));
    m_plus->setObjectName(QStringLiteral("connectPlus"));
    m_plus->setIcon(icon(QLatin1StringView("list-add")));
    m_plus->setText(tr("Connect"));
    m_plus->setToolTip(tr("Connect to a broker"));
    m_plus->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_plus->setAutoRaise(true);
    m_empty->setText(tr("No connection yet."));
    m_layout->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_layout->setSpacing(Theme::grid);
    m_layout->addWidget(m_empty);
    m_layout->addWidget(m_plus);
    m_layout->addStretch(1);
    connect(m_plus, &QToolButton::clicked, this, &ConnectionsBar::connectRequested);
    connect(&workspace, &Workspace::connectionAdded, this, &ConnectionsBar::add);
    connect(&workspace, &Workspace::connectionRemoved, this, &ConnectionsBar::remove);
    for (Connection* connection : workspace.connections())
        add(connection);
}

Connection* ConnectionsBar::current() const
{
    return m_current ? m_current->connection() : nullptr;
}

void ConnectionsBar::setCurrent(Connection* connection)
{
    m_current = connection ? chip(connection) : nullptr;
    for (ConnectionChip* each : m_chips)
        each->setCurrent(each == m_current && m_chips.size() > 1);
    Q_EMIT currentChanged(current());
}

ConnectionChip* ConnectionsBar::chip(const Connection* connection) const
{
    const auto found = std::find_if(m_chips.cbegin(), m_chips.cend(),
        [connection](const ConnectionChip* each) { return each->connection() == connection; });
    return found == m_chips.cend() ? nullptr : *found;
}

void ConnectionsBar::add(Connection* connection)
{
    auto* fresh = new ConnectionChip(connection, this);
    m_layout->insertWidget(static_cast<int>(m_chips.size()) + 1, fresh);
    m_chips.append(fresh);
    m_empty->hide();
    connect(fresh, &ConnectionChip::chosen, this, [this, connection] { setCurrent(connection); });
    connect(fresh, &ConnectionChip::removeRequested, this,
        [this, connection] { m_workspace.remove(connection); });
    connect(fresh, &ConnectionChip::reconnectRequested, this,
        [this, connection] { m_workspace.reopen(connection); });
    connect(fresh, &ConnectionChip::disconnectRequested, connection, &Connection::close);
    connect(fresh, &ConnectionChip::dropRequested, this,
        [this, connection] { Q_EMIT dropRequested(connection); });
    connect(fresh, &ConnectionChip::examineRequested, this,
        [this, connection] { ExaminationDialog::open(*connection, window()); });
    setCurrent(connection);
}

void ConnectionsBar::remove(quint32 number)
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(),
        [number](ConnectionChip* each) { return each->connection()->number() == number; });
    if (found == m_chips.end())
        return;
    ConnectionChip* gone = *found;
    m_chips.erase(found);
    gone->hide();
    gone->deleteLater();
    m_empty->setVisible(m_chips.isEmpty());
    if (gone == m_current || m_chips.size() == 1)
        setCurrent(m_chips.isEmpty() ? nullptr : m_chips.constLast()->connection());
}

} // namespace Ui
