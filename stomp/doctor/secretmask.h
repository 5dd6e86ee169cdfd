#pragma once

#include <stomp/protocol/frame.h>

#include <QString>

#include <optional>
#include <string>

namespace Stomp {

/**
 * Takes a password out of what a broker said; never out of our own sentences, where a gap in place
 * of a common word would give it away. One that equals the login is no secret there. A short one is
 * only taken out where it stands as a word, so that the rest stays readable.
 */
class SecretMask
{
public:
    SecretMask(const std::optional<std::string>& login, const std::optional<std::string>& secret);

    [[nodiscard]] QString masked(const QString& text) const;
    /** UTF-8; bytes that are none are replaced when there is a secret. */
    [[nodiscard]] std::string masked(const std::string& text) const;
    [[nodiscard]] Frame masked(Frame frame) const;

private:
    QString m_secret;
};

} // namespace Stomp
