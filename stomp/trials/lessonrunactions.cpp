#include "lessonconsumer.h"
#include "lessonhand.h"
#include "lessonleftovers.h"
#include "lessonrun.h"
#include "prooflistener.h"

#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialectfacts.h>

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace Stomp {

using Verb = LessonAction::Verb;

namespace {

constexpr const char* queueLife = "600000"; // ms without a consumer
constexpr int pollInterval = 50; // ms

bool isDurable(const Lesson& lesson, const std::string& consumer)
{
    return std::ranges::any_of(lesson.steps, [&](const LessonStep& step) {
        return std::ranges::any_of(step.actions, [&](const LessonAction& action) {
            return action.who == consumer && !action.durableName.empty();
        });
    });
}

} // namespace

void LessonRun::run(const LessonAction& action)
{
    LessonConsumer& one = consumer(action.who);
    switch (action.verb) {
    case Verb::Connect:
        one.connectToBroker(optionsOf(action.who));
        return;
    case Verb::Subscribe:
        subscribe(action);
        return;
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

void LessonRun::subscribe(const LessonAction& action)
{
    LessonHand& hand = *m_hands.at(action.who);
    const LessonAction own = filled(action);
    const std::string name = destination(action.destination);
    hand.remember({own, name, m_record.dialect});
    if (!own.durableName.empty())
        m_leftovers->made(own, name, optionsOf(action.who));
    consumer(action.who).subscribe(hand.held(own), name, m_record.dialect);
}

/** A SUBSCRIBE with all that it needs on this broker. */
LessonAction LessonRun::filled(LessonAction subscribe) const
{
    subscribe.selector = filled(subscribe.selector);
    if (expiresByItself(subscribe.destination))
        subscribe.headers.push_back({"x-expires", queueLife});
    addRouting(subscribe.headers, subscribe.destination, RoutingUse::Subscribe);
    return subscribe;
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
    // After a change by hand nothing says that it will come.
    const int patience = isChanged() ? m_patience.quiet : m_patience.expected;
    if (!isThere && m_answer.remainingTime() > m_patience.answer - patience) {
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
        if (!isReply)
            addRouting(frame.headers, action.destination, RoutingUse::Send);
        frame.body =
            R"({"number":)" + std::to_string(number) + R"(,"lesson":")" + m_lesson.id + "\"}";
        LessonSent sent{number, m_step, hasReceipts};
        sent.transaction = action.transaction;
        sent.by = one.name();
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

/** What the lesson itself says stays. */
void LessonRun::addRouting(
    std::vector<Header>& headers, const std::string& key, RoutingUse use) const
{
    const DestinationKind kind = kindOf(m_record.dialect, destination(key));
    const auto routing = routingHeader(m_record.dialect, kind, use);
    if (routing && std::ranges::find(headers, routing->name, &Header::name) == headers.end())
        headers.push_back(*routing);
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

} // namespace Stomp
