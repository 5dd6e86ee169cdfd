#pragma once

#include <ui/workspace/dropwatch.h>
#include <ui/workspace/problem.h>

#include <QHash>
#include <QObject>

class QTimer;

namespace Ui {

class ConnectionsBar;
class NoticeArea;
class WindowActions;
class Workspace;

/**
 * "Drop the Connection Now" in the window: ends the socket without DISCONNECT, and a notice says
 * what was not acknowledged, and who gets it next as it comes.
 */
class WindowDropping : public QObject
{
    Q_OBJECT

public:
    WindowDropping(Workspace& workspace, ConnectionsBar& connections, WindowActions& actions,
        NoticeArea& notices, QObject* parent = nullptr);

    void drop(Connection* connection);
    /** How names are found; a subscription that is not known any more has none. */
    struct Names
    {
        std::function<QString(quint32 connection)> connection;
        std::function<QString(quint32 connection, Stomp::SubscriptionKey key)> destination;
    };
    /** The report in words. */
    [[nodiscard]] static Problem textOf(const DropWatch::Report& report, const Names& names);

private:
    void update();
    void tellAll();
    void tell(const DropWatch::Report& report);

    static constexpr int tellEveryMs = 250;

    Workspace& m_workspace;
    ConnectionsBar& m_connections;
    WindowActions& m_actions;
    NoticeArea& m_notices;
    Names m_names;
    DropWatch* m_watch; //!< a child of the table's model
    QTimer* m_tellDue;
    /** By dropped connection, how many had been delivered again when it was told; a notice that the
     * reader has closed stays closed. */
    QHash<quint32, quint64> m_told;
};

} // namespace Ui
