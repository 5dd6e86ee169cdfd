#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace Bench {

/** What a peer does: receive, or publish to a Sink without or with receipts. */
enum class PeerTask : std::uint8_t
{
    Receive,
    Publish,
    Pipelined, //!< as many on the way as the peer's API allows
    OneByOne, //!< the next one after the receipt
};

/**
 * Client libraries that others wrote, run side by side with ours. Each runs in a process of its own
 * and proves what it received, or has it proved by a Sink. One that is not installed is named in
 * the result; one that fails ends the bench.
 */
class PeerRace
{
public:
    /** suffix: of the result's members, such as "per_second". */
    PeerRace(PeerTask task, std::uint64_t messages, const char* suffix);

    /** Each peer once; false when one of them failed. */
    [[nodiscard]] bool run();
    /** Prints the medians and adds them to the result, null for a peer that is not installed, and
     * how many times the fastest of them ours is. */
    void report(std::vector<std::pair<const char*, QString>>& result, double ours);

private:
    struct Lane
    {
        const char* name; //!< as its project writes it
        const char* member; //!< of the result, before the suffix
        const char* program;
        const char* script;
        std::vector<double> rates;
        bool isMissing = false;
        std::string resultMember;
    };

    [[nodiscard]] bool runOne(Lane& lane);

    PeerTask m_task;
    std::uint64_t m_messages;
    std::string m_timesMember;
    std::vector<Lane> m_lanes;
};

} // namespace Bench
