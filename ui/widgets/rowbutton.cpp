#include "rowbutton.h"

#include "theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QEvent>
#include <QMouseEvent>

namespace Ui {

RowButton::RowButton(QAbstractItemView& view, int column, QAction& action, IsOffered isOffered)
    : QToolButton(view.viewport()), m_view(view), m_column(column), m_action(action),
      m_isOffered(std::move(isOffered))
{
    setObjectName(QStringLiteral("rowButton"));
    setFocusPolicy(Qt::NoFocus); // the row has it, and the action has a key
    setCursor(Qt::ArrowCursor);
    setIcon(action.icon());
    setIconSize({Theme::iconSize, Theme::iconSize});
    setAccessibleName(action.text());
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    setToolTip(
        keys.isEmpty() ? action.toolTip() : QStringLiteral("%1 (%2)").arg(action.toolTip(), keys));
    hide();
    view.setMouseTracking(true);
    view.viewport()->installEventFilter(this);
    connect(this, &QToolButton::clicked, this, &RowButton::act);
}

bool RowButton::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove:
        hover(m_view.indexAt(static_cast<QMouseEvent*>(event)->position().toPoint()));
        break;
    case QEvent::Leave:
        hover({});
        break;
    case QEvent::Paint: // whatever has moved or changed rows has them painted
        place();
        break;
    default:
        break;
    }
    return QToolButton::eventFilter(watched, event);
}

void RowButton::hover(const QModelIndex& index)
{
    m_hovered = index;
    place();
}

void RowButton::place()
{
    const QModelIndex row = m_hovered.isValid() ? QModelIndex(m_hovered) : m_view.currentIndex();
    const QRect cell = m_view.visualRect(row.siblingAtColumn(m_column));
    const bool isInView = row.isValid() && cell.intersects(m_view.viewport()->rect());
    if (!isInView || !m_isOffered(row)) {
        hide();
        return;
    }
    const int width = Theme::grid * 3;
    const int right = qMin(cell.right(), m_view.viewport()->width() - 1);
    setGeometry(right - width + 1, cell.top(), width, cell.height());
    show();
}

void RowButton::act()
{
    if (m_hovered.isValid())
        m_view.setCurrentIndex(m_hovered);
    m_action.trigger();
}

} // namespace Ui
