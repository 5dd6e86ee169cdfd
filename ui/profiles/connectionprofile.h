#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/brokerurl.h>
#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/version.h>

#include <QString>

#include <optional>
#include <vector>

namespace Ui {

/** Where a connection's fields came from: which broker family's ways are offered. */
enum class Preset : quint8
{
    Practice,
    Classic,
    Artemis,
    RabbitMq,
    Url
};

[[nodiscard]] Stomp::Dialect dialectOf(Preset preset);
/** The preset's name in settings files; not for showing. */
[[nodiscard]] QString toKey(Preset preset);
[[nodiscard]] std::optional<Preset> presetFromKey(const QString& key);

/**
 * How to reach a broker and what CONNECT says, as a value. Never holds a password: that is handed
 * over beside it and forgotten with the connection.
 */
struct ConnectionProfile
{
    QString name;
    Preset preset = Preset::Practice;
    Stomp::BrokerUrl::Scheme scheme = Stomp::BrokerUrl::Scheme::Practice;
    QString host;
    quint16 port = 0;
    QString login;
    /** The host header of CONNECT; absent: the dialect's default. */
    std::optional<QString> vhost;
    std::vector<Stomp::Header> headers;
    std::vector<Stomp::Version> versions{
        Stomp::Version::V10, Stomp::Version::V11, Stomp::Version::V12};
    Stomp::HeartBeat heartBeat{10'000, 10'000};
    /** Publishing and consuming are locked until the user unlocks them for a while. */
    bool production = false;
    /** What the user says the broker is, whatever it calls itself; absent: as detected. */
    std::optional<Stomp::Dialect> dialect;

    [[nodiscard]] static ConnectionProfile forPreset(Preset preset);
    [[nodiscard]] static ConnectionProfile forUrl(const Stomp::BrokerUrl& url);

    [[nodiscard]] bool isPractice() const { return scheme == Stomp::BrokerUrl::Scheme::Practice; }
    /** Without user and password. */
    [[nodiscard]] Stomp::BrokerUrl url() const;
    /** "broker.example:61613"; empty for the practice broker. */
    [[nodiscard]] QString address() const;

    bool operator==(const ConnectionProfile&) const = default;
};

} // namespace Ui
