#include "practicedelegate.h"

#include "destinationtext.h"
#include "wording.h"

#include <ui/workspace/practicemodel.h>

#include <QApplication>
#include <QPainter>

#include <cmath>

namespace Ui {

namespace {

constexpr int widestLane = Theme::grid * 12;
constexpr int boxWidth = 6;
constexpr int boxStep = 8;

/** Two lines with a box for each message, on a logarithmic scale when there are more than fit. */
void paintLane(QPainter& painter, const QRect& area, std::size_t waiting, const QColor& color)
{
    painter.setPen(QPen(color, 1));
    painter.drawLine(area.topLeft(), area.topRight());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    const auto room = static_cast<std::size_t>(area.width() / boxStep);
    std::size_t boxes = waiting;
    if (boxes > room / 2) {
        // Half of the lane counts one by one; a full one is a million.
        const double more =
            std::log10(static_cast<double>(waiting) * 2 / static_cast<double>(room));
        boxes =
            room / 2 + static_cast<std::size_t>(more / 5 * static_cast<double>(room - room / 2));
        boxes = std::min(std::max(boxes, room / 2), room);
    }
    for (std::size_t i = 0; i < boxes; ++i)
        painter.fillRect(QRect(area.right() - static_cast<int>(i + 1) * boxStep + 2, area.top() + 3,
                             boxWidth, area.height() - 5),
            color);
}

/** A dot and a line to each subscription. */
void paintFan(QPainter& painter, const QRect& area, std::size_t subscriptions, const QColor& color)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    const QPointF from(area.left() + 4, area.center().y() + 0.5);
    const auto shown = std::min<std::size_t>(subscriptions, 5);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(color);
    for (std::size_t i = 0; i < shown; ++i) {
        const double y = shown == 1 ? from.y()
                                    : area.top() + 1.5
                + static_cast<double>(i) * (area.height() - 3) / static_cast<double>(shown - 1);
        const QPointF to(area.left() + Theme::grid * 4, y);
        painter.drawLine(from, to);
        painter.drawEllipse(to, 1.6, 1.6);
    }
    painter.drawEllipse(from, 3, 3);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace

void PracticeDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = qobject_cast<const PracticeModel*>(index.model());
    const Stomp::DestinationSnapshot* one = model ? model->at(index.row()) : nullptr;
    if (!one)
        return;
    QStyleOptionViewItem box = option;
    const QStyle* const style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &box, painter, option.widget);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor text =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor muted = isSelected ? text : Theme::color(Tone::Muted, option.palette);
    const auto kind = one->isQueue ? Stomp::DestinationKind::Queue : Stomp::DestinationKind::Topic;
    const QColor ink = isSelected ? text : Theme::color(destinationTone(kind), option.palette);

    QRect rest = option.rect.adjusted(Theme::grid, 0, -Theme::grid, 0);
    const QRect mark(
        rest.left(), rest.center().y() - Theme::iconSize / 2, Theme::iconSize, Theme::iconSize);
    destinationIcon(kind).paint(
        painter, mark, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
    rest.setLeft(mark.right() + Theme::grid);

    const QFont numbers = Theme::tabular(option.font);
    const QFontMetrics digits(numbers);
    const int countWidth = digits.horizontalAdvance(QStringLiteral("1,000,000"));
    const QRect count(rest.right() - countWidth, rest.top(), countWidth, rest.height());
    painter->setFont(numbers);
    painter->setPen(
        one->isQueue && !one->addsUp() ? Theme::color(Tone::Bad, option.palette) : text);
    const quint64 shown = one->isQueue ? one->waiting : one->counters.in;
    painter->drawText(count, Qt::AlignRight | Qt::AlignVCenter,
        (one->isQueue && !one->addsUp() ? QStringLiteral("≠ ") : QString()) + countText(shown));
    const int laneWidth = qMin(widestLane, option.rect.width() / 4);
    const QRect drawing(
        count.left() - laneWidth - Theme::grid, rest.center().y() - 6, laneWidth, 13);
    if (one->isQueue)
        paintLane(*painter, drawing, one->waiting, ink);
    else
        paintFan(*painter, drawing, one->consumers, ink);
    if (!one->isQueue && one->consumers != 1) {
        painter->setFont(option.font);
        painter->setPen(muted);
        painter->drawText(drawing.adjusted(Theme::grid * 5, -4, 0, 4),
            Qt::AlignLeft | Qt::AlignVCenter,
            one->consumers == 0 ? tr("nobody") : QStringLiteral("× ") + countText(one->consumers));
    }
    painter->setFont(option.font);
    painter->setPen(text);
    rest.setRight(drawing.left() - Theme::grid);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
        option.fontMetrics.elidedText(
            QString::fromStdString(one->name), Qt::ElideMiddle, rest.width()));
}

QSize PracticeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {Theme::grid * 40, qMax(Theme::grid * 3, option.fontMetrics.height() + Theme::grid)};
}

} // namespace Ui
