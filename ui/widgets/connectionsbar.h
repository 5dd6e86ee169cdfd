#pragma once

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace Ui {

class Connection;
class ConnectionChip;
class Workspace;

/** One chip for each connection, and a plus that asks for the connect dialog. Knows which is the
 * current one: where the window subscribes and publishes unless told otherwise. */
class ConnectionsBar : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionsBar(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] Connection* current() const;
    void setCurrent(Connection* connection);
    [[nodiscard]] ConnectionChip* chip(const Connection* connection) const;

Q_SIGNALS:
    void connectRequested();
    /** To end without DISCONNECT. */
    void dropRequested(Ui::Connection* connection);
    void currentChanged(Ui::Connection* connection);

private:
    void add(Connection* connection);
    void remove(quint32 number);

    Workspace& m_workspace;
    QHBoxLayout* m_layout;
    QLabel* m_empty;
    QToolButton* m_plus;
    QList<ConnectionChip*> m_chips;
    ConnectionChip* m_current = nullptr;
};

} // namespace Ui
