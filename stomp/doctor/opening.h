#pragma once

#include "diagnosis.h"

namespace Stomp {

/** Why there is no stream: name and TCP. */
[[nodiscard]] Diagnosis explainTransport(
    const ConnectionFailure& failure, const ClientOptions& options);
/** Why there is no session: between CONNECT and CONNECTED. */
[[nodiscard]] Diagnosis explainHandshake(
    const ConnectionFailure& failure, const ClientOptions& options);
/** What the parser refused, in the handshake and later. */
[[nodiscard]] Diagnosis explainGarbage(
    const ConnectionFailure& failure, const ClientOptions& options);

} // namespace Stomp
