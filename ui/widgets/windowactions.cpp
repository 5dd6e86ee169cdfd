#include "windowactions.h"

#include "icons.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace Ui {

WindowActions::WindowActions(QMainWindow& window) : QObject(&window), m_window(window)
{
    QMenu* connection = window.menuBar()->addMenu(tr("&Connection"));
    openConnect =
        add(connection, "network-connect", tr("&Connect …"), QKeySequence(Qt::CTRL | Qt::Key_N));
    openRecent = connection->addMenu(icon(QLatin1StringView("network-server")), tr("Open &Recent"));
    reconnectCurrent =
        add(connection, "view-refresh", tr("Connect &Again"), QKeySequence(Qt::CTRL | Qt::Key_R));
    disconnectCurrent = add(
        connection, "network-disconnect", tr("&Disconnect"), QKeySequence(Qt::CTRL | Qt::Key_D));
    dropCurrent = add(connection, "network-disconnect", tr("Drop the Connection No&w"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    dropCurrent->setObjectName(QStringLiteral("dropConnection"));
    dropCurrent->setToolTip(tr("End it without DISCONNECT, as a program that dies does"));
    dropCurrent->setStatusTip(dropCurrent->toolTip());
    connection->addSeparator();
    beginTransaction = add(connection, "list-add", tr("Be&gin a Transaction"),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_T));
    beginTransaction->setObjectName(QStringLiteral("begin"));
    commitTransaction = add(connection, "dialog-ok", tr("Co&mmit the Transaction"),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Return));
    commitTransaction->setObjectName(QStringLiteral("commit"));
    abortTransaction = add(connection, "edit-undo", tr("A&bort the Transaction"),
        QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Backspace));
    abortTransaction->setObjectName(QStringLiteral("abort"));
    connection->addSeparator();
    sampleTraffic = add(connection, "practice-broker", tr("Practice Broker: &Sample Traffic"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T));
    sampleTraffic->setCheckable(true);
    copyPracticeUrl = add(connection, "edit-copy", tr("Practice Broker: Copy &URL"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U));
    connection->addSeparator();
    buildRestoring(connection->addMenu(tr("At the Start, Open What Was &Open")));
    connection->addSeparator();
    quit = add(connection, "application-exit", tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);

    QMenu* subscription = window.menuBar()->addMenu(tr("&Subscription"));
    subscribe =
        add(subscription, "subscribe", tr("&Subscribe …"), QKeySequence(Qt::CTRL | Qt::Key_T));
    unsubscribe =
        add(subscription, "unsubscribe", tr("&Unsubscribe"), QKeySequence(Qt::CTRL | Qt::Key_U));
    subscription->addSeparator();
    whyQuiet = add(subscription, "help-about", tr("&Why Is It Quiet?"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y));
    prove = add(subscription, "destination-topic", tr("&Queue or Topic? …"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q));
    lessons = add(subscription, "practice-broker", tr("&Lessons …"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    watchShapes = add(subscription, "view-list-tree", tr("Watch JSON S&hapes"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J));
    watchShapes->setCheckable(true);

    m_messages = window.menuBar()->addMenu(tr("&Messages"));
    m_view = window.menuBar()->addMenu(tr("&View"));
    resetLayout =
        add(m_view, "preferences-system", tr("&Reset Layout"), QKeySequence(Qt::CTRL | Qt::Key_0));
    m_view->addSeparator();
    buildThemes();

    QMenu* help = window.menuBar()->addMenu(tr("&Help"));
    about = add(help, "help-about", tr("&About STOMP Console"), QKeySequence(Qt::Key_F1));
    about->setMenuRole(QAction::AboutRole);
}

QAction* WindowActions::add(
    QMenu* menu, const char* iconName, const QString& text, const QKeySequence& shortcut)
{
    QAction* action = menu->addAction(icon(QLatin1StringView(iconName)), text);
    action->setShortcut(shortcut);
    return action;
}

void WindowActions::buildThemes()
{
    m_themes = new QActionGroup(this);
    const auto addTheme = [this](const QString& text, ThemeChoice choice, Qt::Key key) {
        QAction* action = m_view->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        action->setShortcut(Qt::CTRL | Qt::ALT | key);
        m_themes->addAction(action);
    };
    addTheme(tr("&System Look"), ThemeChoice::System, Qt::Key_S);
    addTheme(tr("&Light"), ThemeChoice::Light, Qt::Key_L);
    addTheme(tr("&Dark"), ThemeChoice::Dark, Qt::Key_D);
    connect(m_themes, &QActionGroup::triggered, this, [this](const QAction* action) {
        Q_EMIT themeChosen(static_cast<ThemeChoice>(action->data().toInt()));
    });
}

void WindowActions::buildRestoring(QMenu* menu)
{
    m_restoring = new QActionGroup(this);
    const std::pair<QString, RestoreChoice> choices[]{{tr("As&k"), RestoreChoice::Ask},
        {tr("&Always"), RestoreChoice::Always}, {tr("&Never"), RestoreChoice::Never}};
    for (const auto& [text, choice] : choices) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        m_restoring->addAction(action);
    }
    connect(m_restoring, &QActionGroup::triggered, this, [this](const QAction* action) {
        Q_EMIT restoreChosen(static_cast<RestoreChoice>(action->data().toInt()));
    });
}

void WindowActions::setRestoreChoice(RestoreChoice choice)
{
    for (QAction* action : m_restoring->actions())
        action->setChecked(static_cast<RestoreChoice>(action->data().toInt()) == choice);
}

void WindowActions::setTheme(ThemeChoice theme)
{
    for (QAction* action : m_themes->actions())
        action->setChecked(static_cast<ThemeChoice>(action->data().toInt()) == theme);
}

void WindowActions::addToMessages(const QList<QAction*>& actions)
{
    if (!m_messages->isEmpty())
        m_messages->addSeparator();
    m_messages->addActions(actions);
}

void WindowActions::addToView(QAction* action)
{
    m_view->insertAction(resetLayout, action);
}

void WindowActions::setDocks(const QList<QDockWidget*>& docks)
{
    int key = Qt::Key_1;
    for (QDockWidget* dock : docks) {
        QAction* toggle = dock->toggleViewAction();
        toggle->setShortcut(Qt::CTRL | static_cast<Qt::Key>(key++));
        m_view->insertAction(resetLayout, toggle);
    }
}

} // namespace Ui
