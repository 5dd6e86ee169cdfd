#pragma once

#include "brokerskin.h"
#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/heartbeat.h>

#include <cstdint>
#include <optional>
#include <string>

namespace Stomp {

/**
 * What the headers of a SEND ask of the broker beyond passing the message on: `priority` (0 to 9),
 * `expires` (epoch ms, 0 is never), `expiration` and `x-message-ttl` (ms from now), and
 * `AMQ_SCHEDULED_DELAY`, `_TIME`, `_PERIOD` and `_REPEAT`. Of a repeated header the first counts.
 * In a
 * skin only what its broker knows. stomp-facts 3.4 and 4.11.
 */
struct SendTerms
{
    struct Schedule
    {
        Millis delay = 0; //!< from now
        Millis period = 0; //!< between two repetitions
        std::uint64_t repeats = 0; //!< after the first time; forever: as large as it can be

        static constexpr std::uint64_t forever = ~std::uint64_t{0};
    };

    unsigned char priority = 4;
    Millis expires = 0; //!< epoch; 0: never
    std::optional<Schedule> schedule;

    // The form of the MESSAGE frames, as the skin has it.
    bool hasLength = true; //!< content-length
    bool keepsSendersOwn = false; //!< receipt and transaction go to the receivers, too
    std::string added; //!< header lines that the broker adds

    /** wallClock: the epoch's ms now. Refuses values that mean nothing, and what this broker does
     * not do (crontabs), rather than ignoring them. */
    [[nodiscard]] static Verdict read(
        const FrameView& send, const BrokerSkin& skin, Millis wallClock, SendTerms& terms);
};

} // namespace Stomp
