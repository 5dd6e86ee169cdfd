#pragma once

#include "serverwebsocket.h"
#include "tlsidentity.h"

#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QWebSocketServer>

#include <functional>
#include <memory>
#include <vector>

namespace Stomp {

/**
 * One port of the practice broker, and the kind of connection that it takes. Hands over each
 * client's transport; connections that have not become WebSockets yet stay with it, at most as many
 * as the broker takes clients, each for ten seconds (Qt's limit).
 */
class Listener : public QObject
{
    Q_OBJECT

public:
    enum class Kind : std::uint8_t
    {
        Tcp,
        Tls,
        WebSocket,
        SecureWebSocket
    };
    using Accept = std::function<void(std::unique_ptr<ServerTransport>)>;

    struct Options
    {
        Kind kind = Kind::Tcp;
        QSslConfiguration tls; //!< of the kinds with TLS
        WebSocketWays webSocket;
        int maxWaiting = 256; //!< that want to become WebSockets
        /** Whether web pages of any site may connect, not only those of this computer. */
        bool takesAnyOrigin = false;
    };

    Listener(Options options, Accept accept, QObject* parent);
    ~Listener() override;

    /** False: errorString() says why. */
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port);
    /** Takes no more; what it has handed over goes on. */
    void close();

    [[nodiscard]] Kind kind() const { return m_options.kind; }
    [[nodiscard]] quint16 port() const;
    /** stomp://127.0.0.1:61613, wss://127.0.0.1:15673/ws; empty when not listening. */
    [[nodiscard]] QString url() const;
    [[nodiscard]] QString errorString() const;

private:
    class Server;
    struct Waiting
    {
        QPointer<QTcpSocket> socket;
        ReadGate* gate;
    };

    [[nodiscard]] bool isWeb() const;
    void acceptSockets();
    void upgrade(QTcpSocket* socket);
    void acceptWebSockets();

    Options m_options;
    Accept m_accept;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QWebSocketServer> m_upgrader;
    std::vector<Waiting> m_waiting;
};

} // namespace Stomp
