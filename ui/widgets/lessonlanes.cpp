#include "lessonlanes.h"

#include "theme.h"

#include <QEvent>
#include <QPainter>

namespace Ui {

using State = LessonToken::State;

namespace {

QString stateWord(State state)
{
    switch (state) {
    case State::Taken:
        return LessonLanes::tr("received");
    case State::Waiting:
        return LessonLanes::tr("waits for its acknowledgement");
    case State::Acked:
        return LessonLanes::tr("acknowledged");
    case State::Nacked:
        return LessonLanes::tr("refused");
    case State::Returned:
        break;
    }
    return LessonLanes::tr("given back");
}

} // namespace

LessonLanes::LessonLanes(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("lessonLanes"));
    setAccessibleName(tr("Who received which message"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
}

void LessonLanes::show(const LessonLook& look)
{
    m_look = look;
    setAccessibleDescription(describe());
    updateGeometry();
    update();
}

QString LessonLanes::describe() const
{
    QStringList lines{tr("%n message(s) sent", "", static_cast<int>(m_look.sent.size()))};
    for (const LessonLaneLook& lane : m_look.lanes) {
        QStringList tokens;
        for (const LessonToken& token : lane.tokens) {
            QString text = tr("%1 %2").arg(token.number).arg(stateWord(token.state));
            if (token.isRedelivered)
                text += tr(", redelivered");
            tokens << text;
        }
        lines << tr("%1, %2: %3")
                     .arg(lane.name, lane.state,
                         tokens.isEmpty() ? tr("nothing received")
                                          : tokens.join(QStringLiteral("; ")));
    }
    return lines.join(u'\n');
}

int LessonLanes::tokenSize() const
{
    return fontMetrics().height() * 3 / 2;
}

int LessonLanes::laneHeight() const
{
    return qMax(tokenSize() * 2 + Theme::grid, fontMetrics().height() * 2 + Theme::grid * 2);
}

int LessonLanes::captionHeight() const
{
    return fontMetrics().height() + Theme::grid;
}

int LessonLanes::legendHeight() const
{
    return tokenSize() + Theme::grid;
}

QSize LessonLanes::minimumSizeHint() const
{
    const int lanes = qMax(1, static_cast<int>(m_look.lanes.size()));
    return {tokenSize() * 26, captionHeight() + lanes * laneHeight() + legendHeight()};
}

void LessonLanes::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void LessonLanes::paintCaption(QPainter& painter, const QRect& area, const QString& text) const
{
    painter.setFont(font());
    painter.setPen(Theme::color(Tone::Muted, palette()));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop,
        fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

void LessonLanes::paintToken(QPainter& painter, const QRect& cell, const LessonToken& token) const
{
    const bool isFilled = token.state == State::Taken || token.state == State::Acked;
    const Tone tone = token.state == State::Nacked ? Tone::Bad
        : token.state == State::Returned           ? Tone::Muted
        : token.state == State::Waiting            ? Tone::Warn
                                                   : Tone::Accent;
    const QColor ink = Theme::color(tone, palette());
    const QRectF shape = QRectF(cell).adjusted(3, 3, -3, -3);
    painter.setPen(QPen(
        ink, token.isNew ? 3 : 1, token.state == State::Returned ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(isFilled ? QBrush(ink) : QBrush(Qt::NoBrush));
    if (token.state == State::Nacked)
        painter.drawRect(shape);
    else
        painter.drawRoundedRect(shape, shape.width() / 2, shape.width() / 2);
    painter.setPen(isFilled ? palette().color(QPalette::Base) : ink);
    painter.drawText(cell, Qt::AlignCenter, QString::number(token.number));
    if (token.isRedelivered) { // a second round: a small arrow mark at its shoulder
        const int side = qMax(8, cell.width() / 3);
        const QRect mark(cell.right() - side + 2, cell.top(), side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::color(Tone::Warn, palette()));
        painter.drawPolygon(QPolygon{mark.topLeft(), mark.topRight(), mark.bottomRight()});
    }
}

void LessonLanes::paintNumbers(
    QPainter& painter, const QRect& area, const QList<int>& numbers, const QList<int>& fresh) const
{
    const int size = tokenSize();
    const int columns = qMax(1, area.width() / size);
    const int room = columns * qMax(1, area.height() / size);
    // The last ones, when there is no room for all.
    const int first = qMax(0, static_cast<int>(numbers.size()) - room);
    for (int i = first; i < numbers.size(); ++i) {
        const int at = i - first;
        const QRect cell(
            area.left() + at % columns * size, area.top() + at / columns * size, size, size);
        paintToken(
            painter, cell, {numbers.at(i), State::Taken, false, fresh.contains(numbers.at(i))});
    }
}

void LessonLanes::paintLane(QPainter& painter, const QRect& area, const LessonLaneLook& lane) const
{
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(area.topLeft(), area.topRight());
    const int names = tokenSize() * 6;
    QRect line(area.left(), area.top() + Theme::halfGrid, names, fontMetrics().height());
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(
        palette().color(lane.isConnected ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        tr("%1 (%2)", "a consumer, and how many messages it got")
            .arg(lane.name)
            .arg(lane.tokens.size()));
    line.translate(0, fontMetrics().height());
    const bool hasError = !lane.error.isEmpty();
    painter.setFont(font());
    painter.setPen(Theme::color(hasError ? Tone::Bad : Tone::Muted, palette()));
    const QString below = hasError ? lane.error : lane.state;
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(below, Qt::ElideRight, names - Theme::grid));

    painter.setFont(Theme::tabular(font()));
    const int size = tokenSize();
    const QRect room = area.adjusted(names, Theme::halfGrid, 0, 0);
    const int columns = qMax(1, room.width() / size);
    const int first = qMax(0, static_cast<int>(lane.tokens.size()) - columns * 2);
    for (int i = first; i < lane.tokens.size(); ++i) {
        const int at = i - first;
        paintToken(painter,
            QRect(room.left() + at % columns * size, room.top() + at / columns * size, size, size),
            lane.tokens.at(i));
    }
}

void LessonLanes::paintLegend(QPainter& painter, const QRect& area) const
{
    const int size = tokenSize() * 2 / 3;
    int left = area.left();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    const QFontMetrics metrics(small);
    painter.setFont(small);
    const auto entry = [&](const LessonToken& token, const QString& text) {
        const int width =
            size + Theme::halfGrid + metrics.horizontalAdvance(text) + Theme::grid * 2;
        if (left + width > area.right())
            return;
        const QRect cell(left, area.bottom() - size - 2, size, size);
        paintToken(painter, cell, token);
        painter.setPen(Theme::color(Tone::Muted, palette()));
        painter.drawText(QRect(cell.right() + Theme::halfGrid, cell.top(), width, size),
            Qt::AlignLeft | Qt::AlignVCenter, text);
        left += width;
    };
    entry({1, State::Acked, false, false}, tr("received, or acknowledged"));
    entry({1, State::Waiting, false, false}, tr("waits for ACK"));
    entry({1, State::Nacked, false, false}, tr("refused"));
    entry({1, State::Returned, false, false}, tr("given back"));
    entry({1, State::Acked, true, false}, tr("redelivered"));
}

void LessonLanes::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const int sentWidth = tokenSize() * 5;
    const int keptWidth = tokenSize() * 5;
    const int top = captionHeight();
    const int height = qMax(1, static_cast<int>(m_look.lanes.size())) * laneHeight();
    const QRect sent(0, 0, sentWidth, top);
    const QRect kept(sentWidth, 0, keptWidth, top);
    const QRect lanes(sentWidth + keptWidth, 0, width() - sentWidth - keptWidth, top);
    paintCaption(painter, sent, tr("Producer sent"));
    paintCaption(painter, kept, tr("With nobody"));
    paintCaption(painter, lanes, tr("Consumers"));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(kept.left() - Theme::grid, top, kept.left() - Theme::grid, top + height);
    painter.drawLine(lanes.left() - Theme::grid, top, lanes.left() - Theme::grid, top + height);

    painter.setFont(Theme::tabular(font()));
    const auto column = [&](const QRect& caption) {
        return QRect(
            caption.left(), top + Theme::halfGrid, caption.width() - Theme::grid * 2, height);
    };
    paintNumbers(painter, column(sent), m_look.sent, m_look.sentNow);
    paintNumbers(painter, column(kept), m_look.atNobody, m_look.sentNow);
    QRect lane(lanes.left(), top, lanes.width(), laneHeight());
    for (const LessonLaneLook& one : m_look.lanes) {
        paintLane(painter, lane, one);
        lane.translate(0, laneHeight());
    }
    paintLegend(painter, QRect(0, top + height, width(), legendHeight()));
}

} // namespace Ui
