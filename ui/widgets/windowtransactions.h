#pragma once

#include <ui/workspace/problem.h>
#include <ui/workspace/transacting.h>

#include <stomp/dialect/dialect.h>

#include <QHash>
#include <QObject>

class QVBoxLayout;

namespace Ui {

class Connection;
class ConnectionsBar;
class NoticeArea;
class TransactionLine;
class WindowActions;
class Workspace;

/** Transactions in the window: begun from the menu, ended there or in their line above the table;
 * a notice says what that did, and how this broker treats them. */
class WindowTransactions : public QObject
{
    Q_OBJECT

public:
    WindowTransactions(Workspace& workspace, ConnectionsBar& connections, WindowActions& actions,
        NoticeArea& notices, QObject* parent = nullptr);

    /** One line for each open transaction; to be put into the window. */
    [[nodiscard]] QWidget* lines() const { return m_container; }

    [[nodiscard]] static Problem textOf(
        const Transacting::Outcome& outcome, const QString& connection, Stomp::Dialect dialect);

private:
    void watch(Connection* connection);
    void update(quint32 number);
    void updateActions();
    void tell(const Transacting::Outcome& outcome);

    Workspace& m_workspace;
    ConnectionsBar& m_connections;
    WindowActions& m_actions;
    NoticeArea& m_notices;
    QWidget* m_container; //!< the window's, once it is in it
    QVBoxLayout* m_layout;
    Transacting* m_transacting;
    QHash<quint32, TransactionLine*> m_lines; //!< by connection
};

} // namespace Ui
