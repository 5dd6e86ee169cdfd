#include "lessonrun.h"

#include "lessonconsumer.h"
#include "lessonleftovers.h"
#include "prooflistener.h"

#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialectfacts.h>

#include <QDateTime>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace Stomp {

using Verb = LessonAction::Verb;

namespace {

constexpr const char* queueLife = "600000"; // ms without a consumer
constexpr int pollInterval = 50; // ms
constexpr Millis subscriptionTime = 1'500; // where no receipt is to be expected

bool isDurable(const Lesson& lesson, const std::string& consumer)
{
    return std::ranges::any_of(lesson.steps, [&](const LessonStep& step) {
        return std::ranges::any_of(step.actions, [&](const LessonAction& action) {
            return action.who == consumer && !action.durableName.empty();
        });
    });
}

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
    connect(&m_quiet, &QTimer::timeout, this, &LessonRun::compare);
    connect(&m_answer, &QTimer::timeout, this,
        [this] { failStep(tr("The broker did not answer in time.")); });

    m_leftovers = std::make_unique<LessonLeftovers>(m_record.run, m_patience.expected, this);
    connect(m_leftovers.get(), &LessonLeftovers::removed, this, &LessonRun::handleRemoved);
    m_record.lanes.reserve(m_lesson.consumers.size()); // the consumers keep references
    for (const std::string& name : m_lesson.consumers) {
        LessonLane& lane = m_record.lanes.emplace_back();
        lane.name = name;
        m_consumers[name] = std::make_unique<LessonConsumer>(lane, m_record.run, m_step, this);
    }
    m_producerLane.name = "producer";
    m_producer = std::make_unique<LessonConsumer>(m_producerLane, m_record.run, m_step, this);
    const auto watch = [this](LessonConsumer& one) {
        connect(&one, &LessonConsumer::done, this, &LessonRun::handleAnswer);
        connect(&one, &LessonConsumer::changed, this, [this] {
            if (m_quiet.isActive())
                m_quiet.start(m_patience.quiet);
            tell();
        });
        connect(
            &one, &LessonConsumer::failed, this, [this, &one](const ConnectionFailure& failure) {
                if (m_state == State::Complete || m_state == State::Stopping
                    || m_state == State::Stopped || m_state == State::Failed)
                    return;
                // A consumer that was refused something is part of the experiment.
                if (failure.errorFrame && m_state == State::Running && &one != m_producer.get())
                    return;
                Q_EMIT failed(failure);
                failStep(failure.detail);
            });
    };
    watch(*m_producer);
    for (const auto& [name, one] : m_consumers)
        watch(*one);
}

LessonRun::~LessonRun() = default;

void LessonRun::start()
{
    m_answer.start(m_patience.answer);
    m_producer->connectToBroker(m_options);
}

void LessonRun::step()
{
    if (m_state != State::Ready)
        return;
    m_action = 0;
    setState(State::Running);
    runNextAction();
}

void LessonRun::stop()
{
    if (m_state == State::Stopping)
        return;
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
    setState(State::Ready);
}

void LessonRun::handleAnswer()
{
    m_answer.stop();
    if (m_state == State::Connecting) {
        greet();
    } else if (m_state == State::Running) {
        const LessonAction& action = actionsFor(m_lesson.steps[m_step], m_record.dialect)[m_action];
        endTransaction(action);
        const LessonLane* lane = m_record.lane(action.who);
        const bool isRefused = lane && lane->refusedIn == m_step;
        if ((action.verb == Verb::Forget && !isRefused)
            || (action.verb == Verb::Subscribe && isRefused))
            m_leftovers->gone(action.who);
        ++m_action;
        runNextAction();
    }
}

/** Of a COMMIT or ABORT that was answered: what was sent in it is there now, or never was. */
void LessonRun::endTransaction(const LessonAction& action)
{
    using Transaction = LessonSent::Transaction;
    if (action.verb != Verb::Commit && action.verb != Verb::Abort)
        return;
    for (LessonSent& sent : m_record.sent) {
        if (sent.state == Transaction::Open && sent.transaction == action.transaction) {
            sent.state =
                action.verb == Verb::Commit ? Transaction::Committed : Transaction::Aborted;
        }
    }
    tell();
}

void LessonRun::runNextAction()
{
    const auto& actions = actionsFor(m_lesson.steps[m_step], m_record.dialect);
    if (m_action < actions.size()) {
        m_answer.start(m_patience.answer);
        run(actions[m_action]);
        return;
    }
    m_waited.start();
    m_quiet.start(m_patience.quiet);
}

