#pragma once

#include <optional>
#include <string>

namespace Stomp {

/** Why a frame is not accepted: becomes an ERROR frame, after which the connection is closed. */
struct Refusal
{
    std::string message; //!< one short line, the `message` header
    std::string detail; //!< what to do about it, in the body
    std::string versions; //!< not empty: the `version` header, for a failed negotiation
};

/** Nothing: the frame is accepted. */
using Verdict = std::optional<Refusal>;

} // namespace Stomp
