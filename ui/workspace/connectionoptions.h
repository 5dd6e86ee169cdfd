#pragma once

#include <stomp/client/clientoptions.h>

#include <ui/profiles/connectionprofile.h>

namespace Ui {

/** What the client is told: the profile's fields, and the secrets that it does not hold. The url is
 * the profile's own, but for the practice broker's, which differs each time. */
[[nodiscard]] Stomp::ClientOptions clientOptions(const ConnectionProfile& profile,
    const Stomp::BrokerUrl& url, const QString& password, const QString& keyPassphrase = {},
    const QString& proxyPassword = {});

} // namespace Ui
