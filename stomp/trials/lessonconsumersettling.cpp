#include "lessonconsumer.h"

#include <stomp/dialect/dialectfacts.h>

#include <algorithm>
#include <utility>

// What it acknowledges, and its transactions: the part of LessonConsumer that says what of its
// messages is settled.

namespace Stomp {

using State = LessonArrival::State;

bool LessonConsumer::hasWaiting(const LessonNumbers& numbers) const
{
    return std::ranges::all_of(numbers, [this](std::uint32_t number) {
        return std::ranges::any_of(m_lane.arrivals, [number](const LessonArrival& one) {
            return one.number == number && one.state == State::Waiting;
        });
    });
}

void LessonConsumer::settle(const LessonAction& action, Dialect dialect)
{
    m_isBusy = true;
    const bool withReceipt = factsOf(dialect).receipts.value == Receipts::EveryFrame;
    const bool isAck = action.verb == LessonAction::Verb::Ack;
    const bool isCumulative = m_lane.ack == AckMode::Client;
    // Artemis acknowledges at once, whatever the transaction (stomp-facts 3.7).
    const std::string held = dialect == Dialect::Artemis ? std::string() : action.transaction;
    bool any = false;
    for (const std::uint32_t number : action.numbers) {
        for (std::size_t i = 0; i < m_lane.arrivals.size(); ++i) {
            LessonArrival& arrival = m_lane.arrivals[i];
            const auto reference = m_references.find(i);
            if (arrival.number != number || arrival.state != State::Waiting
                || reference == m_references.end())
                continue;
            const RequestId request = isAck
                ? m_client.acknowledge(reference->second, action.transaction, withReceipt)
                : m_client.reject(reference->second, action.transaction, withReceipt);
            m_openRequests += withReceipt ? 1 : 0;
            any = true;
            // In client mode it takes all before it along.
            for (std::size_t j = isAck && isCumulative ? 0 : i; j <= i; ++j) {
                LessonArrival& taken = m_lane.arrivals[j];
                if (taken.state != State::Waiting)
                    continue;
                taken.state = isAck ? State::Acked : State::Nacked;
                taken.transaction = held;
                m_settling[request].push_back(j);
            }
        }
    }
    if (!any)
        refuse(
            tr("There is no such message waiting at %1.").arg(QString::fromStdString(m_lane.name)));
    if (m_openRequests == 0)
        QMetaObject::invokeMethod(this, &LessonConsumer::answer, Qt::QueuedConnection);
    Q_EMIT changed();
}

void LessonConsumer::acknowledgeOldest()
{
    for (std::size_t i = 0; i < m_lane.arrivals.size(); ++i) {
        const auto reference = m_references.find(i);
        if (m_lane.arrivals[i].state != State::Waiting || reference == m_references.end())
            continue;
        m_client.acknowledge(reference->second, {}, false);
        m_lane.arrivals[i].state = State::Acked;
        return;
    }
}

void LessonConsumer::transact(const LessonAction& action)
{
    m_isBusy = true;
    switch (action.verb) {
    case LessonAction::Verb::Begin:
        m_client.begin(action.transaction);
        m_transactions.insert(action.transaction);
        break;
    case LessonAction::Verb::Commit:
        m_ending[m_client.commitTransaction(action.transaction)] = {action.transaction, true};
        break;
    default:
        m_ending[m_client.abortTransaction(action.transaction)] = {action.transaction, false};
        break;
    }
    ++m_openRequests;
}

void LessonConsumer::noteConfirmed(RequestId request)
{
    m_settling.erase(request);
    if (const auto ended = m_ending.extract(request); !ended.empty())
        endTransaction(ended.mapped().transaction, ended.mapped().isCommit);
}

void LessonConsumer::noteFailed(RequestId request, RequestFailure failure)
{
    m_ending.erase(request);
    const auto settled = m_settling.extract(request);
    const bool isUnknown =
        failure == RequestFailure::NoReceipt || failure == RequestFailure::SessionEnded;
    if (settled.empty() || isUnknown)
        return;
    for (const std::size_t index : settled.mapped()) {
        m_lane.arrivals[index].state = State::Waiting;
        m_lane.arrivals[index].transaction.clear();
    }
}

void LessonConsumer::endTransaction(const std::string& transaction, bool isCommitted)
{
    m_transactions.erase(transaction);
    for (LessonArrival& arrival : m_lane.arrivals) {
        if (arrival.transaction != transaction)
            continue;
        arrival.transaction.clear();
        if (!isCommitted)
            arrival.state = State::Waiting;
    }
    Q_EMIT transactionEnded(transaction, isCommitted);
}

/** The broker aborts what was open on the connection, and takes back what was not settled. */
void LessonConsumer::returnWaiting()
{
    m_openRequests = 0;
    m_settling.clear();
    m_ending.clear();
    while (!m_transactions.empty())
        endTransaction(std::string(*m_transactions.begin()), false);
    m_references.clear();
    for (LessonArrival& arrival : m_lane.arrivals) {
        if (arrival.state == State::Waiting)
            arrival.state = State::Returned;
    }
}

} // namespace Stomp
