#pragma once

#include "queuemodel.h"

#include <algorithm>
#include <memory>
#include <random>

namespace Testing {

/** A broker beside its model: step() does something to both, and compares what clients get. */
class ModelWalk
{
public:
    /** Faults as FaultPlan reads them: the broker then has a defect that must be found. */
    ModelWalk(unsigned seed, const std::string& faults, bool forgetsRedelivered)
        : m_forgetsRedelivered(forgetsRedelivered), m_random(seed), m_broker(options())
    {
        for (unsigned i = 0; i < clientCount; ++i)
            m_clients.push_back(connect());
        if (!faults.empty() && m_broker.faults().add(faults, m_now))
            m_wrong = "these are no faults";
    }

    /** Empty, or what is wrong. */
    [[nodiscard]] const std::string& step()
    {
        m_now += dice(20);
        m_given.clear();
        act(*m_clients[dice(clientCount)]);
        m_broker.tick(m_now);
        for (auto& client : m_clients)
            read(*client);
        checkOrder();
        checkCounters();
        return m_wrong;
    }

    /** Everybody leaves, one consumer for each queue takes what is left. */
    [[nodiscard]] const std::string& drain()
    {
        for (auto& client : m_clients) {
            m_given.clear();
            lose(client);
            for (auto& other : m_clients) // to whom it may have gone
                read(*other);
        }
        m_now += 60'000; // no rest is longer
        for (unsigned i = 0; i < queueCount; ++i)
            subscribe(*m_clients[0], "/queue/q" + std::to_string(i), "auto", 1);
        m_given.clear();
        m_broker.tick(m_now);
        read(*m_clients[0]);
        for (const auto& [name, queue] : m_queues) {
            if (!queue.alive.empty())
                fail(std::to_string(queue.alive.size()) + " messages are lost in " + name);
        }
        checkCounters();
        return m_wrong;
    }

    [[nodiscard]] std::uint64_t redeliveries() const { return m_redeliveries; }
    [[nodiscard]] std::uint64_t messages() const { return m_sent; }

private:
    static constexpr unsigned clientCount = 10;
    static constexpr unsigned queueCount = 3;
    static constexpr std::size_t mostAlive = 60; //!< in each queue

    static Stomp::BrokerOptions options()
    {
        Stomp::BrokerOptions options;
        options.queues.maxDeliveries = 0;
        options.queues.nack = Stomp::QueuePolicy::Nack::DeadLetter;
        return options;
    }
    [[nodiscard]] unsigned dice(unsigned sides)
    {
        return static_cast<unsigned>(m_random() % sides);
    }
    [[nodiscard]] std::string anyQueue() { return "/queue/q" + std::to_string(dice(queueCount)); }
    void fail(const std::string& what)
    {
        if (m_wrong.empty())
            m_wrong = what;
    }

    std::unique_ptr<ModelClient> connect()
    {
        auto client = std::make_unique<ModelClient>(m_broker, m_now);
        say(*client, "CONNECT\naccept-version:1.2\nhost:h\n\n");
        client->outbox.frames.clear();
        return client;
    }
    void say(ModelClient& client, std::string frame)
    {
        frame += '\0';
        client.session.receive(frame, m_now);
    }

