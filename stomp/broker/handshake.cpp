#include "handshake.h"

#include "broker.h"

#include <stomp/protocol/framewriter.h>

#include <algorithm>

namespace Stomp {

namespace {

Verdict negotiate(const FrameView& connect, const std::vector<Version>& supported, Version& version)
{
    // A client that says nothing speaks 1.0.
    const std::string_view accepted = connect.header("accept-version").value_or("1.0");
    const auto common = highestCommon(parseVersionList(accepted), supported);
    if (!common) {
        const std::string versions = formatVersionList(supported);
        return Refusal{"Unsupported protocol versions",
            "The client accepts [" + std::string(accepted.substr(0, 80))
                + "]; supported protocol versions are " + (versions.empty() ? "none" : versions)
                + '.',
            versions};
    }
    version = *common;
    return {};
}

Verdict authenticate(const FrameView& connect, const BrokerOptions& options, Handshake& handshake)
{
    handshake.login = connect.value("login");
    if (options.users.empty())
        return {};
    const std::string_view passcode = connect.value("passcode");
    const bool known =
        std::any_of(options.users.begin(), options.users.end(), [&](const BrokerUser& user) {
            return user.login == handshake.login && user.passcode == passcode;
        });
    if (known)
        return {};
    handshake.isLoginWrong = true;
    if (handshake.login.empty())
        return Refusal{"A login is required",
            "This broker has users: send the headers login and passcode in CONNECT.", {}};
    return Refusal{"User name [" + handshake.login + "] or password is invalid.",
        "Check the headers login and passcode of CONNECT.", {}};
}

} // namespace

Verdict Handshake::read(
    const FrameView& connect, const BrokerOptions& options, Handshake& handshake)
{
    if (auto refusal = negotiate(connect, handshake.supported, handshake.version))
        return refusal;
    if (handshake.version != Version::V10) {
        const std::string_view wish = connect.header("heart-beat").value_or("0,0");
        const auto theirs = parseHeartBeat(wish);
        if (!theirs)
            return Refusal{"Invalid heart-beat header [" + std::string(wish.substr(0, 40)) + "]",
                "It is two numbers of milliseconds, such as 10000,10000; 0 is never.", {}};
        handshake.heartBeat = HeartBeatTimes::negotiate(options.heartBeat, *theirs);
    }
    return authenticate(connect, options, handshake);
}

std::string Handshake::connected(
    const FrameView& connect, const BrokerOptions& options, std::string_view session) const
{
    Frame frame;
    frame.command = "CONNECTED";
    frame.add("version", toString(version));
    frame.add("session", session);
    frame.add("server", Broker::serverName());
    if (version != Version::V10)
        frame.add("heart-beat", format(options.heartBeat));
    // No receipt is defined for CONNECT; ActiveMQ Classic answers one in this way.
    if (const auto receipt = connect.header("receipt"))
        frame.add("receipt-id", *receipt);
    std::string bytes;
    const FrameWriter writer{version, true};
    static_cast<void>(writer.write(frame, ContentLength::Omit, bytes));
    return bytes;
}

} // namespace Stomp
