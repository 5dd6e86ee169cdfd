#include "transportarguments.h"

#include "terminal.h"

#include <QFile>
#include <QUrl>

#include <unistd.h>

namespace App {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype fingerprintBytes = 32;
constexpr qint64 longestKey = 1024 * 1024;

QByteArray readFingerprint(const QString& text, OptionReader& options)
{
    QString digits = text;
    digits.remove(u':').remove(u' ');
    const QByteArray bytes = QByteArray::fromHex(digits.toLatin1());
    if (bytes.size() == fingerprintBytes && bytes.toHex() == digits.toLower().toLatin1())
        return bytes;
    options.fail(
        u"--fingerprint wants the 64 hex digits of a certificate's SHA-256, with or without "
        "colons."_s);
    return {};
}

QNetworkProxy readProxy(const QString& text, OptionReader& options)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http";
    if (!url.isValid() || (!isHttp && url.scheme() != u"socks5") || url.host().isEmpty()
        || url.port() <= 0 || (!url.path().isEmpty() && url.path() != u"/")) {
        // What was given is not repeated: it may hold a password.
        options.fail(u"--proxy wants http://[user@]host:port or socks5://[user@]host:port."_s);
        return QNetworkProxy(QNetworkProxy::NoProxy);
    }
    return QNetworkProxy(isHttp ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, url.host(),
        static_cast<quint16>(url.port()), url.userName(QUrl::FullyDecoded),
        url.password(QUrl::FullyDecoded));
}

/** Of the file with our key; a file that cannot be read is for the connection to tell of. */
bool isLocked(const Stomp::TlsOptions& tls)
{
    const QString path = tls.keyFile.isEmpty() ? tls.certificateFile : tls.keyFile;
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly)
        && file.read(longestKey).contains("ENCRYPTED");
}

} // namespace

TransportArguments readTransportArguments(OptionReader& options)
{
    TransportArguments transport;
    transport.tls.caFile = options.text("ca"_L1).value_or(QString());
    transport.tls.certificateFile = options.text("cert"_L1).value_or(QString());
    transport.tls.keyFile = options.text("key"_L1).value_or(QString());
    transport.tls.serverName = options.text("server-name"_L1).value_or(QString());
    if (!transport.tls.keyFile.isEmpty() && transport.tls.certificateFile.isEmpty())
        options.fail(u"--key wants --cert."_s);
    if (const auto fingerprint = options.text("fingerprint"_L1))
        transport.tls.fingerprint = readFingerprint(*fingerprint, options);
    transport.httpHeaders = options.headers("http-header"_L1);
    for (const Stomp::Header& header : transport.httpHeaders)
        transport.secretOnCommandLine |= Stomp::isSecretHeader(header.name);
    if (const auto proxy = options.text("proxy"_L1))
        transport.proxy = readProxy(*proxy, options);
    transport.secretOnCommandLine |= !transport.proxy.password().isEmpty();
    return transport;
}

QString findTransportSecrets(TransportArguments& transport)
{
    if (!transport.proxy.user().isEmpty() && transport.proxy.password().isEmpty())
        transport.proxy.setPassword(qEnvironmentVariable("STOMP_PROXY_PASSWORD"));
    if (!isLocked(transport.tls))
        return {};
    if (qEnvironmentVariableIsSet("STOMP_KEY_PASSPHRASE")) {
        transport.tls.keyPassphrase = qEnvironmentVariable("STOMP_KEY_PASSPHRASE");
        return {};
    }
    if (!isTerminal(STDIN_FILENO)) {
        return u"The key needs a passphrase, and there is no terminal to ask for it on: use the "
               "environment variable STOMP_KEY_PASSPHRASE."_s;
    }
    const std::optional<std::string> typed = askPassword(u"Passphrase of the key: "_s);
    if (!typed)
        return u"No passphrase was given."_s;
    transport.tls.keyPassphrase = QString::fromStdString(*typed);
    return {};
}

} // namespace App
