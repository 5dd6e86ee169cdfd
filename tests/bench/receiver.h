#pragma once

#include "benchframes.h"

#include <stomp/client/client.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace Bench {

/**
 * One client with a subscription to each of some destinations. Counts and hashes what comes, in
 * order, for each subscription by itself, so that a message at the wrong one is found out.
 */
class Receiver : private Stomp::MessageSink
{
public:
    /** Wants so many messages in all. */
    Receiver(std::vector<std::string> destinations, std::uint64_t messages);
    ~Receiver() override;
    Q_DISABLE_COPY_MOVE(Receiver)

    void start(quint16 port);
    void stop() { m_client.abort(); }

    std::function<void()> onSubscribed; //!< all of them, confirmed
    std::function<void()> onDone; //!< as many messages as wanted have come; may end the event loop

    [[nodiscard]] double began() const { return m_began; }
    [[nodiscard]] double ended() const { return m_ended; }
    [[nodiscard]] std::uint64_t received() const { return m_received; }
    /** As many as wanted, none of an unknown subscription, and each subscription has the first of
     * these frames that are its own, in order. */
    [[nodiscard]] bool isRight(const FrameSet& set) const;

private:
    struct Tally
    {
        std::uint64_t count = 0;
        std::uint64_t hash = 0;

        bool operator==(const Tally&) const = default;
    };

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;

    const std::vector<std::string> m_destinations;
    const std::uint64_t m_wanted;
    std::vector<Stomp::SubscriptionKey> m_keys;
    std::vector<Tally> m_tallies;
    std::size_t m_confirmed = 0;
    std::uint64_t m_received = 0;
    std::uint64_t m_foreign = 0;
    double m_began = 0;
    double m_ended = 0;
    Stomp::Client m_client;
};

} // namespace Bench
