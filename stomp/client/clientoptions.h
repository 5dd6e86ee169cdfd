#pragma once

#include "transport.h"

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/brokerurl.h>
#include <stomp/session/sessiontypes.h>

#include <memory>

namespace Stomp {

/** Where to connect and how. What session leaves open is filled in from url and dialect. */
struct ClientOptions
{
    BrokerUrl url;
    /** What the user says it is; decides the host header where the URL names no virtual host. */
    Dialect dialect = Dialect::Generic;
    SessionOptions session;
    Millis tcpTimeout = 10'000; //!< for the name and the connection, together
};

/**
 * What CONNECT will say: login and passcode default to the URL's user and password, the host header
 * to its virtual host, else to the dialect's default.
 */
[[nodiscard]] SessionOptions effectiveSession(const ClientOptions& options);

/** Null when this build has no transport for the URL's scheme. */
[[nodiscard]] std::unique_ptr<Transport> makeTransport(const ClientOptions& options);

} // namespace Stomp
