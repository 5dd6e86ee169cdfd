#include "sequenceview.h"

#include "emptytext.h"
#include "theme.h"

#include <ui/models/sequencetext.h>

#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace Ui {

namespace {

constexpr int leastZoom = -3;
constexpr int mostZoom = 12;
constexpr double zoomStep = 1.12;
constexpr double baseZoom = 1.15; // somewhat larger than a table: it is shown to others

QFont zoomed(QFont font, int steps)
{
    font.setPointSizeF(font.pointSizeF() * baseZoom * std::pow(zoomStep, steps));
    return font;
}

} // namespace

SequenceView::SequenceView(QWidget* parent)
    : QAbstractScrollArea(parent), m_painter(zoomed(font(), 0), palette())
{
    setObjectName(QStringLiteral("sequenceView"));
    setAccessibleName(tr("Sequence of frames"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else the width would depend on the rows
    refit();
}

void SequenceView::setEmptyText(const QString& headline, const QString& hint)
{
    m_headline = headline;
    m_hint = hint;
    viewport()->update();
}

SequencePainter SequenceView::painter() const
{
    SequencePainter copy = m_painter;
    copy.fit(m_sequence, 0);
    return copy;
}

void SequenceView::setSequence(Sequence sequence)
{
    // What is on top stays there, also when rows before it are gone.
    const double rowHeight = m_painter.rowHeight();
    const int offset = verticalScrollBar()->value();
    quint64 top = 0;
    double shift = 0;
    for (int row = static_cast<int>(offset / rowHeight); row < m_sequence.rows.size(); ++row) {
        if (m_sequence.rows.at(row).serial != 0) {
            top = m_sequence.rows.at(row).serial;
            shift = offset - row * rowHeight;
            break;
        }
    }
    m_sequence = std::move(sequence);
    refit();
    const int row = rowOf(top);
    if (!m_isFollowing && row >= 0) {
        const QScopedValueRollback<bool> placing(m_isPlacing, true);
        verticalScrollBar()->setValue(static_cast<int>(std::lround(row * rowHeight + shift)));
    }
    describe();
    viewport()->update();
}

void SequenceView::refit()
{
    m_painter = SequencePainter(zoomed(font(), m_zoom), palette());
    m_painter.fit(m_sequence, viewport()->width());
    updateBars();
}

void SequenceView::updateBars()
{
    const QScopedValueRollback<bool> placing(m_isPlacing, true);
    const int room = qMax(0, viewport()->height() - static_cast<int>(m_painter.headHeight()));
    const int all = static_cast<int>(
        std::ceil(static_cast<double>(m_sequence.rows.size()) * m_painter.rowHeight()));
    verticalScrollBar()->setRange(0, qMax(0, all - room));
    verticalScrollBar()->setPageStep(room);
    verticalScrollBar()->setSingleStep(static_cast<int>(m_painter.rowHeight()));
    horizontalScrollBar()->setRange(
        0, qMax(0, static_cast<int>(m_painter.width()) - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(Theme::grid * 3);
    if (m_isFollowing)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void SequenceView::setFollowing(bool following)
{
    if (m_isFollowing != following) {
        m_isFollowing = following;
        Q_EMIT followChanged(following);
    }
    updateBars();
}

int SequenceView::rowOf(quint64 serial) const
{
    if (serial == 0)
        return -1;
    const auto found = std::find_if(m_sequence.rows.cbegin(), m_sequence.rows.cend(),
        [serial](const SequenceRow& row) { return row.serial == serial; });
    return found == m_sequence.rows.cend() ? -1
                                           : static_cast<int>(found - m_sequence.rows.cbegin());
}

int SequenceView::rowAt(const QPoint& place) const
{
    const double y = place.y() - m_painter.headHeight() + verticalScrollBar()->value();
    if (place.y() < m_painter.headHeight())
        return -1;
    const int row = static_cast<int>(y / m_painter.rowHeight());
    return row < m_sequence.rows.size() ? row : -1;
}

QRect SequenceView::rectOf(quint64 serial) const
{
    const int row = rowOf(serial);
    if (row < 0)
        return {};
    const double top =
        m_painter.headHeight() + row * m_painter.rowHeight() - verticalScrollBar()->value();
    return QRectF(-horizontalScrollBar()->value(), top, m_painter.width(), m_painter.rowHeight())
        .toAlignedRect();
}

int SequenceView::arrowFrom(int row, int step) const
{
    const int end = static_cast<int>(m_sequence.rows.size());
    row = qBound(0, row, end - 1);
    const auto isGap = [this](int at) {
        return m_sequence.rows.at(at).kind == SequenceRow::Kind::Gap;
    };
    if (end > 0 && isGap(row)) // neither first nor last
        row += step < 0 ? -1 : 1;
    return row;
}

int SequenceView::page() const
{
    return qMax(1, static_cast<int>(verticalScrollBar()->pageStep() / m_painter.rowHeight()) - 1);
}

std::pair<int, int> SequenceView::chosenRows() const
{
    const int current = rowOf(m_current);
    const int anchor = rowOf(m_anchor);
    if (current < 0 || anchor < 0)
        return {current, current};
    return std::minmax(current, anchor);
}

Sequence SequenceView::chosen() const
{
    const auto [first, last] = chosenRows();
    return first >= 0 && first < last ? partOf(m_sequence, first, last) : m_sequence;
}

void SequenceView::setCurrent(quint64 serial)
{
    if (m_current == serial)
        return;
    m_current = serial;
    m_anchor = serial;
    showRow(rowOf(serial));
    describe();
    viewport()->update();
}

void SequenceView::choose(int row, bool extends)
{
    if (row < 0 || row >= m_sequence.rows.size() || m_sequence.rows.at(row).serial == 0)
        return;
    setFollowing(false);
    const bool hasAnchor = extends && rowOf(m_anchor) >= 0;
    m_current = m_sequence.rows.at(row).serial;
    if (!hasAnchor)
        m_anchor = m_current;
    showRow(row);
    describe();
    viewport()->update();
    Q_EMIT frameChosen(m_current);
}

void SequenceView::showRow(int row)
{
    if (row < 0)
        return;
    const int top = static_cast<int>(row * m_painter.rowHeight());
    const int bottom = static_cast<int>(std::ceil((row + 1) * m_painter.rowHeight()));
    QScrollBar* bar = verticalScrollBar();
    const QScopedValueRollback<bool> placing(m_isPlacing, true);
    if (top < bar->value())
        bar->setValue(top);
    else if (bottom > bar->value() + bar->pageStep())
        bar->setValue(bottom - bar->pageStep());
}

void SequenceView::describe()
{
    QStringList lines;
    const int current = rowOf(m_current);
    if (current >= 0)
        lines << tr("Chosen: %1").arg(sequenceRowText(m_sequence, m_sequence.rows.at(current)));
    lines << sequenceCaption(m_sequence);
    for (const SequenceRow& row : m_sequence.rows)
        lines << sequenceRowText(m_sequence, row);
    setAccessibleDescription(lines.join(u'\n'));
}

void SequenceView::zoom(int steps)
{
    m_zoom = qBound(leastZoom, m_zoom + steps, mostZoom);
    const double before = m_painter.rowHeight();
    const int value = verticalScrollBar()->value();
    refit();
    if (!m_isFollowing) {
        const QScopedValueRollback<bool> placing(m_isPlacing, true);
        verticalScrollBar()->setValue(
            static_cast<int>(std::lround(value * m_painter.rowHeight() / before)));
    }
    viewport()->update();
}

void SequenceView::resetZoom()
{
    zoom(-m_zoom);
}

void SequenceView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_sequence.rows.isEmpty()) {
        paintEmptyText(painter, *viewport(), m_headline, m_hint);
        return;
    }
    const int head = static_cast<int>(m_painter.headHeight());
    const int offset = verticalScrollBar()->value();
    const int first = static_cast<int>(offset / m_painter.rowHeight());
    const int last =
        static_cast<int>((offset + viewport()->height() - head) / m_painter.rowHeight());
    painter.translate(-horizontalScrollBar()->value(), 0);
    m_painter.paintHead(painter, m_sequence);
    if (offset > 0) {
        painter.setPen(palette().color(QPalette::Midlight));
        painter.drawLine(QPointF(0, head - 0.5), QPointF(m_painter.width(), head - 0.5));
    }
    painter.setClipRect(QRectF(0, head, m_painter.width(), viewport()->height() - head));
    painter.translate(0, head - offset);
    const auto [from, to] = chosenRows();
    for (int row = qMax(first, from); from >= 0 && row <= qMin(last, to); ++row)
        m_painter.paintChosen(
            painter, row, m_sequence.rows.at(row).serial == m_current, hasFocus());
    m_painter.paintRows(painter, m_sequence, first, last);
}

/** In full, what may be cut short in the drawing. */
bool SequenceView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    const int line = m_painter.lineAt(help->pos().x() + horizontalScrollBar()->value());
    QString text;
    if (row >= 0)
        text = sequenceRowText(m_sequence, m_sequence.rows.at(row));
    else if (help->pos().y() < m_painter.headHeight() && line >= 0
        && line < m_sequence.lines.size())
        text = m_sequence.lines.at(line).name;
    // As what it is: a broker's words are in it, and are not to be taken for markup.
    if (!text.isEmpty())
        text = QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
    QToolTip::showText(help->globalPos(), text, viewport());
    return true;
}

void SequenceView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    refit();
}

void SequenceView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::StyleChange) {
        refit();
        viewport()->update();
    }
}

void SequenceView::scrollContentsBy(int, int dy)
{
    if (!m_isPlacing && dy != 0)
        setFollowing(verticalScrollBar()->value() == verticalScrollBar()->maximum());
    viewport()->update();
}

void SequenceView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SequenceView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace Ui
