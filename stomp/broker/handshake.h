#pragma once

#include "brokeroptions.h"
#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/version.h>

#include <string>
#include <vector>

namespace Stomp {

/** What a CONNECT (or STOMP) frame leads to; STOMP 1.2 "Connecting". No state of its own. */
struct Handshake
{
    /** The versions to choose from. */
    std::vector<Version> supported{Version::V10, Version::V11, Version::V12};
    Version version = Version::V10;
    HeartBeatTimes heartBeat; //!< as the server sees it
    std::string login;
    std::string clientId; //!< empty: none
    const BrokerUser* user = nullptr; //!< of the options; null: there are no users
    HeartBeat granted; //!< what CONNECTED says
    bool isLoginWrong = false; //!< refused for login or passcode: answered with a delay

    [[nodiscard]] static Verdict read(
        const FrameView& connect, const BrokerOptions& options, Handshake& handshake);
    /** The bytes of CONNECTED. */
    [[nodiscard]] std::string connected(
        const FrameView& connect, const BrokerOptions& options, std::string_view session) const;
};

} // namespace Stomp
