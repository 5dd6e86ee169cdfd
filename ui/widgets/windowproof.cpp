#include "windowproof.h"

#include "connectionsbar.h"
#include "destinationspanel.h"
#include "lessondialog.h"
#include "proofdialog.h"

#include <ui/workspace/workspace.h>

#include <QAction>

namespace Ui {

WindowProof::WindowProof(Workspace& workspace, ConnectionsBar& connections,
    DestinationsPanel& destinations, QAction& prove, QAction& lessons, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_connections(connections),
      m_destinations(destinations), m_prove(prove), m_lessons(lessons), m_window(window)
{
    connect(&prove, &QAction::triggered, this, &WindowProof::openProof);
    connect(&lessons, &QAction::triggered, this, &WindowProof::openLessons);
    connect(&connections, &ConnectionsBar::currentChanged, this, &WindowProof::updateActions);
    const auto watch = [this](Connection* connection) {
        connect(connection, &Connection::stateChanged, this, &WindowProof::updateActions);
        updateActions();
    };
    connect(&workspace, &Workspace::connectionAdded, this, watch);
    for (Connection* connection : workspace.connections())
        watch(connection);
    updateActions();
}

void WindowProof::updateActions()
{
    const Connection* current = m_connections.current();
    m_prove.setEnabled(current && current->isConnected());
    m_lessons.setEnabled(m_prove.isEnabled());
}

void WindowProof::openLessons()
{
    Connection* connection = m_connections.current();
    if (!connection || !connection->isConnected())
        return;
    auto* dialog = new LessonDialog(*connection, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void WindowProof::openProof()
{
    Connection* connection = m_workspace.connection(m_destinations.chosenConnection());
    QString destination = m_destinations.chosenDestination();
    if (!connection || !connection->isConnected()) {
        connection = m_connections.current();
        destination.clear();
    }
    if (!connection || !connection->isConnected())
        return;
    auto* dialog = new ProofDialog(m_workspace, *connection, destination, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace Ui
