#include "secrets.h"

#include "headerjson.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace Ui {
namespace {

constexpr int entryVersion = 1;
constexpr auto mask = "***";

bool lacksValue(const Stomp::Header& header)
{
    return header.value.empty() && Stomp::isSecretHeader(header.name);
}

std::vector<Stomp::Header> take(std::vector<Stomp::Header>& headers)
{
    std::vector<Stomp::Header> taken;
    for (Stomp::Header& header : headers) {
        if (Stomp::isSecretHeader(header.name) && !header.value.empty())
            taken.push_back({header.name, std::exchange(header.value, {})});
    }
    return taken;
}

void put(std::vector<Stomp::Header>& headers, std::vector<Stomp::Header> secrets)
{
    for (Stomp::Header& header : headers) {
        if (!lacksValue(header))
            continue;
        const auto found = std::find_if(secrets.begin(), secrets.end(),
            [&header](const Stomp::Header& secret) { return secret.name == header.name; });
        if (found == secrets.end())
            continue;
        header.value = found->value;
        secrets.erase(found);
    }
}

/** As it may be shown: the values of secret items of its query masked. */
QString masked(const QString& path)
{
    Stomp::BrokerUrl url;
    url.scheme = Stomp::BrokerUrl::Scheme::Ws;
    url.port = 1;
    const QString bare = QString::fromStdString(url.display());
    url.path = path.toStdString();
    return QString::fromStdString(url.display()).sliced(bare.size());
}

} // namespace

Secrets Secrets::over(const Secrets& other) const
{
    Secrets all = *this;
    for (const auto field :
        {&Secrets::password, &Secrets::keyPassphrase, &Secrets::proxyPassword, &Secrets::path}) {
        if ((all.*field).isEmpty())
            all.*field = other.*field;
    }
    if (all.headers.empty())
        all.headers = other.headers;
    if (all.httpHeaders.empty())
        all.httpHeaders = other.httpHeaders;
    return all;
}

QByteArray Secrets::toBytes() const
{
    QJsonObject entry{{QStringLiteral("version"), entryVersion}};
    const auto add = [&entry](const char* key, const QString& value) {
        if (!value.isEmpty())
            entry.insert(QLatin1StringView(key), value);
    };
    add("password", password);
    add("keyPassphrase", keyPassphrase);
    add("proxyPassword", proxyPassword);
    add("path", path);
    if (!headers.empty())
        entry.insert(QStringLiteral("headers"), toJson(headers));
    if (!httpHeaders.empty())
        entry.insert(QStringLiteral("httpHeaders"), toJson(httpHeaders));
    return QJsonDocument(entry).toJson(QJsonDocument::Compact);
}

std::optional<Secrets> Secrets::fromBytes(const QByteArray& bytes)
{
    const QJsonObject entry = QJsonDocument::fromJson(bytes).object();
    if (entry.value(QStringLiteral("version")).toInt() != entryVersion)
        return std::nullopt;
    const auto text = [&entry](const char* key) {
        return entry.value(QLatin1StringView(key)).toString();
    };
    Secrets secrets;
    secrets.password = text("password");
    secrets.keyPassphrase = text("keyPassphrase");
    secrets.proxyPassword = text("proxyPassword");
    secrets.path = text("path");
    secrets.headers = headersFromJson(entry.value(QStringLiteral("headers")));
    secrets.httpHeaders = headersFromJson(entry.value(QStringLiteral("httpHeaders")));
    return secrets;
}

Secrets takeSecrets(ConnectionProfile& profile)
{
    Secrets secrets;
    secrets.headers = take(profile.headers);
    secrets.httpHeaders = take(profile.httpHeaders);
    const QString shown = masked(profile.path);
    if (shown != profile.path)
        secrets.path = std::exchange(profile.path, shown);
    return secrets;
}

void putSecrets(ConnectionProfile& profile, const Secrets& secrets)
{
    put(profile.headers, secrets.headers);
    put(profile.httpHeaders, secrets.httpHeaders);
    if (!secrets.path.isEmpty() && masked(secrets.path) == profile.path)
        profile.path = secrets.path;
}

bool lacksSecrets(const ConnectionProfile& profile)
{
    return std::any_of(profile.headers.cbegin(), profile.headers.cend(), lacksValue)
        || std::any_of(profile.httpHeaders.cbegin(), profile.httpHeaders.cend(), lacksValue)
        || profile.path.contains(QLatin1StringView(mask))
        || profile.failover.contains(QLatin1StringView(mask));
}

} // namespace Ui
