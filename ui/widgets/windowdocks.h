#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

class QDockWidget;
class QMainWindow;
class QWidget;

namespace Ui {

/** The docks of a main window and how they are arranged. Owns none of them: the window does. */
class WindowDocks
{
public:
    enum Place : int
    {
        Destinations,
        Inspector,
        Publish
    };

    explicit WindowDocks(QMainWindow& window) : m_window(window) { }

    /** The first ones in the order of Place. */
    QDockWidget* add(
        const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    /** Shares the place of another, and is not in view at first. */
    QDockWidget* addTab(const char* name, const QString& title, QWidget* content, Place place);
    [[nodiscard]] const QList<QDockWidget*>& all() const { return m_docks; }
    /** Brings the dock of this content into view. */
    void raise(const QWidget* content);

    /** How they are is how reset() has them again. */
    void remember();
    void reset();
    /** Divides the room among them. */
    void arrange();

private:
    QMainWindow& m_window;
    QList<QDockWidget*> m_docks;
    QByteArray m_first;
};

} // namespace Ui
