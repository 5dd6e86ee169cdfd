#pragma once

#include "destination.h"
#include "durablesubscriptions.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * The queues and topics of a broker by name, and who is attached to them: makes them on first use,
 * lets pattern subscriptions have those that are new, and collects idle ones when there are too
 * many. Pointers keep until collections() has changed, or as long as a consumer is attached, a
 * delivery is open, or the destination is on hold.
 */
class DestinationRegistry
{
public:
    using All = std::map<std::string, std::unique_ptr<Destination>, std::less<>>;

    explicit DestinationRegistry(BrokerBooks& books) : m_books(books), m_durables(*this) { }
    DestinationRegistry(const DestinationRegistry&) = delete;
    DestinationRegistry& operator=(const DestinationRegistry&) = delete;

    [[nodiscard]] const All& all() const { return m_all; }
    /** Null when there is none of this name. */
    [[nodiscard]] Destination* lookup(std::string_view text) const;
    /** Makes it when it is new; a temporary one must be there. */
    [[nodiscard]] Verdict find(const DestinationPath& path, Destination*& destination);
    /** All of them at once: making one never collects another. When refused, what is among the
     * destinations is not all. */
    [[nodiscard]] Verdict findAll(
        const std::vector<DestinationPath>& paths, std::vector<Destination*>& destinations);
    /** For a path that find() accepted before: never refused; null: a temporary one has gone. */
    [[nodiscard]] Destination* obtain(const DestinationPath& path);
    /** Whether somebody would get a copy of what is sent to this topic now. */
    [[nodiscard]] bool hasReaders(std::string_view topic) const;
    [[nodiscard]] Destination& createTemporary(const DestinationPath& path);
    [[nodiscard]] std::uint64_t collections() const { return m_collections; }

    [[nodiscard]] Verdict attach(Consumer& consumer);
    /** It gets no more; what it has is its own to give back. */
    void detach(Consumer& consumer);

    /** With all that waits in it. Nobody may be attached. */
    void destroy(Destination& destination);
    void dropIfIdle(Destination& destination);
    /** Its maker has gone. While others read it they keep what they have, and nobody finds it. */
    void endTemporary(Destination& destination);
    /** Of such, those that nobody reads any more since this one is detached and has given back. */
    void dropAbandoned(const Consumer& left);
    void forEachTopic(const DestinationPath& path, const std::function<void(Topic&)>& visit);

    /** Null: nothing outlives the broker. */
    [[nodiscard]] BrokerStore* store() const { return m_books.store; }
    [[nodiscard]] DurableSubscriptions& durables() { return m_durables; }
    [[nodiscard]] const DurableSubscriptions& durables() const { return m_durables; }

private:
    Destination& create(const DestinationPath& path);
    /** Null also for one whose maker has gone. */
    [[nodiscard]] Destination* obtainable(std::string_view text) const;
    void collectIdle();
    void report(BrokerEvent::Kind kind, std::string_view destination);
    [[nodiscard]] Verdict attach(Consumer& consumer, const DestinationPath& path);

    BrokerBooks& m_books;
    All m_all;
    std::vector<Consumer*> m_patterns; //!< consumers one of whose destinations has wildcards
    DurableSubscriptions m_durables;
    std::uint64_t m_collections = 0;
};

} // namespace Stomp