void LessonRun::run(const LessonAction& action)
{
    LessonConsumer& one = consumer(action.who);
    switch (action.verb) {
    case Verb::Connect:
        one.connectToBroker(optionsOf(action.who));
        return;
    case Verb::Subscribe: {
        LessonAction own = action;
        own.selector = filled(action.selector);
        if (expiresByItself(action.destination))
            own.headers.push_back({"x-expires", queueLife});
        if (!own.durableName.empty())
            m_leftovers->made(own, destination(action.destination), optionsOf(action.who));
        one.subscribe(own, destination(action.destination), m_record.dialect);
        return;
    }
    case Verb::Unsubscribe:
        one.unsubscribe();
        return;
    case Verb::Leave:
        one.leave();
        return;
    case Verb::Kill:
        one.kill();
        return;
    case Verb::Forget:
        one.forget(m_record.dialect);
        return;
    case Verb::Send:
    case Verb::Reply:
        send(action);
        return;
    case Verb::Ack:
    case Verb::Nack:
        settle(action);
        return;
    case Verb::Begin:
    case Verb::Commit:
    case Verb::Abort:
        one.transact(action);
        return;
    case Verb::Wait:
        m_answer.stop();
        QTimer::singleShot(action.time, this, &LessonRun::handleAnswer);
        return;
    }
}

ClientOptions LessonRun::optionsOf(const std::string& consumer) const
{
    ClientOptions options = m_options;
    if (isDurable(m_lesson, consumer) && factsOf(m_record.dialect).durable.value.needsClientId)
        options.session.headers.push_back({"client-id", consumer + '-' + m_record.run});
    return options;
}

/** What comes again after a NACK may still be on its way. */
void LessonRun::settle(const LessonAction& action)
{
    LessonConsumer& one = consumer(action.who);
    const bool isThere = one.hasWaiting(action.numbers);
    if (!isThere && m_answer.remainingTime() > m_patience.answer - m_patience.expected) {
        QTimer::singleShot(pollInterval, this, [this, action] {
            if (m_state == State::Running && m_answer.isActive())
                settle(action);
        });
        return;
    }
    one.settle(action, m_record.dialect);
}

void LessonRun::send(const LessonAction& action)
{
    LessonConsumer& one = consumer(action.who);
    // In a transaction some brokers answer only with the COMMIT.
    const bool hasReceipts = action.transaction.empty()
        && factsOf(m_record.dialect).receipts.value == Receipts::EveryFrame;
    const bool isReply = action.verb == Verb::Reply;
    for (const std::uint32_t number : action.numbers) {
        Frame frame;
        frame.command = "SEND";
        if (!isReply)
            frame.headers = {{"destination", destination(action.destination)}};
        frame.headers.push_back({"content-type", "application/json"});
        frame.headers.push_back({std::string(runHeader), m_record.run});
        frame.headers.push_back({std::string(numberHeader), std::to_string(number)});
        for (const Header& header : action.headers)
            frame.headers.push_back({header.name, filled(header.value)});
        if (!action.transaction.empty())
            frame.headers.push_back({"transaction", action.transaction});
        if (!isReply && expiresByItself(action.destination))
            frame.headers.push_back({"x-expires", queueLife});
        frame.body =
            R"({"number":)" + std::to_string(number) + R"(,"lesson":")" + m_lesson.id + "\"}";
        LessonSent sent{number, m_step, hasReceipts};
        sent.transaction = action.transaction;
        if (!action.transaction.empty())
            sent.state = LessonSent::Transaction::Open;
        sent.expires = QByteArray::fromStdString(std::string(frame.value("expires"))).toLongLong();
        sent.destination = isReply ? std::string() : action.destination;
        m_record.sent.push_back(std::move(sent));
        if (isReply)
            one.reply(action.replyTo, std::move(frame), hasReceipts);
        else
            one.send(std::move(frame), hasReceipts);
    }
    tell();
}

/** RabbitMQ keeps the queues that it makes: those of a lesson are to go some time after it. */
bool LessonRun::expiresByItself(const std::string& key) const
{
    return m_record.dialect == Dialect::RabbitMq
        && kindOf(m_record.dialect, destination(key)) == DestinationKind::Queue
        && destination(key).find(m_record.run) != std::string::npos;
}

std::string LessonRun::filled(const std::string& text) const
{
    return Stomp::filled(text, m_record.run, QDateTime::currentMSecsSinceEpoch());
}

/** Nothing came for a while. What is expected and is not there is waited for longer. */
void LessonRun::compare()
{
    const auto& expectations = expectationsFor(m_lesson.steps[m_step], m_record.dialect);
    LessonOutcome outcome;
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
    m_record.outcomes[m_step] = std::move(outcome);
    ++m_step;
    if (m_step < m_lesson.steps.size()) {
        setState(State::Ready);
        return;
    }
    endAll();
    finish(State::Complete);
}

void LessonRun::failStep(const QString& why)
{
    if (m_step < m_record.outcomes.size())
        m_record.outcomes[m_step] = {LessonOutcome::Kind::Failed, {why.toStdString()}};
    endAll();
    finish(State::Failed);
}

/** What is not acknowledged goes back. */
void LessonRun::endAll()
{
    m_quiet.stop();
    m_answer.stop();
    for (const auto& [name, one] : m_consumers)
        one->end();
    m_producer->end();
}

} // namespace Stomp
