#include "lessonrun.h"

#include "lessonconsumer.h"
#include "lessonhand.h"
#include "lessonleftovers.h"

#include <stomp/dialect/dialectfacts.h>

#include <QUuid>

#include <algorithm>
#include <utility>

namespace Stomp {

using Verb = LessonAction::Verb;

namespace {

constexpr Millis subscriptionTime = 1'500; // where no receipt is to be expected

} // namespace

LessonRun::LessonRun(Lesson lesson, ClientOptions options, LessonPatience patience, QObject* parent)
    : QObject(parent), m_lesson(std::move(lesson)), m_options(std::move(options)),
      m_patience(patience), m_quiet(this), m_answer(this)
{
    // Short, for it is read as part of names.
    m_record.run = QUuid::createUuid().toString(QUuid::Id128).left(8).toStdString();
    m_record.outcomes.resize(m_lesson.steps.size());
    std::erase_if(
        m_options.session.headers, [](const Header& header) { return header.name == "client-id"; });
    m_quiet.setSingleShot(true);
    m_answer.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &LessonRun::handleQuiet);
    connect(&m_answer, &QTimer::timeout, this,
        [this] { failStep(tr("The broker did not answer in time.")); });

    m_leftovers = std::make_unique<LessonLeftovers>(m_record.run, m_patience.expected, this);
    connect(m_leftovers.get(), &LessonLeftovers::removed, this, &LessonRun::handleRemoved);
    m_record.lanes.reserve(mostConsumers); // the consumers keep references
    for (const std::string& name : m_lesson.consumers)
        addConsumer(name);
    m_producerLane.name = "producer";
    m_producer = std::make_unique<LessonConsumer>(m_producerLane, m_record.run, m_step, this);
    watch(*m_producer);
}

LessonRun::~LessonRun() = default;

void LessonRun::addConsumer(const std::string& name)
{
    LessonLane& lane = m_record.lanes.emplace_back();
    lane.name = name;
    auto& one = m_consumers[name];
    one = std::make_unique<LessonConsumer>(lane, m_record.run, m_step, this);
    auto& hand = m_hands[name];
    hand = std::make_unique<LessonHand>(lane, *one, m_patience.quick, m_patience.slow, this);
    connect(hand.get(), &LessonHand::changed, this, &LessonRun::tell);
    watch(*one);
}

void LessonRun::watch(LessonConsumer& one)
{
    connect(&one, &LessonConsumer::done, this, &LessonRun::handleAnswer);
    connect(&one, &LessonConsumer::changed, this, [this] {
        if (m_quiet.isActive())
            m_quiet.start(m_patience.quiet);
        tell();
    });
    connect(&one, &LessonConsumer::transactionEnded, this,
        [this, &one](const std::string& transaction, bool isCommitted) {
            endTransaction(one.name(), transaction, isCommitted);
        });
    connect(&one, &LessonConsumer::failed, this, [this, &one](const ConnectionFailure& failure) {
        if (m_state == State::Complete || m_state == State::Stopping || m_state == State::Stopped
            || m_state == State::Failed)
            return;
        // A consumer that was refused something is part of the experiment.
        if (failure.errorFrame
            && (m_state == State::Running || m_record.isWithinStep || isChanged())
            && &one != m_producer.get())
            return;
        Q_EMIT failed(failure);
        failStep(failure.detail);
    });
}

void LessonRun::start()
{
    m_answer.start(m_patience.answer);
    m_producer->connectToBroker(m_options);
}

void LessonRun::stop()
{
    if (m_state == State::Stopping)
        return;
    forgetReleased();
    endAll();
    finish(State::Stopped);
}

void LessonRun::retire()
{
    m_isRetired = true;
    stop();
}

/** What it leaves behind is removed first, or beside it. */
void LessonRun::finish(State state)
{
    if (m_leftovers->isEmpty()) {
        setState(state);
        if (m_isRetired)
            deleteLater();
        return;
    }
    setState(state == State::Stopped ? State::Stopping : state);
    m_leftovers->remove(m_record.dialect);
}

void LessonRun::handleRemoved()
{
    m_record.removed = m_leftovers->removedOnes();
    m_record.kept = m_leftovers->keptOnes();
    setState(m_state == State::Stopping ? State::Stopped : m_state);
    if (m_isRetired)
        deleteLater();
}

std::string LessonRun::destination(const std::string& key) const
{
    const Lesson::Place& place = m_lesson.destinations.at(key);
    const auto own = place.nameOn.find(m_record.dialect);
    return filled(own == place.nameOn.end() ? place.name : own->second);
}

void LessonRun::tell()
{
    Q_EMIT changed(m_state, static_cast<int>(m_step), m_record);
}

void LessonRun::setState(State state)
{
    m_state = state;
    tell();
}

LessonConsumer& LessonRun::consumer(const std::string& name)
{
    const auto found = m_consumers.find(name);
    return found == m_consumers.end() ? *m_producer : *found->second;
}

/** The producer's session says what broker it is. */
void LessonRun::greet()
{
    m_record.dialect = m_producer->client().dialect();
    if (const auto info = m_producer->client().info())
        m_record.server = info->server;
    m_options.url = m_producer->client().address();
    if (factsOf(m_record.dialect).receipts.value != Receipts::EveryFrame)
        m_options.session.receiptTimeout = subscriptionTime;
    for (const auto& [key, place] : m_lesson.destinations)
        m_record.names[key] = destination(key);
    if (m_lesson.notOffered.contains(m_record.dialect)) {
        endAll();
        setState(State::NotOffered);
        return;
    }
    rememberSubscriptions();
    lookAhead();
    setState(State::Ready);
}

void LessonRun::handleAnswer()
{
    m_answer.stop();
    if (m_state == State::Connecting) {
        greet();
    } else if (m_state == State::Running) {
        const LessonAction& action = actionsFor(m_lesson.steps[m_step], m_record.dialect)[m_action];
        const LessonLane* lane = m_record.lane(action.who);
        const bool isRefused = lane && lane->refusedIn == m_step;
        if ((action.verb == Verb::Forget && !isRefused)
            || (action.verb == Verb::Subscribe && isRefused))
            m_leftovers->gone(action.who);
        goOn();
    }
}

/** What was sent in it is there now, or never was. */
void LessonRun::endTransaction(
    const std::string& by, const std::string& transaction, bool isCommitted)
{
    using Transaction = LessonSent::Transaction;
    for (LessonSent& sent : m_record.sent) {
        if (sent.state == Transaction::Open && sent.by == by && sent.transaction == transaction)
            sent.state = isCommitted ? Transaction::Committed : Transaction::Aborted;
    }
    tell();
}

void LessonRun::failStep(const QString& why)
{
    if (m_step < m_record.outcomes.size())
        m_record.outcomes[m_step] = {LessonOutcome::Kind::Failed, {why.toStdString()}};
    forgetReleased();
    endAll();
    finish(State::Failed);
}

/** Where it went is not known yet. */
void LessonRun::forgetReleased()
{
    if (m_state == State::Running)
        m_record.released.reset();
}

/** What is not acknowledged goes back. */
void LessonRun::endAll()
{
    m_quiet.stop();
    m_answer.stop();
    m_heldChanges.clear();
    m_record.isChangeHeld = false;
    for (const auto& [name, one] : m_hands)
        one->end();
    for (const auto& [name, one] : m_consumers)
        one->end();
    m_producer->end();
}

} // namespace Stomp
