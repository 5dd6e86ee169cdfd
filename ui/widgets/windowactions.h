#pragma once

#include <ui/profiles/savedsession.h>
#include <ui/profiles/themechoice.h>

#include <QKeySequence>
#include <QObject>

class QAction;
class QActionGroup;
class QDockWidget;
class QMainWindow;
class QMenu;

namespace Ui {

/** The window's menus: every action of the window, each with a shortcut that the menu shows. */
class WindowActions : public QObject
{
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow& window);

    QAction* openConnect;
    QMenu* openRecent;
    QAction* disconnectCurrent;
    QAction* dropCurrent;
    QAction* beginTransaction;
    QAction* commitTransaction;
    QAction* abortTransaction;
    QAction* reconnectCurrent;
    QAction* quit;
    QAction* subscribe;
    QAction* unsubscribe;
    QAction* whyQuiet;
    QAction* prove;
    QAction* lessons;
    QAction* resetLayout;
    QAction* sampleTraffic;
    QAction* watchShapes; //!< checkable
    QAction* copyPracticeUrl;
    QAction* about;

    void addToMessages(const QList<QAction*>& actions);
    /** Below the docks. */
    void addToView(QAction* action);
    /** The menu that shows and hides them, Ctrl+1 and so on. */
    void setDocks(const QList<QDockWidget*>& docks);
    void setTheme(ThemeChoice theme);
    void setRestoreChoice(RestoreChoice choice);

Q_SIGNALS:
    void themeChosen(Ui::ThemeChoice theme);
    void restoreChosen(Ui::RestoreChoice choice);

private:
    QAction* add(
        QMenu* menu, const char* iconName, const QString& text, const QKeySequence& shortcut);
    void buildThemes();
    void buildRestoring(QMenu* menu);

    QMainWindow& m_window;
    QMenu* m_messages = nullptr;
    QMenu* m_view = nullptr;
    QActionGroup* m_themes = nullptr;
    QActionGroup* m_restoring = nullptr;
};

} // namespace Ui
