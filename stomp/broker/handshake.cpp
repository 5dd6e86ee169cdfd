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
            versions, Offence::WrongVersion, std::string(accepted)};
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
    const auto known =
        std::find_if(options.users.begin(), options.users.end(), [&](const BrokerUser& user) {
            return user.login == handshake.login && user.passcode == passcode;
        });
    if (known != options.users.end()) {
        handshake.user = &*known;
        return {};
    }
    handshake.isLoginWrong = true;
    if (handshake.login.empty())
        return Refusal{"A login is required",
            "This broker has users: send the headers login and passcode in CONNECT.", {},
            Offence::WrongLogin, {}};
    return Refusal{"User name [" + handshake.login + "] or password is invalid.",
        "Check the headers login and passcode of CONNECT.", {}, Offence::WrongLogin,
        handshake.login};
}

/** What the broker offers a client that wishes this; stomp-facts 2.3. */
HeartBeat grant(const BrokerOptions& options, const HeartBeat& theirs)
{
    switch (options.skin) {
    case BrokerSkin::Kind::ActiveMq:
        return {theirs.wants, theirs.canSend};
    case BrokerSkin::Kind::RabbitMq:
        // Whole seconds, at least one.
        return {theirs.wants > 0 ? std::max<Millis>(1, theirs.wants / 1000) * 1000 : 0,
            theirs.canSend > 0 ? std::max<Millis>(1, theirs.canSend / 1000) * 1000 : 0};
    case BrokerSkin::Kind::Artemis:
        return {theirs.wants > 0 ? std::max<Millis>(theirs.wants, 500) : 0,
            theirs.canSend > 0 ? theirs.canSend : 30'000};
    case BrokerSkin::Kind::Spring:
        return {10'000, 10'000};
    case BrokerSkin::Kind::Plain:
        break;
    }
    return options.heartBeat;
}

} // namespace

Verdict Handshake::read(
    const FrameView& connect, const BrokerOptions& options, Handshake& handshake)
{
    if (auto refusal = negotiate(connect, handshake.supported, handshake.version))
        return refusal;
    handshake.granted = options.skin == BrokerSkin::Kind::Plain ? options.heartBeat : HeartBeat();
    if (handshake.version != Version::V10) {
        const std::string_view wish = connect.header("heart-beat").value_or("0,0");
        const auto theirs = parseHeartBeat(wish);
        if (!theirs)
            return Refusal{"Invalid heart-beat header [" + std::string(wish.substr(0, 40)) + "]",
                "It is two numbers of milliseconds, such as 10000,10000; 0 is never.", {},
                Offence::WrongHeartBeat, std::string(wish)};
        handshake.granted = grant(options, *theirs);
        handshake.heartBeat = HeartBeatTimes::negotiate(handshake.granted, *theirs);
    }
    handshake.clientId = connect.value("client-id");
    return authenticate(connect, options, handshake);
}

std::string Handshake::connected(
    const FrameView& connect, const BrokerOptions& options, std::string_view session) const
{
    const BrokerSkin& skin = skinOf(options.skin);
    const bool isClassic = skin.kind == BrokerSkin::Kind::ActiveMq;
    Frame frame;
    frame.command = "CONNECTED";
    // Artemis does not say 1.0 to a client that did not ask.
    if (skin.kind != BrokerSkin::Kind::Artemis || connect.header("accept-version"))
        frame.add("version", toString(version));
    if (!session.empty())
        frame.add("session", isClassic && !clientId.empty() ? std::string_view(clientId) : session);
    if (skin.isPlain())
        frame.add("server", Broker::serverName());
    else if (!skin.server.empty())
        frame.add("server", skin.server);
    const bool isWanted =
        skin.kind != BrokerSkin::Kind::Artemis || connect.header("heart-beat").has_value();
    if ((version != Version::V10 && isWanted) || isClassic
        || skin.kind == BrokerSkin::Kind::RabbitMq)
        frame.add("heart-beat", format(granted));
    if (skin.kind == BrokerSkin::Kind::Spring && user)
        frame.add("user-name", login);
    // So that nobody takes it for the broker that it looks like.
    if (!skin.isPlain())
        frame.add("practice", skin.name);
    // No receipt is defined for CONNECT; ActiveMQ Classic answers one in this way.
    if (const auto receipt = connect.header("receipt"); receipt && (isClassic || skin.isPlain())) {
        frame.add("receipt-id", *receipt);
        if (isClassic)
            frame.add("response-id", *receipt);
    }
    std::string bytes;
    const FrameWriter writer{version, true};
    static_cast<void>(writer.write(frame, ContentLength::Omit, bytes));
    return bytes;
}

} // namespace Stomp
