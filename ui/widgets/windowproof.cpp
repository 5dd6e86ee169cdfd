#include "windowproof.h"

#include "connectionsbar.h"
#include "destinationspanel.h"
#include "proofdialog.h"

#include <ui/workspace/workspace.h>

#include <QAction>

namespace Ui {

WindowProof::WindowProof(Workspace& workspace, ConnectionsBar& connections,
    DestinationsPanel& destinations, QAction& action, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_connections(connections),
      m_destinations(destinations), m_action(action), m_window(window)
{
    connect(&action, &QAction::triggered, this, &WindowProof::open);
    connect(&connections, &ConnectionsBar::currentChanged, this, &WindowProof::updateAction);
    const auto watch = [this](Connection* connection) {
        connect(connection, &Connection::stateChanged, this, &WindowProof::updateAction);
        updateAction();
    };
    connect(&workspace, &Workspace::connectionAdded, this, watch);
    for (Connection* connection : workspace.connections())
        watch(connection);
    updateAction();
}

void WindowProof::updateAction()
{
    const Connection* current = m_connections.current();
    m_action.setEnabled(current && current->isConnected());
}

void WindowProof::open()
{
    Connection* connection = m_workspace.connection(m_destinations.chosenConnection());
    QString destination = m_destinations.chosenDestination();
    if (!connection || !connection->isConnected()) {
        connection = m_connections.current();
        destination.clear();
    }
    if (!connection || !connection->isConnected())
        return;
    auto* dialog = new ProofDialog(*connection, destination, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace Ui
