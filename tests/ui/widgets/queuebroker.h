#pragma once

#include <ui/profiles/connectionprofile.h>

#include <support/stompserver.h>

#include <algorithm>
#include <cstdlib>

namespace Testing {

/** Calls itself ActiveMQ Classic; every queue has the same three messages, however often they are
 * read. What was asked of it stands in frames. */
class QueueBroker : public StompServer
{
public:
    static constexpr int depth = 3;

    QueueBroker() : StompServer(Scheme::Stomp)
    {
        onFrame = [](Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT") {
                peer.write(frame("CONNECTED", {{"version", "1.2"}, {"server", "ActiveMQ/5.17.2"}}));
                return true;
            }
            if (one.command != "SUBSCRIBE")
                return false;
            if (one.header("receipt"))
                peer.write(receipt(one));
            const std::string id(one.value("id"));
            const std::string destination(one.value("destination"));
            const bool browses = one.value("browser") == "true";
            const int credit = browses || !one.header("activemq.prefetchSize")
                ? depth
                : std::atoi(std::string(one.value("activemq.prefetchSize")).c_str());
            for (int i = 1; i <= std::min(depth, credit); ++i) {
                const std::string number = std::to_string(i);
                peer.write(frame("MESSAGE",
                    {{"subscription", id}, {"message-id", "m" + number},
                        {"destination", destination}, {"ack", "a" + number}},
                    "order " + number));
            }
            if (browses) {
                peer.write(frame("MESSAGE",
                    {{"subscription", id}, {"message-id", "end"}, {"destination", destination},
                        {"browser", "end"}}));
            }
            return true;
        };
    }

    [[nodiscard]] int count(std::string_view command) const
    {
        return static_cast<int>(std::count_if(frames.begin(), frames.end(),
            [command](const Stomp::Frame& one) { return one.command == command; }));
    }
    /** How the client reaches it. */
    [[nodiscard]] Ui::ConnectionProfile profile() const
    {
        auto profile = Ui::ConnectionProfile::forPreset(Ui::Preset::Url);
        profile.name = QStringLiteral("shop");
        profile.scheme = Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = port();
        profile.heartBeat = {0, 0};
        return profile;
    }
};

} // namespace Testing
