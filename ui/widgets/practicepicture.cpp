#include "practicepicture.h"

#include "practicetext.h"
#include "wording.h"

#include <QPainter>
#include <QStringList>

namespace Ui {

namespace {

/** A picture of more would be no picture; how many more there are is said. */
constexpr int mostRows = 50;
constexpr int longestTip = 1000; //!< in characters; more would cover the window
constexpr int boxWidth = Theme::grid * 5;
constexpr int boxHeight = Theme::grid * 3;
constexpr int laneHeight = Theme::grid * 5;
/** From here on there is room for the consumers beside the lane. */
constexpr int wide = Theme::grid * 68;

} // namespace

PracticePicture::PracticePicture(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("practicePicture"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PracticePicture::clear()
{
    m_content = {};
    m_isEmpty = true;
    changed();
}

void PracticePicture::showQueue(const Stomp::QueueInspection& queue)
{
    m_content = queue;
    m_isEmpty = false;
    changed();
}

void PracticePicture::showTopic(const Stomp::TopicInspection& topic)
{
    m_content = {};
    m_content.state = topic.state;
    m_topic = topic;
    m_isEmpty = false;
    changed();
}

void PracticePicture::changed()
{
    const QString text = m_isEmpty ? QString() : describe();
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    setToolTip(text.size() > longestTip ? QString() : text);
    updateGeometry();
    update();
}

QString PracticePicture::describe() const
{
    QStringList lines;
    const auto& state = m_content.state;
    if (!state.isQueue)
        return describeTopic();
    lines.append(tr("%1 waiting").arg(state.waiting));
    for (const Stomp::InspectedMessage& message : m_content.next) {
        QString text = tr("message %1").arg(shortId(message.id));
        if (message.deliveries > 0)
            text += tr(", delivered %1 times").arg(message.deliveries);
        if (message.isResting)
            text += tr(", rests after it was refused");
        lines.append(text);
    }
    for (std::size_t i = 0; i < m_content.consumers.size(); ++i) {
        const Stomp::InspectedConsumer& consumer = m_content.consumers[i];
        lines.append((m_content.turn == i ? tr("next: ") : QString())
            + consumerText(consumer.session, consumer.subscription) + QStringLiteral(": ")
            + creditText(consumer));
    }
    for (const Stomp::ScheduledMessage& later : m_content.scheduled)
        lines.append(
            tr("message %1 in %2 s").arg(shortId(later.id)).arg((later.dueIn + 999) / 1000));
    return lines.join(u'\n');
}

QString PracticePicture::describeTopic() const
{
    QStringList lines{tr("%1 subscriptions, each gets a copy").arg(m_content.state.consumers)};
    for (const Stomp::InspectedSubscriber& one : m_topic.subscribers)
        lines.append(
            consumerText(one.session, one.subscription) + QStringLiteral(": ") + sumOf(one).text());
    for (const Stomp::InspectedDurable& one : m_topic.durables)
        lines.append(durableText(one) + QStringLiteral(": ") + durableState(one));
    return lines.join(u'\n');
}

int PracticePicture::rowHeight() const
{
    return fontMetrics().height() + Theme::halfGrid;
}

int PracticePicture::shownRows() const
{
    const auto rows = m_content.state.isQueue
        ? m_content.consumers.size()
        : m_topic.subscribers.size() + m_topic.durables.size();
    return static_cast<int>(std::min<std::size_t>(rows, mostRows));
}

int PracticePicture::laneBlock() const
{
    return laneHeight + rowHeight() + Theme::grid;
}

QSize PracticePicture::sizeHint() const
{
    return {Theme::grid * 40, heightForWidth(Theme::grid * 40)};
}

QSize PracticePicture::minimumSizeHint() const
{
    return {Theme::grid * 30, rowHeight()};
}

int PracticePicture::heightForWidth(int width) const
{
    const int rows = (shownRows() + 1) * rowHeight() + Theme::halfGrid;
    if (!m_content.state.isQueue)
        return rows;
    return width >= wide ? qMax(laneBlock(), rows) : laneBlock() + rows;
}

void PracticePicture::paintEvent(QPaintEvent*)
{
    if (m_isEmpty)
        return;
    QPainter painter(this);
    if (!m_content.state.isQueue) {
        paintFan(painter, rect());
        return;
    }
    if (width() < wide) {
        paintLane(painter, QRect(0, 0, width(), laneBlock()));
        paintConsumers(painter, QRect(0, laneBlock(), width(), height() - laneBlock()));
        return;
    }
    const int consumers = qMin(width() / 2, Theme::grid * 48);
    paintLane(painter, QRect(0, 0, width() - consumers - Theme::grid * 2, height()));
    paintConsumers(painter, QRect(width() - consumers, 0, consumers, height()));
}

void PracticePicture::paintLane(QPainter& painter, const QRect& area) const
{
    const QColor ink = Theme::color(Tone::Queue, palette());
    const QRect lane(area.left(), area.top() + 2, area.width(), laneHeight - 2);
    painter.setPen(QPen(ink, 2));
    painter.drawLine(lane.topLeft(), lane.topRight());
    painter.drawLine(lane.bottomLeft(), lane.bottomRight());
    paintMessages(painter, lane.adjusted(0, 0, -Theme::grid, 0));

    painter.setFont(font());
    painter.setPen(Theme::color(Tone::Muted, palette()));
    const QRect below(lane.left(), lane.bottom() + Theme::halfGrid, lane.width(), rowHeight());
    const auto& state = m_content.state;
    QString text = state.waiting == 0
        ? tr("nothing waits")
        : tr("%1 wait, %2").arg(countText(state.waiting), sizeText(state.waitingBytes));
    if (!m_content.scheduled.empty())
        text +=
            tr(" · next scheduled in %1 s").arg((m_content.scheduled.front().dueIn + 999) / 1000);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(text, Qt::ElideRight, below.width()));
    if (!m_content.next.empty()
        && below.width() > fontMetrics().horizontalAdvance(text) + Theme::grid * 10)
        painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, tr("next →"));
}

void PracticePicture::paintMessages(QPainter& painter, const QRect& lane) const
{
    const QColor ink = Theme::color(Tone::Queue, palette());
    const int step = boxWidth + Theme::halfGrid;
    const int more = fontMetrics().horizontalAdvance(QStringLiteral("+1,000,000"));
    const auto room = static_cast<std::size_t>(qMax(1, lane.width() / step));
    std::size_t boxes = std::min(room, m_content.next.size());
    if (m_content.state.waiting > boxes)
        boxes = std::min(
            boxes, static_cast<std::size_t>(qMax(0, (lane.width() - more - Theme::grid) / step)));
    painter.setFont(Theme::tabular(font()));
    painter.setRenderHint(QPainter::Antialiasing, true);
    int right = lane.right();
    for (std::size_t i = 0; i < boxes; ++i, right -= step) {
        const Stomp::InspectedMessage& message = m_content.next[i];
        const QRectF box(
            right - boxWidth + 0.5, lane.center().y() - boxHeight / 2 + 0.5, boxWidth, boxHeight);
        // Filled: never given out. Only its outline: it came back. Dashed: it rests.
        const bool isFresh = message.deliveries == 0;
        painter.setPen(QPen(ink, 1.5, message.isResting ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(isFresh ? QBrush(ink) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(isFresh ? palette().color(QPalette::Base) : palette().color(QPalette::Text));
        QString label = shortId(message.id);
        if (!isFresh)
            label += QStringLiteral(" ×%1").arg(message.deliveries);
        painter.drawText(box, Qt::AlignCenter,
            QFontMetrics(painter.font()).elidedText(label, Qt::ElideLeft, boxWidth - 4));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_content.state.waiting > boxes) {
        painter.setPen(palette().color(QPalette::Text));
        painter.drawText(QRect(lane.left(), lane.top(), right - lane.left(), lane.height()),
            Qt::AlignRight | Qt::AlignVCenter, u'+' + countText(m_content.state.waiting - boxes));
    }
}

void PracticePicture::paintConsumers(QPainter& painter, const QRect& area) const
{
    const QColor text = palette().color(QPalette::Text);
    const QColor muted = Theme::color(Tone::Muted, palette());
    const QColor ink = Theme::color(Tone::Queue, palette());
    QRect row(area.left(), area.top(), area.width(), rowHeight());
    painter.setFont(font());
    if (m_content.consumers.empty()) {
        painter.setPen(muted);
        painter.drawText(row.adjusted(0, Theme::grid, 0, Theme::grid),
            Qt::AlignLeft | Qt::AlignVCenter,
            m_content.state.consumers == 0 ? tr("No consumer: messages wait here for one.")
                                           : tr("%1 consumers").arg(m_content.state.consumers));
        return;
    }
    const int arrow = Theme::grid * 2;
    const int bar = Theme::grid * 6;
    const int name = qMin(area.width() * 2 / 5, Theme::grid * 18);
    for (int i = 0; i < shownRows(); ++i, row.translate(0, row.height())) {
        const Stomp::InspectedConsumer& consumer = m_content.consumers[static_cast<std::size_t>(i)];
        if (m_content.turn == static_cast<std::size_t>(i)) {
            painter.setPen(Theme::color(Tone::Accent, palette()));
            painter.drawText(QRect(row.left(), row.top(), arrow, row.height()), Qt::AlignCenter,
                QStringLiteral("▶"));
        }
        painter.setPen(consumer.isIdle ? muted : text);
        const QRect first(row.left() + arrow, row.top(), name, row.height());
        painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(consumerText(consumer.session, consumer.subscription),
                Qt::ElideRight, first.width()));
        const QRect frame(first.right() + Theme::grid, row.center().y() - 4, bar, 8);
        painter.setPen(ink);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(frame);
        if (consumer.prefetch > 0 && consumer.unacked > 0) {
            const auto full = static_cast<double>(std::min(consumer.unacked, consumer.prefetch))
                / static_cast<double>(consumer.prefetch);
            painter.fillRect(frame.adjusted(0, 0, 1, 1).x(), frame.y(),
                qMax(2, static_cast<int>(full * (bar + 1))), frame.height() + 1, ink);
        }
        const QRect last(frame.right() + Theme::grid, row.top(),
            row.right() - frame.right() - Theme::grid, row.height());
        painter.setPen(muted);
        painter.drawText(last, Qt::AlignLeft | Qt::AlignVCenter,
            fontMetrics().elidedText(creditText(consumer), Qt::ElideRight, last.width()));
    }
    if (m_content.consumers.size() > mostRows) {
        painter.setPen(muted);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
            tr("and %1 more").arg(countText(m_content.consumers.size() - mostRows)));
    }
}

void PracticePicture::paintFan(QPainter& painter, const QRect& area) const
{
    const QColor ink = Theme::color(Tone::Topic, palette());
    painter.setFont(font());
    const int rows = shownRows();
    if (rows == 0) {
        painter.setPen(Theme::color(Tone::Muted, palette()));
        painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
            tr("Nobody is subscribed: what is sent here now is gone."));
        return;
    }
    const QPointF from(area.left() + 7, area.top() + rows * rowHeight() / 2.0);
    QRect row(
        area.left() + Theme::grid * 5, area.top(), area.width() - Theme::grid * 5, rowHeight());
    for (int i = 0; i < rows; ++i, row.translate(0, row.height())) {
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(QPen(ink, 1.5));
        painter.drawLine(from, QPointF(row.left() + 4, row.center().y() + 0.5));
        paintBranch(painter, row, static_cast<std::size_t>(i));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(from, 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto all = m_topic.subscribers.size() + m_topic.durables.size();
    if (all > mostRows) {
        painter.setPen(Theme::color(Tone::Muted, palette()));
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
            tr("and %1 more").arg(countText(all - mostRows)));
    }
}

/** The end of one line of the fan: first those who are there, then the durable subscriptions. */
void PracticePicture::paintBranch(QPainter& painter, const QRect& row, std::size_t index) const
{
    const QColor ink = Theme::color(Tone::Topic, palette());
    const bool isDurable = index >= m_topic.subscribers.size();
    QString name;
    QString numbers;
    QString shorter;
    bool isThere = true;
    Tone tone = Tone::Muted;
    if (isDurable) {
        const Stomp::InspectedDurable& one = m_topic.durables[index - m_topic.subscribers.size()];
        name = durableText(one);
        numbers = durableState(one);
        isThere = one.isOnline();
    } else {
        const Stomp::InspectedSubscriber& one = m_topic.subscribers[index];
        const PracticeSum sum = sumOf(one);
        name = consumerText(one.session, one.subscription);
        numbers = sum.text();
        shorter = sum.shortText();
        if (!sum.addsUp())
            tone = Tone::Bad;
    }
    // Hollow: nobody is there, and what comes is kept.
    painter.setPen(QPen(ink, 1.5));
    painter.setBrush(isThere ? ink : palette().color(QPalette::Window));
    painter.drawEllipse(QPointF(row.left() + 4, row.center().y() + 0.5), 3.5, 3.5);
    painter.setRenderHint(QPainter::Antialiasing, false);
    QRect text = row.adjusted(Theme::grid * 2, 0, 0, 0);
    const int nameWidth = qMin(fontMetrics().horizontalAdvance(name), text.width() * 3 / 5);
    if (!shorter.isEmpty()
        && fontMetrics().horizontalAdvance(numbers) > text.width() - nameWidth - Theme::grid)
        numbers = shorter; // in the order of the sum above, which has the names
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(QRect(text.left(), text.top(), nameWidth, text.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(name, Qt::ElideRight, nameWidth));
    text.setLeft(text.left() + nameWidth + Theme::grid);
    painter.setPen(Theme::color(tone, palette()));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
        fontMetrics().elidedText(numbers, Qt::ElideRight, text.width()));
}

} // namespace Ui
