#pragma once

#include "transport.h"

#include <stomp/protocol/brokerurl.h>
#include <stomp/protocol/frameparser.h>
#include <stomp/session/sessiontypes.h>

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** Everything a failed or lost connection left behind, for the doctor to explain. */
struct ConnectionFailure
{
    enum class Stage : std::uint8_t
    {
        Name, //!< looking up the host
        Tcp, //!< opening the stream
        Tls, //!< the TLS handshake
        Upgrade, //!< HTTP to WebSocket
        Handshake, //!< between CONNECT and CONNECTED
        Session, //!< after CONNECTED
    };

    Stage stage = Stage::Tcp;
    CloseReason reason = CloseReason::TransportFailed;
    TransportError transport = TransportError::None;
    TransportEvidence evidence;
    QString detail; //!< the system's, the parser's or the session's words
    std::string greeting; //!< the first bytes that came, at most 64
    std::optional<Frame> errorFrame; //!< the last ERROR of the session
    ParseError parseError;
    bool inFrame = false; //!< the stream ended inside a frame
    std::optional<SessionInfo> info; //!< what CONNECTED had said
    std::size_t headersOfLastSend = 0; //!< as it was to go out; 0: nothing was sent
    BrokerUrl address; //!< that was tried: one of those of a failover: URL
    std::vector<ConnectionFailure> earlier; //!< of the addresses that were tried before it
};

} // namespace Stomp
