#pragma once

#include "destinationpath.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace Stomp {

/** What a SUBSCRIBE asks for. Whatever this broker does not support is refused, never ignored. */
struct ConsumerRequest
{
    enum class Ack : std::uint8_t
    {
        Auto,
        Client,
        Individual
    };

    /** The id header, which 1.0 may omit. */
    std::string id;
    bool hasId = false;
    DestinationPath path;
    Ack ack = Ack::Auto;
    std::size_t prefetch = 0;

    // Of a queue, stomp-facts 4.3 and 3.10.
    bool isBrowser = false; //!< it only looks
    bool isExclusive = false; //!< while it is there, it gets everything
    int priority = 0; //!< higher ones are served first

    [[nodiscard]] static Verdict read(const FrameView& subscribe, Version version,
        std::size_t defaultPrefetch, ConsumerRequest& request);
};

} // namespace Stomp
