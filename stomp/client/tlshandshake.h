#pragma once

#include "clientoptions.h"
#include "transport.h"
#include "transportevidence.h"

#include <QSslConfiguration>
#include <QSslError>

namespace Stomp {

/**
 * What of a TLS handshake is ours to decide, for each transport that has one: what is sent, whether
 * the peer's certificate is taken, and the evidence. Verification cannot be switched off; the one
 * way round it is the fingerprint.
 */
class TlsHandshake
{
public:
    /** host: verified against, unless the options name a server. */
    TlsHandshake(const TlsOptions& options, const QString& host);

    /** Null when a file of the options cannot be used; error() says why. */
    [[nodiscard]] std::optional<QSslConfiguration> configuration();
    [[nodiscard]] const QString& error() const { return m_error; }
    [[nodiscard]] const QString& serverName() const { return m_evidence.serverName; }

    /** Qt's complaints about the peer's certificates, its own first. True: go on nevertheless. */
    [[nodiscard]] bool accepts(
        const QList<QSslError>& errors, const QList<QSslCertificate>& peerChain);
    void finished(const QSslConfiguration& session);
    /** It was not finished. words: Qt's and OpenSSL's; hasAnswered: the peer did begin with it. */
    void failed(TransportError error, const QString& words, bool hasAnswered);
    /** It was finished, and the stream broke with these words: TLS 1.3 tells only then that our
     * certificate is refused. */
    void brokeLater(const QString& words);

    [[nodiscard]] const TlsEvidence& evidence() const { return m_evidence; }

private:
    [[nodiscard]] bool refuseSetup(const QString& error);
    [[nodiscard]] bool readAuthorities(QSslConfiguration& configuration);
    [[nodiscard]] bool readCertificate(QSslConfiguration& configuration);
    void addProblem(TlsProblem problem, const QString& words);

    TlsOptions m_options;
    TlsEvidence m_evidence;
    QString m_error;
};

} // namespace Stomp
