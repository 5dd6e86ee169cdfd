#include "sessiontypes.h"

namespace Stomp {

std::string_view toString(AckMode mode)
{
    switch (mode) {
    case AckMode::Auto:
        return "auto";
    case AckMode::Client:
        return "client";
    case AckMode::ClientIndividual:
        return "client-individual";
    }
    return {};
}

std::optional<AckMode> ackModeFromString(std::string_view text)
{
    for (const AckMode mode : {AckMode::Auto, AckMode::Client, AckMode::ClientIndividual}) {
        if (toString(mode) == text)
            return mode;
    }
    return {};
}

std::string_view toString(SubscriptionState state)
{
    switch (state) {
    case SubscriptionState::Requested:
        return "requested";
    case SubscriptionState::Confirmed:
        return "confirmed";
    case SubscriptionState::Assumed:
        return "assumed";
    case SubscriptionState::Refused:
        return "refused";
    case SubscriptionState::Ended:
        return "ended";
    }
    return {};
}

std::string_view toString(RequestFailure failure)
{
    switch (failure) {
    case RequestFailure::NotSent:
        return "not sent";
    case RequestFailure::Error:
        return "refused";
    case RequestFailure::NoReceipt:
        return "no receipt";
    case RequestFailure::SessionEnded:
        return "session ended";
    }
    return {};
}

std::string_view toString(CloseReason reason)
{
    switch (reason) {
    case CloseReason::Requested:
        return "requested";
    case CloseReason::BadOptions:
        return "impossible options";
    case CloseReason::Refused:
        return "refused";
    case CloseReason::VersionNotOffered:
        return "version not offered";
    case CloseReason::ConnectTimeout:
        return "no CONNECTED in time";
    case CloseReason::ErrorFrame:
        return "ERROR";
    case CloseReason::PeerClosed:
        return "closed by the peer";
    case CloseReason::HeartBeatLost:
        return "heart-beat lost";
    case CloseReason::ProtocolError:
        return "protocol error";
    case CloseReason::TransportFailed:
        return "connection failed";
    }
    return {};
}

} // namespace Stomp
