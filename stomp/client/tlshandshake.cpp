#include "tlshandshake.h"

#include "certificates.h"

#include <QCryptographicHash>
#include <QSslCipher>

#include <algorithm>

namespace Stomp {

TlsHandshake::TlsHandshake(const TlsOptions& options, const QString& host) : m_options(options)
{
    m_evidence.serverName = options.serverName.isEmpty() ? host : options.serverName;
}

std::optional<QSslConfiguration> TlsHandshake::configuration()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::SecureProtocols);
    if (!readAuthorities(configuration) || !readCertificate(configuration))
        return {};
    return configuration;
}

bool TlsHandshake::refuseSetup(const QString& error)
{
    m_error = error;
    addProblem(TlsProblem::Other, error);
    return false;
}

bool TlsHandshake::readAuthorities(QSslConfiguration& configuration)
{
    if (m_options.caFile.isEmpty())
        return true;
    const PemCertificates authorities = readCertificates(m_options.caFile);
    if (!authorities.error.isEmpty())
        return refuseSetup(authorities.error);
    configuration.setCaCertificates(authorities.certificates);
    return true;
}

bool TlsHandshake::readCertificate(QSslConfiguration& configuration)
{
    if (m_options.certificateFile.isEmpty() && m_options.keyFile.isEmpty())
        return true;
    if (m_options.certificateFile.isEmpty())
        return refuseSetup(Transport::tr("a key file goes with a certificate file"));
    const PemCertificates own = readCertificates(m_options.certificateFile);
    if (!own.error.isEmpty())
        return refuseSetup(own.error);
    // One file often holds both.
    const bool isApart = !m_options.keyFile.isEmpty();
    const PemKey key = readPrivateKey(
        isApart ? m_options.keyFile : m_options.certificateFile, m_options.keyPassphrase);
    if (!key.error.isEmpty())
        return refuseSetup(key.error);
    if (own.certificates.first().publicKey().algorithm() != key.key.algorithm()) {
        return refuseSetup(Transport::tr("the key in %1 does not belong to the certificate in %2")
                               .arg(isApart ? m_options.keyFile : m_options.certificateFile,
                                   m_options.certificateFile));
    }
    configuration.setLocalCertificateChain(own.certificates);
    configuration.setPrivateKey(key.key);
    return true;
}

bool TlsHandshake::accepts(const QList<QSslError>& errors, const QList<QSslCertificate>& peerChain)
{
    m_evidence.chain = describe(peerChain);
    for (const QSslError& error : errors)
        addProblem(problemOf(error), error.errorString());
    std::sort(m_evidence.problems.begin(), m_evidence.problems.end());
    m_evidence.acceptedByFingerprint = !peerChain.isEmpty() && !m_options.fingerprint.isEmpty()
        && peerChain.first().digest(QCryptographicHash::Sha256) == m_options.fingerprint;
    if (m_evidence.acceptedByFingerprint)
        m_evidence.problems.clear();
    return m_evidence.acceptedByFingerprint;
}

void TlsHandshake::finished(const QSslConfiguration& session)
{
    m_evidence.chain = describe(session.peerCertificateChain());
    m_evidence.protocol = protocolName(session.sessionProtocol());
    m_evidence.cipher = session.sessionCipher().name();
}

void TlsHandshake::failed(TransportError error, const QString& words, bool hasAnswered)
{
    if (!m_evidence.problems.isEmpty())
        return;
    // Who speaks TLS says so with an alert.
    if (error == TransportError::Timeout || error == TransportError::Reset) {
        addProblem(hasAnswered ? TlsProblem::Other : TlsProblem::NotTls, words);
        return;
    }
    for (const TlsProblem problem : problemsIn(words))
        addProblem(problem, words);
}

void TlsHandshake::brokeLater(const QString& words)
{
    if (problemsIn(words).contains(TlsProblem::ClientCertificateRefused))
        addProblem(TlsProblem::ClientCertificateRefused, words);
}

void TlsHandshake::addProblem(TlsProblem problem, const QString& words)
{
    if (!m_evidence.problems.contains(problem))
        m_evidence.problems.append(problem);
    if (!m_evidence.details.contains(words))
        m_evidence.details.append(words);
}

} // namespace Stomp
