#include "lessonconsumer.h"
#include "lessonhand.h"
#include "lessonleftovers.h"
#include "lessonrun.h"

#include <stomp/dialect/destination.h>

#include <algorithm>
#include <utility>

namespace Stomp {

using Verb = LessonAction::Verb;

/** byHand: whether something was done. */
void LessonRun::change(std::function<bool()> byHand)
{
    if (m_state == State::Running) {
        m_heldChanges.push_back(std::move(byHand));
        m_record.isChangeHeld = true;
    } else if (m_state == State::Ready && byHand() && !isChanged()) {
        m_record.changedBefore = m_step;
    }
    tell();
}

void LessonRun::makeHeldChanges()
{
    m_record.isChangeHeld = false;
    for (auto& byHand : std::exchange(m_heldChanges, {}))
        change(std::move(byHand));
}

/** What each joins with by hand before the lesson has come to it. */
void LessonRun::rememberSubscriptions()
{
    std::set<std::string> known;
    for (const LessonStep& step : m_lesson.steps) {
        for (const LessonAction& action : actionsFor(step, m_record.dialect)) {
            if (action.verb != Verb::Subscribe || !known.insert(action.who).second)
                continue;
            m_hands.at(action.who)
                ->remember({filled(action), destination(action.destination), m_record.dialect});
        }
    }
}

bool LessonRun::isAnybodyBusy() const
{
    return std::ranges::any_of(m_record.lanes, &LessonLane::isBusy);
}

LessonHand* LessonRun::hand(std::size_t lane) const
{
    return lane < m_record.lanes.size() ? m_hands.at(m_record.lanes[lane].name).get() : nullptr;
}

bool LessonRun::mayJoin(const LessonRecord& record, const std::string& place)
{
    const auto name = record.names.find(place);
    if (name == record.names.end() || name->second.find(record.run) == std::string::npos)
        return false;
    const DestinationKind kind = kindOf(record.dialect, name->second);
    return kind != DestinationKind::TempQueue && kind != DestinationKind::TempTopic;
}

void LessonRun::add(const std::string& place)
{
    change([this, place] {
        if (m_record.lanes.size() >= mostConsumers || !mayJoin(m_record, place))
            return false;
        std::string name = "A";
        while (m_record.lane(name))
            ++name.front();
        // What the others subscribe with may be what the destination was made with.
        LessonAction action;
        for (const LessonStep& step : m_lesson.steps) {
            for (const LessonAction& one : actionsFor(step, m_record.dialect)) {
                if (one.verb == Verb::Subscribe && one.destination == place)
                    action.headers = one.headers;
            }
        }
        action.verb = Verb::Subscribe;
        action.who = name;
        action.destination = place;
        addConsumer(name);
        LessonHand& hand = *m_hands.at(name);
        hand.remember({filled(action), destination(place), m_record.dialect});
        hand.hold();
        return hand.join(optionsOf(name));
    });
}

void LessonRun::join(std::size_t lane)
{
    change([this, lane] {
        LessonHand* one = hand(lane);
        const std::string name = one ? m_record.lanes[lane].name : std::string();
        if (!one || !one->join(optionsOf(name)))
            return false;
        const LessonSubscription& subscription = one->subscription();
        if (!subscription.action.durableName.empty())
            m_leftovers->made(subscription.action, subscription.destination, optionsOf(name));
        return true;
    });
}

void LessonRun::leave(std::size_t lane)
{
    change([this, lane] { return hand(lane) && hand(lane)->leave(); });
}

void LessonRun::kill(std::size_t lane)
{
    change([this, lane] { return hand(lane) && hand(lane)->kill(); });
}

void LessonRun::setPace(std::size_t lane, LessonLane::Pace pace)
{
    change([this, lane, pace] { return hand(lane) && hand(lane)->setPace(pace); });
}

QString LessonRun::obstacle(const LessonAction& action) const
{
    const LessonLane* lane = m_record.lane(action.who);
    if (!lane)
        return {}; // the producer is always there
    const QString name = QString::fromStdString(lane->name);
    if (action.verb == Verb::Connect)
        return lane->isConnected ? tr("%1 is connected already").arg(name) : QString();
    if (!lane->isConnected)
        return tr("%1 is away").arg(name);
    if (action.verb == Verb::Subscribe && !lane->subscribedTo.empty())
        return tr("%1 has a subscription already").arg(name);
    if (action.verb == Verb::Forget && lane->subscribedTo.empty())
        return tr("%1 has no subscription").arg(name);
    const bool isAck = action.verb == Verb::Ack || action.verb == Verb::Nack;
    if (isAck && lane->pace == LessonLane::Pace::Asleep)
        return tr("%1 is asleep").arg(name);
    const bool needsOpen = !action.transaction.empty() && action.verb != Verb::Begin;
    if (needsOpen && !m_consumers.at(action.who)->hasTransaction(action.transaction))
        return tr("%1's transaction %2 has ended with its connection")
            .arg(name, QString::fromStdString(action.transaction));
    return {};
}

} // namespace Stomp
