#pragma once

#include "stompserver.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace Testing {

/** A broker to which lies are taught: queues that copy, topics that keep. */
class LyingBroker
{
public:
    struct Way
    {
        bool copies = false; //!< to every subscriber
        bool keeps = false; //!< what nobody is there for, for the next one who comes
    };

    Way queues{false, true};
    Way topics{true, false}; //!< what begins with /topic/
    std::string name; //!< of CONNECTED; empty: none
    StompServer server{TransportServer::Scheme::Stomp};

    LyingBroker()
    {
        server.onFrame = [this](TransportServer::Peer& peer, const Stomp::Frame& frame) {
            const std::string place(frame.value("destination"));
            if (frame.command == "CONNECT" && !name.empty()) {
                peer.write(StompServer::frame(
                    "CONNECTED", {{"version", "1.2"}, {"heart-beat", "0,0"}, {"server", name}}));
                return true;
            }
            if (frame.command == "SUBSCRIBE") {
                peer.write(StompServer::receipt(frame));
                Place& at = m_places[place];
                at.subscribers.push_back({&peer, std::string(frame.value("id"))});
                for (const Stomp::Frame& one : std::exchange(at.kept, {}))
                    deliver(at.subscribers.back(), one);
                return true;
            }
            if (frame.command == "UNSUBSCRIBE") {
                for (auto& [where, at] : m_places)
                    std::erase_if(
                        at.subscribers, [&](const auto& one) { return one.first == &peer; });
            } else if (frame.command == "SEND") {
                send(m_places[place], place.starts_with("/topic/") ? topics : queues, frame);
            }
            return false;
        };
    }

private:
    using Subscriber = std::pair<TransportServer::Peer*, std::string>;
    struct Place
    {
        std::vector<Subscriber> subscribers;
        std::vector<Stomp::Frame> kept;
    };

    void deliver(const Subscriber& to, const Stomp::Frame& sent)
    {
        const std::string id = std::to_string(++m_last);
        std::vector<Stomp::Header> headers{
            {"subscription", to.second}, {"message-id", id}, {"ack", id}};
        for (const Stomp::Header& header : sent.headers) {
            if (header.name != "receipt" && header.name != "content-length")
                headers.push_back(header);
        }
        to.first->write(StompServer::frame("MESSAGE", headers, sent.body));
    }
    void send(Place& at, const Way& way, const Stomp::Frame& frame)
    {
        std::erase_if(at.subscribers, [](const Subscriber& one) { return one.first->isGone; });
        if (at.subscribers.empty()) {
            if (way.keeps)
                at.kept.push_back(frame);
        } else if (way.copies) {
            for (const Subscriber& one : at.subscribers)
                deliver(one, frame);
        } else {
            deliver(at.subscribers[m_last % at.subscribers.size()], frame);
        }
    }

    std::map<std::string, Place> m_places;
    std::uint64_t m_last = 0;
};

} // namespace Testing
