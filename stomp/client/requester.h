#pragma once

#include "client.h"

#include <stomp/dialect/dialectways.h>

#include <QBasicTimer>

#include <functional>
#include <list>

namespace Stomp {

/**
 * Asks and waits for the answer (stomp-facts 3.11): sends with reply-to and correlation-id, and
 * pairs each reply with its request, several at once. By the correlation-id; by the reply address
 * alone when the responder does not echo it and nothing but that request can be meant.
 *
 * Where the broker does not do it by itself, it subscribes to its own /temp-queue/. After a request
 * that timed out the next one has a new address, so that a late answer is never taken for another.
 * The client's sink hands every message to offer() first; what is no reply of ours stays with it.
 * Requests do not outlive the session. Lives on the client's thread and must not outlive it; may be
 * destroyed from its signals.
 */
class Requester : public QObject
{
    Q_OBJECT

public:
    using Number = quint64;
    enum class Failure : std::uint8_t
    {
        Refused, //!< not sent, or the broker answered ERROR
        TimedOut,
        SessionEnded,
    };
    Q_ENUM(Failure)

    explicit Requester(Client& client, QObject* parent = nullptr);
    ~Requester() override;

    /** A SEND; its own correlation-id is kept, its reply-to is not. Answered once by replied() or
     * failed(), never before this has returned. way: absent, or None, as the broker calls itself.
     */
    Number request(Frame frame, ContentLength contentLength, Millis timeout = 30'000,
        ReplyWay way = ReplyWay::None);
    /** Not waited for any more; nothing is told. A reply that comes all the same is none of ours,
     * as after a time-out. */
    void cancel(Number request);
    /** True: it was a reply, and replied() has been told. */
    [[nodiscard]] bool offer(const FrameView& message, const MessageOrigin& origin);
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }

Q_SIGNALS:
    /** The broker has the request, by its RECEIPT; before the reply, or never. */
    void confirmed(quint64 request, qint64 roundTripUs);
    void replied(quint64 request, const Stomp::Frame& reply);
    void failed(quint64 request, Stomp::Requester::Failure failure, const QString& reason);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    struct Address
    {
        std::string name;
        SubscriptionKey subscription = 0; //!< 0: the broker subscribes
        bool late = false; //!< an answer to it may come too late: not for new requests
    };
    struct Waiting
    {
        Number number = 0;
        RequestId sent = 0;
        SubscriptionKey subscription = 0;
        std::string address;
        std::string correlation;
        QBasicTimer timer;
    };
    using Place = std::list<Waiting>::iterator;

    [[nodiscard]] Address address(ReplyWay way);
    void setLate(const std::string& address);
    [[nodiscard]] Place find(const Address& address, const FrameView& message);
    void fail(Place place, Failure failure, const QString& reason);
    void failThose(
        const std::function<bool(const Waiting&)>& meant, Failure failure, const QString& reason);
    void dropLateAddresses();

    Client& m_client;
    std::list<Address> m_addresses;
    std::list<Waiting> m_waiting;
    Number m_last = 0;
};

} // namespace Stomp
