#pragma once

#include <stomp/session/sessiontypes.h>

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolBar;
class QTreeView;

namespace Ui {

class ShapeLine;
class Workspace;

/** The tree of connections, destinations and subscriptions with live counts and rates. */
class DestinationsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DestinationsPanel(Workspace& workspace, QWidget* parent = nullptr);

    [[nodiscard]] QTreeView* view() const { return m_view; }
    [[nodiscard]] ShapeLine* shapeLine() const { return m_shapes; }
    /** Whether unsubscribe() has something to do. */
    [[nodiscard]] bool canUnsubscribe() const;
    /** The chosen subscription, or the first of the chosen destination; 0 for none. */
    [[nodiscard]] Stomp::SubscriptionKey chosenSubscription() const;
    /** The number of the connection that the chosen row belongs to; 0 for none. */
    [[nodiscard]] quint32 chosenConnection() const;
    /** Of the chosen row; empty for a connection. */
    [[nodiscard]] QString chosenDestination() const;
    /** The chosen subscription, or all of the chosen destination; durable ones go offline. */
    void unsubscribe();
    /** The actions of the row's menu, owned by the window. */
    void setActions(const QList<QAction*>& actions);

Q_SIGNALS:
    void subscribeRequested();
    void connectRequested();
    void publishRequested(quint32 connection, const QString& destination);
    void chosen(quint32 connection);
    void selectionChanged();

private:
    void showEmptiness();
    void showDurable();
    void showShapes();
    void end(bool deleteDurable);
    [[nodiscard]] QList<Stomp::SubscriptionKey> chosenKeys() const;
    [[nodiscard]] bool isFileChosen() const;

    Workspace& m_workspace;
    QToolBar* m_tools;
    QStackedWidget* m_pages;
    QTreeView* m_view;
    QAction* m_deleteDurable;
    QAction* m_closeFile;
    ShapeLine* m_shapes;
    QLabel* m_emptyText;
    QPushButton* m_emptyButton;
};

} // namespace Ui
