#include "ledgerline.h"

#include "wording.h"

#include <QEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyleOption>

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

void LedgerLine::rebuild()
{
    m_parts.clear();
    m_parts.append({tr("received %1").arg(countText(m_ledger.received)), Tone::Text, false, false});
    QString sign = QStringLiteral(" = ");
    const auto term = [this, &sign](const QString& name, quint64 count) {
        const bool isZero = count == 0;
        m_parts.append({sign + name + u' ' + countText(count), isZero ? Tone::Muted : Tone::Text,
            false, isZero});
        sign = QStringLiteral(" + ");
    };
    term(tr("waiting"), m_ledger.waiting);
    term(tr("shown"), m_ledger.shown);
    if (m_ledger.folded != 0)
        term(tr("folded"), m_ledger.folded);
    term(tr("held"), m_ledger.held);
    if (m_ledger.hidden != 0)
        term(tr("hidden by filter"), m_ledger.hidden);
    term(tr("cleared"), m_ledger.cleared);
    term(tr("retired"), m_ledger.retired);
    const qint64 lost = m_ledger.lost();
    if (lost == 0)
        m_parts.append({tr(" · lost 0"), Tone::Text, false, false});
    else
        m_parts.append({tr(" · LOST %1").arg(QLocale().toString(lost)), Tone::Bad, true, false});
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
    const QString all = text();
    setAccessibleName(all);
    setToolTip(all + QStringLiteral(" · ") + m_memory + u'\n'
        + (m_isOpen ? tr("Click to close the table by subscription")
                    : tr("Click to see it by connection and subscription")));
    update();
}

QString LedgerLine::text() const
{
    QString all;
    for (const Part& part : m_parts)
        all += part.text;
    return all;
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
        width += QFontMetrics(fontOf(part)).horizontalAdvance(part.text);
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

void LedgerLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintArrow(painter);
    const QRect area = rect().adjusted(Theme::grid * 3, 0, -Theme::grid, 0);
    const QFontMetrics metrics(m_font);
    const int memory = metrics.horizontalAdvance(m_memory) + Theme::grid * 2;

    // What adds nothing goes first, the memory next; the sum itself is cut last.
    QList<Part> parts = m_parts;
    if (widthOf(parts) + memory > area.width()) {
        parts.removeIf([](const Part& part) { return part.canGo; });
        if (parts.size() > 2 && !parts[1].text.startsWith(QStringLiteral(" = ")))
            parts[1].text.replace(0, 3, QStringLiteral(" = "));
    }
    const int width = widthOf(parts);
    int x = area.left();
    for (const Part& part : parts) {
        const QFont font = fontOf(part);
        painter.setFont(font);
        painter.setPen(Theme::color(part.tone, palette()));
        painter.drawText(QRect(x, 0, area.right() - x + 1, height()),
            Qt::AlignVCenter | Qt::TextSingleLine, part.text);
        x += QFontMetrics(font).horizontalAdvance(part.text);
    }
    if (width + memory > area.width())
        return;
    painter.setFont(m_font);
    painter.setPen(Theme::color(Tone::Muted, palette()));
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, m_memory);
}

void LedgerLine::paintArrow(QPainter& painter) const
{
    QStyleOption option;
    option.initFrom(this);
    constexpr int size = Theme::grid + Theme::halfGrid;
    option.rect = QRect(Theme::grid, (height() - size) / 2, size, size);
    style()->drawPrimitive(
        m_isOpen ? QStyle::PE_IndicatorArrowDown : QStyle::PE_IndicatorArrowUp, &option, &painter);
    if (!hasFocus())
        return;
    QStyleOptionFocusRect focus;
    focus.initFrom(this);
    focus.rect = rect().adjusted(1, 1, -1, -1);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter);
}

void LedgerLine::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void LedgerLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT clicked();
    else
        QWidget::keyPressEvent(event);
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
