#include "sessionverbs.h"

#include "broker.h"

#include <array>

namespace Stomp {

namespace {

bool isIgnored(const BrokerSkin& skin, std::string_view command)
{
    if (!skin.acknowledges && (command == "ACK" || command == "NACK"))
        return true;
    return skin.transactions == BrokerSkin::Transactions::Ignored
        && (command == "BEGIN" || command == "COMMIT" || command == "ABORT");
}

} // namespace

SessionVerbs::SessionVerbs(
    Broker& broker, Host& host, MessageReceiver& receiver, std::uint64_t session)
    : m_broker(broker), m_host(host), m_session(session), m_consumers(broker, receiver, session),
      m_names(broker, session)
{ }

void SessionVerbs::begin(AccessRights rights, std::string clientId)
{
    m_names.setRights(std::move(rights));
    m_consumers.setClientId(clientId);
    m_clientId = std::move(clientId);
}

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
        if (isIgnored(m_broker.skin(), frame.command))
            return {};
        if (!frame.body.empty() && version != Version::V10 && frame.command != "SEND")
            return Refusal{std::string(frame.command) + " with a body",
                "Of the frames of a client only SEND may have a body.", {}};
        return (this->*entry.verb)(frame, version, now);
    }
    if (frame.command == "CONNECT" || frame.command == "STOMP")
        return Refusal{"Already connected", "A connection begins with one CONNECT frame.", {},
            Offence::AlreadyConnected, std::string(frame.command)};
    return Refusal{"A client does not send " + std::string(frame.command),
        "This is a command of servers.", {}};
}

Verdict SessionVerbs::subscribe(const FrameView& frame, Version version, Millis now)
{
    const BrokerSkin& skin = m_broker.skin();
    std::vector<DestinationPath> paths;
    if (auto refusal = m_names.sources(frame, paths))
        return refusal;
    if (paths.empty()) { // the skin does not know it, and says nothing
        m_host.confirm(frame, now);
        return {};
    }
    if (skin.makesReplyQueues && m_names.isOwnAlias(frame.value("id")))
        return Refusal{"Invalid id", "SUBSCRIBE 'id' may not start with /temp-queue/\n", {},
            Offence::InvalidDestination, std::string(frame.value("id"))};
    if (skin.kind == BrokerSkin::Kind::Spring && !frame.header("id"))
        return {};
    Consumer* consumer = nullptr;
    if (auto refusal = m_consumers.subscribe(frame, version, std::move(paths), consumer))
        return refusal;
    m_host.setHeads(*consumer);
    m_host.confirm(frame, now);
    m_broker.pump(*consumer, now);
    return {};
}

Verdict SessionVerbs::unsubscribe(const FrameView& frame, Version version, Millis now)
{
    bool isDone = false;
    if (auto refusal = unsubscribeDurable(frame, version, now, isDone); refusal || isDone)
        return refusal;
    Consumer* consumer = nullptr;
    if (auto refusal = m_consumers.find(frame, version, consumer)) {
        if (m_broker.skin().kind == BrokerSkin::Kind::Spring)
            return {};
        return refusal;
    }
    m_host.confirm(frame, now);
    m_consumers.end(*consumer, now);
    return {};
}

/** Plain, Artemis and RabbitMQ end the subscription of this frame with it; Classic refuses as long
 * as it is active (stomp-facts 3.9, 4.7). */
