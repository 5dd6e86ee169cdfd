#include "sequencepainter.h"

#include "theme.h"

#include <ui/models/framelogtext.h>
#include <ui/models/sequence.h>
#include <ui/models/sequencetext.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>

#include <cmath>

namespace Ui {

namespace {

constexpr qreal pad = Theme::grid;
constexpr int leastLetters = 22; // between life lines
constexpr int mostLetters = 46;
constexpr int mostNameLetters = 26; // where room is short
constexpr int wholeNameLetters = 42;
constexpr qreal chainBar = 4;

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::SequencePainter", text);
}

/** In pixels: a point is not the same on each device, and what was measured has to fit on all. */
QFont scaled(QFont font, qreal factor)
{
    font.setPixelSize(qMax(1, qRound(QFontInfo(font).pixelSize() * factor)));
    return font;
}

Tone toneOf(const SequenceRow& row)
{
    if (row.kind != SequenceRow::Kind::Frame)
        return Tone::Muted;
    switch (row.mood) {
    case SequenceRow::Mood::Failure:
        return Tone::Bad;
    case SequenceRow::Mood::Refusal:
        return Tone::Warn;
    case SequenceRow::Mood::Plain:
        break;
    }
    return row.isOut ? Tone::Accent : Tone::Good;
}

} // namespace

SequencePainter::SequencePainter(const QFont& font, const QPalette& palette)
    : m_palette(palette), m_label(scaled(font, 1)), m_small(scaled(font, 0.85)),
      m_numbers(Theme::tabular(scaled(font, 0.85))), m_name(m_label)
{
    m_name.setBold(true);
    const qreal label = QFontMetricsF(m_label).height();
    const qreal small = QFontMetricsF(m_small).height();
    m_row = std::ceil(label + small + pad);
    m_head = std::ceil(QFontMetricsF(m_name).height() + small + 3 * pad);
}

void SequencePainter::fit(const Sequence& sequence, qreal roomWidth)
{
    const QFontMetricsF numbers(m_numbers);
    const QFontMetricsF labels(m_label);
    const QFontMetricsF small(m_small);
    const QFontMetricsF names(m_name);
    const qreal letter = labels.averageCharWidth();
    m_times = numbers.horizontalAdvance(QStringLiteral("00:00:00.000")) + 4 * pad;
    qreal widestName = 0;
    for (const SequenceLine& line : sequence.lines)
        widestName = qMax(widestName, names.horizontalAdvance(line.name));
    m_nameWidth =
        qMin(widestName + 4 * pad, (roomWidth > 0 ? mostNameLetters : wholeNameLetters) * letter);
    const qreal least = qMax(leastLetters * letter, m_nameWidth + 2 * pad);
    qreal wanted = least;
    for (const SequenceRow& row : sequence.rows) {
        if (row.kind == SequenceRow::Kind::Gap)
            continue;
        const qreal widest = qMax(labels.horizontalAdvance(row.label.left(2 * mostLetters)),
            small.horizontalAdvance(row.detail.left(2 * mostLetters)));
        wanted = qMax(wanted, widest + 5 * pad);
    }
    wanted = qMax(least, qMin(wanted, mostLetters * letter));
    const qreal edges = m_times + m_nameWidth + 2 * pad;
    const auto between = static_cast<qreal>(qMax<qsizetype>(1, sequence.lines.size() - 1));
    // On the screen as wide as there is room, but not so wide that labels stand lost.
    m_spacing = roomWidth > 0
        ? qBound(least, (roomWidth - edges) / between, 1.5 * mostLetters * letter)
        : wanted;
    m_spacing = std::floor(m_spacing);
    m_width = std::floor(qMax(roomWidth, edges + between * m_spacing));
}

qreal SequencePainter::x(int line) const
{
    return m_times + m_nameWidth / 2 + pad / 2 + line * m_spacing;
}

int SequencePainter::lineAt(qreal place) const
{
    return static_cast<int>(std::lround((place - x(0)) / m_spacing));
}

void SequencePainter::text(QPainter& painter, const QFont& font, const QRectF& area, int flags,
    const QColor& color, const QString& words, Qt::TextElideMode elide) const
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(area, flags | Qt::TextSingleLine,
        QFontMetricsF(font).elidedText(words, elide, area.width()));
}

