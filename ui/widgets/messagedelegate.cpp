#include "messagedelegate.h"

#include "destinationtext.h"
#include "icons.h"
#include "rowcolours.h"
#include "theme.h"
#include "wording.h"

#include <ui/models/takenmessages.h>

#include <stomp/messages/messagestore.h>
#include <stomp/payload/bodytext.h>

#include <QPainter>

namespace Ui {

using Stomp::AckState;
using Stomp::ContentKind;

namespace {

constexpr int margin = Theme::halfGrid;
constexpr int arrowWidth = 10;
constexpr int lineWidth = 3 * Theme::grid;

QColor inkOf(const QStyleOptionViewItem& option)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    return option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
}

QColor faint(QColor color, float part)
{
    color.setAlphaF(part);
    return color;
}

QString repeatsText(quint64 messages)
{
    return QStringLiteral("\u00d7 ") + countText(messages);
}

/** Which words of a row are read and which only looked up. */
Tone toneOf(MessageColumn column, const QModelIndex& index)
{
    if (index.column() >= messageColumnCount)
        return index.data(MutedRole).toBool() ? Tone::Muted : Tone::Text;
    switch (column) {
    case MessageColumn::Time:
    case MessageColumn::Connection:
    case MessageColumn::Size:
    case MessageColumn::Type:
        return Tone::Muted;
    case MessageColumn::State:
        switch (static_cast<AckState>(index.data(AckStateRole).toInt())) {
        case AckState::Waiting:
        case AckState::AckedInTransaction:
        case AckState::NackedInTransaction:
            return Tone::Warn;
        case AckState::Acked:
            return Tone::Good;
        case AckState::Nacked:
            return Tone::Bad;
        case AckState::Lapsed:
            return Tone::Muted;
        case AckState::NotNeeded:
            return Tone::Text;
        }
        return Tone::Text;
    case MessageColumn::Preview: {
        const auto kind = static_cast<ContentKind>(index.data(BodyKindRole).toInt());
        return kind == ContentKind::Binary || kind == ContentKind::Empty ? Tone::Muted : Tone::Text;
    }
    case MessageColumn::Destination:
        break;
    }
    return Tone::Text;
}

} // namespace

MessageDelegate::MessageDelegate(QObject* parent)
    : QStyledItemDelegate(parent),
      m_acked(icon(QLatin1StringView("message-acknowledge"), Tone::Good)),
      m_taken(icon(QLatin1StringView("message-acknowledge"), Tone::Accent)),
      m_nacked(icon(QLatin1StringView("message-reject"), Tone::Bad)),
      m_redelivered(icon(QLatin1StringView("message-redelivered"), Tone::Warn)),
      m_gap(icon(QLatin1StringView("network-disconnect"), Tone::Warn))
{
    m_marks[BookmarkMark] = icon(QLatin1StringView("bookmark"), Tone::Accent);
    m_marks[TimeMark] = icon(QLatin1StringView("mark-time"), Tone::Accent);
    m_marks[BookmarkMark | TimeMark] = icon(QLatin1StringView("bookmark-time"), Tone::Accent);
    for (std::size_t kind = 0; kind < m_destinations.size(); ++kind)
        m_destinations[kind] = destinationIcon(static_cast<Stomp::DestinationKind>(kind));
}

void MessageDelegate::setFont(const QFont& font)
{
    m_words = TextFitter(font);
    m_numbers = TextFitter(Theme::tabular(font));
}

const QIcon* MessageDelegate::markOf(MessageColumn column, const QModelIndex& index) const
{
    if (column == MessageColumn::Destination)
        return &m_destinations.at(index.data(DestinationKindRole).toUInt());
    if (column != MessageColumn::State)
        return nullptr;
    if (index.data(TakenRole).toBool())
        return &m_taken;
    switch (static_cast<AckState>(index.data(AckStateRole).toInt())) {
    case AckState::Acked:
        return &m_acked;
    case AckState::Nacked:
        return &m_nacked;
    case AckState::Waiting:
    case AckState::AckedInTransaction:
    case AckState::NackedInTransaction:
    case AckState::Lapsed:
    case AckState::NotNeeded:
        break;
    }
    return index.data(RedeliveredRole).toBool() ? &m_redelivered : nullptr;
}

