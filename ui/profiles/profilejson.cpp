#include "profilejson.h"

#include "headerjson.h"
#include "secrets.h"

#include <array>
#include <limits>
#include <utility>

namespace Ui {
namespace {

using Scheme = Stomp::BrokerUrl::Scheme;

constexpr std::array<std::pair<Scheme, const char*>, 6> schemeKeys{{
    {Scheme::Practice, "practice"},
    {Scheme::Stomp, "stomp"},
    {Scheme::Stomps, "stomps"},
    {Scheme::Ws, "ws"},
    {Scheme::Wss, "wss"},
    {Scheme::Failover, "failover"},
}};
constexpr std::array<std::pair<ProxyProfile::Type, const char*>, 3> proxyKeys{{
    {ProxyProfile::Type::None, "none"},
    {ProxyProfile::Type::Http, "http"},
    {ProxyProfile::Type::Socks5, "socks5"},
}};

template <typename Keys, typename Value>
QString keyOf(const Keys& keys, Value value)
{
    for (const auto& [one, key] : keys) {
        if (one == value)
            return QString::fromLatin1(key);
    }
    return {};
}

template <typename Keys, typename Value>
Value valueOf(const Keys& keys, const QString& text, Value otherwise)
{
    for (const auto& [one, key] : keys) {
        if (text == QLatin1StringView(key))
            return one;
    }
    return otherwise;
}

quint16 portOf(const QJsonValue& value, quint16 otherwise)
{
    const int port = value.toInt();
    return port > 0 && port <= std::numeric_limits<quint16>::max() ? static_cast<quint16>(port)
                                                                   : otherwise;
}

/** Writes what is not the default, and removes the rest: files stay short and legible. */
class Writer
{
public:
    explicit Writer(QJsonObject known) : m_object(std::move(known)) { }

    void put(const char* key, const QJsonValue& value, bool worthIt)
    {
        if (worthIt)
            m_object.insert(QLatin1StringView(key), value);
        else
            m_object.remove(QLatin1StringView(key));
    }
    void put(const char* key, const QString& text) { put(key, text, !text.isEmpty()); }
    [[nodiscard]] QJsonObject part(const char* key) const
    {
        return m_object.value(QLatin1StringView(key)).toObject();
    }
    [[nodiscard]] const QJsonObject& object() const { return m_object; }

private:
    QJsonObject m_object;
};

QJsonObject tlsToJson(const TlsProfile& tls, const QJsonObject& known)
{
    Writer writer(known);
    writer.put("caFile", tls.caFile);
    writer.put("certificateFile", tls.certificateFile);
    writer.put("keyFile", tls.keyFile);
    writer.put("serverName", tls.serverName);
    writer.put("fingerprint", tls.fingerprint);
    return writer.object();
}

QJsonObject proxyToJson(const ProxyProfile& proxy, const QJsonObject& known)
{
    Writer writer(known);
    writer.put("type", keyOf(proxyKeys, proxy.type), proxy.type != ProxyProfile::Type::None);
    writer.put("host", proxy.host);
    writer.put("port", proxy.port, proxy.port != 0);
    writer.put("user", proxy.user);
    return writer.object();
}

} // namespace

QJsonObject toJson(const ConnectionProfile& whole, QJsonObject known)
{
    ConnectionProfile profile = whole;
    (void)takeSecrets(profile);
    Writer writer(std::move(known));
    writer.put("id", profile.id);
    writer.put("name", profile.name);
    writer.put("group", profile.group);
    writer.put("preset", toKey(profile.preset));
    writer.put("dialect",
        profile.dialect ? QString::fromUtf8(Stomp::toString(*profile.dialect)) : QString());
    writer.put("scheme", keyOf(schemeKeys, profile.scheme));
    writer.put("host", profile.host);
    writer.put("port", profile.port, profile.port != 0);
    writer.put("path", profile.path);
    writer.put("failover", profile.failover);
    writer.put("login", profile.login);
    writer.put("escapesCredentials", profile.escapesCredentials, profile.escapesCredentials);
    writer.put("vhost", profile.vhost.value_or(QString()), profile.vhost.has_value());
    writer.put("headers", toJson(profile.headers), !profile.headers.empty());
    writer.put("httpHeaders", toJson(profile.httpHeaders), !profile.httpHeaders.empty());
    writer.put("versions", QString::fromStdString(Stomp::formatVersionList(profile.versions)));
    writer.put("heartBeat", QString::fromStdString(Stomp::format(profile.heartBeat)));
    const QJsonObject tls = tlsToJson(profile.tls, writer.part("tls"));
    writer.put("tls", tls, !tls.isEmpty());
    const QJsonObject proxy = proxyToJson(profile.proxy, writer.part("proxy"));
    writer.put("proxy", proxy, !proxy.isEmpty());
    writer.put("reconnect", profile.reconnect, true);
    writer.put("production", profile.production, true);
    writer.put("keepsSecrets", profile.keepsSecrets, profile.keepsSecrets);
    return writer.object();
}

std::optional<ConnectionProfile> profileFromJson(const QJsonObject& object)
{
    const auto value = [&object](const char* key) {
        return object.value(QLatin1StringView(key));
    };
    const auto preset = presetFromKey(value("preset").toString());
    if (!preset)
        return std::nullopt;
    ConnectionProfile profile = ConnectionProfile::forPreset(*preset);
    profile.id = value("id").toString();
    profile.name = value("name").toString(profile.name);
    profile.group = value("group").toString();
    profile.dialect = Stomp::dialectFromString(value("dialect").toString().toStdString());
    profile.scheme = valueOf(schemeKeys, value("scheme").toString(), profile.scheme);
    profile.host = value("host").toString(profile.host);
    profile.port = portOf(value("port"), profile.port);
    profile.path = value("path").toString();
    profile.failover = value("failover").toString();
    profile.login = value("login").toString();
    profile.escapesCredentials = value("escapesCredentials").toBool(false);
    profile.vhost.reset();
    if (value("vhost").isString())
        profile.vhost = value("vhost").toString();
    profile.headers = headersFromJson(value("headers"));
    profile.httpHeaders = headersFromJson(value("httpHeaders"));
    const auto versions = Stomp::parseVersionList(value("versions").toString().toStdString());
    if (!versions.empty())
        profile.versions = versions;
    if (const auto beat = Stomp::parseHeartBeat(value("heartBeat").toString().toStdString()))
        profile.heartBeat = *beat;
    const QJsonObject tls = value("tls").toObject();
    profile.tls = {tls.value(QStringLiteral("caFile")).toString(),
        tls.value(QStringLiteral("certificateFile")).toString(),
        tls.value(QStringLiteral("keyFile")).toString(),
        tls.value(QStringLiteral("serverName")).toString(),
        tls.value(QStringLiteral("fingerprint")).toString()};
    const QJsonObject proxy = value("proxy").toObject();
    profile.proxy = {valueOf(proxyKeys, proxy.value(QStringLiteral("type")).toString(),
                         ProxyProfile::Type::None),
        proxy.value(QStringLiteral("host")).toString(),
        portOf(proxy.value(QStringLiteral("port")), 0),
        proxy.value(QStringLiteral("user")).toString()};
    profile.reconnect = value("reconnect").toBool(true);
    profile.production = value("production").toBool(false);
    profile.keepsSecrets = value("keepsSecrets").toBool(false);
    return profile;
}

} // namespace Ui
