#include "secureopening.h"

#include "doctortext.h"
#include "stepfindings.h"
#include "wording.h"

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;
using Kind = Diagnosis::Kind;

QString day(const QDateTime& time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

QString detailsOf(const TlsEvidence& tls)
{
    return (tls.details + describe(tls.chain)).join(u'\n');
}

/** What else is wrong with the certificate, in a sentence. */
QString furtherProblems(const TlsEvidence& tls)
{
    QStringList further;
    for (const TlsProblem problem : tls.problems.mid(1)) {
        if (problem == TlsProblem::Expired)
            further += DoctorText::tr("It has expired as well.");
        else if (problem == TlsProblem::NameMismatch)
            further += DoctorText::tr("It is for another name as well.");
        else if (problem == TlsProblem::NotYetValid)
            further += DoctorText::tr("It is not valid yet as well.");
    }
    return further.join(u' ');
}

QString acceptByFingerprint(const CertificateInfo& peer)
{
    return DoctorText::tr("If you know this certificate, accept it by its SHA-256 fingerprint: %1")
        .arg(fingerprintText(peer.sha256));
}

Diagnosis untrusted(
    const TlsEvidence& tls, const CertificateInfo& peer, const ClientOptions& options)
{
    QString cause = peer.isSelfSigned
        ? DoctorText::tr("The certificate of %1 has signed itself.").arg(peer.subject)
        : DoctorText::tr("The certificate of %1 is signed by %2, which is not among the trusted "
                         "authorities.")
              .arg(peer.subject, peer.issuer);
    return {Kind::UnknownIssuer,
        DoctorText::tr("Nobody that is trusted has signed the certificate of %1.")
            .arg(addressOf(options)),
        cause,
        DoctorText::tr("Give the certificate of its authority as CA file.") + u' '
            + acceptByFingerprint(peer),
        detailsOf(tls)};
}

Diagnosis wrongName(
    const TlsEvidence& tls, const CertificateInfo& peer, const ClientOptions& options)
{
    const QString names =
        peer.names.isEmpty() ? peer.subject : QStringList(peer.names).join(u", "_s);
    return {Kind::NameMismatch,
        DoctorText::tr("The certificate of %1 is for another name than %2.")
            .arg(addressOf(options), tls.serverName),
        DoctorText::tr("It is good for %1.").arg(names),
        DoctorText::tr("Connect by one of these names, or give one as TLS server name.") + u' '
            + acceptByFingerprint(peer),
        detailsOf(tls)};
}

Diagnosis wrongTime(
    const TlsEvidence& tls, const CertificateInfo& peer, const ClientOptions& options, bool expired)
{
    return {expired ? Kind::CertificateExpired : Kind::CertificateNotYetValid,
        expired ? DoctorText::tr("The certificate of %1 has expired.").arg(addressOf(options))
                : DoctorText::tr("The certificate of %1 is not valid yet.").arg(addressOf(options)),
        DoctorText::tr("It is valid from %1 to %2.").arg(day(peer.validFrom), day(peer.validUntil)),
        DoctorText::tr("The broker needs a new certificate; or the clock of this machine is wrong.")
            + u' ' + acceptByFingerprint(peer),
        detailsOf(tls)};
}

Diagnosis explainCertificate(
    const TlsEvidence& tls, TlsProblem problem, const ClientOptions& options)
{
    const CertificateInfo peer = tls.chain.value(0);
    Diagnosis diagnosis;
    if (problem == TlsProblem::NameMismatch)
        diagnosis = wrongName(tls, peer, options);
    else if (problem == TlsProblem::Expired || problem == TlsProblem::NotYetValid)
        diagnosis = wrongTime(tls, peer, options, problem == TlsProblem::Expired);
    else
        diagnosis = untrusted(tls, peer, options);
    if (const QString further = furtherProblems(tls); !further.isEmpty())
        diagnosis.cause += u' ' + further;
    if (!options.tls.fingerprint.isEmpty()) {
        diagnosis.cause += u' '
            + DoctorText::tr("It is not the certificate that was accepted by its fingerprint: the "
                             "broker has a new one, or somebody stands between.");
    }
    return diagnosis;
}

QString pathOf(const ClientOptions& options)
{
    BrokerUrl url = options.url;
    url.user.clear();
    return QString::fromStdString(url.display());
}

QString sockJsHint(const ClientOptions& options)
{
    const QString path =
        QString::fromStdString(options.url.path.substr(0, options.url.path.find('?')));
    if (path.endsWith(u"/websocket"))
        return DoctorText::tr("Check the path: /ws on RabbitMQ, / on ActiveMQ and Artemis.");
    const QString base = path.endsWith(u'/') ? path : path + u'/';
    return DoctorText::tr("Check the path: /ws on RabbitMQ, / on ActiveMQ and Artemis. A Spring "
                          "endpoint with SockJS takes WebSockets at %1.")
        .arg(base + u"websocket");
}

Diagnosis explainStatus(const UpgradeAnswer& answer, const ClientOptions& options)
{
    const QString status =
        DoctorText::tr("The server's answer was HTTP %1 %2.").arg(answer.status).arg(answer.reason);
    switch (answer.status) {
    case 401:
    case 407:
        return {Kind::UpgradeNeedsLogin,
            DoctorText::tr("The web server at %1 wants a login before it opens a WebSocket.")
                .arg(addressOf(options)),
            status,
            DoctorText::tr("Give an HTTP header Authorization, such as \"Authorization: Bearer "
                           "...\"; the login of STOMP comes later."),
            {}};
    case 403:
        return {Kind::UpgradeForbidden,
            DoctorText::tr("The web server at %1 does not open a WebSocket to us.")
                .arg(addressOf(options)),
            status + u' '
                + DoctorText::tr("Mostly it takes WebSockets from the pages of certain origins "
                                 "only."),
            DoctorText::tr("Give an HTTP header Origin that it allows (Spring: setAllowedOrigins), "
                           "or the login that it wants."),
            {}};
    case 404:
        return {Kind::UpgradeNotFound,
            DoctorText::tr("There is nothing at %1.").arg(pathOf(options)), status,
            sockJsHint(options), {}};
    default:
        break;
    }
    if (answer.status >= 300 && answer.status < 400) {
        return {Kind::UpgradeRedirected,
            DoctorText::tr("The web server at %1 sends us elsewhere.").arg(addressOf(options)),
            answer.location.isEmpty()
                ? status
                : status + u' ' + DoctorText::tr("It points to %1.").arg(answer.location),
            DoctorText::tr("Use that address, with ws:// for http:// and wss:// for https://. If "
                           "it is a login page, an HTTP header Authorization may be wanted."),
            {}};
    }
    return {Kind::NoWebSocket,
        DoctorText::tr("The web server at %1 did not switch to WebSocket.").arg(addressOf(options)),
        status, sockJsHint(options), {}};
}

} // namespace

