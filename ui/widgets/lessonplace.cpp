#include "lessonplace.h"

#include "icons.h"
#include "theme.h"

#include <QPainter>
#include <QPainterPath>

namespace Ui {

LessonPlace::LessonPlace(
    const LessonPlaceLook& look, const QRect& area, const QFont& font, int cellSize)
    : m_look(look), m_font(font), m_cellSize(cellSize)
{
    const int line = QFontMetrics(font).height();
    m_name = QRect(area.left(), area.top(), area.width(), line);
    m_body = area.adjusted(0, line + Theme::halfGrid, 0, -Theme::halfGrid);
}

int LessonPlace::minimumHeight(const QFont& font, int cellSize)
{
    return QFontMetrics(font).height() + cellSize * 2 + Theme::grid * 2;
}

QColor LessonPlace::colour(const QPalette& palette) const
{
    return Theme::color(isTopic() ? Tone::Topic : Tone::Queue, palette);
}

LessonCells LessonPlace::cells() const
{
    // The right end is the mouth of the pipe, or the hub.
    const QRect room = m_body.adjusted(
        Theme::halfGrid, Theme::halfGrid, -m_cellSize * (isTopic() ? 2 : 1), -Theme::halfGrid);
    return {room, m_cellSize, static_cast<int>(m_look.tokens.size())};
}

QPoint LessonPlace::exit() const
{
    return {m_body.right() - m_cellSize / (isTopic() ? 1 : 2), m_body.center().y()};
}

void LessonPlace::paint(QPainter& painter, const QPalette& palette) const
{
    const int side = m_name.height();
    icon(QLatin1StringView(isTopic() ? "destination-topic" : "destination-queue"),
        isTopic() ? Tone::Topic : Tone::Queue)
        .paint(&painter, QRect(m_name.left(), m_name.top(), side, side));
    const QRect text = m_name.adjusted(side + Theme::halfGrid, 0, 0, 0);
    painter.setFont(m_font);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(m_font).elidedText(m_look.name, Qt::ElideMiddle, text.width()));

    const QColor ink = colour(palette);
    painter.setPen(QPen(ink, 2));
    painter.setBrush(Qt::NoBrush);
    if (isTopic()) {
        painter.setBrush(ink);
        painter.drawEllipse(exit(), m_cellSize / 4, m_cellSize / 4);
        return;
    }
    // Closed on the left, open to the consumers.
    const QRectF pipe = QRectF(m_body).adjusted(1, 1, -m_cellSize / 2.0, -1);
    const double bend = qMin(pipe.height() / 2, double(m_cellSize) / 2);
    QPainterPath path(pipe.topRight());
    path.lineTo(pipe.left() + bend, pipe.top());
    path.quadTo(pipe.topLeft(), QPointF(pipe.left(), pipe.top() + bend));
    path.lineTo(pipe.left(), pipe.bottom() - bend);
    path.quadTo(pipe.bottomLeft(), QPointF(pipe.left() + bend, pipe.bottom()));
    path.lineTo(pipe.bottomRight());
    painter.drawPath(path);
}

} // namespace Ui
