#pragma once

#include "servertransport.h"

#include <stomp/broker/outbox.h>
#include <stomp/broker/serversession.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>

namespace Stomp {

/**
 * One client of the practice broker: its transport and its session. Takes nothing from the
 * transport while the session wants no input, writes what the session sends, and at the end closes
 * its own half first and lingers, so that an ERROR is read before the connection goes (STOMP 1.2
 * "Connection Lingering").
 */
class ServerConnection final : public QObject, private Outbox
{
    Q_OBJECT

public:
    class Host
    {
    public:
        virtual ~Host() = default;
        [[nodiscard]] virtual Millis now() const = 0;
        /** False: what the session said may not leave yet; flush() will be called when it may. */
        [[nodiscard]] virtual bool mayWrite() const = 0;
        /** Call flush() of this client soon. */
        virtual void touch(ServerConnection& client) = 0;
        /** What came in has been worked off: others may have to be flushed, deadlines changed. */
        virtual void afterInput(ServerConnection& client) = 0;
        /** The client's session wants its tick() then. */
        virtual void wakeBy(Millis time) = 0;
        /** The connection is gone: forget this client, without deleting it at once. */
        virtual void ended(ServerConnection& client) = 0;
    };

    ServerConnection(Host& host, std::shared_ptr<Broker> broker,
        std::unique_ptr<ServerTransport> transport, int lingerMs);
    ~ServerConnection() override;

    void flush();
    [[nodiscard]] ServerSession& session() { return m_session; }
    /** Says why, writes what the system takes, and closes; nothing is waited for, nothing follows.
     */
    void closeNow(const Refusal& reason);
    /** What the session has said since it last might write is not so, and never leaves. */
    void dropUnconfirmed();
    /** The same, and ends the connection with this ERROR. The session must have ended. */
    void endWith(const Refusal& reason);

private:
    void send(std::string_view bytes) override;
    void close() override;
    void abort() override;
    void resumeInput() override;
    void wakeBy(Millis time) override { m_host.wakeBy(time); }
    [[nodiscard]] std::size_t pendingBytes() const override;

    void read();
    void resume();
    /** False when the transport took nothing. */
    bool writeMore();
    void drained();
    void touch();
    void endAfterWriting();
    void lost();

    Host& m_host;
    std::shared_ptr<Broker> m_broker;
    std::unique_ptr<ServerTransport> m_transport;
    QTimer m_linger;
    int m_lingerMs;
    int m_goodbyeMs; //!< how long it may take the last bytes, before it is closed without them
    std::string m_out;
    std::size_t m_outBegin = 0;
    std::size_t m_confirmedEnd = 0; //!< of m_out, while touched: what follows may not leave yet
    std::size_t m_unsent = 0; //!< given to the transport, not yet taken by the system
    bool m_drainPending = false;
    bool m_isInputStalled = false; //!< the session stopped taking input
    bool m_isTouched = false;
    bool m_isClosing = false;
    bool m_isHalfClosed = false;
    bool m_resumePending = false;
    bool m_isGone = false; //!< nothing reaches the host any more, which may have another broker
    ServerSession m_session;
};

} // namespace Stomp