Diagnosis explainTls(const ConnectionFailure& failure, const ClientOptions& options)
{
    const TlsEvidence tls = failure.evidence.tls.value_or(TlsEvidence());
    const TlsProblem problem = tls.problems.value(0, TlsProblem::None);
    switch (problem) {
    case TlsProblem::UnknownIssuer:
    case TlsProblem::Expired:
    case TlsProblem::NotYetValid:
    case TlsProblem::NameMismatch:
        if (!tls.chain.isEmpty())
            return explainCertificate(tls, problem, options);
        break;
    case TlsProblem::Revoked:
        return {Kind::CertificateRevoked,
            DoctorText::tr("The certificate of %1 has been revoked.").arg(addressOf(options)),
            DoctorText::tr("Its authority has withdrawn it: its key may be in other hands."),
            DoctorText::tr("The broker needs a new certificate."), detailsOf(tls)};
    case TlsProblem::ClientCertificateRefused:
        return {Kind::ClientCertificateRefused,
            options.tls.certificateFile.isEmpty()
                ? DoctorText::tr("%1 wants a certificate of ours.").arg(addressOf(options))
                : DoctorText::tr("%1 does not take our certificate.").arg(addressOf(options)),
            options.tls.certificateFile.isEmpty()
                ? DoctorText::tr("The broker lets in only who shows a certificate that it knows.")
                : DoctorText::tr("It is signed by nobody that the broker trusts, or has expired."),
            DoctorText::tr("Give a certificate and its key that the broker knows."),
            detailsOf(tls)};
    case TlsProblem::NoCommonProtocol:
        return {Kind::NoCommonTls,
            DoctorText::tr("%1 speaks TLS, but no version or cipher in common with us.")
                .arg(addressOf(options)),
            DoctorText::tr("Mostly an old broker that knows TLS 1.0 or 1.1 only."),
            DoctorText::tr("Let the broker speak TLS 1.2 or 1.3."), detailsOf(tls)};
    case TlsProblem::NotTls:
        return {Kind::NotTls, DoctorText::tr("%1 does not speak TLS.").arg(addressOf(options)),
            DoctorText::tr("Mostly this is the port for plain connections."),
            options.url.scheme == BrokerUrl::Scheme::Wss
                ? DoctorText::tr("Use ws:// there, or the broker's port for wss://.")
                : DoctorText::tr("Use stomp:// there, or the broker's port for TLS, usually "
                                 "61614."),
            failure.detail};
    case TlsProblem::None:
    case TlsProblem::Other:
        break;
    }
    if (failure.evidence.peerAddress.isEmpty())
        return {Kind::TlsFiles, DoctorText::tr("TLS cannot begin: %1.").arg(failure.detail), {},
            DoctorText::tr("Mend the TLS settings of this connection."), {}};
    return {Kind::TlsFailed, DoctorText::tr("TLS with %1 failed.").arg(addressOf(options)),
        DoctorText::tr("OpenSSL's words are all that is known."), {}, failure.detail};
}

