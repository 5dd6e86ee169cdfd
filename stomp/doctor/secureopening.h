#pragma once

#include "diagnosis.h"

namespace Stomp {

/** Why there is no stream though TCP stands, or could not: TLS, the WebSocket's upgrade, a proxy.
 */
[[nodiscard]] Diagnosis explainTls(const ConnectionFailure& failure, const ClientOptions& options);
[[nodiscard]] Diagnosis explainUpgrade(
    const ConnectionFailure& failure, const ClientOptions& options);
[[nodiscard]] Diagnosis explainProxy(
    const ConnectionFailure& failure, const ClientOptions& options);

} // namespace Stomp