    void act(ModelClient& client)
    {
        switch (dice(16)) {
        case 0: {
            const unsigned prefetch = 1 + dice(5); // one after the other: the same walk everywhere
            const std::string mode[] = {"auto", "client", "client-individual"};
            const unsigned chosen = dice(3);
            subscribe(client, anyQueue(), mode[chosen], prefetch);
            break;
        }
        case 1:
            unsubscribe(client);
            break;
        case 2:
            if (dice(6) == 0)
                lose(*std::find_if(m_clients.begin(), m_clients.end(),
                    [&](const auto& each) { return each.get() == &client; }));
            break;
        case 3:
            refuse(client);
            break;
        case 4:
            transaction(client);
            break;
        case 5:
            m_now += dice(2'000);
            break;
        case 6:
        case 7:
        case 8:
        case 9:
        case 10:
            acknowledge(client);
            break;
        default:
            send(client);
            break;
        }
    }

    void send(ModelClient& client)
    {
        const std::string name = anyQueue();
        if (m_queues[name].alive.size() >= mostAlive)
            return;
        const std::uint64_t number = ++m_sent;
        std::string frame = "SEND\ndestination:" + name + "\nn:" + std::to_string(number) + '\n';
        if (client.hasTransaction && dice(2) == 0) {
            frame += "transaction:t\n";
            client.sends.emplace_back(name, number);
        } else {
            enqueue(name, number);
        }
        say(client, frame + "\nbody");
    }
    void enqueue(const std::string& name, std::uint64_t number)
    {
        ModelQueue& queue = m_queues[name];
        queue.alive[number].place = ++m_lastPlace;
        ++queue.in;
    }

    void subscribe(ModelClient& client, const std::string& queue, const std::string& mode,
        std::size_t prefetch)
    {
        for (const auto& [id, other] : client.subscriptions) {
            if (other.queue == queue)
                return;
        }
        const std::string id = std::to_string(++m_lastSubscription);
        ModelSubscription& made = client.subscriptions[id];
        made.queue = queue;
        made.mode = mode;
        made.prefetch = prefetch;
        say(client,
            "SUBSCRIBE\nid:" + id + "\ndestination:" + queue + "\nack:" + mode
                + "\nprefetch-count:" + std::to_string(prefetch) + "\n\n");
    }
    void unsubscribe(ModelClient& client)
    {
        if (client.subscriptions.empty())
            return;
        const auto leaving = client.subscriptions.begin();
        if (!leaving->second.inTransaction.empty())
            return;
        giveBack(leaving->second.queue, leaving->second.held);
        const std::string id = leaving->first;
        client.subscriptions.erase(leaving);
        say(client, "UNSUBSCRIBE\nid:" + id + "\n\n");
    }
    void lose(std::unique_ptr<ModelClient>& client)
    {
        for (const auto& [id, subscription] : client->subscriptions) {
            giveBack(subscription.queue, subscription.held);
            giveBack(subscription.queue, subscription.inTransaction);
        }
        client.reset();
        client = connect();
    }
    void giveBack(const std::string& queue, const std::vector<ModelHeld>& held)
    {
        for (const ModelHeld& each : held)
            m_queues[queue].alive.at(each.message).isHeld = false;
    }

    /** Takes from what the client holds one, or in mode client all up to it; none: nothing held. */
    std::vector<ModelHeld> pick(ModelClient& client, ModelSubscription*& from, bool inTransaction)
    {
        for (auto& [id, subscription] : client.subscriptions) {
            auto& held = subscription.held;
            if (held.empty() || (inTransaction && subscription.mode == "client"))
                continue;
            from = &subscription;
            const auto last = held.begin() + dice(static_cast<unsigned>(held.size()));
            const auto first = subscription.mode == "client" ? held.begin() : last;
            std::vector<ModelHeld> taken(first, last + 1);
            held.erase(first, last + 1);
            return taken;
        }
        return {};
    }
    void acknowledge(ModelClient& client)
    {
        const bool inTransaction = client.hasTransaction && dice(2) == 0;
        ModelSubscription* subscription = nullptr;
        const std::vector<ModelHeld> taken = pick(client, subscription, inTransaction);
        if (taken.empty())
            return;
        if (inTransaction)
            subscription->inTransaction.push_back(taken.back());
        else
            finish(subscription->queue, taken);
        say(client,
            "ACK\nid:" + taken.back().ack + (inTransaction ? "\ntransaction:t\n\n" : "\n\n"));
    }
    void finish(const std::string& name, const std::vector<ModelHeld>& held)
    {
        ModelQueue& queue = m_queues[name];
        for (const ModelHeld& each : held)
            queue.alive.erase(each.message);
        queue.acked += held.size();
    }
    void refuse(ModelClient& client)
    {
        ModelSubscription* subscription = nullptr;
        const std::vector<ModelHeld> taken = pick(client, subscription, false);
        if (taken.empty())
            return;
        const bool isRequeued = dice(3) != 0;
        ModelQueue& queue = m_queues[subscription->queue];
        for (const ModelHeld& each : taken) {
            ModelCopy& copy = queue.alive.at(each.message);
            copy.isHeld = false;
            ++copy.refusals;
            if (!isRequeued) {
                queue.alive.erase(each.message);
                ++queue.dead;
            }
        }
        say(client,
            "NACK\nid:" + taken.back().ack + "\nrequeue:" + (isRequeued ? "true" : "false")
                + "\n\n");
    }

    void transaction(ModelClient& client)
    {
        if (!client.hasTransaction) {
            client.hasTransaction = true;
            say(client, "BEGIN\ntransaction:t\n\n");
            return;
        }
        const bool isCommitted = dice(3) != 0;
        for (auto& [id, subscription] : client.subscriptions) {
            auto& done = subscription.inTransaction;
            if (isCommitted)
                finish(subscription.queue, done);
            else // acknowledged one by one: the order in which they are held does not matter
                subscription.held.insert(subscription.held.end(), done.begin(), done.end());
            done.clear();
        }
        for (const auto& [queue, number] : client.sends) {
            if (isCommitted)
                enqueue(queue, number);
        }
        client.sends.clear();
        client.hasTransaction = false;
        say(client, isCommitted ? "COMMIT\ntransaction:t\n\n" : "ABORT\ntransaction:t\n\n");
    }

    void read(ModelClient& client)
    {
        for (; !client.outbox.frames.empty(); client.outbox.frames.pop_front()) {
            const Stomp::Frame& frame = client.outbox.frames.front();
            if (frame.command == "MESSAGE")
                received(client, frame);
            else
                fail("an answer that nobody expects: " + frame.command + ' ' + frame.body);
        }
    }
    void received(ModelClient& client, const Stomp::Frame& frame)
    {
        const auto found = client.subscriptions.find(std::string(frame.value("subscription")));
        if (found == client.subscriptions.end())
            return fail("a message for no subscription");
        ModelSubscription& subscription = found->second;
        ModelQueue& queue = m_queues[subscription.queue];
        const std::uint64_t number = std::stoull(std::string(frame.value("n")));
        const std::string name = subscription.queue + " message " + std::to_string(number);
        const auto message = queue.alive.find(number);
        if (message == queue.alive.end())
            return fail(name + ": it was done with, or never sent here");
        ModelCopy& copy = message->second;
        if (copy.isHeld)
            return fail(name + ": another consumer has it");
        const bool isMarked = frame.header("redelivered").has_value() && !m_forgetsRedelivered;
        if (isMarked != copy.wasDelivered)
            fail(name + (isMarked ? ": redelivered the first time" : ": again, not redelivered"));
        m_redeliveries += isMarked;
        copy.wasDelivered = true;
        if (!copy.mayRest()) {
            if (std::uint64_t& last = m_given[subscription.queue][found->first]; last > copy.place)
                fail(name + ": out of order");
            else
                last = copy.place;
        }
        if (subscription.mode == "auto") {
            queue.alive.erase(message);
            ++queue.acked;
            return;
        }
        copy.isHeld = true;
        subscription.held.push_back({std::string(frame.value("ack")), number});
        if (subscription.held.size() > subscription.prefetch)
            fail(name + ": beyond the prefetch");
    }

    /** What waits is younger than what was given out, and nobody could take it. */
    void checkOrder()
    {
        for (const auto& [name, queue] : m_queues) {
            std::uint64_t youngest = 0;
            for (const auto& [id, place] : m_given[name])
                youngest = std::max(youngest, place);
            const bool hasCredit = std::any_of(m_clients.begin(), m_clients.end(),
                [&queueName = name](const auto& client) { return client->couldTake(queueName); });
            for (const auto& [number, copy] : queue.alive) {
                if (copy.isHeld || copy.mayRest())
                    continue;
                if (copy.place < youngest)
                    fail(name + " message " + std::to_string(number) + " was passed");
                if (hasCredit)
                    fail(name + " message " + std::to_string(number) + " waits without need");
            }
        }
    }

    void checkCounters()
    {
        std::uint64_t dead = 0;
        for (const Stomp::DestinationSnapshot& place : m_broker.snapshot().destinations) {
            if (!place.addsUp())
                fail(place.name + " does not add up");
            if (place.name.starts_with("/queue/DLQ.")) {
                dead += place.waiting;
                continue;
            }
            const ModelQueue& queue = m_queues[place.name];
            const auto held = static_cast<std::size_t>(std::count_if(queue.alive.begin(),
                queue.alive.end(), [](const auto& entry) { return entry.second.isHeld; }));
            if (place.counters.in != queue.in || place.counters.acked != queue.acked
                || place.counters.dead() != queue.dead || place.inFlight != held
                || place.waiting != queue.alive.size() - held)
                fail(place.name + " counts otherwise: in " + difference(place.counters.in, queue.in)
                    + ", acked " + difference(place.counters.acked, queue.acked) + ", dead "
                    + difference(place.counters.dead(), queue.dead) + ", in flight "
                    + difference(place.inFlight, held) + ", waiting "
                    + difference(place.waiting, queue.alive.size() - held));
            dead -= queue.dead;
        }
        if (dead != 0)
            fail("dead letters are lost");
    }

    bool m_forgetsRedelivered;
    std::string m_wrong;
    std::mt19937 m_random;
    Stomp::Broker m_broker;
    Stomp::Millis m_now = 1'000'000;
    std::vector<std::unique_ptr<ModelClient>> m_clients;
    std::map<std::string, ModelQueue> m_queues;
    /** In this step: by queue and subscription, the youngest. */
    std::map<std::string, std::map<std::string, std::uint64_t>> m_given;
    std::uint64_t m_sent = 0;
    std::uint64_t m_lastPlace = 0;
    std::uint64_t m_lastSubscription = 0;
    std::uint64_t m_redeliveries = 0;
};

} // namespace Testing
