#pragma once

#include "brokerskin.h"
#include "destinationpath.h"

#include <stomp/protocol/frame.h>

#include <string_view>
#include <vector>

namespace Stomp {

class DestinationRegistry;

/** What a destination header means in a skin. */
struct SkinName
{
    enum class Use : std::uint8_t
    {
        Send,
        Subscribe
    };

    std::vector<DestinationPath> paths; //!< several: a list, as Classic has it
    bool isIgnored = false; //!< a frame with it does nothing, without a word
    bool mustExist = false; //!< it is not made on first use

    /** frame: for Artemis, which has the kind in a header. Temporary names are the session's
     * (SessionNames) and do not come here, except those of others. stomp-facts 3.3. */
    [[nodiscard]] static Verdict read(const BrokerSkin& skin, std::string_view text, Use use,
        const FrameView& frame, const DestinationRegistry& known, SkinName& name);
};

} // namespace Stomp
