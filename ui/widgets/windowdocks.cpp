#include "windowdocks.h"

#include "theme.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QLayout>
#include <QMainWindow>

#include <algorithm>

namespace Ui {

WindowDocks::WindowDocks(QMainWindow& window) : m_window(window)
{
    m_window.installEventFilter(this);
}

QDockWidget* WindowDocks::add(
    const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, &m_window);
    dock->setObjectName(QLatin1StringView(name));
    dock->setWidget(content);
    m_window.addDockWidget(area, dock);
    m_docks.append(dock);
    return dock;
}

QDockWidget* WindowDocks::addTab(
    const char* name, const QString& title, QWidget* content, Place place)
{
    QDockWidget* const other = m_docks.at(place);
    QDockWidget* dock = add(name, title, content, m_window.dockWidgetArea(other));
    m_window.tabifyDockWidget(other, dock);
    dock->hide();
    QObject::connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool on) {
        if (on)
            dock->raise(); // above those it shares the place with
    });
    return dock;
}

void WindowDocks::raise(const QWidget* content)
{
    for (QDockWidget* dock : std::as_const(m_docks)) {
        if (dock->widget() == content) {
            dock->show();
            dock->raise();
        }
    }
}

void WindowDocks::remember()
{
    m_first = m_window.saveState();
}

void WindowDocks::reset()
{
    restore(m_first);
    arrange();
}

bool WindowDocks::restore(const QByteArray& state)
{
    const bool isRestored = m_window.restoreState(state);
    chooseCorner(); // the state's may be that of a wide window
    return isRestored;
}

void WindowDocks::chooseCorner()
{
    QLayout& layout = *m_window.layout();
    const bool isWide = m_window.corner(Qt::BottomRightCorner) == Qt::RightDockWidgetArea;
    if (isWide)
        m_wideMinimum = layout.totalMinimumSize().width();
    const bool becomesWide = m_window.width() >= std::max(Theme::grid * 160, m_wideMinimum);
    m_window.setCorner(
        Qt::BottomRightCorner, becomesWide ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea);
    // The layout would hold a wide window at what it needs now. Where a width is set the layout
    // leaves it alone; a window that has become narrow gets its smallest size from the layout.
    if (becomesWide)
        m_window.setMinimumWidth(1);
    else if (m_window.minimumWidth() == 1)
        m_window.setMinimumSize(0, 0);
    if (becomesWide != isWide)
        layout.activate();
}

bool WindowDocks::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window
        && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        chooseCorner();
    return QObject::eventFilter(watched, event);
}

void WindowDocks::arrange()
{
    chooseCorner();
    const int width = m_window.width();
    // The table keeps about half of the width, whatever the screen.
    m_window.resizeDocks({m_docks.at(Destinations), m_docks.at(Inspector)},
        {qBound(Theme::grid * 28, width * 22 / 100, Theme::grid * 42),
            qBound(Theme::grid * 36, width * 27 / 100, Theme::grid * 60)},
        Qt::Horizontal);
    m_window.resizeDocks({m_docks.at(Publish)},
        {qBound(Theme::grid * 22, m_window.height() * 30 / 100, Theme::grid * 40)}, Qt::Vertical);
}

} // namespace Ui
