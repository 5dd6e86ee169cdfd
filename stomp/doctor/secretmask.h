#pragma once

#include <QString>

#include <optional>
#include <string>

namespace Stomp {

/**
 * Takes a password out of what a broker said. One that equals the login is no secret there. A short
 * one is only taken out where it stands as a word, so that the rest stays readable.
 */
class SecretMask
{
public:
    SecretMask(const std::optional<std::string>& login, const std::optional<std::string>& secret);

    [[nodiscard]] QString masked(const QString& text) const;

private:
    QString m_secret;
};

} // namespace Stomp
