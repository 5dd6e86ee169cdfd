#include "lessonhand.h"
#include "lessonrun.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace Stomp {

using Verb = LessonAction::Verb;

namespace {

bool sendsMessages(const LessonAction& action)
{
    return action.verb == Verb::Send || action.verb == Verb::Reply;
}

} // namespace

void LessonRun::step()
{
    begin(false);
}

void LessonRun::release()
{
    begin(true);
}

/** isRelease: only what comes before the next message, or that message. */
void LessonRun::begin(bool isRelease)
{
    if (m_state != State::Ready || isAnybodyBusy())
        return;
    m_record.isWithinStep = true;
    m_isRelease = isRelease;
    m_hasDone = false;
    m_record.released.reset();
    m_record.ahead = {};
    for (std::size_t i = 0; i < m_record.lanes.size(); ++i)
        m_arrivalsBefore[i] = m_record.lanes[i].arrivals.size();
    setState(State::Running);
    runNextAction();
}

const std::vector<LessonAction>& LessonRun::actions() const
{
    return actionsFor(m_lesson.steps[m_step], m_record.dialect);
}

/** After a change by hand: what cannot be done any more. */
void LessonRun::leaveOut()
{
    for (; isChanged() && m_action < actions().size(); ++m_action, m_sentOfAction = 0) {
        const LessonAction& action = actions()[m_action];
        const QString why = obstacle(action);
        if (why.isEmpty())
            return;
        m_leftOut.push_back(action.text + " (" + why.toStdString() + ')');
    }
}

void LessonRun::runNextAction()
{
    leaveOut();
    if (m_action == actions().size() || hasReleased()) {
        m_waited.start();
        m_quiet.start(m_patience.quiet);
        return;
    }
    m_answer.start(m_patience.answer);
    LessonAction action = actions()[m_action];
    if (sendsMessages(action)) {
        auto first = std::next(action.numbers.begin(), static_cast<long>(m_sentOfAction));
        const auto last = m_isRelease ? std::next(first) : action.numbers.end();
        action.numbers = LessonNumbers(first, last);
        m_sentOfAction += action.numbers.size();
        if (m_isRelease)
            m_record.released = {*action.numbers.begin(), action.destination};
    }
    m_hasDone = true;
    run(action);
}

/** The last action was answered. */
void LessonRun::goOn()
{
    const LessonAction& action = actions()[m_action];
    if (!sendsMessages(action) || m_sentOfAction == action.numbers.size()) {
        ++m_action;
        m_sentOfAction = 0;
    }
    runNextAction();
}

/** One message, or all that came before one. */
bool LessonRun::hasReleased() const
{
    return m_isRelease && m_hasDone && (m_record.released || sendsMessages(actions()[m_action]));
}

/** What the next release() does. */
void LessonRun::lookAhead()
{
    m_record.ahead = {};
    if (m_step == m_lesson.steps.size())
        return;
    const std::span left = std::span(actions()).subspan(m_action);
    if (!left.empty() && sendsMessages(left.front())) {
        const LessonAction& action = left.front();
        m_record.ahead.message = {
            *std::next(action.numbers.begin(), static_cast<long>(m_sentOfAction)),
            action.destination};
        m_record.ahead.isLast = left.size() == 1 && m_sentOfAction + 1 == action.numbers.size();
        return;
    }
    const auto end = std::ranges::find_if(left, sendsMessages);
    for (auto one = left.begin(); one != end; ++one)
        m_record.ahead.actions.push_back(one->text);
    m_record.ahead.isLast = end == left.end();
}

/** Who has got the message that was released. */
void LessonRun::noteReceivers()
{
    if (!m_record.released)
        return;
    LessonMessage& message = *m_record.released;
    for (std::size_t i = 0; i < m_record.lanes.size(); ++i) {
        const LessonLane& lane = m_record.lanes[i];
        const auto first = lane.arrivals.begin() + static_cast<long>(m_arrivalsBefore[i]);
        if (std::any_of(first, lane.arrivals.end(),
                [&](const LessonArrival& one) { return one.number == message.number; }))
            message.receivers.push_back(lane.name);
    }
}

/** Nothing came for a while. */
void LessonRun::handleQuiet()
{
    if (m_action == actions().size()) {
        compare();
        return;
    }
    noteReceivers();
    lookAhead();
    setState(State::Ready);
    makeHeldChanges();
}

/** What is expected and is not there is waited for longer. */
void LessonRun::compare()
{
    const auto& expectations = expectationsFor(m_lesson.steps[m_step], m_record.dialect);
    LessonOutcome outcome;
    if (isChanged()) {
        finishStep({LessonOutcome::Kind::ChangedByHand, std::exchange(m_leftOut, {})});
        return;
    }
    outcome.unmet = unmet(expectations, m_record, m_step);
    if (!outcome.unmet.empty() && m_waited.elapsed() < m_patience.expected) {
        m_quiet.start(m_patience.quiet);
        return;
    }
    outcome.kind = expectations.empty() ? LessonOutcome::Kind::NothingExpected
        : outcome.unmet.empty()         ? LessonOutcome::Kind::AsExpected
                                        : LessonOutcome::Kind::NotAsExpected;
    finishStep(std::move(outcome));
}

void LessonRun::finishStep(LessonOutcome outcome)
{
    noteReceivers();
    m_record.outcomes[m_step] = std::move(outcome);
    m_record.isWithinStep = false;
    m_action = 0;
    m_sentOfAction = 0;
    ++m_step;
    lookAhead();
    if (m_step < m_lesson.steps.size()) {
        setState(State::Ready);
        makeHeldChanges();
        return;
    }
    endAll();
    finish(State::Complete);
}

} // namespace Stomp
