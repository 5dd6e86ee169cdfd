#pragma once

#include "countedstore.h"
#include "playedclient.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/deadletter.h>
#include <stomp/broker/statswriter.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace Testing {

/** How a broker is played: each byte is one of a fuzzer's. */
struct PlaySettings
{
    std::uint8_t skin = 0;
    std::uint8_t faults = 0; //!< an index
    std::uint8_t ways = 0; //!< bits of Way; the highest two: 0, or 1 + the version of all clients
    Cuts cuts;

    enum Way : std::uint8_t
    {
        Users = 1,
        PriorityOrder = 2,
        FewDeliveries = 4,
        AckTimeout = 8,
        SmallLimits = 16,
        Store = 32,
    };
    [[nodiscard]] bool has(Way way) const { return (ways & way) != 0; }
    [[nodiscard]] unsigned version() const { return ways >> 6U; }
};

/**
 * Three clients of one broker. A script is what they send; between it stands 0x1D and a letter for
 * what else happens: 0 to 2: it is this client's turn; a, n: it acknowledges or refuses what it got
 * last; s, r: it stops reading, and reads again; x: it is gone, and another one comes; t, T, L:
 * time passes; m: dead letters are moved back; q: it is told that the broker ends. Whatever
 * happens, the broker's books are right.
 */
class BrokerPlay
{
public:
    explicit BrokerPlay(const PlaySettings& settings)
        : m_settings(settings), m_cuts(settings.cuts), m_broker(options(settings))
    {
        if (settings.has(PlaySettings::Store))
            m_broker.setStore(m_store);
        Stomp::FaultPlan plan;
        require(!Stomp::FaultPlan::parse(s_plans[settings.faults % s_plans.size()], plan),
            "the plan is one");
        m_broker.faults().arm(plan, m_now);
        for (auto& client : m_clients)
            connect(client);
    }

    void run(std::string_view script)
    {
        while (!script.empty()) {
            const std::size_t end = std::min(script.find('\x1d'), script.size());
            m_turn->write(script.substr(0, end), m_cuts, m_now);
            script.remove_prefix(end);
            if (script.size() > 1)
                act(script[1]);
            script.remove_prefix(std::min<std::size_t>(script.size(), 2));
            rest();
            check();
        }
        for (auto& client : m_clients) {
            leave(client);
            rest();
        }
        check();
        checkEnd();
    }

    /** All that its clients were told. */
    [[nodiscard]] const std::string& told() const { return m_told; }
    /** Whether what happens depended on how much is read at once. */
    [[nodiscard]] bool readsSlowly() const { return m_readsSlowly; }

private:
    static constexpr std::array<std::string_view, 16> s_plans{"", "", "", "", "", "",
        "duplicate on MESSAGE every 2", "drop on MESSAGE chance 50%; drop on SEND after 2 every 2",
        "reorder=2 on MESSAGE", "split=3; shuffle-headers", "cut on MESSAGE after 1 once",
        "trickle=1ms on RECEIPT; delay=200ms on MESSAGE chance 50%",
        "crlf; line-ends=3; unknown-headers=2; bad-json", "error on SEND every 3; refuse on ACK",
        "refuse-versions=1.1,1.2; close on RECEIPT after 2", "slow-consumer=100"};

    static Stomp::BrokerOptions options(const PlaySettings& settings)
    {
        Stomp::BrokerOptions options;
        options.wear(static_cast<Stomp::BrokerSkin::Kind>(settings.skin % 5));
        if (settings.has(PlaySettings::Users))
            options.users = {{"u", "p", std::vector<std::string>{"/queue/>", "/topic/a.>"},
                std::vector<std::string>{"/queue/a", "/topic/>", "/queue/practice.control"}}};
        if (settings.has(PlaySettings::PriorityOrder))
            options.queues.priorityOrder = true;
        if (settings.has(PlaySettings::FewDeliveries))
            options.queues.maxDeliveries = 2;
        if (settings.has(PlaySettings::AckTimeout))
            options.queues.ackTimeout = 3'000;
        if (settings.has(PlaySettings::SmallLimits)) {
            options.parser = {16, 100, 8, 200};
            options.headerBlock = 300;
            options.beforeConnect = 100;
            options.outboxForMessages = 400;
            options.outboxCap = 800;
            options.topicBacklogMessages = 3;
            options.queueBacklogBytes = 2'000;
            options.storedBytes = 4'000;
            options.consumersPerSession = 4;
            options.transactionsPerSession = 2;
            options.transactionOperations = 3;
            options.destinations = 8;
        }
        return options;
    }

    void connect(std::unique_ptr<PlayedClient>& client)
    {
        client = std::make_unique<PlayedClient>(m_broker, m_now);
        m_turn = client.get();
        const unsigned version = m_settings.version();
        if (version == 0)
            return;
        const std::string frame = "CONNECT\naccept-version:1." + std::to_string(version - 1)
            + (m_settings.has(PlaySettings::Users) ? "\nlogin:u\npasscode:p" : "") + "\nhost:h\n\n";
        m_turn->write(frame + '\0', m_cuts, m_now);
    }
    void leave(std::unique_ptr<PlayedClient>& client)
    {
        client->session().connectionLost(m_now);
        m_told += client->said() + '|';
        client.reset();
    }

