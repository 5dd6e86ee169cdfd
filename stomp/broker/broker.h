#pragma once

#include "brokerinspection.h"
#include "brokeroptions.h"
#include "brokersnapshot.h"
#include "brokerstore.h"
#include "delivery.h"
#include "destination.h"
#include "destinationregistry.h"
#include "faultbook.h"
#include "messageschedule.h"
#include "observatory.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace Stomp {

class ServerSession;

/**
 * The practice broker without its sockets: owns the destinations, routes messages to them, numbers
 * messages and sessions, and holds producers back while a live reader cannot follow. Knows no
 * frames beyond SEND, no clock, no thread but the caller's. Sessions are made with a reference to
 * it and must be gone before it is. stomp-facts 4.1 to 4.6.
 */
class Broker
{
public:
    explicit Broker(BrokerOptions options = {});
    ~Broker();
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;

    [[nodiscard]] const BrokerOptions& options() const { return m_options; }
    [[nodiscard]] const BrokerSkin& skin() const { return m_skin; }
    /** "StompConsolePractice/0.1.0" */
    [[nodiscard]] static std::string_view serverName();
    /** What stands before the number in a message-id, where that has the message's number. */
    [[nodiscard]] std::string messageIdPrefix() const;
    /** What is in session and message ids: "practice-" and the boot id. */
    [[nodiscard]] std::string bootName() const { return "practice-" + m_options.bootId; }

    /** A message sent by the program itself, not by a client. */
    [[nodiscard]] Verdict publish(const Frame& send, Millis now);

    void tick(Millis now);
    /** When tick() must be called at the latest. */
    [[nodiscard]] std::optional<Millis> nextDeadline(Millis now) const;
    [[nodiscard]] BrokerSnapshot snapshot() const;
    /** The last events after this number (Observatory). */
    [[nodiscard]] std::vector<BrokerEvent> eventsSince(std::uint64_t number) const
    {
        return m_observatory.eventsSince(number);
    }
    /** Messages that wait in a queue; 0 when there is no such queue. */
    [[nodiscard]] std::size_t waiting(std::string_view destination) const;

    /** Its misbehaviour; it has none until told. */
    [[nodiscard]] FaultBook& faults() { return m_faults; }
    /** The inside of a queue with its next messages, at most so many; nothing when there is no such
     * queue. */
    [[nodiscard]] std::optional<QueueInspection> inspectQueue(
        std::string_view name, std::size_t messages, Millis now) const;
    /** The inside of a topic; nothing when there is no such topic. */
    [[nodiscard]] std::optional<TopicInspection> inspectTopic(std::string_view name) const;
    /** Every durable subscription. */
    [[nodiscard]] std::vector<InspectedDurable> inspectDurables() const;
    /** Puts waiting dead letters back to where they were sent first: the one with this message-id,
     * or (empty) all. What does not say where it came from stays. */
    [[nodiscard]] Verdict moveBack(std::string_view deadLetterQueue, std::string_view messageId,
        Millis now, std::size_t& moved);
    /** What the epoch's ms are ahead of the steady clock that the other functions take. */
    void setWallOffset(Millis offset) { m_books.wallOffset = offset; }
    [[nodiscard]] Millis wallClock(Millis now) const { return m_books.wall(now); }

    /** What the store has kept, first the durable subscriptions; before setStore(). */
    void restore(const StoredDurable& durable);
    void restore(const PersistentMessage& message, Millis now);
    /** From here on what is persistent goes there as well. It outlives the broker. */
    void setStore(BrokerStore& store) { m_books.store = &store; }
    /** Its messages have higher numbers than this one. */
    void continueAfter(std::uint64_t lastId) { m_lastMessage = m_firstMessage = lastId; }
    [[nodiscard]] std::uint64_t lastId() const { return m_lastMessage; }

    // For sessions.

    [[nodiscard]] std::uint64_t addSession();
    void removeSession(ServerSession& session);
    /** False: another session has it. */
    [[nodiscard]] bool claimClientId(const std::string& clientId, std::uint64_t session);
    void freeClientId(std::uint64_t session);
    /** Something happened; it goes to /topic/practice.events. */
    void report(BrokerEvent&& event) { m_observatory.report(std::move(event)); }

    [[nodiscard]] DestinationRegistry& destinations() { return m_destinations; }
    [[nodiscard]] const DestinationRegistry& destinations() const { return m_destinations; }
    /** Whether somebody would get a copy of what is sent to this topic now. */
    [[nodiscard]] bool hasReaders(std::string_view topic) const;
    /** Whether so many bytes more may be kept. */
    [[nodiscard]] Verdict checkRoom(std::size_t bytes) const;
    /** Whether this message can be kept for good, if it asks for that. */
    [[nodiscard]] Verdict checkStore(const Destination& destination, const FrameView& send) const;
    /** Bytes kept for a client outside of any queue: in an open transaction. */
    void reserve(std::size_t bytes) { m_books.storedBytes += bytes; }
    void release(std::size_t bytes) { m_books.storedBytes -= bytes; }
    [[nodiscard]] MessagePtr store(
        std::string_view destination, const FrameView& send, const SendTerms& terms);
    void deliver(Destination& destination, const MessagePtr& message, Millis now);

    /** Ends the consumer's deliveries and gives what came back to the others. */
    void detach(Consumer& consumer, Millis now);
    /** Of one that is detached from its destinations already. */
    void takeBack(Consumer& consumer, Marked marked, Millis now);
    /** Of a connection that ends, with what waits in it. */
    void destroyTemporary(std::string_view name);
    void pump(Consumer& consumer, Millis now);
    /** Puts into their queues what has become a dead letter since. */
    void deliverDeadLetters(Millis now);

    /** Whether the sender must wait for the destination's readers; then it will be resumed. */
    [[nodiscard]] bool holdBack(ServerSession& session, Destination& destination, Millis now);
    /** Lets go those whose destination can take more. */
    void relieve(Millis now);

private:
    void finishLeaving(
        const Consumer& consumer, const std::vector<Destination*>& queues, Millis now);
    void deliverScheduled(Millis now);
    [[nodiscard]] Destination& queueNamed(const std::string& name);

    struct Held
    {
        ServerSession* session;
        Destination* destination;
    };

    BrokerOptions m_options;
    const BrokerSkin& m_skin;
    Observatory m_observatory;
    BrokerBooks m_books;
    FaultBook m_faults{&m_observatory};
    DestinationRegistry m_destinations;
    MessageSchedule m_schedule;
    std::vector<Held> m_held;
    std::map<std::string, std::uint64_t> m_clientIds;
    std::uint64_t m_firstMessage = 0; //!< before the first
    std::uint64_t m_lastMessage = 0;
    std::uint64_t m_lastSession = 0;
    std::size_t m_sessions = 0;
};

} // namespace Stomp
