#include "lessonhands.h"

#include "lessonlanes.h"
#include "theme.h"

#include <QEvent>
#include <QMenu>
#include <QToolButton>

#include <initializer_list>

namespace Ui {

using Pace = LessonLaneLook::Pace;

LessonHands::LessonHands(const LessonLanes& lanes, QWidget* parent)
    : QWidget(parent), m_lanes(lanes), m_add(new QToolButton(this))
{
    setObjectName(QStringLiteral("lessonHands"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::MinimumExpanding);
    m_add->setObjectName(QStringLiteral("lessonAdd"));
    m_add->setText(tr("&Add Consumer"));
    m_add->setFocusPolicy(Qt::StrongFocus);
    m_add->setToolTip(tr("One more consumer: a connection of its own (CONNECT), and SUBSCRIBE with "
                         "ack:client-individual and a prefetch of one message"));
    connect(m_add, &QToolButton::clicked, this, [this] {
        if (!m_joinable.isEmpty() && !m_add->menu())
            Q_EMIT addRequested(m_joinable.constFirst());
    });
    hide();
}

QToolButton* LessonHands::button(const char* name, int lane)
{
    auto* one = new QToolButton(this);
    one->setObjectName(QLatin1StringView(name) + QString::number(lane));
    one->setFocusPolicy(Qt::StrongFocus);
    one->show();
    return one;
}

void LessonHands::addRow()
{
    const int lane = static_cast<int>(m_rows.size());
    const Row row{button("lessonPresence", lane), button("lessonKill", lane),
        button("lessonSlow", lane), button("lessonAsleep", lane)};
    row.kill->setText(tr("Kill"));
    row.kill->setToolTip(tr("Closes the socket without DISCONNECT, as a crash would: a queue gives "
                            "what it has not acknowledged to the next one, a topic drops it"));
    connect(row.presence, &QToolButton::clicked, this, [this, lane, presence = row.presence] {
        if (presence->property("isThere").toBool())
            Q_EMIT leaveRequested(lane);
        else
            Q_EMIT joinRequested(lane);
    });
    connect(row.kill, &QToolButton::clicked, this, [this, lane] { Q_EMIT killRequested(lane); });
    connect(row.slow, &QToolButton::clicked, this, [this, lane] {
        Q_EMIT paceRequested(lane, m_paces.at(lane) == Pace::Slow ? Pace::Quick : Pace::Slow);
    });
    connect(row.asleep, &QToolButton::clicked, this, [this, lane] {
        Q_EMIT paceRequested(lane, m_paces.at(lane) == Pace::Asleep ? Pace::Quick : Pace::Asleep);
    });
    QWidget* before = m_rows.isEmpty() ? nullptr : m_rows.constLast().asleep;
    for (QWidget* one :
        std::initializer_list<QWidget*>{row.presence, row.kill, row.slow, row.asleep, m_add}) {
        if (before)
            setTabOrder(before, one);
        before = one;
    }
    m_rows << row;
}

void LessonHands::showRow(int lane, const LessonLook& look)
{
    const Row& row = m_rows.at(lane);
    const LessonLaneLook& one = look.lanes.at(lane);
    const bool isOpen =
        look.state == LessonLook::State::Ready || look.state == LessonLook::State::Running;
    const bool isThere = one.isConnected && !one.isBusy;
    row.presence->setProperty("isThere", one.isConnected);
    row.presence->setText(one.isConnected ? tr("Leave") : tr("Join"));
    row.presence->setToolTip(one.isConnected
            ? tr("Takes it away: DISCONNECT, the polite way; its lane stays")
            : tr("A new connection (CONNECT) and SUBSCRIBE: it gets what comes from now on, and "
                 "what a queue has kept"));
    row.presence->setAccessibleName(tr("%1 %2", "Leave A").arg(row.presence->text(), one.name));
    row.presence->setEnabled(isOpen); // even while busy: the keyboard's focus stays
    row.kill->setEnabled(isOpen && isThere);
    row.kill->setAccessibleName(tr("Kill %1").arg(one.name));
    // The words change, not only a colour.
    const bool isSlow = one.pace == Pace::Slow;
    row.slow->setText(isSlow ? tr("Quick") : tr("Slow"));
    row.slow->setToolTip(isSlow
            ? tr("Sends its ACK soon after a message came again")
            : tr("Sends its ACK only 4 s after a message came; with a prefetch of one the broker "
                 "gives it nothing until then"));
    row.slow->setAccessibleName(tr("%1 %2", "Slow A").arg(row.slow->text(), one.name));
    row.slow->setEnabled(isOpen && look.hasAcks);
    const bool isAsleep = one.pace == Pace::Asleep;
    row.asleep->setText(isAsleep ? tr("Wake") : tr("Sleep"));
    row.asleep->setToolTip(isAsleep
            ? tr("Sends the ACK that it owes, and goes on")
            : tr("Stays connected and reads on, but sends no ACK until it is woken: with a "
                 "prefetch of one it holds one message and gets no more"));
    row.asleep->setAccessibleName(tr("%1 %2", "Sleep A").arg(row.asleep->text(), one.name));
    row.asleep->setEnabled(isOpen && look.hasAcks);
}

/** Where there are several, the button asks which. */
void LessonHands::offerPlaces(const LessonLook& look)
{
    QStringList names;
    for (const int place : look.joinable)
        names << look.places.at(place).name;
    m_joinable = look.joinable;
    if (names == m_placeNames)
        return;
    m_placeNames = names;
    if (QMenu* before = m_add->menu()) {
        m_add->setMenu(nullptr);
        before->deleteLater();
    }
    m_add->setPopupMode(QToolButton::DelayedPopup);
    if (names.size() < 2)
        return;
    auto* menu = new QMenu(m_add);
    for (qsizetype i = 0; i < names.size(); ++i) {
        menu->addAction(tr("Subscribed to %1").arg(names.at(i)), this,
            [this, place = m_joinable.at(i)] { Q_EMIT addRequested(place); });
    }
    m_add->setMenu(menu);
    m_add->setPopupMode(QToolButton::InstantPopup);
}

void LessonHands::show(const LessonLook& look, bool changes)
{
    const bool isShown = look.isFreePlay || changes;
    m_shown = isShown ? static_cast<int>(look.lanes.size()) : 0;
    offerPlaces(look);
    while (m_rows.size() < m_shown)
        addRow();
    m_paces.clear();
    for (const LessonLaneLook& lane : look.lanes)
        m_paces << lane.pace;
    for (int lane = 0; lane < m_rows.size(); ++lane) {
        const Row& row = m_rows.at(lane);
        for (QToolButton* one : {row.presence, row.kill, row.slow, row.asleep})
            one->setVisible(lane < m_shown);
        if (lane < m_shown)
            showRow(lane, look);
    }
    const bool isOpen =
        look.state == LessonLook::State::Ready || look.state == LessonLook::State::Running;
    m_add->setEnabled(isOpen && m_shown < look.mostLanes && !m_joinable.isEmpty());
    setVisible(isShown);
    updateGeometry();
    place();
}

QSize LessonHands::buttonSize() const
{
    const QFontMetrics metrics = fontMetrics();
    int width = 0;
    for (const QString& text :
        {tr("Leave"), tr("Join"), tr("Kill"), tr("Slow"), tr("Quick"), tr("Sleep"), tr("Wake")})
        width = qMax(width, metrics.horizontalAdvance(text));
    return {width + Theme::grid * 2, (m_lanes.laneHeight() - Theme::grid) / 2 - 1};
}

QSize LessonHands::minimumSizeHint() const
{
    const QSize one = buttonSize();
    return {qMax(one.width() * 2 + Theme::halfGrid, m_add->sizeHint().width()),
        m_lanes.captionHeight() + m_shown * m_lanes.laneHeight() + m_add->sizeHint().height()
            + Theme::halfGrid};
}

/** In the rows of the lanes. */
void LessonHands::place()
{
    const QSize one = buttonSize();
    int top = m_lanes.captionHeight() + Theme::halfGrid;
    for (const Row& row : std::as_const(m_rows)) {
        const int right = one.width() + Theme::halfGrid;
        const int below = top + one.height() + 2;
        row.presence->setGeometry({{0, top}, one});
        row.kill->setGeometry({{right, top}, one});
        row.slow->setGeometry({{0, below}, one});
        row.asleep->setGeometry({{right, below}, one});
        top += m_lanes.laneHeight();
    }
    const int lanes = m_lanes.captionHeight() + m_shown * m_lanes.laneHeight();
    m_add->setGeometry({{0, lanes + Theme::halfGrid}, QSize(width(), m_add->sizeHint().height())});
}

void LessonHands::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    place();
}

void LessonHands::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange) {
        updateGeometry();
        place();
    }
    QWidget::changeEvent(event);
}

} // namespace Ui
