#include "windowdocks.h"

#include "theme.h"

#include <QAction>
#include <QDockWidget>
#include <QMainWindow>

namespace Ui {

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
    m_window.restoreState(m_first);
    arrange();
}

void WindowDocks::arrange()
{
    const int width = m_window.width();
    // In a narrow window the publish panel takes the place under the inspector too.
    m_window.setCorner(Qt::BottomRightCorner,
        width < Theme::grid * 160 ? Qt::BottomDockWidgetArea : Qt::RightDockWidgetArea);
    // The table keeps about half of the width, whatever the screen.
    m_window.resizeDocks({m_docks.at(Destinations), m_docks.at(Inspector)},
        {qBound(Theme::grid * 28, width * 22 / 100, Theme::grid * 42),
            qBound(Theme::grid * 36, width * 27 / 100, Theme::grid * 60)},
        Qt::Horizontal);
    m_window.resizeDocks({m_docks.at(Publish)},
        {qBound(Theme::grid * 22, m_window.height() * 30 / 100, Theme::grid * 40)}, Qt::Vertical);
}

} // namespace Ui
