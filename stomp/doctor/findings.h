#pragma once

#include "greeting.h"

#include <stomp/client/clientoptions.h>
#include <stomp/client/connectionfailure.h>

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>
#include <string>

namespace Stomp {

/** What a short connection of its own to the same port has shown: PortProbe. */
struct ProbeResult
{
    enum class Kind : std::uint8_t
    {
        Silence, //!< says nothing, and listens for a greeting
        Tls, //!< offers TLS
        Http, //!< asks for "/"
        Amqp, //!< offers AMQP 0-9-1
        Stomp, //!< CONNECT without login
    };

    Kind kind = Kind::Silence;
    bool isOpen = false; //!< TCP stood
    Speaks speaks = Speaks::Unknown;
    std::string words; //!< the first bytes that came, at most 64

    bool operator==(const ProbeResult&) const = default;
};

/** All that an Examination of one address has found; the checklist is made of nothing else. */
struct Findings
{
    ClientOptions options;
    QDateTime examinedAt;

    bool nameLookedUp = false; //!< false for addresses in numbers, and where a proxy does it
    QStringList addresses;
    qint64 nameMs = 0;

    std::optional<ConnectionFailure> failure; //!< absent: connected
    std::optional<SessionInfo> info; //!< what CONNECTED said
    TransportEvidence evidence;
    qint64 openMs = 0; //!< TCP, and TLS and HTTP where they belong to it
    qint64 connectMs = 0; //!< CONNECT to CONNECTED

    QList<ProbeResult> probes;
};

} // namespace Stomp