void MessageDelegate::paintMarks(
    QPainter& painter, const QRect& area, const QModelIndex& index, bool isSelected) const
{
    const int marks = index.data(MarkRole).toInt();
    if (marks == 0)
        return;
    const QRect place(
        area.left() - 1, area.top() + (area.height() - marksWidth) / 2, marksWidth, marksWidth);
    m_marks.at(std::size_t(marks))
        .paint(&painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
}

void MessageDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto column = static_cast<MessageColumn>(index.column());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QRect area = option.rect.adjusted(margin, 0, -margin, 0);
    if (option.features.testFlag(QStyleOptionViewItem::HasDecoration)) {
        paintMarks(*painter, area, index, isSelected);
        area.setLeft(area.left() + marksWidth);
    }
    if (const QIcon* mark = markOf(column, index)) {
        const QRect place(area.left(), area.top() + (area.height() - Theme::iconSize) / 2,
            Theme::iconSize, Theme::iconSize);
        mark->paint(painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        area.setLeft(place.right() + Theme::halfGrid + 2);
    }
    if (area.width() <= 0)
        return;
    const bool isNumber = column == MessageColumn::Time || column == MessageColumn::Size
        || index.column() >= messageColumnCount;
    const TextFitter& fitter = isNumber ? m_numbers : m_words;
    // Names that begin alike differ at their ends.
    const bool isName = column == MessageColumn::Destination || column == MessageColumn::Connection;
    const auto elide = isName ? Qt::ElideMiddle : Qt::ElideRight;
    const TextFitter::Fitted fitted = fitter.fit(index.data().toString(), area.width(), elide);
    const qreal space = area.width() - fitted.width;
    const bool isRight = isNumber && (index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    const QPointF place(area.left() + (isRight ? space : 0),
        area.top() + (area.height() - fitter.height()) / 2 + fitter.ascent());
    painter->setFont(fitter.font());
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                               : Theme::color(toneOf(column, index), option.palette));
    painter->drawText(place, fitted.text);
}

void MessageDelegate::paintColour(
    QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& start) const
{
    const QVariant value = start.data(RowColourRole);
    if (!value.isValid())
        return;
    const auto colour = static_cast<RowColour>(value.toInt());
    QRect area = option.rect;
    if (!option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(area, softColor(colour, option.palette));
    area.setWidth(margin);
    painter.fillRect(area, stripeColor(colour, option.palette));
}

void MessageDelegate::paintTaken(QPainter& painter, const QStyleOptionViewItem& option) const
{
    const QColor accent = Theme::color(Tone::Accent, option.palette);
    QColor band = accent;
    band.setAlphaF(0.22F);
    QRect area = option.rect;
    if (!option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(area, band);
    area.setWidth(margin);
    painter.fillRect(area, accent);
    area.moveRight(option.rect.right());
    painter.fillRect(area, accent);
}

int MessageDelegate::repeatsWidth(quint64 messages) const
{
    if (messages == 0)
        return lineWidth;
    const int words = QFontMetrics(m_numbers.font()).horizontalAdvance(repeatsText(messages));
    return arrowWidth + words + 2 * Theme::grid + margin;
}

void MessageDelegate::paintRepeats(
    QPainter& painter, const QStyleOptionViewItem& option, quint64 messages, bool isUnfolded) const
{
    const QColor ink = inkOf(option);
    QRect area = option.rect.adjusted(0, 1, -margin, -1);
    area.setLeft(area.right() - repeatsWidth(messages) + margin + 1);
    const qreal radius = area.height() / 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(isUnfolded ? QPen(faint(ink, 0.35F)) : QPen(Qt::NoPen));
    painter.setBrush(isUnfolded ? QBrush(Qt::NoBrush) : QBrush(faint(ink, 0.12F)));
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    // As in a tree: to the right what can be unfolded, down what is.
    constexpr qreal half = 3.5;
    const QPointF middle(area.left() + Theme::grid + half - 1, area.top() + area.height() / 2.0);
    const QPointF along = isUnfolded ? QPointF(0, half / 2) : QPointF(half / 2, 0);
    const QPointF across = isUnfolded ? QPointF(half, 0) : QPointF(0, half);
    const std::array<QPointF, 3> arrow{
        middle - along - across, middle - along + across, middle + along};
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(arrow.data(), int(arrow.size()));
    painter.restore();
    painter.setFont(m_numbers.font());
    painter.setPen(ink);
    area.adjust(Theme::grid + arrowWidth, 0, 0, 0);
    painter.drawText(
        area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, repeatsText(messages));
}

void MessageDelegate::paintRunLine(
    QPainter& painter, const QStyleOptionViewItem& option, bool isLast) const
{
    const QRect& row = option.rect;
    const int x = row.right() - margin - Theme::grid;
    const int end = isLast ? row.center().y() : row.bottom();
    painter.setPen(faint(inkOf(option), 0.35F));
    painter.drawLine(x, row.top(), x, end);
    if (isLast)
        painter.drawLine(x - margin, end, x, end);
}

void MessageDelegate::paintGap(
    QPainter& painter, const QStyleOptionViewItem& option, const QString& text) const
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QColor band = Theme::color(Tone::Warn, option.palette);
    band.setAlphaF(0.14F);
    if (!isSelected)
        painter.fillRect(option.rect, band);
    QRect area = option.rect.adjusted(margin, 0, -margin, 0);
    const QRect place(area.left(), area.top() + (area.height() - Theme::iconSize) / 2,
        Theme::iconSize, Theme::iconSize);
    m_gap.paint(&painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
    area.setLeft(place.right() + Theme::halfGrid + 2);
    const TextFitter::Fitted fitted = m_words.fit(text, area.width());
    painter.setFont(m_words.font());
    painter.setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter.drawText(QPointF(area.left(),
                         area.top() + (area.height() - m_words.height()) / 2 + m_words.ascent()),
        fitted.text);
}

} // namespace Ui
