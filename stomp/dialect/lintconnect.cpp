#include "linttools.h"

#include <stomp/protocol/heartbeat.h>

#include <algorithm>

namespace Stomp {

namespace {

/** Which brokers decode login and passcode, though STOMP has no escapes in CONNECT. */
bool decodesConnect(Dialect dialect)
{
    return dialect == Dialect::ActiveMq || dialect == Dialect::RabbitMq;
}

/** What escaping would change. */
bool hasEscapable(std::string_view value)
{
    return value.find_first_of("\\:\n") != std::string_view::npos;
}

void lintBackslash(
    Dialect dialect, std::string_view what, std::string_view value, std::vector<Warning>& warnings)
{
    if (value.find('\\') == std::string_view::npos || !decodesConnect(dialect))
        return;
    warnings.push_back({"backslash", "The " + std::string(what) + " contains a backslash.",
        std::string(nameOf(dialect))
            + " reads it as the beginning of an escape, though STOMP has none in CONNECT"
            + (dialect == Dialect::RabbitMq ? ", and may close without a word." : "."),
        "Have user name and password escaped (under STOMP).", Evidence::TriedLive});
}

void lintEscaping(Dialect dialect, const ConnectDraft& draft, std::vector<Warning>& warnings)
{
    const bool changes = hasEscapable(draft.login) || hasEscapable(draft.passcode);
    if (!changes || dialect == Dialect::Generic || decodesConnect(dialect))
        return;
    warnings.push_back({"escaped-credentials", "User name and password go out escaped.",
        std::string(nameOf(dialect))
            + " takes CONNECT as it is, and will take the escapes for letters of theirs.",
        "Leave them as they are (under STOMP)."});
}

} // namespace

std::vector<Warning> lintConnect(Dialect dialect, const ConnectDraft& draft)
{
    std::vector<Warning> warnings;
    if (draft.escapesCredentials) {
        lintEscaping(dialect, draft, warnings);
    } else {
        lintBackslash(dialect, "user name", draft.login, warnings);
        lintBackslash(dialect, "password", draft.passcode, warnings);
    }
    const bool rabbit = dialect == Dialect::RabbitMq;
    if (rabbit && draft.vhost && !draft.vhost->empty() && *draft.vhost == draft.tcpHost) {
        warnings.push_back({"vhost-is-host", "The virtual host is the same as the host.",
            "RabbitMQ's virtual hosts are names of its own, mostly just “/”; an unknown one is "
            "refused.",
            "Leave it empty for “/”.", Evidence::TriedLive});
    }
    for (const Header& header : draft.headers) {
        if (header.name == "accept-version" && header.value.find(' ') != std::string::npos) {
            warnings.push_back({"accept-version-space", "accept-version contains a space.",
                "ActiveMQ Classic and RabbitMQ do not see the versions after it.",
                "Part them by commas alone: 1.1,1.2.", Evidence::TriedLive});
        }
        if (header.name == "heart-beat" && !parseHeartBeat(header.value)) {
            warnings.push_back({"heart-beat", "heart-beat is not two numbers.",
                "Brokers refuse the connection for it.",
                "Write two numbers of milliseconds: "
                "10000,10000."});
        }
        if (header.name == "client-id" && rabbit) {
            warnings.push_back({"client-id", "RabbitMQ does not know client-id.",
                "A durable subscription is its topic and its id there.", "Leave it out.",
                Evidence::FromSource, true});
        }
    }
    if (dialect == Dialect::Artemis
        && std::find(draft.versions.begin(), draft.versions.end(), Version::V10)
            != draft.versions.end()
        && draft.versions.size() == 1) {
        warnings.push_back({"no-heart-beat", "STOMP 1.0 has no heart-beats.",
            "Artemis ends a connection without them after 60 s of silence.",
            "Offer 1.1 or 1.2 too."});
    } else if (dialect == Dialect::Artemis && draft.heartBeat && draft.heartBeat->canSend == 0) {
        warnings.push_back({"no-heart-beat", "No heart-beats are to be sent.",
            "Artemis ends a connection without them after 60 s of silence.",
            "Send one every 10000 ms."});
    }
    lintHeaderBlock(dialect, draft.headers, Version::V10, warnings); // CONNECT escapes nothing
    return warnings;
}

} // namespace Stomp
