#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace Ui {

class ConnectionsBar;
class DestinationsPanel;
class Workspace;

/** The window's way to "Queue or topic?": for the destination that is chosen in the tree, or one to
 * be typed on the current connection. */
class WindowProof : public QObject
{
    Q_OBJECT

public:
    WindowProof(Workspace& workspace, ConnectionsBar& connections, DestinationsPanel& destinations,
        QAction& action, QWidget& window);

private:
    void open();
    void updateAction();

    Workspace& m_workspace;
    ConnectionsBar& m_connections;
    DestinationsPanel& m_destinations;
    QAction& m_action;
    QWidget& m_window;
};

} // namespace Ui
