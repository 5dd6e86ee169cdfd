#pragma once

#include <QByteArray>
#include <QString>

#include <string>

namespace Stomp {

/** In PEM form; empty when error says why. */
struct SelfSigned
{
    QByteArray certificate;
    QByteArray key;
    QString error;
};

/** A new P-256 key, and a certificate for localhost, 127.0.0.1, ::1 and this address; Qt makes
 * neither, OpenSSL does. */
[[nodiscard]] SelfSigned makeSelfSigned(const std::string& address);
/** Both in PEM form. */
[[nodiscard]] bool isKeyOf(const QByteArray& key, const QByteArray& certificate);

} // namespace Stomp
