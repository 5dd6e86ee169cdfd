#include "ledgerline.h"

#include "wording.h"

#include <QEvent>
#include <QFontMetrics>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>
#include <QToolTip>

#include <algorithm>

namespace Ui {

LedgerLine::LedgerLine(QWidget* parent) : QWidget(parent), m_font(Theme::tabular(font()))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    rebuild();
}

void LedgerLine::setLedger(const Stomp::Ledger& ledger)
{
    m_ledger = ledger;
    rebuild();
}

void LedgerLine::setMemory(quint64 memoryBytes, quint64 diskBytes, quint64 retention)
{
    m_inMemory = memoryBytes;
    m_onDisk = diskBytes;
    m_retention = retention;
    rebuild();
}

void LedgerLine::setOpen(bool open)
{
    m_isOpen = open;
    rebuild();
}

void LedgerLine::setExplain(Explain explain)
{
    m_explain = std::move(explain);
    rebuild();
}

void LedgerLine::rebuild()
{
    m_parts.clear();
    m_parts.append({{}, tr("received %1").arg(countText(m_ledger.received))});
    QString sign = QStringLiteral(" = ");
    const auto term = [this, &sign](Column column, const QString& name, quint64 count) {
        const bool isZero = count == 0;
        m_parts.append({sign, name + u' ' + countText(count), column,
            isZero ? Tone::Muted : Tone::Text, false, isZero});
        sign = QStringLiteral(" + ");
    };
    term(LedgerModel::WaitingColumn, tr("waiting"), m_ledger.waiting);
    term(LedgerModel::ShownColumn, tr("shown"), m_ledger.shown);
    if (m_ledger.folded != 0)
        term(LedgerModel::FoldedColumn, tr("folded"), m_ledger.folded);
    term(LedgerModel::HeldColumn, tr("held"), m_ledger.held);
    if (m_ledger.hidden != 0)
        term(LedgerModel::HiddenColumn, tr("hidden by filter"), m_ledger.hidden);
    term(LedgerModel::ClearedColumn, tr("cleared"), m_ledger.cleared);
    term(LedgerModel::RetiredColumn, tr("retired"), m_ledger.retired);
    const qint64 lost = m_ledger.lost();
    const QString dot = QStringLiteral(" · ");
    if (lost == 0)
        m_parts.append({dot, tr("lost 0"), LedgerModel::LostColumn});
    else
        m_parts.append({dot, tr("LOST %1").arg(QLocale().toString(lost)), LedgerModel::LostColumn,
            Tone::Bad, true});
    for (Part& part : m_parts) {
        part.isLink = m_explain && m_explain(m_ledger, part.term).isLink;
        if (part.isLink)
            part.tone = Tone::Accent;
    }
    const auto memoryText = [](quint64 bytes) {
        return QLocale().formattedDataSize(
            static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
    };
    const quint64 kept = m_inMemory + m_onDisk;
    m_memory = m_retention == 0
        ? tr("%1 in memory, %2 on disk").arg(memoryText(m_inMemory), memoryText(m_onDisk))
        : tr("%1 of %2 kept").arg(memoryText(kept), memoryText(m_retention));
    if (m_retention != 0 && m_onDisk != 0)
        m_memory = tr("%1, %2 of it on disk").arg(m_memory, memoryText(m_onDisk));
    setAccessibleName(text());
    update();
}

QString LedgerLine::text() const
{
    QString all;
    for (const Part& part : m_parts)
        all += part.sign + part.text;
    return all;
}

QRect LedgerLine::rectOf(Column term) const
{
    for (const Part& part : layOut())
        if (part.term == term)
            return part.place;
    return {};
}

bool LedgerLine::isLink(Column term) const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
        [term](const Part& part) { return part.term == term && part.isLink; });
}

QString LedgerLine::toolTipAt(const QPoint& place) const
{
    const std::optional<Part> part = partAt(place);
    const QString explained =
        part && m_explain ? m_explain(m_ledger, part->term).toolTip : QString();
    if (part && part->isLink)
        return explained;
    return (explained.isEmpty() ? text() + QStringLiteral(" · ") + m_memory : explained) + u'\n'
        + (m_isOpen ? tr("Click to close the table by subscription")
                    : tr("Click to see it by connection and subscription"));
}

QFont LedgerLine::fontOf(const Part& part) const
{
    QFont font = m_font;
    font.setBold(part.isBold);
    return font;
}

int LedgerLine::widthOf(const QList<Part>& parts) const
{
    int width = 0;
    for (const Part& part : parts)
        width += QFontMetrics(m_font).horizontalAdvance(part.sign)
            + QFontMetrics(fontOf(part)).horizontalAdvance(part.text);
    return width;
}

QSize LedgerLine::sizeHint() const
{
    return {Theme::grid * 60, QFontMetrics(m_font).height() + Theme::grid};
}