void SequencePainter::paintHead(QPainter& painter, const Sequence& sequence) const
{
    for (int line = 0; line < sequence.lines.size(); ++line) {
        const SequenceLine& one = sequence.lines.at(line);
        const qreal width = qMin(m_nameWidth,
            qMax(m_nameWidth / 2, QFontMetricsF(m_name).horizontalAdvance(one.name) + 4 * pad));
        const QRectF box(x(line) - width / 2, pad, width, m_head - 2 * pad);
        const QColor ink = Theme::color(one.isBroker ? Tone::Accent : Tone::Muted, m_palette);
        painter.setPen(QPen(ink, one.isBroker ? 2 : 1));
        painter.setBrush(
            one.isBroker ? Theme::tint(Tone::Accent, m_palette) : m_palette.color(QPalette::Base));
        const qreal round = one.isBroker ? 2 : pad;
        painter.drawRoundedRect(box, round, round);
        painter.setPen(QPen(ink, 1));
        painter.drawLine(QPointF(x(line), box.bottom()), QPointF(x(line), m_head));
        const QRectF name = box.adjusted(pad, pad / 2, -pad, -box.height() / 2 + pad / 2);
        text(painter, m_name, name, Qt::AlignCenter, m_palette.color(QPalette::Text), one.name);
        const QRectF kind = box.adjusted(pad, box.height() / 2 + pad / 2, -pad, -pad / 2);
        text(painter, m_small, kind, Qt::AlignCenter, Theme::color(Tone::Muted, m_palette),
            one.isBroker ? tr("broker") : tr("client"));
    }
}

void SequencePainter::paintLives(
    QPainter& painter, const Sequence& sequence, int first, int last) const
{
    for (int line = 0; line < sequence.lines.size(); ++line) {
        const bool isBroker = sequence.lines.at(line).isBroker;
        painter.setPen(QPen(Theme::color(isBroker ? Tone::Accent : Tone::Muted, m_palette), 1));
        painter.drawLine(QPointF(x(line), first * m_row), QPointF(x(line), (last + 1) * m_row));
    }
}

/** A bar along the client's life line from the first frame of the chain on show to the last. */
void SequencePainter::paintChain(
    QPainter& painter, const Sequence& sequence, int first, int last) const
{
    QHash<int, std::pair<int, int>> bars;
    for (int row = 0; row < sequence.rows.size(); ++row) {
        const SequenceRow& one = sequence.rows.at(row);
        if (one.link < 0)
            continue;
        const int client = one.isOut ? one.from : one.to;
        auto bar = bars.find(client);
        if (bar == bars.end())
            bars.insert(client, {row, row});
        else
            bar->second = row;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::color(Tone::Accent, m_palette));
    for (auto bar = bars.cbegin(); bar != bars.cend(); ++bar) {
        const int from = qMax(bar->first, first);
        const int to = qMin(bar->second, last);
        if (from > to)
            continue;
        const qreal top = from * m_row + (from == bar->first ? m_row / 4 : 0);
        const qreal bottom = (to + 1) * m_row - (to == bar->second ? m_row / 4 : 0);
        painter.drawRect(QRectF(x(bar.key()) - chainBar, top, 2 * chainBar, bottom - top));
    }
}

void SequencePainter::paintTime(QPainter& painter, const SequenceRow& row, qreal top) const
{
    const QFontMetricsF metrics(m_numbers);
    const QRectF area(2 * pad, top, m_times - 3 * pad, m_row);
    const QRectF upper(
        area.left(), area.center().y() - metrics.height(), area.width(), metrics.height());
    text(painter, m_numbers, upper, Qt::AlignLeft | Qt::AlignVCenter,
        m_palette.color(QPalette::Text), frameTimeText(row.timeUs));
    text(painter, m_numbers, upper.translated(0, metrics.height()),
        Qt::AlignRight | Qt::AlignVCenter, Theme::color(Tone::Muted, m_palette),
        frameSinceText(row.sinceUs));
}

void SequencePainter::paintGap(
    QPainter& painter, const Sequence& sequence, const SequenceRow& row, qreal top) const
{
    // The life lines are broken here.
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_palette.color(QPalette::Base));
    const qreal upper = top + m_row / 4;
    const qreal half = m_row / 2;
    for (int line = 0; line < sequence.lines.size(); ++line)
        painter.drawRect(QRectF(x(line) - 2, upper, 4, half));
    const QColor muted = Theme::color(Tone::Muted, m_palette);
    painter.setPen(QPen(muted, 1.5, Qt::DotLine));
    for (int line = 0; line < sequence.lines.size(); ++line)
        painter.drawLine(QPointF(x(line), upper + 2), QPointF(x(line), upper + half - 2));
    // Between two lines, so that it stands on none.
    text(painter, m_small, QRectF(x(0) + m_spacing / 8, top, m_spacing * 3 / 4, m_row),
        Qt::AlignCenter, muted, row.label);
}

