#include "prooflanes.h"

#include "theme.h"

#include <QPaintEvent>
#include <QPainter>

namespace Ui {

namespace {

constexpr int leastCell = Theme::grid * 4;
constexpr int mostCell = Theme::grid * 12;
constexpr int nameCells = 4; // the names take as much room as so many tokens

} // namespace

ProofLanes::ProofLanes(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("proofLanes"));
    setAccessibleName(tr("Who received which message"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ProofLanes::show(const ProofLook& look)
{
    m_look = look;
    setAccessibleDescription(describe());
    updateGeometry();
    update();
}

QString ProofLanes::describe() const
{
    QStringList lines{
        tr("%1 of %2 messages sent").arg(m_look.sent).arg(m_look.shared + m_look.unattended)};
    for (const ProofLaneLook& lane : m_look.lanes) {
        QStringList numbers;
        for (const int number : lane.received)
            numbers << QString::number(number);
        lines << tr("%1: %2; received %3")
                     .arg(lane.name, lane.state.isEmpty() ? tr("not yet there") : lane.state,
                         numbers.isEmpty() ? tr("nothing") : numbers.join(QStringLiteral(", ")));
    }
    return lines.join(u'\n');
}

ProofLanes::Measure ProofLanes::measure(int width) const
{
    Measure measure;
    const int cells = m_look.shared + m_look.unattended + nameCells + 1; // one as a gap
    measure.cell = qBound(leastCell, width / qMax(1, cells), mostCell);
    measure.names = measure.cell * nameCells;
    measure.large = font();
    measure.large.setPixelSize(qMax(Theme::grid * 2, measure.cell * 2 / 5));
    measure.small = font();
    measure.small.setPixelSize(qMax(Theme::grid * 3 / 2, measure.cell * 3 / 10));
    const int small = QFontMetrics(measure.small).height();
    measure.caption = small + Theme::halfGrid;
    measure.row = qMax(measure.cell, QFontMetrics(measure.large).height() + small) + Theme::grid;
    return measure;
}

QSize ProofLanes::sizeHint() const
{
    const int width = Theme::grid * 90;
    return {width, heightForWidth(width)};
}

QSize ProofLanes::minimumSizeHint() const
{
    const int width = leastCell * (m_look.shared + m_look.unattended + nameCells + 1);
    return {width, heightForWidth(width)};
}

int ProofLanes::heightForWidth(int width) const
{
    const Measure one = measure(width);
    return one.caption + one.row * static_cast<int>(m_look.lanes.size() + 1);
}

QRect ProofLanes::cellRect(const Measure& measure, int row, int number) const
{
    const int column = number - 1 + (number > m_look.shared ? 1 : 0);
    const int token = measure.cell - Theme::halfGrid;
    return {measure.names + column * measure.cell + Theme::halfGrid / 2,
        measure.caption + row * measure.row + (measure.row - token) / 2, token, token};
}

void ProofLanes::paintRow(QPainter& painter, const Measure& measure, int row, const QString& name,
    const QString& state) const
{
    const int top = measure.caption + row * measure.row;
    if (row > 0) {
        painter.setPen(palette().color(QPalette::Midlight));
        painter.drawLine(0, top, width(), top);
    }
    const QRect names(0, top, measure.names - Theme::grid, measure.row);
    const int large = QFontMetrics(measure.large).height();
    const int small = QFontMetrics(measure.small).height();
    const int both = state.isEmpty() ? large : large + small;
    QRect line(names.left(), names.top() + (names.height() - both) / 2, names.width(), large);
    painter.setFont(measure.large);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
    if (state.isEmpty())
        return;
    line = QRect(line.left(), line.bottom() + 1, line.width(), small);
    painter.setFont(measure.small);
    painter.setPen(Theme::color(Tone::Muted, palette()));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(measure.small).elidedText(state, Qt::ElideRight, line.width()));
}

void ProofLanes::paintToken(
    QPainter& painter, const QRect& cell, int number, bool isFilled, bool isRedelivered) const
{
    const bool isShared = number <= m_look.shared;
    const QColor ink = Theme::color(isShared ? Tone::Accent : Tone::Warn, palette());
    const QRectF shape = QRectF(cell).adjusted(1, 1, -1, -1);
    const qreal round = isShared ? shape.width() / 2 : Theme::halfGrid;
    QColor outline = ink;
    if (!isFilled)
        outline.setAlphaF(0.35F);
    painter.setPen(QPen(outline, isRedelivered ? 3 : 1, isFilled ? Qt::SolidLine : Qt::DotLine));
    painter.setBrush(isFilled ? QBrush(ink) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(shape, round, round);
    painter.setPen(
        isFilled ? palette().color(QPalette::Base) : Theme::color(Tone::Muted, palette()));
    painter.drawText(cell, Qt::AlignCenter, QString::number(number));
}

void ProofLanes::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const Measure sizes = measure(width());
    const int all = m_look.shared + m_look.unattended;

    painter.setFont(sizes.small);
    painter.setPen(Theme::color(Tone::Muted, palette()));
    const auto caption = [&](int first, int last, const QString& text) {
        QRect line = cellRect(sizes, 0, first).united(cellRect(sizes, 0, last));
        line.setTop(0);
        line.setHeight(sizes.caption);
        // The last one may hang over: there is nothing beside it.
        if (last == all)
            line.setLeft(line.right()
                - qMax(line.width(), QFontMetrics(sizes.small).horizontalAdvance(text) + 2));
        painter.drawText(
            line, (last == all ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    };
    caption(1, m_look.shared, tr("sent while A and B listen"));
    caption(m_look.shared + 1, all, tr("sent to nobody"));

    paintRow(painter, sizes, 0, tr("Sent"), {});
    painter.setFont(Theme::tabular(sizes.small));
    for (int number = 1; number <= all; ++number)
        paintToken(painter, cellRect(sizes, 0, number), number, number <= m_look.sent, false);
    for (int row = 1; row <= m_look.lanes.size(); ++row) {
        const ProofLaneLook& lane = m_look.lanes.at(row - 1);
        paintRow(painter, sizes, row, lane.name, lane.state);
        painter.setFont(Theme::tabular(sizes.small));
        for (int number = 1; number <= all; ++number) {
            if (!lane.state.isEmpty()) {
                paintToken(painter, cellRect(sizes, row, number), number,
                    lane.received.contains(number), lane.redelivered.contains(number));
            }
        }
    }
}

} // namespace Ui
