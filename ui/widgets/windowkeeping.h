#pragma once

#include <ui/profiles/messagekeeping.h>

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QWidget;

namespace Ui {

class MessagePump;
class NoticeArea;
class Settings;

/**
 * How many messages are kept: a menu for it, which the settings remember, and notices for what
 * comes of it, such as a full disk. Messages on disk are files without names in the user's cache
 * folder.
 */
class WindowKeeping : public QObject
{
    Q_OBJECT

public:
    WindowKeeping(MessagePump& pump, Settings& settings, NoticeArea& notices, QWidget& window);

    /** For the window's menus. */
    [[nodiscard]] QAction* menuAction() const;
    [[nodiscard]] QMenu* menu() const { return m_menu; }

private:
    void addChoice(const QString& text, const MessageKeeping& keeping);
    void choose(const MessageKeeping& keeping);
    void apply();
    void askForSize();
    void tellState();

    MessagePump& m_pump;
    Settings& m_settings;
    NoticeArea& m_notices;
    QWidget& m_window;
    QMenu* m_menu;
    QActionGroup* m_choices;
    QList<MessageKeeping> m_offered;
    QAction* m_other = nullptr;
};

} // namespace Ui
