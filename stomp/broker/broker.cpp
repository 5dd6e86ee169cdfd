#include "broker.h"

#include "consumer.h"
#include "queue.h"
#include "queuebrowse.h"
#include "serversession.h"
#include "topic.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr unsigned s_holdAt = 100; //!< percent of a backlog's bound
constexpr unsigned s_letGoBelow = 50;
constexpr Millis s_heldCheck = 100;

} // namespace

Broker::Broker(BrokerOptions options)
    : m_options(std::move(options)), m_skin(skinOf(m_options.skin)), m_observatory(m_options),
      m_books(m_options, m_observatory), m_schedule(m_books)
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
    return "ID:practice-" + m_options.bootId + '-';
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
    Destination* destination = nullptr;
    if (auto refusal = find(send.value("destination"), destination))
        return refusal;
    if (destination->isQueue()) {
        if (auto refusal = checkRoom(send.body.size()))
            return refusal;
    }
    SendTerms terms;
    if (auto refusal = SendTerms::read(view, wallClock(now), terms))
        return refusal;
    deliver(*destination, store(destination->name(), view, terms), now);
    return {};
}

void Broker::tick(Millis now)
{
    if (m_books.wakeAt && *m_books.wakeAt <= now) {
        m_books.wakeAt.reset();
        for (const auto& [name, destination] : m_destinations) {
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
    result.destinations.reserve(m_destinations.size());
    for (const auto& [name, destination] : m_destinations)
        result.destinations.push_back(destination->snapshot());
    result.sessions = m_sessions;
    result.heldBackProducers = m_held.size();
    result.messagesIn = m_lastMessage;
    result.storedBytes = m_books.storedBytes;
    result.faults = m_faults.report();
    return result;
}

std::size_t Broker::waiting(std::string_view destination) const
{
    const auto found = m_destinations.find(destination);
    return found == m_destinations.end() ? 0 : found->second->state().waiting;
}

std::uint64_t Broker::addSession()
{
    ++m_sessions;
    return ++m_lastSession;
}

void Broker::removeSession(ServerSession& session)
{
    --m_sessions;
    std::erase_if(m_held, [&](const Held& held) { return held.session == &session; });
}

Verdict Broker::find(std::string_view name, Destination*& destination)
{
    if (const auto found = m_destinations.find(name); found != m_destinations.end()) {
        destination = found->second.get();
        return {};
    }
    DestinationPath path;
    if (auto refusal = DestinationPath::parse(name, DestinationPath::Wildcards::Refused, path))
        return refusal;
    if (m_destinations.size() >= m_options.destinations)
        collectIdle();
    if (m_destinations.size() >= m_options.destinations)
        return Refusal{"Too many destinations",
            "This broker has " + std::to_string(m_options.destinations)
                + " queues and topics in use and makes no more.",
            {}};
    destination = &create(path);
    return {};
}

Destination& Broker::obtain(std::string_view name)
{
    if (const auto found = m_destinations.find(name); found != m_destinations.end())
        return *found->second;
    DestinationPath path;
    static_cast<void>(DestinationPath::parse(name, DestinationPath::Wildcards::Refused, path));
    return create(path);
}

Destination& Broker::create(const DestinationPath& path)
{
    std::unique_ptr<Destination> made;
    if (path.kind == DestinationPath::Kind::Queue) {
        made = std::make_unique<Queue>(path, m_books);
    } else {
        made = std::make_unique<Topic>(path, m_books);
        for (Consumer* consumer : m_patterns) {
            if (consumer->request().path.matches(path.text))
                made->attach(*consumer);
        }
    }
    BrokerEvent event;
    event.kind = BrokerEvent::Kind::DestinationMade;
    event.destination = path.text;
    report(std::move(event));
    return *m_destinations.emplace(path.text, std::move(made)).first->second;
}

bool Broker::hasReaders(std::string_view topic) const
{
    const auto found = m_destinations.find(topic);
    if (found != m_destinations.end())
        return found->second->hasConsumers();
    return std::any_of(m_patterns.begin(), m_patterns.end(),
        [topic](const Consumer* consumer) { return consumer->request().path.matches(topic); });
}

void Broker::collectIdle()
{
    ++m_collections;
    std::erase_if(m_destinations, [&](const auto& entry) {
        const bool isUnused = entry.second->isIdle()
            && std::none_of(m_held.begin(), m_held.end(),
                [&](const Held& held) { return held.destination == entry.second.get(); });
        if (isUnused) {
            BrokerEvent event;
            event.kind = BrokerEvent::Kind::DestinationRemoved;
            event.destination = entry.first;
            report(std::move(event));
        }
        return isUnused;
    });
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
    return std::make_shared<const BrokerMessage>(++m_lastMessage, destination, send, terms);
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

Verdict Broker::attach(Consumer& consumer)
{
    const DestinationPath& path = consumer.request().path;
    if (path.isPattern) {
        m_patterns.push_back(&consumer);
        for (const auto& [name, destination] : m_destinations) {
            if (path.matches(name))
                destination->attach(consumer);
        }
        return {};
    }
    Destination* destination = nullptr;
    if (auto refusal = find(path.text, destination))
        return refusal;
    if (consumer.request().isBrowser)
        startBrowse(consumer, *destination->asQueue());
    else
        destination->attach(consumer);
    return {};
}

void Broker::detach(Consumer& consumer, Millis now)
{
    const DestinationPath& path = consumer.request().path;
    if (path.isPattern) {
        std::erase(m_patterns, &consumer);
        for (const auto& [name, destination] : m_destinations) {
            if (path.matches(name))
                destination->detach(consumer);
        }
        consumer.leave(now);
    } else if (consumer.browse()) {
        consumer.leave(now);
    } else {
        Destination& destination = *m_destinations.find(path.text)->second;
        destination.detach(consumer);
        consumer.leave(now);
        destination.pump(now);
    }
    deliverDeadLetters(now);
    relieve(now);
}

void Broker::pump(Consumer& consumer, Millis now)
{
    const DestinationPath& path = consumer.request().path;
    if (path.kind == DestinationPath::Kind::Topic)
        consumer.takeBacklog(now);
    else if (consumer.browse())
        consumer.browse()->pump(now);
    else
        m_destinations.find(path.text)->second->pump(now);
    deliverDeadLetters(now);
    relieve(now);
}

bool Broker::holdBack(ServerSession& session, Destination& destination, Millis now)
{
    if (destination.load(now) < s_holdAt)
        return false;
    m_held.push_back({&session, &destination});
    return true;
}

void Broker::relieve(Millis now)
{
    std::erase_if(m_held, [now](const Held& held) {
        if (held.destination->load(now) >= s_letGoBelow)
            return false;
        held.session->letGo();
        return true;
    });
}

} // namespace Stomp
