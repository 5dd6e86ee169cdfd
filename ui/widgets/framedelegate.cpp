#include "framedelegate.h"

#include "icons.h"

#include <ui/models/framelogroles.h>

#include <stomp/framelog/framerecord.h>

#include <QPainter>

namespace Ui {

namespace {

constexpr int margin = Theme::halfGrid;
constexpr int chainBar = 3;

} // namespace

FrameDelegate::FrameDelegate(const QFont& font, QObject* parent)
    : QStyledItemDelegate(parent), m_in(icon(QLatin1StringView("go-previous"), Tone::Good)),
      m_out(icon(QLatin1StringView("go-next"), Tone::Accent))
{
    setFont(font);
}

void FrameDelegate::setFont(const QFont& font)
{
    m_words = TextFitter(font);
    m_numbers = TextFitter(Theme::tabular(font));
}

Tone FrameDelegate::toneOf(const QModelIndex& index)
{
    const auto column = static_cast<FrameColumn>(index.column());
    const bool isFrame =
        index.data(FrameKindRole).toInt() == static_cast<int>(Stomp::FrameRecord::Kind::Frame);
    if (!isFrame || (column != FrameColumn::Command && column != FrameColumn::Details))
        return Tone::Muted;
    const QString command = index.data(FrameCommandRole).toString();
    if (command == QLatin1StringView("ERROR"))
        return Tone::Bad;
    if (command == QLatin1StringView("NACK") && column == FrameColumn::Command)
        return Tone::Warn;
    return Tone::Text;
}

void FrameDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto column = static_cast<FrameColumn>(index.column());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QRect area = option.rect.adjusted(margin, 0, -margin, 0);
    if (column == FrameColumn::Time && index.data(FrameLinkRole).toInt() >= 0) {
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top(), chainBar, option.rect.height()),
            isSelected ? option.palette.color(QPalette::HighlightedText)
                       : Theme::color(Tone::Accent, option.palette));
    }
    if (column == FrameColumn::Command) {
        const bool isOut =
            index.data(FrameDirectionRole).toInt() == static_cast<int>(Stomp::FrameDirection::Out);
        const QRect place(area.left(), area.top() + (area.height() - Theme::iconSize) / 2,
            Theme::iconSize, Theme::iconSize);
        (isOut ? m_out : m_in)
            .paint(painter, place, Qt::AlignCenter, isSelected ? QIcon::Selected : QIcon::Normal);
        area.setLeft(place.right() + Theme::halfGrid + 2);
    }
    if (area.width() <= 0)
        return;
    const bool isRight = column == FrameColumn::Since || column == FrameColumn::Size;
    const TextFitter& fitter = isRight || column == FrameColumn::Time ? m_numbers : m_words;
    const TextFitter::Fitted fitted = fitter.fit(index.data().toString(), area.width());
    const qreal left = area.left() + (isRight ? area.width() - fitted.width : 0);
    painter->setFont(fitter.font());
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                               : Theme::color(toneOf(index), option.palette));
    painter->drawText(
        QPointF(left, area.top() + (area.height() - fitter.height()) / 2 + fitter.ascent()),
        fitted.text);
}

} // namespace Ui