    void act(char what)
    {
        switch (what) {
        case '0':
        case '1':
        case '2':
            m_turn = m_clients[static_cast<std::size_t>(what - '0')].get();
            break;
        case 'a':
            m_turn->answer("ACK", m_cuts, m_now);
            break;
        case 'n':
            m_turn->answer("NACK", m_cuts, m_now);
            break;
        case 's':
        case 'r':
            m_turn->setReading(what == 'r');
            break;
        case 'x': {
            const auto own = std::ranges::find(
                m_clients, m_turn, [](const auto& client) { return client.get(); });
            leave(*own);
            connect(*own);
            break;
        }
        case 't':
            pass(100);
            break;
        case 'T':
            pass(3'000);
            break;
        case 'L':
            pass(40'000);
            break;
        case 'm':
            moveBack();
            break;
        case 'q':
            m_turn->session().shutDown({"The broker is shutting down", "It ends.", {}}, m_now);
            break;
        default:
            break;
        }
    }
    void pass(Stomp::Millis time)
    {
        m_now += time;
        m_broker.tick(m_now);
        for (const auto& client : m_clients)
            client->session().tick(m_now);
    }
    void moveBack()
    {
        for (const Stomp::DestinationSnapshot& place : m_broker.snapshot().destinations) {
            std::size_t moved = 0;
            if (place.isQueue && isDeadLetterQueue(m_broker.options().queues, place.name))
                static_cast<void>(m_broker.moveBack(place.name, {}, m_now, moved));
        }
    }

    /** Sockets write and are read until there is nothing more to do. */
    void rest()
    {
        for (int round = 0, isBusy = 1; isBusy; ++round) {
            require(round < 10'000, "the broker comes to rest");
            isBusy = 0;
            for (const auto& client : m_clients)
                isBusy += client && client->work(m_cuts, m_now);
        }
        m_readsSlowly = m_readsSlowly
            || std::ranges::any_of(m_broker.faults().plan().faults, [](const Stomp::Fault& fault) {
                   return fault.kind == Stomp::FaultKind::SlowConsumer;
               });
    }

    void check() const
    {
        const Stomp::BrokerSnapshot all = m_broker.snapshot();
        for (const Stomp::DestinationSnapshot& place : all.destinations) {
            require(!place.isQueue || place.addsUp(), "the queue adds up");
            const auto topic = m_broker.inspectTopic(place.name);
            if (!topic)
                continue;
            for (const Stomp::InspectedSubscriber& one : topic->subscribers)
                require(one.copies == one.delivered + one.waiting + one.discarded,
                    "the subscription adds up");
        }
        // Beyond its bound by what is written into dead letters, and by the last message.
        require(all.storedBytes <= 4 * m_broker.options().storedBytes, "what is kept has a bound");
        require(all.heldBackProducers <= m_clients.size(), "nobody is held back twice");
    }

    /** Nobody is there any more: what is kept is what waits. */
    void checkEnd() const
    {
        std::uint64_t bytes = 0;
        std::size_t persistent = 0;
        std::size_t scheduled = 0;
        const Stomp::BrokerSnapshot all = m_broker.snapshot();
        for (const Stomp::DestinationSnapshot& place : all.destinations) {
            require(place.inFlight == 0 && place.consumers == 0, "who has gone holds nothing");
            require(place.isQueue || place.waiting == 0, "nothing waits behind who has gone");
            bytes += place.waitingBytes;
            scheduled += place.scheduled;
            const auto queue = m_broker.inspectQueue(place.name, 100'000, m_now);
            for (const auto& message : queue ? queue->next : std::vector<Stomp::InspectedMessage>())
                persistent += message.isPersistent;
        }
        require(all.sessions == 0 && all.heldBackProducers == 0, "nobody is there");
        require(scheduled > 0 || bytes == all.storedBytes, "the kept bytes are those that wait");
        if (m_settings.has(PlaySettings::Store)) {
            require(
                m_store.messages() >= persistent && m_store.messages() <= persistent + scheduled,
                "the store has what waits");
            require(m_store.durables() == m_broker.inspectDurables().size(),
                "the store has the durable subscriptions");
        }
        require(!Stomp::statsJson(m_broker, 3, m_now).empty(), "the broker tells of itself");
    }

    PlaySettings m_settings;
    Cuts m_cuts;
    Stomp::Millis m_now = 1'000'000;
    CountedStore m_store;
    Stomp::Broker m_broker;
    std::array<std::unique_ptr<PlayedClient>, 3> m_clients;
    PlayedClient* m_turn = nullptr;
    std::string m_told;
    bool m_readsSlowly = false;
};

} // namespace Testing
