#include "tlstransport.h"

#include <QSslCipher>

namespace Stomp {

TlsTransport::TlsTransport(
    const TransportTarget& target, const TlsOptions& options, QObject* parent)
    : SocketTransport(std::make_unique<QSslSocket>(), target, parent),
      m_handshake(options, target.host)
{
    connect(&socket(), &QSslSocket::sslErrors, this, [this](const QList<QSslError>& errors) {
        if (m_handshake.accepts(errors, socket().peerCertificateChain()))
            socket().ignoreSslErrors();
    });
    connect(&socket(), &QSslSocket::encrypted, this, [this] {
        m_handshake.finished(socket().sslConfiguration());
        streamOpened();
    });
    // It encrypts all that it is given at once: what waits for the peer is in the second buffer. It
    // says bytesWritten() when the first is empty and the second not yet filled.
    connect(&socket(), &QSslSocket::encryptedBytesWritten, this, &TlsTransport::handleWritten);
}

qint64 TlsTransport::unsentBytes() const
{
    return socket().bytesToWrite() + socket().encryptedBytesToWrite();
}

QSslSocket& TlsTransport::socket() const
{
    return static_cast<QSslSocket&>(*m_socket);
}

TransportEvidence TlsTransport::evidence() const
{
    TransportEvidence evidence = SocketTransport::evidence();
    if (!evidence.peerAddress.isEmpty() || !m_handshake.error().isEmpty())
        evidence.tls = m_handshake.evidence();
    return evidence;
}

void TlsTransport::connectSocket()
{
    const std::optional<QSslConfiguration> configuration = m_handshake.configuration();
    if (!configuration) {
        fail(TransportError::Tls, m_handshake.error());
        return;
    }
    socket().setSslConfiguration(*configuration);
    socket().connectToHostEncrypted(m_target.host, m_target.port, m_handshake.serverName());
}

void TlsTransport::tcpConnected()
{
    m_arrivals.watch(socket());
}

TransportError TlsTransport::judge(TransportError error, const QString& reason)
{
    m_handshake.failed(error, reason, !socket().sessionCipher().isNull());
    return TransportError::Tls;
}

void TlsTransport::streamBroken(const QString& reason)
{
    m_handshake.brokeLater(reason);
}

} // namespace Stomp
