#include "emptytext.h"

#include "theme.h"

#include <QPainter>
#include <QWidget>

namespace Ui {

void paintEmptyText(
    QPainter& painter, const QWidget& view, const QString& headlineText, const QString& hint)
{
    const QRect area =
        view.rect().adjusted(Theme::grid * 2, Theme::grid * 2, -Theme::grid * 2, -Theme::grid * 2);
    QFont large = view.font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    const int lineHeight = QFontMetrics(large).height();
    const QRect headline(
        area.left(), area.center().y() - lineHeight - Theme::halfGrid, area.width(), lineHeight);
    painter.setPen(view.palette().color(QPalette::Text));
    painter.setFont(large);
    painter.drawText(headline, Qt::AlignCenter, headlineText);
    painter.setFont(view.font());
    painter.setPen(Theme::color(Tone::Muted, view.palette()));
    painter.drawText(
        QRect(area.left(), area.center().y() + Theme::halfGrid, area.width(), area.height() / 2),
        Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, hint);
}

} // namespace Ui
