#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <optional>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Testing {

/**
 * Stands on loopback between a client and any server of this machine, and does to their connections
 * what networks do. Faults count for connections that are already there, too.
 */
class FaultProxy : public QObject
{
public:
    explicit FaultProxy(quint16 target) : m_target(target)
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                new Link(*this, socket);
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen: %s", qPrintable(m_server.errorString()));
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    /** Bytes of the latest connection that were let through. */
    [[nodiscard]] qint64 fromClient() const { return m_fromClient; }
    [[nodiscard]] qint64 fromServer() const { return m_fromServer; }

    /** Half-open: both sides stay connected, and what they say, or that they leave, is lost. */
    bool swallows = false;
    /** One byte at a time each way, each in a segment of its own; so many in a turn of the event
     * loop, 0: no dripping. */
    int drips = 0;
    int dripEveryMs = 0; //!< between those turns
    /** Ends each connection behind so many bytes of one side, with all before them delivered. */
    std::optional<qint64> cutAfterServer;
    std::optional<qint64> cutAfterClient;
    /** How it ends then: reset, or closed in order. */
    bool resets = true;

    // For who wants to know all that is let through: by the number of the connection, from 0.
    std::function<void(int connection, bool isFromClient, const QByteArray& bytes)> onPassed;
    std::function<void(int connection)> onEnded; //!< may be told twice

private:
    class Link : public QObject
    {
    public:
        Link(FaultProxy& proxy, QTcpSocket* client)
            : QObject(&proxy), m_proxy(proxy), m_number(proxy.m_connections++), m_client(client),
              m_server(new QTcpSocket(this))
        {
            proxy.m_fromClient = proxy.m_fromServer = 0;
            client->setParent(this);
            // Each write is a segment of its own, and none waits for an answer to the one before.
            client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            connect(m_server, &QTcpSocket::connected, this, [this] {
                m_server->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                carry();
            });
            for (QTcpSocket* socket : {m_client, m_server}) {
                connect(socket, &QTcpSocket::readyRead, this, &Link::carry);
                connect(socket, &QTcpSocket::disconnected, this, &Link::finish);
            }
            connect(m_server, &QTcpSocket::errorOccurred, m_client, [this] {
                if (m_server->state() != QAbstractSocket::ConnectedState)
                    m_client->disconnectFromHost(); // nobody listens there
            });
            connect(&m_drip, &QTimer::timeout, this, &Link::drip);
            m_server->connectToHost(QHostAddress::LocalHost, proxy.m_target);
        }

    private:
        void carry()
        {
            if (m_server->state() != QAbstractSocket::ConnectedState)
                return; // what the client has said waits
            if (m_proxy.swallows) {
                m_client->readAll();
                m_server->readAll();
            } else if (m_proxy.drips > 0) {
                if (!m_drip.isActive())
                    m_drip.start(m_proxy.dripEveryMs);
            } else {
                pass(*m_client, *m_server, m_proxy.m_fromClient, m_proxy.cutAfterClient);
                pass(*m_server, *m_client, m_proxy.m_fromServer, m_proxy.cutAfterServer);
            }
        }
        void drip()
        {
            for (int i = 0; i < m_proxy.drips; ++i) {
                const bool up = passOne(*m_client, *m_server, m_proxy.m_fromClient);
                const bool down = passOne(*m_server, *m_client, m_proxy.m_fromServer);
                if (!up && !down) {
                    m_drip.stop();
                    return;
                }
            }
        }
        bool passOne(QTcpSocket& from, QTcpSocket& to, qint64& count)
        {
            if (!from.bytesAvailable() || to.state() != QAbstractSocket::ConnectedState)
                return false;
            const QByteArray byte = from.read(1);
            tell(from, byte);
            to.write(byte);
            to.flush();
            ++count;
            return true;
        }
        void pass(
            QTcpSocket& from, QTcpSocket& to, qint64& count, const std::optional<qint64>& cutAfter)
        {
            if (m_isCut || !from.bytesAvailable() || to.state() != QAbstractSocket::ConnectedState)
                return;
            QByteArray bytes = from.readAll();
            const bool reached = cutAfter && count + bytes.size() >= *cutAfter;
            if (reached)
                bytes.truncate(*cutAfter - count);
            count += bytes.size();
            tell(from, bytes);
            to.write(bytes);
            if (reached)
                cut();
        }
        void tell(const QTcpSocket& from, const QByteArray& bytes) const
        {
            if (m_proxy.onPassed)
                m_proxy.onPassed(m_number, &from == m_client, bytes);
        }
        void cut()
        {
            m_isCut = true;
            for (QTcpSocket* socket : {m_client, m_server}) {
                while (socket->bytesToWrite() > 0 && socket->flush())
                    ;
                if (m_proxy.resets)
                    reset(*socket);
                else
                    socket->disconnectFromHost();
            }
        }
        static void reset(QTcpSocket& socket)
        {
#ifdef Q_OS_UNIX
            const struct linger now
            {
                1, 0
            };
            ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
            socket.abort();
        }
        /** One of them has left: the other hears of it after all that was said. */
        void finish()
        {
            if (m_proxy.swallows || m_isCut)
                return;
            m_drip.stop();
            pass(*m_client, *m_server, m_proxy.m_fromClient, m_proxy.cutAfterClient);
            pass(*m_server, *m_client, m_proxy.m_fromServer, m_proxy.cutAfterServer);
            if (m_proxy.onEnded)
                m_proxy.onEnded(m_number);
            if (m_isCut)
                return;
            m_client->disconnectFromHost();
            if (m_server->state() == QAbstractSocket::ConnectedState)
                m_server->disconnectFromHost();
            else
                m_server->abort();
        }

        FaultProxy& m_proxy;
        int m_number;
        QTcpSocket* m_client;
        QTcpSocket* m_server;
        QTimer m_drip;
        bool m_isCut = false;
    };

    quint16 m_target;
    QTcpServer m_server;
    int m_connections = 0;
    qint64 m_fromClient = 0;
    qint64 m_fromServer = 0;
};

} // namespace Testing
