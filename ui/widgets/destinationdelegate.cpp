#include "destinationdelegate.h"

#include "destinationtext.h"
#include "icons.h"

#include <ui/models/destinationmodel.h>

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace Ui {
namespace {

QIcon lightOf(Reach reach)
{
    switch (reach) {
    case Reach::Offline:
        return icon(QLatin1StringView("state-off"), Tone::Muted);
    case Reach::Connecting:
        return icon(QLatin1StringView("state-busy"), Tone::Accent);
    case Reach::Online:
        return icon(QLatin1StringView("state-on"), Tone::Good);
    case Reach::Lost:
        return icon(QLatin1StringView("dialog-error"), Tone::Bad);
    case Reach::File:
        return icon(QLatin1StringView("document-open"), Tone::Accent);
    }
    return {};
}

struct Mark
{
    const char* icon;
    Tone tone;
};

Mark markOf(Stomp::SubscriptionState state)
{
    switch (state) {
    case Stomp::SubscriptionState::Requested:
        return {"state-busy", Tone::Muted};
    case Stomp::SubscriptionState::Confirmed:
        return {"dialog-ok", Tone::Good};
    case Stomp::SubscriptionState::Assumed:
        return {"help-about", Tone::Warn};
    case Stomp::SubscriptionState::Refused:
        return {"dialog-error", Tone::Bad};
    case Stomp::SubscriptionState::Ended:
        return {"state-off", Tone::Muted};
    }
    return {"state-off", Tone::Muted};
}

/** The last seconds as a quiet area that the number stands on. */
void paintHistory(
    QPainter& painter, const QRect& rect, const QModelIndex& index, const QPalette& palette)
{
    const auto history = index.data(DestinationModel::HistoryRole).value<QList<quint32>>();
    const auto most = std::max_element(history.cbegin(), history.cend());
    if (history.size() < 2 || *most == 0)
        return;
    const QRectF area = QRectF(rect).adjusted(1, 3, -1, -1);
    const double step = area.width() / double(RateMeter::bucketCount - 1);
    // The newest at the right edge; what has no history yet is empty at the left.
    double x = area.right() - step * double(history.size() - 1);
    QPolygonF filled;
    for (const quint32 messages : history) {
        filled.append({x, area.bottom() - area.height() * double(messages) / double(*most)});
        x += step;
    }
    const double oldest = filled.constFirst().x();
    filled.append({area.right(), area.bottom()});
    filled.append({oldest, area.bottom()});
    QColor color = Theme::color(Tone::Accent, palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    color.setAlpha(60); // without an outline, which would strike the number through
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(filled);
    painter.restore();
}

} // namespace

void DestinationDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool hasHistory = index.column() == DestinationModel::RateColumn
        && index.data(DestinationModel::NodeRole).value<DestinationModel::Node>()
            == DestinationModel::Node::Destination;
    if (hasHistory && (option.state & QStyle::State_Selected) == 0)
        paintHistory(*painter, option.rect, index, option.palette);
    QStyledItemDelegate::paint(painter, option, index);
}

QSize DestinationDelegate::sizeHint(
    const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(qMax(Theme::grid * 3, option.fontMetrics.height() + Theme::grid * 3 / 4));
    return size;
}

void DestinationDelegate::initStyleOption(
    QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto node = index.data(DestinationModel::NodeRole).value<DestinationModel::Node>();
    if (index.column() != DestinationModel::NameColumn) {
        option->font = Theme::tabular(option->font);
        const QFontMetrics metrics(option->font);
        const bool isCount = index.column() == DestinationModel::CountColumn;
        if (metrics.horizontalAdvance(option->text) > option->rect.width() - Theme::grid) {
            option->text = shortCount(isCount
                    ? index.data(DestinationModel::CountRole).toULongLong()
                    : static_cast<quint64>(
                        std::llround(index.data(DestinationModel::RateRole).toDouble())));
        }
    } else {
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(Theme::iconSize, Theme::iconSize);
        switch (node) {
        case DestinationModel::Node::Connection:
            option->icon = lightOf(index.data(DestinationModel::ReachRole).value<Reach>());
            option->decorationSize = QSize(12, 12);
            option->font.setWeight(QFont::DemiBold);
            break;
        case DestinationModel::Node::Destination:
            option->icon = destinationIcon(
                index.data(DestinationModel::KindRole).value<Stomp::DestinationKind>());
            break;
        case DestinationModel::Node::Subscription: {
            const Mark mark = index.data(DestinationModel::FromFileRole).toBool()
                ? Mark{"document-open", Tone::Muted}
                : markOf(index.data(DestinationModel::StateRole).value<Stomp::SubscriptionState>());
            option->icon = icon(QLatin1StringView(mark.icon), mark.tone);
            option->decorationSize = QSize(12, 12);
            break;
        }
        }
    }
    // The destination's own line carries the numbers; those of its subscriptions step back.
    if (node == DestinationModel::Node::Subscription) {
        option->palette.setColor(QPalette::Text, Theme::color(Tone::Muted, option->palette));
        if (index.data(DestinationModel::StateRole).value<Stomp::SubscriptionState>()
            == Stomp::SubscriptionState::Refused)
            option->palette.setColor(QPalette::Text, Theme::color(Tone::Bad, option->palette));
    }
}

} // namespace Ui
