#pragma once

#include "connectionprofile.h"

#include <QByteArray>

namespace Ui {

/**
 * What a connection knows and no file may: goes into the key ring, or is asked for each time. Of
 * headers, those that isSecretHeader() names.
 */
struct Secrets
{
    QString password;
    QString keyPassphrase;
    QString proxyPassword;
    QString path; //!< the whole path of a WebSocket, where its query holds a secret
    std::vector<Stomp::Header> headers;
    std::vector<Stomp::Header> httpHeaders;

    [[nodiscard]] bool isEmpty() const { return *this == Secrets(); }
    /** With the other's where this has none. */
    [[nodiscard]] Secrets over(const Secrets& other) const;
    /** As one entry of a key ring, and back; nothing where it is none of ours. */
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static std::optional<Secrets> fromBytes(const QByteArray& bytes);

    bool operator==(const Secrets&) const = default;
};

/** Parts the secrets from the profile: its secret headers keep their names and lose their values,
 * its path shows "***" in their place. */
[[nodiscard]] Secrets takeSecrets(ConnectionProfile& profile);
/** The reverse, for what has no value yet; passwords have no place in a profile. */
void putSecrets(ConnectionProfile& profile, const Secrets& secrets);
/** Whether it has been parted from secrets that it cannot do without. */
[[nodiscard]] bool lacksSecrets(const ConnectionProfile& profile);

} // namespace Ui
