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
    Spring,
    Url
};

[[nodiscard]] Stomp::Dialect dialectOf(Preset preset);
/** The preset's name in settings files; not for showing. */
[[nodiscard]] QString toKey(Preset preset);
[[nodiscard]] std::optional<Preset> presetFromKey(const QString& key);

/** The port that this family of brokers listens on for it, as its own configuration ships. */
[[nodiscard]] quint16 usualPort(Preset preset, Stomp::BrokerUrl::Scheme scheme);
/** The same for the path of a WebSocket; empty for the rest. */
[[nodiscard]] QString usualPath(Preset preset, Stomp::BrokerUrl::Scheme scheme);

/** TLS of stomps: and wss:. The key's passphrase is a secret and not here. */
struct TlsProfile
{
    QString caFile; //!< PEM; instead of the system's authorities
    QString certificateFile; //!< PEM, ours; goes with keyFile
    QString keyFile;
    QString serverName; //!< asked for and verified; empty: the host
    QString fingerprint; //!< SHA-256 in hex of the one certificate that is accepted in any case

    bool operator==(const TlsProfile&) const = default;
};

/** The way out of this network. Its password is a secret and not here. */
struct ProxyProfile
{
    enum class Type : quint8
    {
        None,
        Http,
        Socks5
    };

    Type type = Type::None;
    QString host;
    quint16 port = 0;
    QString user;

    bool operator==(const ProxyProfile&) const = default;
};

/**
 * How to reach a broker and what CONNECT says, as a value. Never holds a password: that is handed
 * over beside it. Headers and the path may hold secrets while it is in memory: whoever writes a
 * profile anywhere parts them from it first, with takeSecrets().
 */
struct ConnectionProfile
{
    QString id; //!< a uuid that stays the same; empty: not among the saved connections
    QString name;
    QString group; //!< of saved connections; empty: none
    Preset preset = Preset::Practice;
    /** What the user says the broker is, whatever it calls itself; absent: as detected. */
    std::optional<Stomp::Dialect> dialect;
    Stomp::BrokerUrl::Scheme scheme = Stomp::BrokerUrl::Scheme::Practice;
    QString host;
    quint16 port = 0;
    QString path; //!< of a WebSocket, with its query
    QString failover; //!< scheme Failover: the whole URL, without passwords
    QString login;
    bool escapesCredentials = false; //!< in CONNECT, for brokers that decode it
    /** The host header of CONNECT; absent: the dialect's default. */
    std::optional<QString> vhost;
    std::vector<Stomp::Header> headers; //!< of CONNECT
    std::vector<Stomp::Header> httpHeaders; //!< of the WebSocket's upgrade
    std::vector<Stomp::Version> versions{
        Stomp::Version::V10, Stomp::Version::V11, Stomp::Version::V12};
    Stomp::HeartBeat heartBeat{10'000, 10'000};
    TlsProfile tls;
    ProxyProfile proxy;
    bool reconnect = true; //!< by itself, after it was lost
    bool keepsSecrets = false; //!< in the key ring, under the id
    bool production = false; //!< publishing and consuming are locked until unlocked

    [[nodiscard]] static ConnectionProfile forPreset(Preset preset);
    [[nodiscard]] static ConnectionProfile forUrl(const Stomp::BrokerUrl& url);

    [[nodiscard]] bool isPractice() const { return scheme == Stomp::BrokerUrl::Scheme::Practice; }
    [[nodiscard]] bool isSaved() const { return !id.isEmpty(); }
    [[nodiscard]] bool usesTls() const;
    [[nodiscard]] bool usesWebSocket() const;
    /** Before the broker says what it is. */
    [[nodiscard]] Stomp::Dialect expectedDialect() const
    {
        return dialect.value_or(dialectOf(preset));
    }
    /** Without user and password. */
    [[nodiscard]] Stomp::BrokerUrl url() const;
    /** "broker.example:61613"; empty for the practice broker. */
    [[nodiscard]] QString address() const;

    bool operator==(const ConnectionProfile&) const = default;
};

} // namespace Ui
