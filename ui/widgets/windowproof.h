#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace Ui {

class ConnectionsBar;
class DestinationsPanel;
class Workspace;

/** The window's way to "Queue or topic?" and to the lessons: on the broker of the current
 * connection, the first for the destination that is chosen in the tree. */
class WindowProof : public QObject
{
    Q_OBJECT

public:
    WindowProof(Workspace& workspace, ConnectionsBar& connections, DestinationsPanel& destinations,
        QAction& prove, QAction& lessons, QWidget& window);

private:
    void openProof();
    void openLessons();
    void updateActions();

    Workspace& m_workspace;
    ConnectionsBar& m_connections;
    DestinationsPanel& m_destinations;
    QAction& m_prove;
    QAction& m_lessons;
    QWidget& m_window;
};

} // namespace Ui
