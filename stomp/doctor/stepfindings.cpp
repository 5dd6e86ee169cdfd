#include "stepfindings.h"

#include "doctortext.h"
#include "wording.h"

#include <stomp/dialect/dialectfacts.h>

#include <QLocale>

#include <algorithm>

namespace Stomp {

namespace {

constexpr qint64 soon = 30; // days

QString date(const QDateTime& time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

QString heartBeatText(Millis interval)
{
    return interval == 0 ? DoctorText::tr("none")
                         : DoctorText::tr("every %1 s").arg(seconds(interval));
}

} // namespace

QString foundName(const Findings& findings)
{
    if (!findings.nameLookedUp) {
        return findings.options.proxy.type() == QNetworkProxy::NoProxy
            ? DoctorText::tr("%1 is an address already.").arg(hostOf(findings.options))
            : DoctorText::tr("The proxy looks the name up.");
    }
    return DoctorText::tr("%1 is %2 (%3 ms).")
        .arg(hostOf(findings.options), findings.addresses.join(QStringLiteral(", ")))
        .arg(findings.nameMs);
}

QString foundTcp(const Findings& findings)
{
    const QString peer = findings.evidence.peerAddress.isEmpty() ? addressOf(findings.options)
                                                                 : findings.evidence.peerAddress;
    return findings.options.proxy.type() == QNetworkProxy::NoProxy
        ? DoctorText::tr("%1 accepts connections.").arg(peer)
        : DoctorText::tr("The proxy %1 has made the connection.").arg(peer);
}

QString foundTls(const Findings& findings)
{
    if (!findings.evidence.tls)
        return {};
    const TlsEvidence& tls = *findings.evidence.tls;
    QString text = tls.protocol.isEmpty() ? DoctorText::tr("TLS stands.")
                                          : DoctorText::tr("%1, %2.").arg(tls.protocol, tls.cipher);
    if (!tls.chain.isEmpty()) {
        const CertificateInfo& peer = tls.chain.constFirst();
        text += QLatin1Char(' ')
            + DoctorText::tr("The certificate of %1 is from %2, and good until %3.")
                  .arg(peer.subject, peer.issuer, date(peer.validUntil));
    }
    text += QLatin1Char(' ')
        + (tls.acceptedByFingerprint
                ? DoctorText::tr("It is trusted because of its fingerprint alone.")
                : DoctorText::tr("It is trusted for the name %1.").arg(tls.serverName));
    return text;
}

QString doubtAboutTls(const Findings& findings)
{
    if (!findings.evidence.tls || findings.evidence.tls->chain.isEmpty())
        return {};
    const CertificateInfo& peer = findings.evidence.tls->chain.constFirst();
    const qint64 days = findings.examinedAt.daysTo(peer.validUntil);
    if (days >= soon)
        return {};
    return days < 0
        ? DoctorText::tr("The certificate has expired on %1.").arg(date(peer.validUntil))
        : DoctorText::tr("The certificate expires in %n day(s).", nullptr, static_cast<int>(days));
}

QString foundUpgrade(const Findings& findings)
{
    if (!findings.evidence.upgrade)
        return {};
    const UpgradeAnswer& answer = *findings.evidence.upgrade;
    return answer.subprotocol.isEmpty()
        ? DoctorText::tr("The server agreed to WebSocket, and named no subprotocol.")
        : DoctorText::tr("The server agreed to WebSocket with %1.").arg(answer.subprotocol);
}

QString foundConnect(const Findings& findings)
{
    const SessionOptions session = effectiveSession(findings.options);
    QString text =
        DoctorText::tr("Sent, with versions %1, host %2, %3.")
            .arg(QString::fromStdString(formatVersionList(session.versions)),
                QString::fromStdString(session.host),
                session.login
                    ? DoctorText::tr("login %1").arg(QString::fromStdString(*session.login))
                    : DoctorText::tr("no login"));
    if (session.login && !session.passcode)
        text += QLatin1Char(' ') + DoctorText::tr("No password was given.");
    if (session.login && session.escapeCredentials)
        text += QLatin1Char(' ') + DoctorText::tr("Login and password went out escaped.");
    return text;
}

QString foundConnected(const Findings& findings)
{
    if (!findings.info)
        return {};
    const SessionInfo& info = *findings.info;
    const QString server = info.server.empty() ? DoctorText::tr("a broker that gives no name")
                                               : fromBytes(info.server);
    return DoctorText::tr(
        "The answer came after %1 ms: %2, STOMP %3. Heart-beats: ours %4, theirs %5.")
        .arg(findings.connectMs)
        .arg(server, fromBytes(toString(info.version)), heartBeatText(info.heartBeat.sendEvery),
            heartBeatText(info.heartBeat.expectEvery));
}

QString doubtAboutSession(const Findings& findings)
{
    if (!findings.info)
        return {};
    const Dialect told = findings.options.dialect;
    const Dialect found = detectDialect(findings.info->server);
    if (told != Dialect::Generic && found != Dialect::Generic && told != found)
        return DoctorText::tr("The connection is set up for %1, but this is %2.")
            .arg(fromBytes(factsOf(told).displayName), fromBytes(factsOf(found).displayName));
    const bool asked = findings.options.session.heartBeat.wants > 0;
    if (asked && findings.info->heartBeat.expectEvery == 0)
        return DoctorText::tr("The broker sends no heart-beats: a dead connection would only show "
                              "when something is sent.");
    return {};
}

QStringList describe(const QList<CertificateInfo>& chain)
{
    QStringList lines;
    for (const CertificateInfo& certificate : chain)
        lines << DoctorText::tr("%1, issued by %2, good from %3 to %4 for %5, SHA-256 %6")
                     .arg(certificate.subject, certificate.issuer, date(certificate.validFrom),
                         date(certificate.validUntil),
                         certificate.names.isEmpty() ? DoctorText::tr("no names")
                                                     : certificate.names.join(QStringLiteral(", ")),
                         fingerprintText(certificate.sha256));
    return lines;
}

QString fingerprintText(const QByteArray& sha256)
{
    return QString::fromLatin1(sha256.toHex(':').toUpper());
}

} // namespace Stomp
