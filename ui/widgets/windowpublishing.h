#pragma once

#include <QObject>

namespace Ui {

class Connection;
class ConnectionsBar;
class PublishPanel;
class Settings;
class Workspace;

/** What happens between the publish panel and the connections: targets and destinations one way,
 * requests and their progress the other. */
class WindowPublishing : public QObject
{
    Q_OBJECT

public:
    WindowPublishing(Workspace& workspace, Settings& settings, ConnectionsBar& connections,
        PublishPanel& panel, QObject* parent = nullptr);

private:
    void watch(Connection* connection);
    void tellTargets();
    void tellDestinations();

    Workspace& m_workspace;
    PublishPanel& m_panel;
};

} // namespace Ui
