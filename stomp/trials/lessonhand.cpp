#include "lessonhand.h"

#include "lessonconsumer.h"

#include <algorithm>
#include <utility>

namespace Stomp {

using Pace = LessonLane::Pace;

bool knowsAcks(Dialect dialect)
{
    return dialect != Dialect::Spring;
}

LessonHand::LessonHand(
    LessonLane& lane, LessonConsumer& consumer, int quick, int slow, QObject* parent)
    : QObject(parent), m_lane(lane), m_consumer(consumer), m_quick(quick), m_slow(slow),
      m_work(this)
{
    m_work.setSingleShot(true);
    connect(&m_work, &QTimer::timeout, this, &LessonHand::work);
    connect(&consumer, &LessonConsumer::done, this, &LessonHand::goOn);
    connect(&consumer, &LessonConsumer::changed, this, &LessonHand::startWork);
    connect(&consumer, &LessonConsumer::failed, this, [this] {
        m_work.stop();
        m_stage = Stage::Idle;
        m_lane.isBusy = false;
    });
}

void LessonHand::remember(LessonSubscription subscription)
{
    m_subscription = std::move(subscription);
}

void LessonHand::hold()
{
    m_isHeld = true;
    m_consumer.stopAcksAtOnce();
}

LessonAction LessonHand::held(LessonAction action) const
{
    if (!m_isHeld || !knowsAcks(m_subscription.dialect))
        return action;
    if (action.ack == AckMode::Auto) {
        action.ack = AckMode::ClientIndividual;
        action.prefetch = 1;
    }
    action.acksAtOnce = false;
    return action;
}

bool LessonHand::isPresent() const
{
    return m_lane.isConnected && !m_lane.isBusy;
}

void LessonHand::begin(Stage stage)
{
    m_stage = stage;
    m_lane.isBusy = true;
    m_work.stop();
}

bool LessonHand::join(const ClientOptions& options)
{
    if (m_lane.isConnected || m_lane.isBusy)
        return false;
    begin(Stage::Connecting);
    m_consumer.connectToBroker(options);
    Q_EMIT changed();
    return true;
}

bool LessonHand::leave()
{
    if (!isPresent())
        return false;
    begin(Stage::Leaving);
    m_consumer.leave();
    Q_EMIT changed();
    return true;
}

bool LessonHand::kill()
{
    if (!isPresent())
        return false;
    begin(Stage::Leaving);
    m_consumer.kill();
    Q_EMIT changed();
    return true;
}

bool LessonHand::setPace(Pace pace)
{
    if (!knowsAcks(m_subscription.dialect))
        return false;
    m_lane.pace = pace;
    m_work.stop();
    hold();
    settleDown();
    return true;
}

/** In auto mode there is no ACK that could wait: then it subscribes again, in a mode that has. */
void LessonHand::settleDown()
{
    const bool isAuto = !m_lane.subscribedTo.empty() && m_lane.ack == AckMode::Auto;
    if (isPresent() && isAuto && m_isHeld && knowsAcks(m_subscription.dialect)) {
        begin(Stage::Unsubscribing);
        m_consumer.unsubscribe();
    }
    startWork();
    Q_EMIT changed();
}

void LessonHand::subscribe()
{
    m_stage = Stage::Subscribing;
    m_consumer.subscribe(
        held(m_subscription.action), m_subscription.destination, m_subscription.dialect);
}

/** The answer to one of its requests; those of others come here too. */
void LessonHand::goOn()
{
    if (m_stage == Stage::Idle)
        return;
    const bool subscribes = m_stage == Stage::Connecting || m_stage == Stage::Unsubscribing;
    if (subscribes && m_lane.isConnected && !m_subscription.destination.empty()) {
        subscribe();
        return;
    }
    m_stage = Stage::Idle;
    m_lane.isBusy = false;
    settleDown();
}

/** Something came, or nothing stands in the way of work any more. */
void LessonHand::startWork()
{
    const LessonAction& action = m_subscription.action;
    const bool worksByItself = action.ack == AckMode::Auto || action.acksAtOnce;
    const bool works = m_isHeld && isPresent()
        && (m_lane.pace == Pace::Slow || (m_lane.pace == Pace::Quick && worksByItself));
    const bool hasWork = std::ranges::any_of(m_lane.arrivals,
        [](const LessonArrival& one) { return one.state == LessonArrival::State::Waiting; });
    if (works && hasWork && !m_work.isActive())
        m_work.start(m_lane.pace == Pace::Slow ? m_slow : m_quick);
}

void LessonHand::work()
{
    m_consumer.acknowledgeOldest();
    startWork();
    Q_EMIT changed();
}

void LessonHand::end()
{
    m_work.stop();
    m_stage = Stage::Idle;
    m_lane.isBusy = false;
}

} // namespace Stomp
