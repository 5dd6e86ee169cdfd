#include "connectionprofile.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace Ui {
namespace {

constexpr std::array<std::pair<Preset, const char*>, 6> presetKeys{{
    {Preset::Practice, "practice"},
    {Preset::Classic, "activemq-classic"},
    {Preset::Artemis, "artemis"},
    {Preset::RabbitMq, "rabbitmq"},
    {Preset::Spring, "spring"},
    {Preset::Url, "url"},
}};

} // namespace

Stomp::Dialect dialectOf(Preset preset)
{
    switch (preset) {
    case Preset::Practice:
        return Stomp::Dialect::Practice;
    case Preset::Classic:
        return Stomp::Dialect::ActiveMq;
    case Preset::Artemis:
        return Stomp::Dialect::Artemis;
    case Preset::RabbitMq:
        return Stomp::Dialect::RabbitMq;
    case Preset::Spring:
        return Stomp::Dialect::Spring;
    case Preset::Url:
        return Stomp::Dialect::Generic;
    }
    return Stomp::Dialect::Generic;
}

QString toKey(Preset preset)
{
    for (const auto& [value, key] : presetKeys) {
        if (value == preset)
            return QString::fromLatin1(key);
    }
    return {};
}

std::optional<Preset> presetFromKey(const QString& text)
{
    for (const auto& [value, key] : presetKeys) {
        if (text == QLatin1StringView(key))
            return value;
    }
    return std::nullopt;
}

quint16 usualPort(Preset preset, Stomp::BrokerUrl::Scheme scheme)
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    const bool isPlainWeb = scheme == Scheme::Ws;
    if (!isPlainWeb && scheme != Scheme::Wss)
        return Stomp::BrokerUrl::defaultPort(scheme);
    switch (preset) {
    case Preset::Classic: // its transport connector "ws"
        return isPlainWeb ? 61614 : 61615;
    case Preset::Artemis: // the acceptor tells them apart
        return 61613;
    case Preset::RabbitMq: // the plugin rabbitmq_web_stomp
        return isPlainWeb ? 15674 : 15673;
    case Preset::Spring:
        return isPlainWeb ? 8080 : 8443;
    case Preset::Practice:
    case Preset::Url:
        break;
    }
    return Stomp::BrokerUrl::defaultPort(scheme);
}

QString usualPath(Preset preset, Stomp::BrokerUrl::Scheme scheme)
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    const bool hasPath = preset == Preset::RabbitMq || preset == Preset::Spring;
    return hasPath && (scheme == Scheme::Ws || scheme == Scheme::Wss) ? QStringLiteral("/ws")
                                                                      : QString();
}

ConnectionProfile ConnectionProfile::forPreset(Preset preset)
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    ConnectionProfile profile;
    profile.preset = preset;
    if (preset == Preset::Practice) {
        profile.name = QStringLiteral("Practice broker");
        return profile;
    }
    profile.scheme = Scheme::Stomp;
    profile.host = QStringLiteral("localhost");
    profile.port = Stomp::BrokerUrl::defaultPort(Scheme::Stomp);
    if (preset == Preset::Spring) {
        profile.name = QStringLiteral("Spring");
        profile.scheme = Scheme::Ws;
        profile.port = usualPort(preset, profile.scheme);
        profile.path = usualPath(preset, profile.scheme);
    }
    if (preset == Preset::Classic)
        profile.name = QStringLiteral("ActiveMQ Classic");
    else if (preset == Preset::Artemis)
        profile.name = QStringLiteral("Artemis");
    else if (preset == Preset::RabbitMq) {
        profile.name = QStringLiteral("RabbitMQ");
        profile.vhost = QStringLiteral("/");
    }
    return profile;
}

ConnectionProfile ConnectionProfile::forUrl(const Stomp::BrokerUrl& url)
{
    ConnectionProfile profile = forPreset(Preset::Practice);
    if (url.scheme == Stomp::BrokerUrl::Scheme::Practice)
        return profile;
    profile.preset = Preset::Url;
    profile.scheme = url.scheme;
    profile.host = QString::fromStdString(url.host);
    profile.port = url.port;
    if (url.scheme == Stomp::BrokerUrl::Scheme::Failover)
        profile.failover = QString::fromStdString(url.display());
    else
        profile.path = QString::fromStdString(url.path);
    profile.login = QString::fromStdString(url.user);
    if (url.vhost)
        profile.vhost = QString::fromStdString(*url.vhost);
    profile.name = profile.address();
    return profile;
}

bool ConnectionProfile::usesTls() const
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    const auto isTls = [](const Stomp::BrokerUrl& url) {
        return url.scheme == Scheme::Stomps || url.scheme == Scheme::Wss;
    };
    const Stomp::BrokerUrl all = url();
    return isTls(all) || std::any_of(all.alternatives.cbegin(), all.alternatives.cend(), isTls);
}

bool ConnectionProfile::usesWebSocket() const
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    const auto isWeb = [](const Stomp::BrokerUrl& url) {
        return url.scheme == Scheme::Ws || url.scheme == Scheme::Wss;
    };
    const Stomp::BrokerUrl all = url();
    return isWeb(all) || std::any_of(all.alternatives.cbegin(), all.alternatives.cend(), isWeb);
}

Stomp::BrokerUrl ConnectionProfile::url() const
{
    if (scheme == Stomp::BrokerUrl::Scheme::Failover)
        return Stomp::BrokerUrl::parse(failover.toStdString()).url;
    Stomp::BrokerUrl url;
    url.scheme = scheme;
    url.host = host.toStdString();
    url.port = port;
    if (scheme == Stomp::BrokerUrl::Scheme::Ws || scheme == Stomp::BrokerUrl::Scheme::Wss)
        url.path = path.toStdString();
    else if (vhost)
        url.vhost = vhost->toStdString();
    return url;
}

QString ConnectionProfile::address() const
{
    if (isPractice())
        return {};
    if (scheme == Stomp::BrokerUrl::Scheme::Failover) {
        QStringList all;
        for (const Stomp::BrokerUrl& one : url().alternatives)
            all.append(forUrl(one).address());
        return all.join(QStringLiteral(", "));
    }
    const QString shown = host.contains(u':') ? QStringLiteral("[%1]").arg(host) : host;
    return QStringLiteral("%1:%2").arg(shown).arg(port);
}

} // namespace Ui
