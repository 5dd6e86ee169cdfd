#include "sessionverbs.h"

#include "broker.h"
#include "faultcontrol.h"
#include "sendterms.h"

#include <array>

namespace Stomp {

SessionVerbs::SessionVerbs(
    Broker& broker, Host& host, MessageReceiver& receiver, std::uint64_t session)
    : m_broker(broker), m_host(host), m_consumers(broker, receiver, session)
{ }

Verdict SessionVerbs::handle(const FrameView& frame, Version version, Millis now)
{
    using Verb = Verdict (SessionVerbs::*)(const FrameView&, Version, Millis);
    struct Entry
    {
        std::string_view command;
        Verb verb;
    };
    static constexpr std::array<Entry, 9> s_verbs{{
        {"SEND", &SessionVerbs::send},
        {"ACK", &SessionVerbs::ack},
        {"NACK", &SessionVerbs::nack},
        {"SUBSCRIBE", &SessionVerbs::subscribe},
        {"UNSUBSCRIBE", &SessionVerbs::unsubscribe},
        {"BEGIN", &SessionVerbs::begin},
        {"COMMIT", &SessionVerbs::commit},
        {"ABORT", &SessionVerbs::abort},
        {"DISCONNECT", &SessionVerbs::disconnect},
    }};
    for (const Entry& entry : s_verbs) {
        if (entry.command != frame.command)
            continue;
        if (!frame.body.empty() && version != Version::V10 && frame.command != "SEND")
            return Refusal{std::string(frame.command) + " with a body",
                "Of the frames of a client only SEND may have a body.", {}};
        return (this->*entry.verb)(frame, version, now);
    }
    if (frame.command == "CONNECT" || frame.command == "STOMP")
        return Refusal{"Already connected", "A connection begins with one CONNECT frame.", {}};
    return Refusal{"A client does not send " + std::string(frame.command),
        "This is a command of servers.", {}};
}

Verdict SessionVerbs::send(const FrameView& frame, Version, Millis now)
{
    const auto name = frame.header("destination");
    if (!name)
        return Refusal{"SEND without destination",
            "The header destination says where to, such as /queue/orders.", {}};
    if (name->size() == faultControl.size() && *name == faultControl)
        return controlFaults(m_broker.faults(), frame, now, [&] { m_host.confirm(frame, now); });
    if (Observatory::isOwn(*name))
        return Refusal{"[" + std::string(*name) + "] is the broker's own topic",
            "It tells about the broker there: subscribe to it; nobody else sends to it.", {}};
    Destination* destination = nullptr;
    if (auto refusal = findDestination(*name, destination))
        return refusal;
    SendTerms terms;
    if (auto refusal = SendTerms::read(frame, m_broker.wallClock(now), terms))
        return refusal;
    Transaction* transaction = nullptr;
    if (auto refusal = findTransaction(frame, transaction))
        return refusal;
    if (destination->isQueue() || transaction) {
        if (auto refusal = m_broker.checkRoom(frame.body.size()))
            return refusal;
    }
    MessagePtr message = m_broker.store(*name, frame, terms);
    if (transaction) {
        if (auto refusal = transaction->add(std::move(message), *name, m_broker))
            return refusal;
        m_host.confirm(frame, now);
        return {};
    }
    m_host.confirm(frame, now);
    m_broker.deliver(*destination, message, now);
    m_host.afterSend(*destination, now);
    return {};
}

Verdict SessionVerbs::subscribe(const FrameView& frame, Version version, Millis now)
{
    Consumer* consumer = nullptr;
    if (auto refusal = m_consumers.subscribe(frame, version, consumer))
        return refusal;
    consumer->setHead(m_host.headOf(*consumer));
    m_host.confirm(frame, now);
    m_broker.pump(*consumer, now);
    return {};
}

Verdict SessionVerbs::unsubscribe(const FrameView& frame, Version version, Millis now)
{
    Consumer* consumer = nullptr;
    if (auto refusal = m_consumers.find(frame, version, consumer))
        return refusal;
    m_host.confirm(frame, now);
    m_consumers.end(*consumer, now);
    return {};
}

Verdict SessionVerbs::ack(const FrameView& frame, Version version, Millis now)
{
    return acknowledge(frame, version, Outcome::Ack, now);
}

Verdict SessionVerbs::nack(const FrameView& frame, Version version, Millis now)
{
    if (version == Version::V10)
        return Refusal{"NACK is not part of STOMP 1.0",
            "Connect with accept-version:1.1 or 1.2 to refuse messages.", {}};
    const QueuePolicy::Nack policy = m_broker.options().queues.nack;
    const bool isBuried = policy == QueuePolicy::Nack::DeadLetter;
    const auto requeue = frame.header("requeue");
    if (!requeue && policy == QueuePolicy::Nack::Requeue)
        return acknowledge(frame, version, Outcome::Nack, now);
    if (requeue && *requeue != "true" && *requeue != "false")
        return Refusal{"Invalid requeue header [" + std::string(requeue->substr(0, 40)) + "]",
            "true puts the message back to its place, false does not.", {}};
    if (requeue && *requeue == "true")
        return acknowledge(frame, version, Outcome::Nack, now);
    return acknowledge(frame, version, isBuried ? Outcome::Bury : Outcome::Drop, now);
}

Verdict SessionVerbs::acknowledge(
    const FrameView& frame, Version version, Outcome outcome, Millis now)
{
    SessionConsumers::Reference reference;
    if (auto refusal = m_consumers.resolve(frame, version, reference))
        return refusal;
    Transaction* transaction = nullptr;
    if (auto refusal = findTransaction(frame, transaction))
        return refusal;
    Consumer& consumer = *reference.consumer;
    if (consumer.browse() && outcome != Outcome::Ack)
        return Refusal{"Cannot NACK a message of a queue browser",
            "Browsing only looks: its messages are copies, which can be acknowledged, but not "
            "refused.",
            {}};
    const std::size_t count = consumer.acknowledge(
        reference.number, outcome, transaction ? transaction->number() : 0, now);
    if (count == 0)
        return m_consumers.notOutstanding(frame);
    if (transaction) {
        if (auto refusal = transaction->addMarks(consumer.key(), m_broker.options()))
            return refusal;
        m_host.confirm(frame, now);
        return {};
    }
    m_host.confirm(frame, now);
    m_broker.pump(consumer, now);
    return {};
}

Verdict SessionVerbs::begin(const FrameView& frame, Version, Millis now)
{
    const std::string_view id = frame.value("transaction");
    if (id.empty())
        return Refusal{"BEGIN without transaction",
            "The header transaction gives the transaction its id.", {}};
    if (m_transactions.contains(id))
        return Refusal{"Transaction [" + std::string(id.substr(0, 200)) + "] has begun already",
            "The ids of a connection's open transactions are different.", {}};
    if (m_transactions.size() >= m_broker.options().transactionsPerSession)
        return Refusal{"Too many open transactions",
            "A connection has at most " + std::to_string(m_broker.options().transactionsPerSession)
                + '.',
            {}};
    m_transactions.emplace(std::string(id), Transaction(++m_lastTransaction));
    m_host.confirm(frame, now);
    return {};
}

Verdict SessionVerbs::commit(const FrameView& frame, Version, Millis now)
{
    Transactions::iterator found;
    if (auto refusal = findOpen(frame, found))
        return refusal;
    if (auto refusal = found->second.check(m_consumers))
        return refusal;
    m_host.confirm(frame, now);
    Transaction transaction = std::move(found->second);
    m_transactions.erase(found);
    if (Destination* fullest = transaction.commit(m_broker, m_consumers, now))
        m_host.afterSend(*fullest, now);
    return {};
}

Verdict SessionVerbs::abort(const FrameView& frame, Version, Millis now)
{
    Transactions::iterator found;
    if (auto refusal = findOpen(frame, found))
        return refusal;
    m_host.confirm(frame, now);
    found->second.abort(m_broker, m_consumers);
    m_transactions.erase(found);
    return {};
}

Verdict SessionVerbs::disconnect(const FrameView& frame, Version, Millis now)
{
    m_host.confirm(frame, now);
    // First, so that what comes back from one subscription does not go to the next.
    m_host.finish();
    endAll(now);
    return {};
}

void SessionVerbs::endAll(Millis now)
{
    for (auto& [id, transaction] : m_transactions)
        transaction.abort(m_broker, m_consumers);
    m_transactions.clear();
    m_consumers.endAll(now);
}

Verdict SessionVerbs::findDestination(std::string_view name, Destination*& destination)
{
    if (name != m_lastName || m_lastCollections != m_broker.collections()) {
        m_lastName.clear();
        if (auto refusal = m_broker.find(name, m_lastDestination))
            return refusal;
        m_lastName = name;
        m_lastCollections = m_broker.collections();
    }
    destination = m_lastDestination;
    return {};
}

Verdict SessionVerbs::findTransaction(const FrameView& frame, Transaction*& transaction)
{
    if (!frame.header("transaction"))
        return {};
    Transactions::iterator found;
    if (auto refusal = findOpen(frame, found))
        return refusal;
    transaction = &found->second;
    return {};
}

Verdict SessionVerbs::findOpen(const FrameView& frame, Transactions::iterator& found)
{
    const auto id = frame.header("transaction");
    if (!id)
        return Refusal{std::string(frame.command) + " without transaction",
            "The header transaction names the transaction, as BEGIN did.", {}};
    found = m_transactions.find(*id);
    if (found == m_transactions.end())
        return Refusal{"Unknown transaction [" + std::string(id->substr(0, 200)) + "]",
            "A transaction is open from its BEGIN to its COMMIT or ABORT.", {}};
    return {};
}

} // namespace Stomp
