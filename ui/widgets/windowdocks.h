#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

class QDockWidget;
class QMainWindow;
class QWidget;

namespace Ui {

/**
 * The docks of a main window and how they are arranged. Owns none of them: the window does. In a
 * narrow window, at once when it becomes narrow, the publish panel takes the place under the
 * inspector too: so the window can always be made as narrow as that allows.
 */
class WindowDocks : public QObject
{
    Q_OBJECT

public:
    enum Place : int
    {
        Destinations,
        Inspector,
        Publish
    };

    explicit WindowDocks(QMainWindow& window);

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
    /** As QMainWindow's saveState() had them; false, and nothing changed, if it is none. */
    bool restore(const QByteArray& state);
    /** Divides the room among them. */
    void arrange();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void chooseCorner();

    QMainWindow& m_window;
    QList<QDockWidget*> m_docks;
    QByteArray m_first;
    int m_wideMinimum = 0; //!< what the wide arrangement needed when it was last there
};

} // namespace Ui
