#include "retrying.h"

#include <stomp/client/connectionfailure.h>
#include <stomp/doctor/diagnosis.h>

namespace Ui {

using Stomp::CloseReason;
using Stage = Stomp::ConnectionFailure::Stage;

namespace {

bool isBroken(CloseReason reason)
{
    switch (reason) {
    case CloseReason::PeerClosed:
    case CloseReason::TransportFailed:
    case CloseReason::HeartBeatLost:
    case CloseReason::ErrorFrame:
    case CloseReason::ConnectTimeout:
        return true;
    case CloseReason::Requested:
    case CloseReason::BadOptions:
    case CloseReason::Refused:
    case CloseReason::VersionNotOffered:
    case CloseReason::ProtocolError:
        break;
    }
    return false;
}

bool isUpgradeRefused(const Stomp::TransportEvidence& evidence)
{
    const int status = evidence.upgrade ? evidence.upgrade->status : 0;
    return status == 401 || status == 403 || status == 407;
}

} // namespace

bool isWorthRetrying(const Stomp::ConnectionFailure& failure, const Stomp::Diagnosis& diagnosis)
{
    switch (failure.stage) {
    case Stage::Name:
    case Stage::Tcp:
        return failure.transport != Stomp::TransportError::Unsupported;
    case Stage::Tls:
        // Problems of the certificate stay; a handshake that was cut off may succeed.
        return !failure.evidence.tls || failure.evidence.tls->problems.isEmpty();
    case Stage::Upgrade:
        return !isUpgradeRefused(failure.evidence);
    case Stage::Handshake:
        // The broker may still hold the lost connection with this client-id.
        if (diagnosis.kind == Stomp::Diagnosis::Kind::ClientIdInUse)
            return true;
        return isBroken(failure.reason);
    case Stage::Session:
        return isBroken(failure.reason);
    }
    return false;
}

} // namespace Ui
