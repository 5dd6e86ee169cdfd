#pragma once

#include "faultcatalogue.h"
#include "refusal.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Which faults the practice broker has, as a value. Its text is the one of the command line, the
 * control destination and the window: faults separated by `;` or line ends, each
 *
 *     NAME[=VALUE] [PARAMETER=VALUE] [on COMMAND [DESTINATION] | on DESTINATION]
 *         [after N] [every N] [chance P%] [once | times N]
 *
 * such as `delay=200ms on MESSAGE /queue/orders every 3`, or `seed N`, or `clear`, which removes
 * what stands before it. The same plan does the same to the same frames.
 */
struct FaultPlan
{
    std::vector<Fault> faults;
    std::uint64_t seed = 1;

    [[nodiscard]] static std::span<const FaultInfo> catalogue() { return faultCatalogue(); }
    /** Appends what the text says to plan, which is left as it was when that is refused: the
     * message says what is wrong, the detail shows the accepted form. */
    [[nodiscard]] static Verdict parse(std::string_view text, FaultPlan& plan);

    [[nodiscard]] bool isEmpty() const { return faults.empty(); }
    /** Empty for no faults; else parse() makes the same plan of it. */
    [[nodiscard]] std::string text() const;

    bool operator==(const FaultPlan&) const = default;
};

/** One fault as the plan's text has it, without what is the default. */
[[nodiscard]] std::string textOf(const Fault& fault);

/** The accepted form, for whoever got it wrong: several lines, each with its line end. */
[[nodiscard]] std::string faultForm();

} // namespace Stomp