Verdict SessionVerbs::unsubscribeDurable(
    const FrameView& frame, Version version, Millis now, bool& isDone)
{
    const BrokerSkin& skin = m_broker.skin();
    const auto name = durableName(frame, skin);
    if (!name || skin.kind == BrokerSkin::Kind::Spring)
        return {};
    Consumer* consumer = nullptr;
    const Verdict notFound = m_consumers.find(frame, version, consumer);
    const bool isClassic = skin.kind == BrokerSkin::Kind::ActiveMq;
    if (consumer && !consumer->request().durable)
        return {}; // of a queue: the headers say nothing here
    std::string clientId = m_clientId;
    if (isClassic && version == Version::V10)
        clientId = *name;
    else if (consumer && skin.kind == BrokerSkin::Kind::RabbitMq)
        clientId = consumer->request().durable->clientId;
    else if (skin.kind == BrokerSkin::Kind::RabbitMq)
        return notFound;
    DurableSubscriptions& durables = m_broker.destinations().durables();
    const bool isOwner =
        consumer && consumer->request().durable && consumer->request().durable->name == *name;
    if (isOwner && !isClassic) {
        if (auto refusal = durables.checkRemoval(clientId, *name, 1))
            return refusal;
        m_host.confirm(frame, now);
        m_consumers.end(*consumer, now);
        static_cast<void>(durables.remove(clientId, *name));
        isDone = true;
        return {};
    }
    if (auto refusal = durables.checkRemoval(clientId, *name, 0))
        return refusal;
    m_host.confirm(frame, now);
    static_cast<void>(durables.remove(clientId, *name));
    isDone = true;
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
            "Connect with accept-version:1.1 or 1.2 to refuse messages.", {}, Offence::NackIn10,
            {}};
    const QueuePolicy::Nack policy = m_broker.options().queues.nack;
    const bool isBuried = policy == QueuePolicy::Nack::DeadLetter;
    const BrokerSkin& skin = m_broker.skin();
    const bool hasRequeue = skin.isPlain() || skin.kind == BrokerSkin::Kind::RabbitMq;
    const auto requeue = hasRequeue ? frame.header("requeue") : std::nullopt;
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
            {}, Offence::NackOfBrowser, {}};
    const BrokerSkin& skin = m_broker.skin();
    if (transaction && skin.kind == BrokerSkin::Kind::ActiveMq && outcome != Outcome::Ack)
        return Refusal{"Poison ack cannot be transacted",
            "ActiveMQ takes no NACK inside a transaction.", {}, Offence::NackInTransaction,
            std::string(frame.value("transaction"))};
    if (transaction && skin.transactions == BrokerSkin::Transactions::Replayed) {
        if (auto refusal =
                transaction->addLate(consumer.key(), reference.number, outcome, m_broker.options()))
            return refusal;
        m_host.confirm(frame, now);
        return {};
    }
    if (skin.transactions == BrokerSkin::Transactions::SendsOnly)
        transaction = nullptr; // counts at once
    const std::size_t count =
        m_consumers.acknowledge(reference, outcome, transaction ? transaction->number() : 0, now);
    if (count == 0)
        return m_consumers.notOutstanding(frame);
    if (transaction) {
        if (auto refusal = transaction->addMarks(consumer.key(), m_broker.options()))
            return refusal;
        m_host.confirm(frame, now);
        return {};
    }
    m_host.confirm(frame, now);
    m_consumers.pump(consumer, now);
    return {};
}

Verdict SessionVerbs::begin(const FrameView& frame, Version, Millis now)
{
    const std::string_view id = frame.value("transaction");
    if (id.empty())
        return Refusal{"BEGIN without transaction",
            "The header transaction gives the transaction its id.", {},
            Offence::NoTransactionHeader, {}};
    if (const auto open = m_transactions.find(id); open != m_transactions.end()) {
        if (m_broker.skin().transactions != BrokerSkin::Transactions::Replayed)
            return Refusal{"Transaction [" + std::string(id.substr(0, 200)) + "] has begun already",
                "The ids of a connection's open transactions are different.", {},
                Offence::TransactionBegun, std::string(id)};
        open->second.abort(m_broker, m_consumers); // forgotten without a word
        m_transactions.erase(open);
    }
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
    if (!m_broker.skin().commitsWithoutReturned) {
        if (auto refusal = found->second.check(m_consumers))
            return refusal;
    }
    m_host.confirm(frame, now);
    Transaction transaction = std::move(found->second);
    m_transactions.erase(found);
    for (const std::string& receipt : transaction.receipts())
        m_host.confirm(receipt, now);
    Destination* fullest = nullptr;
    const Verdict verdict = transaction.commit(m_broker, m_consumers, fullest, now);
    m_consumers.giveBackEnded(now);
    if (fullest)
        m_host.afterSend(*fullest, now);
    return verdict;
}

Verdict SessionVerbs::abort(const FrameView& frame, Version, Millis now)
{
    Transactions::iterator found;
    if (auto refusal = findOpen(frame, found))
        return refusal;
    m_host.confirm(frame, now);
    found->second.abort(m_broker, m_consumers);
    m_transactions.erase(found);
    m_consumers.giveBackEnded(now);
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
    m_names.destroyTemporary();
    if (!m_clientId.empty())
        m_broker.freeClientId(m_session);
}

Verdict SessionVerbs::findTransaction(const FrameView& frame, Transaction*& transaction)
{
    if (!frame.header("transaction")
        || m_broker.skin().transactions == BrokerSkin::Transactions::Ignored)
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
            "The header transaction names the transaction, as BEGIN did.", {},
            Offence::NoTransactionHeader, {}};
    found = m_transactions.find(*id);
    if (found == m_transactions.end())
        return Refusal{"Unknown transaction [" + std::string(id->substr(0, 200)) + "]",
            "A transaction is open from its BEGIN to its COMMIT or ABORT.", {},
            Offence::UnknownTransaction, std::string(*id)};
    return {};
}

} // namespace Stomp
