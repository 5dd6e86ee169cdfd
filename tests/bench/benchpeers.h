#pragma once

#include <vector>

namespace Bench {

struct PeerResult
{
    const char* name; //!< as its project writes it
    const char* member; //!< of the JSON result
    double perSecond = 0;
};

/** Client libraries that others wrote, each receiving from a bench_sender of its own, with as few
 * messages as they need to run about two seconds. Empty when one of them fails. */
[[nodiscard]] std::vector<PeerResult> runPeers();

} // namespace Bench
