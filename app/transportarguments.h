#pragma once

#include "optionreader.h"

#include <stomp/client/clientoptions.h>

namespace App {

/** What the command line says of the way to the broker: TLS, HTTP headers, a proxy. The passphrase
 * of the key, and the proxy's password, come later: see findTransportSecrets(). */
struct TransportArguments
{
    Stomp::TlsOptions tls;
    std::vector<Stomp::Header> httpHeaders;
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    bool secretOnCommandLine = false; //!< where other users of the machine can see it
};

/** Errors go to options.fail(). */
[[nodiscard]] TransportArguments readTransportArguments(OptionReader& options);

/**
 * The key's passphrase, where it has one: the environment variable STOMP_KEY_PASSPHRASE, else asks
 * on the terminal. The proxy's password, where it has a user and the URL no password:
 * STOMP_PROXY_PASSWORD. Empty, or one sentence for the user. May wait for the user.
 */
[[nodiscard]] QString findTransportSecrets(TransportArguments& transport);

} // namespace App
