#pragma once

#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <memory>
#include <string>
#include <vector>

namespace Testing {

/** A broker with one client or two and a clock of the test's, to see what faults do to the bytes.
 */
class FaultBench
{
public:
    class Pieces : public TestOutbox
    {
    public:
        void send(std::string_view bytes) override
        {
            pieces.emplace_back(bytes);
            TestOutbox::send(bytes);
        }
        std::vector<std::string> pieces;
    };
    struct Client
    {
        Client(Stomp::Broker& broker, Stomp::Millis now) : session(broker, outbox, now) { }

        Pieces outbox;
        Stomp::ServerSession session;
    };

    explicit FaultBench(const std::string& plan = {}) { setFaults(plan); }

    /** False when it is no plan. */
    bool setFaults(const std::string& text)
    {
        Stomp::FaultPlan plan;
        if (Stomp::FaultPlan::parse(text, plan))
            return false;
        broker.faults().arm(std::move(plan), now);
        return true;
    }
    /** Heart-beats: of our CONNECT. */
    Client& connect(const std::string& heartBeat = "0,0")
    {
        Client& client = open();
        say(client,
            "CONNECT\naccept-version:1.0,1.1,1.2\nhost:x\nheart-beat:" + heartBeat + "\n\n");
        return client;
    }
    Client& open() { return *clients.emplace_back(std::make_unique<Client>(broker, now)); }
    Client& subscribed(const std::string& destination = "/queue/a", const std::string& more = {})
    {
        Client& client = connect();
        say(client, "SUBSCRIBE\nid:1\ndestination:" + destination + '\n' + more + '\n');
        client.outbox.frames.clear();
        client.outbox.pieces.clear();
        client.outbox.all.clear();
        return client;
    }
    /** Adds the NUL. */
    void say(Client& client, std::string frame)
    {
        frame += '\0';
        client.session.receive(frame, now);
    }
    void publish(const std::string& body, const std::string& destination = "/queue/a")
    {
        Stomp::Frame send;
        send.command = "SEND";
        send.add("destination", destination);
        send.add("name", "value");
        send.body = body;
        static_cast<void>(broker.publish(send, now));
    }
    /** Millisecond by millisecond, with each deadline at its time. */
    void pass(Stomp::Millis time)
    {
        for (const Stomp::Millis end = now + time; now < end;) {
            ++now;
            if (const auto due = broker.nextDeadline(now); due && *due <= now)
                broker.tick(now);
            for (const auto& client : clients) {
                if (const auto due = client->session.nextDeadline(); due && *due <= now)
                    client->session.tick(now);
                if (std::exchange(client->outbox.wantsResume, false))
                    client->session.resume(now);
            }
        }
    }
    [[nodiscard]] Stomp::FaultReport report() { return broker.snapshot().faults; }
    [[nodiscard]] static std::vector<std::string> bodies(const Client& client)
    {
        std::vector<std::string> result;
        for (const Stomp::Frame& frame : client.outbox.frames)
            result.push_back(frame.body);
        return result;
    }

    Stomp::Millis now = 1'000'000;
    Stomp::Broker broker;
    std::vector<std::unique_ptr<Client>> clients;
};

} // namespace Testing
