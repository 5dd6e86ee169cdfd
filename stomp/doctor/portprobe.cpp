#include "portprobe.h"

#include <QTimerEvent>

namespace Stomp {

namespace {

constexpr std::size_t mostWords = 64;

QByteArray questionOf(ProbeResult::Kind kind, const ClientOptions& options)
{
    switch (kind) {
    case ProbeResult::Kind::Http:
        return "GET / HTTP/1.0\r\nHost: " + QByteArray::fromStdString(options.url.host)
            + "\r\n\r\n";
    case ProbeResult::Kind::Amqp:
        return {"AMQP\0\0\x09\x01", 8};
    case ProbeResult::Kind::Stomp: {
        QByteArray connect = "CONNECT\naccept-version:1.0,1.1,1.2\nhost:"
            + QByteArray::fromStdString(effectiveSession(options).host) + "\n\n";
        connect.append('\0');
        return connect;
    }
    case ProbeResult::Kind::Silence:
    case ProbeResult::Kind::Tls:
        break;
    }
    return {};
}

} // namespace

PortProbe::PortProbe(
    ProbeResult::Kind kind, const ClientOptions& options, int timeout, QObject* parent)
    : QObject(parent), m_options(options), m_timeout(timeout)
{
    m_result.kind = kind;
    m_socket.setProxy(options.proxy);
    m_socket.setReadBufferSize(4096);
    connect(&m_socket, &QSslSocket::connected, this, &PortProbe::ask);
    connect(&m_socket, &QSslSocket::readyRead, this, &PortProbe::take);
    connect(&m_socket, &QSslSocket::disconnected, this, &PortProbe::finish);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &PortProbe::finish);
    if (kind == ProbeResult::Kind::Tls) {
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            m_result.speaks = Speaks::Tls;
            finish();
        });
    }
}

PortProbe::~PortProbe()
{
    m_socket.disconnect(this); // its destructor still has things to say
}

void PortProbe::start()
{
    m_timer.start(m_timeout, this);
    const QString host = QString::fromStdString(m_options.url.host);
    if (m_result.kind == ProbeResult::Kind::Tls)
        m_socket.connectToHostEncrypted(host, m_options.url.port);
    else
        m_socket.connectToHost(host, m_options.url.port);
}

void PortProbe::ask()
{
    m_result.isOpen = true;
    m_timer.start(m_timeout, this);
    const QByteArray question = questionOf(m_result.kind, m_options);
    if (!question.isEmpty())
        m_socket.write(question);
}

void PortProbe::gather()
{
    if (m_result.kind == ProbeResult::Kind::Tls || !m_socket.isOpen())
        return;
    const QByteArray more = m_socket.read(static_cast<qint64>(mostWords - m_result.words.size()));
    m_result.words.append(more.constData(), static_cast<std::size_t>(more.size()));
    m_result.speaks = protocolOf(m_result.words);
}

void PortProbe::take()
{
    gather();
    if (m_result.speaks != Speaks::Unknown || m_result.words.size() >= mostWords)
        finish();
}

void PortProbe::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_timer.timerId())
        finish();
    else
        QObject::timerEvent(event);
}

void PortProbe::finish()
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_timer.stop();
    gather();
    // A server that wants a certificate of ours ends the handshake, but has shown its own by then.
    if (m_result.kind == ProbeResult::Kind::Tls && !m_socket.peerCertificateChain().isEmpty())
        m_result.speaks = Speaks::Tls;
    m_socket.disconnect(this);
    m_socket.abort();
    Q_EMIT finished(m_result);
}

} // namespace Stomp
