#pragma once

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

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
    /** Opens a message of the store's number; false: it is no longer kept. */
    using OpenMessage = std::function<bool(quint64 serial)>;

    WindowPublishing(Workspace& workspace, Settings& settings, ConnectionsBar& connections,
        PublishPanel& panel, OpenMessage openMessage, QObject* parent = nullptr);

private:
    /** At once, or when its message has come to the store. */
    void openReply(quint32 connection, quint64 number);
    void watch(Connection* connection);
    void tellTargets();
    void tellDestinations();

    Workspace& m_workspace;
    PublishPanel& m_panel;
    OpenMessage m_openMessage;
    std::optional<std::pair<quint32, quint64>> m_awaited; //!< a connection and its reply, to open
};

} // namespace Ui
