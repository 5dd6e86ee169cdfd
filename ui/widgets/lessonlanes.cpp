#include "lessonlanes.h"

#include "theme.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace Ui {

using State = LessonToken::State;

namespace {

constexpr int glideTime = 300; // ms
// Widths, in tokens.
constexpr int sentColumns = 5;
constexpr int placeColumns = 8;
constexpr int wayColumns = 2;
constexpr int nameColumns = 9;
constexpr int leastColumns = 30;

bool wantsAnimations(const QWidget& widget)
{
    return QGuiApplication::platformName() != QStringLiteral("offscreen")
        && widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) > 0;
}

} // namespace

LessonLanes::LessonLanes(QWidget* parent)
    : QWidget(parent), m_isAnimated(wantsAnimations(*this)), m_glide(this)
{
    setObjectName(QStringLiteral("lessonLanes"));
    setAccessibleName(tr("Who received which message"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::MinimumExpanding);
    m_glide.setDuration(glideTime);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    m_glide.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
}

void LessonLanes::show(const LessonLook& look)
{
    const LessonLook before = std::exchange(m_look, look);
    startGliding(before);
    setAccessibleDescription(describe());
    updateGeometry();
    update();
}

/** What is new since the look before glides; what was still on its way is there at once. */
void LessonLanes::startGliding(const LessonLook& before)
{
    const bool isSequel = before.title == m_look.title && m_look.lanes.size() >= before.lanes.size()
        && m_look.sent.size() >= before.sent.size();
    if (!m_isAnimated || !isVisible() || !isSequel) {
        m_glide.stop();
        return;
    }
    QList<int> came;
    bool isNews = m_look.sent.size() > before.sent.size();
    for (int lane = 0; lane < m_look.lanes.size(); ++lane) {
        came << (lane < before.lanes.size() ? static_cast<int>(before.lanes[lane].tokens.size())
                                            : 0);
        isNews = isNews || m_look.lanes[lane].tokens.size() > came.constLast();
    }
    if (!isNews)
        return;
    m_came = came;
    m_sent = static_cast<int>(before.sent.size());
    m_glide.stop();
    m_glide.start();
}

QString LessonLanes::describe() const
{
    QStringList lines{tr("%n message(s) sent", "", static_cast<int>(m_look.sent.size()))};
    const auto open = static_cast<int>(m_look.inTransaction.size());
    const auto gone = static_cast<int>(m_look.notThere.size()) - open;
    if (open > 0)
        lines.last() += tr(", %n of them in an open transaction", "", open);
    if (gone > 0)
        lines.last() += tr(", %n of them not committed or expired", "", gone);
    for (const LessonPlaceLook& place : m_look.places) {
        QStringList numbers;
        for (const LessonToken& token : place.tokens)
            numbers << QString::number(token.number);
        const QString kind = place.kind == LessonPlaceLook::Kind::Topic ? tr("topic") : tr("queue");
        lines << tr("%1 %2, with no consumer: %3")
                     .arg(kind, place.name,
                         numbers.isEmpty() ? tr("nothing") : numbers.join(QStringLiteral(", ")));
    }
    for (const LessonLaneLook& lane : m_look.lanes) {
        QStringList tokens;
        for (const LessonToken& token : lane.tokens)
            tokens << tokenText(token);
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

/** The lanes, or the destinations when those need more. */
int LessonLanes::drawingHeight() const
{
    const int lanes = qMax(1, static_cast<int>(m_look.lanes.size())) * laneHeight();
    const int places =
        static_cast<int>(m_look.places.size()) * LessonPlace::minimumHeight(font(), tokenSize());
    return qMax(lanes, places);
}

QSize LessonLanes::minimumSizeHint() const
{
    return {tokenSize() * leastColumns, captionHeight() + drawingHeight() + legendHeight()};
}

void LessonLanes::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

QRect LessonLanes::producerArea() const
{
    return {0, captionHeight(), tokenSize() * sentColumns, drawingHeight()};
}

LessonCells LessonLanes::sentCells() const
{
    return {producerArea().adjusted(0, Theme::halfGrid, -Theme::grid, 0), tokenSize(),
        static_cast<int>(m_look.sent.size())};
}

LessonPlace LessonLanes::placeAt(int place) const
{
    const int height = drawingHeight() / qMax(1, static_cast<int>(m_look.places.size()));
    const QRect area(tokenSize() * sentColumns, captionHeight() + place * height,
        tokenSize() * placeColumns, height);
    return {m_look.places.at(place), area.adjusted(Theme::grid, Theme::halfGrid, 0, 0), font(),
        tokenSize()};
}

QRect LessonLanes::laneArea(int lane) const
{
    const int left = tokenSize() * (sentColumns + placeColumns + wayColumns);
    return {left, captionHeight() + lane * laneHeight(), width() - left, laneHeight()};
}

LessonCells LessonLanes::laneCells(int lane) const
{
    return {laneArea(lane).adjusted(tokenSize() * nameColumns, Theme::halfGrid, 0, 0), tokenSize(),
        static_cast<int>(m_look.lanes.at(lane).tokens.size())};
}

QRect LessonLanes::glided(const QPoint& from, const QRect& to) const
{
    const double way = m_glide.currentValue().toDouble();
    QRect cell = to;
    cell.moveCenter(from + (to.center() - from) * way);
    return cell;
}

void LessonLanes::paintCaption(QPainter& painter, const QRect& area, const QString& text) const
{
    painter.setFont(font());
    painter.setPen(Theme::color(Tone::Muted, palette()));
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop,
        fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
}

void LessonLanes::paintSent(QPainter& painter) const
{
    painter.setFont(Theme::tabular(font()));
    const LessonCells cells = sentCells();
    paintHidden(painter, cells, palette());
    for (int i = cells.first(); i < cells.count; ++i) {
        const int number = m_look.sent.at(i);
        const bool isOpen = m_look.inTransaction.contains(i);
        const State state = m_look.notThere.contains(i) && !isOpen ? State::Returned : State::Taken;
        paintToken(painter, cells.at(i),
            {number, state, false, m_look.sentNow.contains(number), -1, isOpen}, palette());
    }
}

void LessonLanes::paintPlace(QPainter& painter, int place) const
{
    const LessonPlace at = placeAt(place);
    at.paint(painter, palette());
    painter.setFont(Theme::tabular(font()));
    const LessonCells cells = at.cells();
    const LessonCells sent = sentCells();
    paintHidden(painter, cells, palette());
    for (int i = cells.first(); i < cells.count; ++i) {
        const LessonToken& token = m_look.places.at(place).tokens.at(i);
        QRect cell = cells.at(i);
        const auto index = static_cast<int>(m_look.sent.lastIndexOf(token.number));
        if (isGliding() && index >= qMax(m_sent, sent.first()))
            cell = glided(sent.at(index).center(), cell);
        paintToken(painter, cell, token, palette());
    }
}

/** From a destination to those who are subscribed to it. */
void LessonLanes::paintWays(QPainter& painter) const
{
    for (int lane = 0; lane < m_look.lanes.size(); ++lane) {
        const int place = m_look.lanes.at(lane).place;
        if (place < 0)
            continue;
        const LessonPlace from = placeAt(place);
        const QRect area = laneArea(lane);
        painter.setPen(QPen(from.colour(palette()), 1.5));
        const QPoint end(area.left() - Theme::grid, area.top() + laneHeight() / 2);
        painter.drawLine(from.exit(), end);
        painter.setBrush(from.colour(palette()));
        painter.drawPolygon(QPolygon{end + QPoint(Theme::halfGrid, 0),
            end + QPoint(-Theme::halfGrid, -Theme::halfGrid),
            end + QPoint(-Theme::halfGrid, Theme::halfGrid)});
    }
}

void LessonLanes::paintLane(QPainter& painter, int number) const
{
    const QRect area = laneArea(number);
    const LessonLaneLook& lane = m_look.lanes.at(number);
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawLine(area.topLeft(), area.topRight());
    const int names = tokenSize() * nameColumns;
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
}

void LessonLanes::paintTokens(QPainter& painter, int lane) const
{
    painter.setFont(Theme::tabular(font()));
    const LessonCells cells = laneCells(lane);
    paintHidden(painter, cells, palette());
    for (int i = cells.first(); i < cells.count; ++i) {
        const LessonToken& token = m_look.lanes.at(lane).tokens.at(i);
        QRect cell = cells.at(i);
        if (isGliding() && token.place >= 0 && i >= m_came.value(lane))
            cell = glided(placeAt(token.place).exit(), cell);
        paintToken(painter, cell, token, palette());
    }
}

bool LessonLanes::hasOpenTransaction() const
{
    return !m_look.inTransaction.isEmpty()
        || std::ranges::any_of(m_look.lanes, [](const LessonLaneLook& lane) {
               return std::ranges::any_of(lane.tokens, &LessonToken::isInTransaction);
           });
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
        paintToken(painter, cell, token, palette());
        painter.setPen(Theme::color(Tone::Muted, palette()));
        painter.drawText(QRect(cell.right() + Theme::halfGrid, cell.top(), width, size),
            Qt::AlignLeft | Qt::AlignVCenter, text);
        left += width;
    };
    entry({0, State::Acked}, tr("received, or acknowledged"));
    entry({0, State::Waiting}, tr("waits"));
    entry({0, State::Nacked}, tr("refused"));
    entry({0, State::Returned},
        m_look.notThere.size() == m_look.inTransaction.size()
            ? tr("given back")
            : tr("given back, not committed or expired"));
    entry({0, State::Acked, true}, tr("redelivered"));
    if (hasOpenTransaction())
        entry({0, State::Acked, false, false, -1, true}, tr("transaction open"));
    const auto isTopic = [](const LessonPlaceLook& place) {
        return place.kind == LessonPlaceLook::Kind::Topic;
    };
    if (std::ranges::any_of(m_look.places, isTopic))
        entry({0, State::Unheard}, tr("received by nobody"));
}

void LessonLanes::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    const int places = tokenSize() * sentColumns + Theme::grid;
    const int lanes = laneArea(0).left();
    paintCaption(painter, QRect(0, 0, places - Theme::grid * 2, captionHeight()),
        m_look.sent.isEmpty() ? tr("Producer") : tr("Producer (%1)").arg(m_look.sent.size()));
    paintCaption(painter, QRect(places, 0, lanes - places - Theme::grid, captionHeight()),
        tr("What no consumer has"));
    paintCaption(painter, QRect(lanes, 0, width() - lanes, captionHeight()), tr("Consumers"));
    painter.setPen(palette().color(QPalette::Mid));
    const int line = tokenSize() * sentColumns - Theme::halfGrid;
    painter.drawLine(line, captionHeight(), line, captionHeight() + drawingHeight());

    paintSent(painter);
    for (int lane = 0; lane < m_look.lanes.size(); ++lane)
        paintLane(painter, lane);
    paintWays(painter);
    for (int place = 0; place < m_look.places.size(); ++place)
        paintPlace(painter, place);
    for (int lane = 0; lane < m_look.lanes.size(); ++lane)
        paintTokens(painter, lane);
    paintLegend(painter, QRect(0, captionHeight() + drawingHeight(), width(), legendHeight()));
}

} // namespace Ui
