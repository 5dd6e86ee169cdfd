#pragma once

#include "brokerskin.h"
#include "destinationpath.h"
#include "durablesubscriptions.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>
#include <stomp/selector/selector.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** What a SUBSCRIBE that says nothing gets. */
struct ConsumerDefaults
{
    const BrokerSkin& skin;
    const std::string& clientId;
    std::size_t prefetch = 0;
};

/** The name of the durable subscription that the headers of a SUBSCRIBE or UNSUBSCRIBE mean. */
[[nodiscard]] std::optional<std::string_view> durableName(
    const FrameView& frame, const BrokerSkin& skin);

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
    std::vector<DestinationPath> paths; //!< at least one; several: a list, as Classic has it
    std::optional<DurableRequest> durable;
    Ack ack = Ack::Auto;
    std::size_t prefetch = 0; //!< messages that may be unacknowledged
    std::size_t window = s_noWindow; //!< their bytes, below which another one may be sent
    /** Only what it takes is for this consumer; empty: everything. */
    Selector selector;
    std::string selectorText; //!< as it was written

    // Of a queue, stomp-facts 4.3 and 3.10.
    bool isBrowser = false; //!< it only looks
    bool isExclusive = false; //!< while it is there, it gets everything
    int priority = 0; //!< higher ones are served first

    static constexpr std::size_t s_noWindow = ~std::size_t{0};
    [[nodiscard]] bool hasWindow() const { return window != s_noWindow; }
    [[nodiscard]] const DestinationPath& path() const { return paths.front(); }

    /** Fills in all but the paths, which are there. */
    [[nodiscard]] static Verdict read(const FrameView& subscribe, Version version,
        const ConsumerDefaults& defaults, ConsumerRequest& request);
};

} // namespace Stomp
