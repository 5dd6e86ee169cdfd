#include "sequenceview.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <cmath>

// What keys and the mouse do in the view; what it shows stands in sequenceview.cpp.

namespace Ui {

void SequenceView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        choose(rowAt(event->position().toPoint()), event->modifiers() & Qt::ShiftModifier);
}

void SequenceView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rowAt(event->position().toPoint()) >= 0
        && m_current != 0)
        Q_EMIT frameOpened(m_current);
}

void SequenceView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers() & Qt::ControlModifier) {
        if (event->angleDelta().y() != 0)
            zoom(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QAbstractScrollArea::wheelEvent(event);
}

void SequenceView::keyPressEvent(QKeyEvent* event)
{
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    const int current = rowOf(m_current);
    const int end = static_cast<int>(m_sequence.rows.size());
    // Without a choice the keys begin at what is in view.
    const int start =
        static_cast<int>(std::ceil(verticalScrollBar()->value() / m_painter.rowHeight()));
    switch (event->key()) {
    case Qt::Key_Down:
        choose(arrowFrom(current < 0 ? start : current + 1, 1), extends);
        break;
    case Qt::Key_Up:
        choose(arrowFrom(current < 0 ? start + page() : current - 1, -1), extends);
        break;
    case Qt::Key_PageDown:
        choose(arrowFrom((current < 0 ? start : current) + page(), 1), extends);
        break;
    case Qt::Key_PageUp:
        choose(arrowFrom((current < 0 ? start : current) - page(), -1), extends);
        break;
    case Qt::Key_Home:
        choose(0, extends);
        break;
    case Qt::Key_End:
        if (extends)
            choose(end - 1, true);
        else
            setFollowing(true);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current >= 0)
            Q_EMIT frameOpened(m_current);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

} // namespace Ui