QSize LedgerLine::minimumSizeHint() const
{
    return {Theme::grid * 20, sizeHint().height()};
}

QRect LedgerLine::area() const
{
    return rect().adjusted(Theme::grid * 3, 0, -Theme::grid, 0);
}

int LedgerLine::memoryWidth() const
{
    return QFontMetrics(m_font).horizontalAdvance(m_memory) + Theme::grid * 2;
}

QList<LedgerLine::Part> LedgerLine::layOut() const
{
    // What adds nothing goes first, the memory next; the sum itself is cut last.
    QList<Part> parts = m_parts;
    if (widthOf(parts) + memoryWidth() > area().width()) {
        parts.removeIf([](const Part& part) { return part.canGo; });
        if (parts.size() > 2)
            parts[1].sign = QStringLiteral(" = ");
    }
    int x = area().left();
    for (Part& part : parts) {
        x += QFontMetrics(m_font).horizontalAdvance(part.sign);
        const int width = QFontMetrics(fontOf(part)).horizontalAdvance(part.text);
        part.place = QRect(x, 0, width, height());
        x += width;
    }
    return parts;
}

std::optional<LedgerLine::Part> LedgerLine::partAt(const QPoint& place) const
{
    for (const Part& part : layOut())
        if (part.place.contains(place))
            return part;
    return std::nullopt;
}

void LedgerLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintArrow(painter);
    const QList<Part> parts = layOut();
    for (const Part& part : parts) {
        const int sign = QFontMetrics(m_font).horizontalAdvance(part.sign);
        painter.setFont(m_font);
        painter.setPen(Theme::color(part.canGo ? Tone::Muted : Tone::Text, palette()));
        painter.drawText(part.place.adjusted(-sign, 0, 0, 0),
            Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, part.sign);
        QFont font = fontOf(part);
        font.setUnderline(part.isLink);
        painter.setFont(font);
        painter.setPen(Theme::color(part.tone, palette()));
        painter.drawText(
            part.place.adjusted(0, 0, 1, 0), Qt::AlignVCenter | Qt::TextSingleLine, part.text);
        if (hasFocus() && part.isLink && m_current == part.term)
            paintFocus(painter, part.place.adjusted(-2, 2, 3, -2));
    }
    if (parts.last().place.right() + memoryWidth() > area().right())
        return;
    painter.setFont(m_font);
    painter.setPen(Theme::color(Tone::Muted, palette()));
    painter.drawText(area(), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, m_memory);
}

void LedgerLine::paintArrow(QPainter& painter) const
{
    QStyleOption option;
    option.initFrom(this);
    constexpr int size = Theme::grid + Theme::halfGrid;
    option.rect = QRect(Theme::grid, (height() - size) / 2, size, size);
    style()->drawPrimitive(
        m_isOpen ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowUp, &option, &painter);
    if (hasFocus() && !m_current)
        paintFocus(painter, rect().adjusted(1, 1, -1, -1));
}

void LedgerLine::paintFocus(QPainter& painter, const QRect& around) const
{
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect = around;
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter);
}

bool LedgerLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::optional<Part> part = partAt(help->pos());
        QToolTip::showText(
            help->globalPos(), toolTipAt(help->pos()), this, part ? part->place : QRect());
        return true;
    }
    return QWidget::event(event);
}

void LedgerLine::mousePressEvent(QMouseEvent* event)
{
    const std::optional<Part> part = partAt(event->position().toPoint());
    m_pressed = part && part->isLink ? std::optional(part->term) : std::nullopt;
}

// What is followed is what the button went down on: numbers grow and move what is behind them.
void LedgerLine::mouseReleaseEvent(QMouseEvent* event)
{
    const std::optional<Column> pressed = std::exchange(m_pressed, std::nullopt);
    if (event->button() != Qt::LeftButton || !rect().contains(event->position().toPoint()))
        return;
    if (!pressed)
        Q_EMIT clicked();
    else if (isLink(*pressed))
        Q_EMIT followed(*pressed);
}

void LedgerLine::step(int by)
{
    QList<Column> links;
    for (const Part& part : layOut())
        if (part.isLink)
            links.append(part.term);
    if (links.isEmpty())
        return;
    const qsizetype current = m_current ? links.indexOf(*m_current) : -1;
    const qsizetype next = (current < 0 && by < 0 ? links.size() : current) + by;
    m_current = next < 0 || next >= links.size() ? std::nullopt : std::optional(links.at(next));
    update();
}

void LedgerLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        step(event->key() == Qt::Key_Left ? -1 : 1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_current) // it may be no link for the moment that a filter takes
            Q_EMIT followed(*m_current);
        else
            Q_EMIT clicked();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void LedgerLine::focusOutEvent(QFocusEvent* event)
{
    m_current.reset();
    QWidget::focusOutEvent(event);
}

void LedgerLine::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        m_font = Theme::tabular(font());
        updateGeometry();
    }
}

} // namespace Ui
