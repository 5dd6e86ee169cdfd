#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace Testing {

/** A proxy on loopback that speaks HTTP CONNECT and SOCKS5, as its client begins, and leads to
 * addresses of this machine. */
class TestProxy : public QObject
{
public:
    TestProxy()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection())
                new Session(*this, socket);
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("cannot listen");
    }

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void stopListening() { m_server.close(); }

    QByteArray user; //!< empty: everybody
    QByteArray password;
    bool forbids = false;
    int tunnels = 0;

private:
    class Session : public QObject
    {
    public:
        Session(TestProxy& proxy, QTcpSocket* client)
            : QObject(&proxy), m_proxy(proxy), m_client(client)
        {
            client->setParent(this);
            connect(client, &QTcpSocket::readyRead, this, &Session::read);
        }

    private:
        void read()
        {
            m_asked += m_client->readAll();
            if (m_target)
                m_target->write(std::exchange(m_asked, {}));
            else if (m_asked.startsWith('\x05'))
                readSocks();
            else
                readHttp();
        }
        void readHttp()
        {
            const qsizetype end = m_asked.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QByteArray request = m_asked.left(end);
            m_asked.remove(0, end + 4);
            const QByteArray login =
                "Basic " + QByteArray(m_proxy.user + ':' + m_proxy.password).toBase64();
            if (!m_proxy.user.isEmpty() && !request.contains(login)) {
                m_client->write("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                "Proxy-Authenticate: Basic realm=\"test\"\r\n"
                                "Content-Length: 0\r\n\r\n");
            } else if (m_proxy.forbids) {
                m_client->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            } else {
                const QByteArray address = request.split(' ').value(1);
                connectTo(address.mid(address.lastIndexOf(':') + 1).toUShort(),
                    "HTTP/1.1 200 Connection established\r\n\r\n");
            }
        }
        void readSocks()
        {
            const bool wantsLogin = !m_proxy.user.isEmpty();
            if (m_step == 0) { // 5, count, methods
                if (m_asked.size() < 2 || m_asked.size() < 2 + m_asked[1])
                    return;
                const bool offersLogin = m_asked.mid(2, m_asked[1]).contains('\x02');
                m_asked.clear();
                if (wantsLogin && !offersLogin) {
                    m_client->write("\x05\xff");
                    return;
                }
                m_client->write(wantsLogin ? QByteArray("\x05\x02", 2) : QByteArray("\x05\0", 2));
                m_step = wantsLogin ? 1 : 2;
                m_asked = wantsLogin ? QByteArray("\x05", 1) : QByteArray();
            } else if (m_step == 1) { // 1, length, user, length, password; behind our own 5
                const QByteArray login = QByteArray(1, '\x01') + char(m_proxy.user.size())
                    + m_proxy.user + char(m_proxy.password.size()) + m_proxy.password;
                const bool isRight = m_asked.mid(1) == login;
                m_asked.clear();
                m_client->write(isRight ? QByteArray("\x01\0", 2) : QByteArray("\x01\x01", 2));
                m_step = 2;
            } else if (m_asked.size() >= 10) { // 5, connect, 0, an IPv4 address, its port
                const quint16 port = quint16((quint8(m_asked[8]) << 8) | quint8(m_asked[9]));
                m_asked.clear();
                const QByteArray rest("\0\x01\0\0\0\0\0\0", 8);
                if (m_proxy.forbids)
                    m_client->write(QByteArray("\x05\x02", 2) + rest);
                else
                    connectTo(port, QByteArray("\x05\0", 2) + rest);
            }
        }
        void connectTo(quint16 port, const QByteArray& answer)
        {
            auto* target = new QTcpSocket(this);
            connect(target, &QTcpSocket::connected, this, [this, target, answer] {
                ++m_proxy.tunnels;
                m_target = target;
                m_client->write(answer);
            });
            connect(target, &QTcpSocket::readyRead, this,
                [this, target] { m_client->write(target->readAll()); });
            connect(target, &QTcpSocket::disconnected, m_client, &QTcpSocket::disconnectFromHost);
            connect(m_client, &QTcpSocket::disconnected, target, &QTcpSocket::disconnectFromHost);
            target->connectToHost(QHostAddress::LocalHost, port);
        }

        TestProxy& m_proxy;
        QTcpSocket* m_client;
        QTcpSocket* m_target = nullptr;
        QByteArray m_asked;
        int m_step = 0;
    };

    QTcpServer m_server;
};

} // namespace Testing
