#include "connectionprofile.h"

#include <array>
#include <utility>

namespace Ui {
namespace {

constexpr std::array<std::pair<Preset, const char*>, 5> presetKeys{{
    {Preset::Practice, "practice"},
    {Preset::Classic, "activemq-classic"},
    {Preset::Artemis, "artemis"},
    {Preset::RabbitMq, "rabbitmq"},
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
    profile.login = QString::fromStdString(url.user);
    if (url.vhost)
        profile.vhost = QString::fromStdString(*url.vhost);
    profile.name = profile.address();
    return profile;
}

Stomp::BrokerUrl ConnectionProfile::url() const
{
    Stomp::BrokerUrl url;
    url.scheme = scheme;
    url.host = host.toStdString();
    url.port = port;
    if (vhost)
        url.vhost = vhost->toStdString();
    return url;
}

QString ConnectionProfile::address() const
{
    if (isPractice())
        return {};
    const QString shown = host.contains(u':') ? QStringLiteral("[%1]").arg(host) : host;
    return QStringLiteral("%1:%2").arg(shown).arg(port);
}

} // namespace Ui
