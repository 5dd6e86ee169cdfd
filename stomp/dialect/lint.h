#pragma once

#include "dialectfacts.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>
#include <stomp/protocol/version.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** Something that this broker will take otherwise than it looks. English, for display. */
struct Warning
{
    std::string_view id; //!< stable, for tests and for switching it off
    std::string what;
    std::string why;
    std::string fix;
    Evidence evidence = Evidence::FromSource;
    bool isNote = false; //!< worth knowing, and often right as it is
};

/** What the user has typed of a connection; the password is looked at and never repeated. */
struct ConnectDraft
{
    std::string_view login;
    std::string_view passcode;
    bool escapesCredentials = false; //!< they will go out with their escapes
    std::string_view tcpHost;
    std::optional<std::string_view> vhost; //!< absent: the dialect's default
    std::vector<Version> versions;
    std::optional<HeartBeat> heartBeat; //!< that is to be offered; absent: not known
    std::vector<Header> headers;
};

/**
 * The classic traps of each broker (stomp-facts 1.9, 3, 5), found in what is about to be sent. They
 * warn and never forbid: the broker may be set up so that it is right. Most important first.
 */
[[nodiscard]] std::vector<Warning> lintConnect(Dialect dialect, const ConnectDraft& draft);
/** hasClientId: whether the connection's CONNECT named one. */
[[nodiscard]] std::vector<Warning> lintSubscribe(
    Dialect dialect, const Frame& subscribe, Version version, bool hasClientId);
[[nodiscard]] std::vector<Warning> lintSend(Dialect dialect, const Frame& send, Version version);

} // namespace Stomp
