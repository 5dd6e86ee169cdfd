#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QObject>

namespace Ui {

class Connection;
class NoticeArea;
class Workspace;

/**
 * Turns what goes wrong with connections and subscriptions into notices with the one action that
 * mends it, and takes them away when it is mended.
 */
class ConnectionNotices : public QObject
{
    Q_OBJECT

public:
    ConnectionNotices(Workspace& workspace, NoticeArea& area, QObject* parent = nullptr);

Q_SIGNALS:
    /** Try again with other values: the connection never worked. */
    void changeRequested(Ui::Connection* connection);

private:
    void watch(Connection* connection);
    void showState(Connection* connection);
    void showSubscription(Connection* connection, quint32 key);

    Workspace& m_workspace;
    NoticeArea& m_area;
};

} // namespace Ui