void SequencePainter::paintArrow(QPainter& painter, const SequenceRow& row, qreal top) const
{
    const QColor ink = Theme::color(toneOf(row), m_palette);
    const bool isLinked = row.link >= 0;
    const qreal y = top + pad / 2 + QFontMetricsF(m_label).height();
    const qreal to = x(row.to);
    const qreal from = x(row.from);
    const qreal ahead = to > from ? 1 : -1;
    const qreal head = pad + (isLinked ? 2 : 0);
    const qreal shaft = to - ahead * head;
    const bool isFrame = row.kind == SequenceRow::Kind::Frame;
    painter.setPen(
        QPen(ink, isLinked ? 3 : 1.5, isFrame ? Qt::SolidLine : Qt::DotLine, Qt::FlatCap));
    painter.drawLine(QPointF(from, y), QPointF(shaft, y));
    painter.setPen(QPen(ink, 1));
    painter.setBrush(isFrame ? QBrush(ink) : QBrush(m_palette.color(QPalette::Base)));
    painter.drawPolygon(QPolygonF{{to - ahead, y}, {shaft, y - head / 2}, {shaft, y + head / 2}});
    // Beside the client, so that no words stand on a life line that the arrow goes past.
    const qreal client = row.isOut ? from : to;
    const bool isLeft = (row.isOut ? to : from) < client;
    const QRectF room(client + (isLeft ? -m_spacing : 0) + 2 * pad, 0, m_spacing - 4 * pad, 0);
    QFont font = m_label;
    font.setBold(isLinked || row.mood == SequenceRow::Mood::Failure);
    const bool isTold = row.mood != SequenceRow::Mood::Plain || !isFrame;
    const QRectF above(room.left(), top + pad / 2 - 2, room.width(), y - top - pad / 2);
    text(painter, font, above, Qt::AlignHCenter | Qt::AlignBottom,
        isTold ? ink : m_palette.color(QPalette::Text), row.label);
    const QRectF below(room.left(), y + 2, room.width(), top + m_row - y - 2);
    text(painter, m_small, below, Qt::AlignHCenter | Qt::AlignTop,
        Theme::color(Tone::Muted, m_palette), row.detail, Qt::ElideRight);
}

void SequencePainter::paintRows(
    QPainter& painter, const Sequence& sequence, int first, int last) const
{
    first = qMax(0, first);
    last = qMin(last, static_cast<int>(sequence.rows.size()) - 1);
    if (first > last)
        return;
    paintLives(painter, sequence, first, last);
    paintChain(painter, sequence, first, last);
    for (int index = first; index <= last; ++index) {
        const SequenceRow& row = sequence.rows.at(index);
        const qreal top = index * m_row;
        if (row.kind == SequenceRow::Kind::Gap) {
            paintGap(painter, sequence, row, top);
        } else {
            paintTime(painter, row, top);
            paintArrow(painter, row, top);
        }
    }
}

void SequencePainter::paintChosen(QPainter& painter, int row, bool isCurrent, bool hasFocus) const
{
    const QRectF area(0, row * m_row, m_width, m_row);
    painter.fillRect(area, Theme::tint(Tone::Accent, m_palette));
    if (!isCurrent)
        return;
    const QColor ink = Theme::color(Tone::Accent, m_palette);
    painter.fillRect(QRectF(0, area.top(), chainBar, m_row), ink);
    if (hasFocus) {
        painter.setPen(QPen(ink, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

QSizeF SequencePainter::wholeSize(const Sequence& sequence) const
{
    const qreal caption = QFontMetricsF(m_small).height() + pad;
    return {std::ceil(m_width),
        std::ceil(m_head + static_cast<qreal>(sequence.rows.size()) * m_row + caption + pad)};
}

void SequencePainter::paintWhole(QPainter& painter, const Sequence& sequence) const
{
    const QSizeF size = wholeSize(sequence);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF({}, size), m_palette.color(QPalette::Base));
    paintHead(painter, sequence);
    painter.translate(0, m_head);
    paintRows(painter, sequence, 0, static_cast<int>(sequence.rows.size()) - 1);
    painter.translate(0, -m_head);
    const qreal caption = QFontMetricsF(m_small).height() + pad;
    text(painter, m_small,
        QRectF(2 * pad, size.height() - caption - pad / 2, size.width() - 4 * pad, caption),
        Qt::AlignLeft | Qt::AlignVCenter, Theme::color(Tone::Muted, m_palette),
        sequenceCaption(sequence));
}

} // namespace Ui
