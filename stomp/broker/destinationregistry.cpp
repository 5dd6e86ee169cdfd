#include "destinationregistry.h"

#include "consumer.h"
#include "queue.h"
#include "queuebrowse.h"
#include "topic.h"

#include <algorithm>

namespace Stomp {

namespace {

bool covers(const DestinationPath& path, const Destination& destination)
{
    const bool isQueue = path.kind == DestinationPath::Kind::Queue;
    return isQueue == destination.isQueue() && path.matches(destination.name());
}

} // namespace

Destination* DestinationRegistry::lookup(std::string_view text) const
{
    const auto found = m_all.find(text);
    return found == m_all.end() ? nullptr : found->second.get();
}

Destination* DestinationRegistry::obtainable(std::string_view text) const
{
    Destination* known = lookup(text);
    return known && !known->isAbandoned() ? known : nullptr;
}

Verdict DestinationRegistry::find(const DestinationPath& path, Destination*& destination)
{
    destination = obtainable(path.text);
    if (destination)
        return {};
    if (path.isTemporary)
        return Refusal{"The destination " + path.text + " does not exist.",
            "A temporary destination is gone with the connection that made it.", {},
            Offence::InvalidDestination, path.text};
    const std::size_t most = m_books.options.destinations;
    if (m_all.size() >= most)
        collectIdle();
    if (m_all.size() >= most)
        return Refusal{"Too many destinations",
            "This broker has " + std::to_string(most)
                + " queues and topics in use and makes no more.",
            {}};
    destination = &create(path);
    return {};
}

Verdict DestinationRegistry::findAll(
    const std::vector<DestinationPath>& paths, std::vector<Destination*>& destinations)
{
    Verdict refusal;
    for (const DestinationPath& path : paths) {
        Destination* found = nullptr;
        refusal = find(path, found);
        if (refusal)
            break;
        found->hold();
        destinations.push_back(found);
    }
    for (Destination* found : destinations)
        found->letGo();
    return refusal;
}

Destination* DestinationRegistry::obtain(const DestinationPath& path)
{
    Destination* known = obtainable(path.text);
    return known || path.isTemporary ? known : &create(path);
}

Destination& DestinationRegistry::createTemporary(const DestinationPath& path)
{
    Destination& made = create(path);
    made.hold(); // as long as its maker is there
    return made;
}

Destination& DestinationRegistry::create(const DestinationPath& path)
{
    std::unique_ptr<Destination> made;
    if (path.kind == DestinationPath::Kind::Queue) {
        made = std::make_unique<Queue>(path, m_books);
    } else {
        auto topic = std::make_unique<Topic>(path, m_books);
        m_durables.feedFrom(*topic);
        made = std::move(topic);
    }
    for (Consumer* consumer : m_patterns) {
        for (const DestinationPath& wanted : consumer->request().paths) {
            if (wanted.isPattern && covers(wanted, *made)) {
                made->attach(*consumer);
                break;
            }
        }
    }
    report(BrokerEvent::Kind::DestinationMade, path.text);
    return *m_all.emplace(path.text, std::move(made)).first->second;
}

void DestinationRegistry::report(BrokerEvent::Kind kind, std::string_view destination)
{
    BrokerEvent event;
    event.kind = kind;
    event.destination = destination;
    m_books.events.report(std::move(event));
}

bool DestinationRegistry::hasReaders(std::string_view topic) const
{
    if (const Destination* known = lookup(topic))
        return known->hasConsumers();
    return std::ranges::any_of(m_patterns, [topic](const Consumer* consumer) {
        return std::ranges::any_of(consumer->request().paths,
            [topic](const DestinationPath& path) { return path.matches(topic); });
    });
}

void DestinationRegistry::collectIdle()
{
    ++m_collections;
    std::erase_if(m_all, [this](const auto& entry) {
        if (!entry.second->isIdle())
            return false;
        report(BrokerEvent::Kind::DestinationRemoved, entry.first);
        return true;
    });
}

Verdict DestinationRegistry::attach(Consumer& consumer)
{
    const ConsumerRequest& request = consumer.request();
    if (request.durable) {
        Destination* queue = nullptr;
        if (auto refusal =
                m_durables.open(*request.durable, request.path(), request.selectorText, queue))
            return refusal;
        queue->attach(consumer);
        return {};
    }
    for (const DestinationPath& path : request.paths) {
        if (auto refusal = attach(consumer, path)) {
            detach(consumer);
            return refusal;
        }
    }
    return {};
}

Verdict DestinationRegistry::attach(Consumer& consumer, const DestinationPath& path)
{
    if (path.isPattern) {
        if (m_patterns.empty() || m_patterns.back() != &consumer)
            m_patterns.push_back(&consumer);
        for (const auto& [name, destination] : m_all) {
            if (covers(path, *destination))
                destination->attach(consumer);
        }
        return {};
    }
    Destination* destination = nullptr;
    if (auto refusal = find(path, destination))
        return refusal;
    if (consumer.request().isBrowser)
        consumer.setBrowse(std::make_unique<QueueBrowse>(
            path, m_books, consumer, destination->asQueue()->copiesFor(consumer)));
    else
        destination->attach(consumer);
    return {};
}

void DestinationRegistry::detach(Consumer& consumer)
{
    const ConsumerRequest& request = consumer.request();
    if (request.isBrowser)
        return;
    if (request.durable) {
        const DurableSubscription* durable =
            m_durables.find(request.durable->clientId, request.durable->name);
        if (durable)
            lookup(durable->queue)->detach(consumer);
        return;
    }
    for (const DestinationPath& path : request.paths) {
        if (path.isPattern) {
            std::erase(m_patterns, &consumer);
            for (const auto& [name, destination] : m_all) {
                if (covers(path, *destination))
                    destination->detach(consumer);
            }
        } else if (Destination* destination = lookup(path.text)) {
            destination->detach(consumer);
        }
    }
}

void DestinationRegistry::destroy(Destination& destination)
{
    ++m_collections;
    destination.discardWaiting();
    report(BrokerEvent::Kind::DestinationRemoved, destination.name());
    m_all.erase(m_all.find(destination.name()));
}

void DestinationRegistry::endTemporary(Destination& destination)
{
    if (!destination.isInUse()) {
        destroy(destination);
        return;
    }
    ++m_collections;
    destination.discardWaiting();
    destination.abandon();
}

void DestinationRegistry::dropAbandoned(const Consumer& left)
{
    for (const DestinationPath& path : left.request().paths) {
        Destination* destination = lookup(path.text);
        if (destination && destination->isAbandoned() && !destination->isInUse())
            destroy(*destination);
    }
}

void DestinationRegistry::dropIfIdle(Destination& destination)
{
    if (destination.isIdle())
        destroy(destination);
}

void DestinationRegistry::forEachTopic(
    const DestinationPath& path, const std::function<void(Topic&)>& visit)
{
    for (const auto& [name, destination] : m_all) {
        if (!destination->isQueue() && covers(path, *destination))
            visit(static_cast<Topic&>(*destination));
    }
}

} // namespace Stomp
