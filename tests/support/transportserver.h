#pragma once

#include <stomp/protocol/brokerurl.h>

#include <QDeadlineTimer>
#include <QHostAddress>
#include <QPointer>
#include <QSslServer>
#include <QSslSocket>
#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace Testing {

/** A server on loopback that speaks one of the transports and says exactly what a test wants. */
class TransportServer : public QObject
{
public:
    using Scheme = Stomp::BrokerUrl::Scheme;

    struct Received
    {
        std::string bytes;
        bool isText;
    };

    class Peer : public QObject
    {
    public:
        Peer(TransportServer& server, QTcpSocket* socket)
            : QObject(&server), m_owner(server), m_socket(socket)
        {
            connect(socket, &QTcpSocket::disconnected, this, [this] { isGone = true; });
            connect(socket, &QTcpSocket::bytesWritten, this, [this] { ++writes; });
        }
        /** Reads the stream as it comes. */
        void readStream()
        {
            m_socket->setParent(this);
            const auto read = [this] {
                if (!m_isPaused)
                    take(m_socket->readAll().toStdString());
            };
            connect(m_socket, &QTcpSocket::readyRead, this, read);
            read();
        }
        void readMessages(QWebSocket* socket)
        {
            m_webSocket = socket;
            socket->setParent(this);
            connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) {
                messages.push_back({text.toStdString(), true});
                take(messages.back().bytes);
            });
            connect(
                socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& bytes) {
                    messages.push_back({bytes.toStdString(), false});
                    take(messages.back().bytes);
                });
        }

        /** Over WebSocket a binary message. */
        void write(std::string_view bytes)
        {
            if (m_webSocket)
                m_webSocket->sendBinaryMessage(
                    QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
            else
                m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
        }
        void flush() { m_socket->flush(); }
        /** What was flushed is with the client's kernel; runs no event loop. */
        [[nodiscard]] bool waitUntilDelivered()
        {
            const QDeadlineTimer end(5000);
            int waiting = 1;
            while (waiting > 0 && !end.hasExpired()) {
                if (::ioctl(int(m_socket->socketDescriptor()), TIOCOUTQ, &waiting) != 0)
                    return false;
            }
            return waiting == 0;
        }
        /** Leaves in the kernel what the client sends; not over WebSocket. */
        void pauseReading()
        {
            m_isPaused = true;
            m_socket->setReadBufferSize(1);
        }
        void resumeReading()
        {
            m_isPaused = false;
            m_socket->setReadBufferSize(0);
            take(m_socket->readAll().toStdString());
        }
        /** Closes in order, after what was written. */
        void hangUp()
        {
            if (m_webSocket)
                m_webSocket->close();
            else
                m_socket->disconnectFromHost();
        }
        /** Dies: the connection is reset, what was written and not read may be lost. */
        void reset()
        {
#ifdef Q_OS_UNIX
            const struct linger now
            {
                1, 0
            };
            ::setsockopt(
                int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
            m_socket->abort();
        }
        [[nodiscard]] QTcpSocket& socket()
        {
            return *m_socket;
        }
        [[nodiscard]] QWebSocket* webSocket()
        {
            return m_webSocket;
        }
        /** Not yet taken by the kernel. */
        [[nodiscard]] qint64 bytesToWrite() const
        {
            const auto* secure = qobject_cast<QSslSocket*>(m_socket.data());
            return m_socket->bytesToWrite() + (secure ? secure->encryptedBytesToWrite() : 0);
        }

        std::string received;
        std::vector<Received> messages; //!< WebSocket only
        int writes = 0;
        bool isGone = false;

    private:
        void take(std::string_view bytes)
        {
            received += bytes;
            if (m_owner.onReceived && !bytes.empty())
                m_owner.onReceived(*this, bytes);
        }

        TransportServer& m_owner;
        bool m_isPaused = false;
        QPointer<QTcpSocket> m_socket;
        QPointer<QWebSocket> m_webSocket;
    };

    /** tls: for the schemes with TLS. */
    explicit TransportServer(Scheme scheme, const std::optional<QSslConfiguration>& tls = {})
        : m_scheme(scheme),
          m_upgrader(QStringLiteral("console-test"), QWebSocketServer::NonSecureMode)
    {
        if (tls) {
            auto secure = std::make_unique<QSslServer>();
            secure->setSslConfiguration(*tls);
            m_server = std::move(secure);
        } else {
            m_server = std::make_unique<QTcpServer>();
        }
        m_upgrader.setSupportedSubprotocols({QStringLiteral("v12.stomp"),
            QStringLiteral("v11.stomp"), QStringLiteral("v10.stomp")});
        connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
            while (QTcpSocket* socket = m_server->nextPendingConnection())
                take(socket);
        });
        connect(&m_upgrader, &QWebSocketServer::newConnection, this, [this] {
            while (QWebSocket* socket = m_upgrader.nextPendingConnection())
                upgraded(socket);
        });
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("cannot listen: %s", qPrintable(m_server->errorString()));
    }

    [[nodiscard]] bool isWebSocket() const
    {
        return m_scheme == Scheme::Ws || m_scheme == Scheme::Wss;
    }
    [[nodiscard]] quint16 port() const
    {
        return m_server->serverPort();
    }
    [[nodiscard]] Stomp::BrokerUrl url() const
    {
        Stomp::BrokerUrl url;
        url.scheme = m_scheme;
        url.host = "127.0.0.1";
        url.port = port();
        url.path = isWebSocket() ? "/ws" : "";
        return url;
    }
    [[nodiscard]] Peer* last() const
    {
        return peers.empty() ? nullptr : peers.back();
    }
    void stopListening()
    {
        m_server->close();
    }

    std::function<void(Peer&)> onConnection;
    std::function<void(Peer&, std::string_view bytes)> onReceived;
    std::vector<Peer*> peers;

private:
    void take(QTcpSocket* socket)
    {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        if (isWebSocket()) {
            m_sockets.push_back(socket);
            m_upgrader.handleConnection(socket);
            return;
        }
        peers.push_back(new Peer(*this, socket));
        if (onConnection)
            onConnection(*peers.back());
        peers.back()->readStream();
    }
    void upgraded(QWebSocket* webSocket)
    {
        for (QTcpSocket* socket : m_sockets) {
            if (socket && socket->peerPort() == webSocket->peerPort())
                peers.push_back(new Peer(*this, socket));
        }
        peers.back()->readMessages(webSocket);
        if (onConnection)
            onConnection(*peers.back());
    }

    Scheme m_scheme;
    std::unique_ptr<QTcpServer> m_server;
    QWebSocketServer m_upgrader;
    std::vector<QPointer<QTcpSocket>> m_sockets;
};

} // namespace Testing
