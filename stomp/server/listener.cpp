#include "listener.h"

#include "gatedsocket.h"
#include "logging.h"
#include "serverstream.h"

#include <QNetworkInterface>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketCorsAuthenticator>

#include <algorithm>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

constexpr int s_backlog = 1000;

bool isSecure(Listener::Kind kind)
{
    return kind == Listener::Kind::Tls || kind == Listener::Kind::SecureWebSocket;
}

/** The address by which others reach a listener on every address. */
QHostAddress reachable(const QHostAddress& address)
{
    if (address != QHostAddress(QHostAddress::Any) && address != QHostAddress(QHostAddress::AnyIPv4)
        && address != QHostAddress(QHostAddress::AnyIPv6))
        return address;
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    for (const QHostAddress& one : all) {
        if (!one.isLoopback() && one.protocol() == QAbstractSocket::IPv4Protocol)
            return one;
    }
    return QHostAddress(QHostAddress::LocalHost);
}

/** Of a page of this computer, or of no page at all. */
bool isLocalOrigin(const QString& origin)
{
    if (origin.isEmpty())
        return true;
    const QString host = QUrl(origin).host();
    return host == u"localhost"_s || QHostAddress(host).isLoopback();
}

} // namespace

/** Makes the sockets of its kind. */
class Listener::Server final : public QTcpServer
{
public:
    explicit Server(const Options& options) : m_options(options) { }

private:
    void incomingConnection(qintptr descriptor) override
    {
        QTcpSocket* socket = nullptr;
        switch (m_options.kind) {
        case Kind::Tcp:
            socket = new QTcpSocket(this);
            break;
        case Kind::Tls:
            socket = new QSslSocket(this);
            break;
        case Kind::WebSocket:
            socket = new GatedSocket<QTcpSocket>(this);
            break;
        case Kind::SecureWebSocket:
            socket = new GatedSocket<QSslSocket>(this);
            break;
        }
        if (!socket->setSocketDescriptor(descriptor)) {
            delete socket;
            return;
        }
        if (auto* tls = qobject_cast<QSslSocket*>(socket)) {
            tls->setSslConfiguration(m_options.tls);
            tls->startServerEncryption();
        }
        addPendingConnection(socket);
    }

    const Options& m_options;
};

Listener::Listener(Options options, Accept accept, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_accept(std::move(accept)),
      m_server(std::make_unique<Server>(m_options))
{
    m_server->setMaxPendingConnections(s_backlog);
    connect(m_server.get(), &QTcpServer::newConnection, this, &Listener::acceptSockets);
    if (!isWeb())
        return;
    m_upgrader = std::make_unique<QWebSocketServer>(u"practice broker"_s,
        // The sockets come to it when TLS is done with them.
        QWebSocketServer::NonSecureMode);
    m_upgrader->setSupportedSubprotocols({u"v12.stomp"_s, u"v11.stomp"_s, u"v10.stomp"_s});
    m_upgrader->setMaxPendingConnections(s_backlog);
    connect(m_upgrader.get(), &QWebSocketServer::newConnection, this, &Listener::acceptWebSockets);
    connect(m_upgrader.get(), &QWebSocketServer::originAuthenticationRequired, this,
        [this](QWebSocketCorsAuthenticator* request) {
            const bool allowed = m_options.takesAnyOrigin || isLocalOrigin(request->origin());
            if (!allowed)
                qCWarning(brokerLog).noquote()
                    << "refused a web page of" << request->origin().left(200)
                    << "because this broker has no users: any site could use it";
            request->setAllowed(allowed);
        });
}

Listener::~Listener()
{
    close();
}

bool Listener::isWeb() const
{
    return m_options.kind == Kind::WebSocket || m_options.kind == Kind::SecureWebSocket;
}

bool Listener::listen(const QHostAddress& address, quint16 port)
{
    return m_server->listen(address, port);
}

void Listener::close()
{
    m_server->close();
    for (const Waiting& waiting : m_waiting) {
        if (waiting.socket)
            waiting.socket->abort();
    }
    m_waiting.clear();
}

quint16 Listener::port() const
{
    return m_server->serverPort();
}

QString Listener::errorString() const
{
    return m_server->errorString();
}

QString Listener::url() const
{
    if (!m_server->isListening())
        return {};
    const QHostAddress address = reachable(m_server->serverAddress());
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = isV6 ? u'[' + address.toString() + u']' : address.toString();
    const QString scheme = isWeb() ? (isSecure(m_options.kind) ? u"wss"_s : u"ws"_s)
                                   : (isSecure(m_options.kind) ? u"stomps"_s : u"stomp"_s);
    return scheme + u"://" + host + u':' + QString::number(port()) + (isWeb() ? u"/ws"_s : u""_s);
}

void Listener::acceptSockets()
{
    // Whoever hears of a client may close us.
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        if (isWeb())
            upgrade(socket);
        else
            m_accept(std::make_unique<ServerStream>(socket));
    }
}

void Listener::upgrade(QTcpSocket* socket)
{
    std::erase_if(m_waiting, [](const Waiting& one) { return !one.socket; });
    if (m_waiting.size() >= static_cast<std::size_t>(m_options.maxWaiting)) {
        qCWarning(brokerLog) << "refused a connection:" << m_options.maxWaiting
                             << "wait for their WebSocket handshake";
        socket->abort();
        socket->deleteLater();
        return;
    }
    socket->setParent(this);
    m_waiting.push_back({socket, dynamic_cast<ReadGate*>(socket)});
    m_upgrader->handleConnection(socket);
}

void Listener::acceptWebSockets()
{
    while (QWebSocket* webSocket = m_upgrader->nextPendingConnection()) {
        const auto found =
            std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Waiting& one) {
                return one.socket && one.socket->peerPort() == webSocket->peerPort()
                    && one.socket->peerAddress() == webSocket->peerAddress();
            });
        if (found == m_waiting.end() || !found->gate) {
            delete webSocket;
            continue;
        }
        const Waiting waiting = *found;
        m_waiting.erase(found);
        m_accept(std::make_unique<ServerWebSocket>(
            webSocket, *waiting.socket, *waiting.gate, m_options.webSocket));
    }
}

} // namespace Stomp
