#pragma once

namespace Stomp {
struct ConnectionFailure;
struct Diagnosis;
} // namespace Stomp

namespace Ui {

/**
 * Whether a connection that ended so, or an attempt to have it back, may be followed by another
 * attempt. Never after a refusal that would come again: a refused login, an unknown virtual host, a
 * certificate that is not trusted, bytes that are not STOMP.
 */
[[nodiscard]] bool isWorthRetrying(
    const Stomp::ConnectionFailure& failure, const Stomp::Diagnosis& diagnosis);

} // namespace Ui
