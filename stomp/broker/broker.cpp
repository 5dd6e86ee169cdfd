#include "broker.h"

#include "consumer.h"
#include "deliverynames.h"
#include "queuebrowse.h"
#include "serversession.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr unsigned s_holdAt = 100; //!< percent of a backlog's bound
constexpr unsigned s_letGoBelow = 50;
constexpr Millis s_heldCheck = 100;

} // namespace

Broker::Broker(BrokerOptions options)
    : m_options(std::move(options)), m_skin(skinOf(m_options.skin)), m_observatory(m_options),
      m_books(m_options, m_observatory), m_destinations(m_books), m_schedule(m_books)
{
    if (m_options.bootId.empty())
        m_options.bootId = "1";
    m_books.messageIdPrefix = messageIdPrefix();
}

Broker::~Broker() = default;

std::string_view Broker::serverName()
{
    return "StompConsolePractice/" CONSOLE_VERSION;
}

std::string Broker::messageIdPrefix() const
{
    return Stomp::messageIdPrefix(m_skin, bootName());
}

Verdict Broker::publish(const Frame& send, Millis now)
{
    std::vector<HeaderView> headers;
    headers.reserve(send.headers.size());
    for (const Header& header : send.headers)
        headers.push_back({header.name, header.value});
    FrameView view;
    view.command = send.command;
    view.headers = headers;
    view.body = send.body;
    DestinationPath path;
    if (auto refusal = DestinationPath::parse(
            send.value("destination"), DestinationPath::Wildcards::Refused, path))
        return refusal;
    if (m_skin.kind == BrokerSkin::Kind::Spring)
        path.kind = DestinationPath::Kind::Topic; // there is nothing else
    Destination* destination = nullptr;
    if (auto refusal = m_destinations.find(path, destination))
        return refusal;
    if (destination->keeps()) {
        if (auto refusal = checkRoom(send.body.size()))
            return refusal;
    }
    if (auto refusal = checkStore(*destination, view))
        return refusal;
    SendTerms terms;
    if (auto refusal = SendTerms::read(view, m_skin, wallClock(now), terms))
        return refusal;
    deliver(*destination, store(destination->shownName(), view, terms), now);
    return {};
}

void Broker::tick(Millis now)
{
    if (m_books.wakeAt && *m_books.wakeAt <= now) {
        m_books.wakeAt.reset();
        for (const auto& [name, destination] : m_destinations.all()) {
            const auto due = destination->nextDeadline();
            if (due && *due <= now)
                destination->pump(now);
            else if (due)
                m_books.wake(*due);
        }
        deliverScheduled(now);
        deliverDeadLetters(now);
    }
    relieve(now);
    m_observatory.tick(*this, now);
}

std::optional<Millis> Broker::nextDeadline(Millis now) const
{
    std::optional<Millis> due = m_books.wakeAt;
    if (const auto observed = m_observatory.nextDeadline())
        due = std::min(due.value_or(*observed), *observed);
    if (m_held.empty())
        return due;
    return std::min(due.value_or(now + s_heldCheck), now + s_heldCheck);
}

BrokerSnapshot Broker::snapshot() const
{
    BrokerSnapshot result;
    result.destinations.reserve(m_destinations.all().size());
    for (const auto& [name, destination] : m_destinations.all())
        result.destinations.push_back(destination->snapshot());
    result.sessions = m_sessions;
    result.heldBackProducers = m_held.size();
    result.messagesIn = m_lastMessage - m_firstMessage;
    result.storedBytes = m_books.storedBytes;
    result.faults = m_faults.report();
    return result;
}

std::size_t Broker::waiting(std::string_view destination) const
{
    Destination* found = m_destinations.lookup(destination);
    return found ? found->state().waiting : 0;
}

std::uint64_t Broker::addSession()
{
    ++m_sessions;
    return ++m_lastSession;
}

bool Broker::claimClientId(const std::string& clientId, std::uint64_t session)
{
    return m_clientIds.try_emplace(clientId, session).second;
}

void Broker::freeClientId(std::uint64_t session)
{
    std::erase_if(m_clientIds, [session](const auto& entry) { return entry.second == session; });
}

void Broker::removeSession(ServerSession& session)
{
    --m_sessions;
    std::erase_if(m_held, [&](const Held& held) {
        if (held.session != &session)
            return false;
        held.destination->letGo();
        return true;
    });
}

bool Broker::hasReaders(std::string_view topic) const
{
    return m_destinations.hasReaders(topic);
}

Verdict Broker::checkRoom(std::size_t bytes) const
{
    if (m_books.storedBytes + bytes <= m_options.storedBytes)
        return {};
    return Refusal{"The broker is full",
        "Its queues together keep at most " + std::to_string(m_options.storedBytes)
            + " bytes. Consume some messages first; this one was not taken.",
        {}};
}

MessagePtr Broker::store(
    std::string_view destination, const FrameView& send, const SendTerms& terms)
{
    return BrokerMessage::make(++m_lastMessage, destination, send, terms);
}

void Broker::deliver(Destination& destination, const MessagePtr& message, Millis now)
{
    if (message->schedule()) {
        m_schedule.add(
            destination, *message, messageIdPrefix() + std::to_string(message->id()), now);
        return;
    }
    destination.publish(message, now);
    if (!m_books.deadLetters.empty())
        deliverDeadLetters(now);
}

void Broker::detach(Consumer& consumer, Millis now)
{
    // Also those that get nothing back: what waited for this consumer may go to others now.
    std::vector<Destination*> queues = consumer.queues();
    m_destinations.detach(consumer);
    for (Destination* queue : consumer.leave(Marked::Return, now)) {
        if (std::find(queues.begin(), queues.end(), queue) == queues.end())
            queues.push_back(queue);
    }
    finishLeaving(consumer, queues, now);
}

void Broker::takeBack(Consumer& consumer, Marked marked, Millis now)
{
    finishLeaving(consumer, consumer.leave(marked, now), now);
}

void Broker::finishLeaving(
    const Consumer& consumer, const std::vector<Destination*>& queues, Millis now)
{
    for (Destination* queue : queues)
        queue->pump(now);
    m_destinations.dropAbandoned(consumer);
    deliverDeadLetters(now);
    relieve(now);
}

void Broker::pump(Consumer& consumer, Millis now)
{
    consumer.takeBacklog(now);
    if (consumer.browse())
        consumer.browse()->pump(now);
    for (std::size_t i = 0; i < consumer.queues().size(); ++i)
        consumer.queues()[i]->pump(now);
    deliverDeadLetters(now);
    relieve(now);
}

void Broker::destroyTemporary(std::string_view name)
{
    Destination* destination = m_destinations.lookup(name);
    if (!destination)
        return;
    std::erase_if(m_held, [destination](const Held& held) {
        if (held.destination != destination)
            return false;
        held.session->letGo();
        return true;
    });
    m_schedule.forget(*destination);
    m_destinations.endTemporary(*destination);
}

bool Broker::holdBack(ServerSession& session, Destination& destination, Millis now)
{
    if (destination.load(now) < s_holdAt)
        return false;
    destination.hold();
    m_held.push_back({&session, &destination});
    return true;
}

void Broker::relieve(Millis now)
{
    std::erase_if(m_held, [now](const Held& held) {
        if (held.destination->load(now) >= s_letGoBelow)
            return false;
        held.destination->letGo();
        held.session->letGo();
        return true;
    });
}

} // namespace Stomp
