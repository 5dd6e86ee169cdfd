#pragma once

#include "refusal.h"
#include "sessionconsumers.h"
#include "sessionnames.h"
#include "transaction.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <map>
#include <string>

namespace Stomp {

class Broker;
class Destination;
struct SendTerms;

/**
 * What the frames of a connected client do, one function a command; owns its subscriptions and
 * open transactions. Each function checks everything, confirms (RECEIPT), then acts: so a RECEIPT
 * stands before the MESSAGEs that its frame causes, and no confirmed frame fails. stomp-facts 4.2.
 */
class SessionVerbs
{
public:
    /** The session around it. */
    class Host
    {
    public:
        virtual ~Host() = default;
        /** Writes the RECEIPT, if the frame asks for one. */
        virtual void confirm(const FrameView& frame, Millis now) = 0;
        /** A message went to this destination: the moment to hold the client back. */
        virtual void afterSend(Destination& destination, Millis now) = 0;
        /** Writes a RECEIPT that was kept back. */
        virtual void confirm(std::string_view receipt, Millis now) = 0;
        /** Gives the consumer the beginnings of its MESSAGE frames. */
        virtual void setHeads(Consumer& consumer) const = 0;
        /** After DISCONNECT. */
        virtual void finish() = 0;
    };

    SessionVerbs(Broker& broker, Host& host, MessageReceiver& receiver, std::uint64_t session);

    /** After CONNECT. */
    void begin(AccessRights rights, std::string clientId);
    [[nodiscard]] Verdict handle(const FrameView& frame, Version version, Millis now);
    /** The client is gone, or refused: aborts its transactions, gives back what it did not
     * acknowledge. */
    void endAll(Millis now);

    [[nodiscard]] const SessionConsumers& consumers() const { return m_consumers; }
    void returnOlder(Millis then, Millis now) { m_consumers.returnOlder(then, now); }
    void pumpAll(Millis now) { m_consumers.pumpAll(now); }

private:
    [[nodiscard]] Verdict send(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict subscribe(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict unsubscribe(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict ack(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict nack(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict begin(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict commit(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict abort(const FrameView& frame, Version version, Millis now);
    [[nodiscard]] Verdict disconnect(const FrameView& frame, Version version, Millis now);

    using Transactions = std::map<std::string, Transaction, std::less<>>;

    [[nodiscard]] Verdict acknowledge(
        const FrameView& frame, Version version, Outcome outcome, Millis now);
    /** SEND whose reply-to is a temporary destination of this session: others get its name. */
    [[nodiscard]] Verdict sendWithReplyTo(
        const FrameView& frame, std::string_view alias, Version version, Millis now);
    [[nodiscard]] Verdict readReplies(std::string_view alias, std::string_view queue);
    [[nodiscard]] Verdict sendTo(Destination& destination, const FrameView& frame,
        const SendTerms& terms, Transaction* transaction, bool isLast, Millis now);
    /** Deletes the durable subscription that the frame names; false: it names none. */
    [[nodiscard]] Verdict unsubscribeDurable(
        const FrameView& frame, Version version, Millis now, bool& isDone);
    /** Of the frame's transaction header; transaction stays null when it has none. */
    [[nodiscard]] Verdict findTransaction(const FrameView& frame, Transaction*& transaction);
    [[nodiscard]] Verdict findOpen(const FrameView& frame, Transactions::iterator& found);

    Broker& m_broker;
    Host& m_host;
    std::uint64_t m_session;
    SessionConsumers m_consumers;
    Transactions m_transactions;
    std::uint32_t m_lastTransaction = 0;
    SessionNames m_names;
    std::string m_clientId;
};

} // namespace Stomp
