#pragma once

#include <QObject>

namespace Ui {

class Connection;
class ConnectionsBar;
class NoticeArea;
class ProductionFrame;
class Workspace;

/** What the window does about production: frames it while such a connection is the current one, and
 * says why something was refused on a locked one, with the way to unlock it. */
class WindowProduction : public QObject
{
    Q_OBJECT

public:
    WindowProduction(Workspace& workspace, ConnectionsBar& connections, ProductionFrame& frame,
        NoticeArea& notices, QObject* parent = nullptr);

private:
    void watch(Connection* connection);

    NoticeArea& m_notices;
};

} // namespace Ui
