#include "connectionoptions.h"

namespace Ui {
namespace {

QNetworkProxy proxyOf(const ProxyProfile& profile, const QString& password)
{
    if (profile.type == ProxyProfile::Type::None)
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const auto type = profile.type == ProxyProfile::Type::Http ? QNetworkProxy::HttpProxy
                                                               : QNetworkProxy::Socks5Proxy;
    return QNetworkProxy(type, profile.host, profile.port, profile.user, password);
}

} // namespace

Stomp::ClientOptions clientOptions(const ConnectionProfile& profile, const Stomp::BrokerUrl& url,
    const QString& password, const QString& keyPassphrase, const QString& proxyPassword)
{
    Stomp::ClientOptions options;
    options.url = url;
    options.dialect = profile.expectedDialect();
    options.session.versions = profile.versions;
    options.session.heartBeat = profile.heartBeat;
    options.session.headers = profile.headers;
    if (!profile.login.isEmpty())
        options.session.login = profile.login.toStdString();
    if (!password.isEmpty())
        options.session.passcode = password.toStdString();
    options.session.escapeCredentials = profile.escapesCredentials;
    if (profile.vhost) // the URL of a WebSocket has no place for it
        options.session.host = profile.vhost->toStdString();
    options.tls.caFile = profile.tls.caFile;
    options.tls.certificateFile = profile.tls.certificateFile;
    options.tls.keyFile = profile.tls.keyFile;
    options.tls.keyPassphrase = keyPassphrase;
    options.tls.serverName = profile.tls.serverName;
    options.tls.fingerprint = QByteArray::fromHex(profile.tls.fingerprint.toLatin1());
    options.httpHeaders = profile.httpHeaders;
    options.proxy = proxyOf(profile.proxy, proxyPassword);
    return options;
}

} // namespace Ui