Diagnosis explainUpgrade(const ConnectionFailure& failure, const ClientOptions& options)
{
    const UpgradeAnswer answer = failure.evidence.upgrade.value_or(UpgradeAnswer());
    if (answer.status != 0 && answer.status != 101)
        return explainStatus(answer, options);
    if (failure.evidence.peerAddress.isEmpty())
        return {Kind::CannotSend,
            DoctorText::tr("The WebSocket cannot be asked for: %1.").arg(failure.detail), {},
            DoctorText::tr("Mend the HTTP headers of this connection."), {}};
    if (answer.status == 101)
        return {Kind::NoWebSocket,
            DoctorText::tr("%1 began a WebSocket, but not as it should.").arg(addressOf(options)),
            DoctorText::tr("A proxy between may have answered in the server's place."), {},
            failure.detail};
    return {Kind::NoWebSocket,
        DoctorText::tr("%1 does not answer in HTTP.").arg(addressOf(options)),
        DoctorText::tr("Mostly this is a port for STOMP without WebSocket, or one that wants TLS."),
        options.url.scheme == BrokerUrl::Scheme::Wss
            ? DoctorText::tr("Use stomps:// there, or the broker's port for WebSocket.")
            : DoctorText::tr("Use stomp:// or wss:// there, or the broker's port for WebSocket."),
        failure.detail};
}

Diagnosis explainProxy(const ConnectionFailure& failure, const ClientOptions& options)
{
    const QString proxy = options.proxy.hostName() + u':' + QString::number(options.proxy.port());
    if (failure.transport == TransportError::ProxyLogin)
        return {Kind::ProxyFailed, DoctorText::tr("The proxy %1 wants a login.").arg(proxy),
            options.proxy.user().isEmpty()
                ? DoctorText::tr("No user and password were given for it.")
                : DoctorText::tr("It does not know this user and password."),
            DoctorText::tr("Give the proxy's user and password."), failure.detail};
    return {Kind::ProxyFailed,
        DoctorText::tr("The proxy %1 does not lead to %2.").arg(proxy, addressOf(options)),
        DoctorText::tr("The proxy cannot be reached, is of another kind, or does not allow it."),
        DoctorText::tr("Check the proxy's address and kind (HTTP or SOCKS5), or connect without."),
        failure.detail};
}

} // namespace Stomp
