#include "secretmask.h"

namespace Stomp {

namespace {

constexpr qsizetype shortSecret = 6;

bool isWordAt(const QString& text, qsizetype begin, qsizetype end)
{
    const bool wordBefore = begin > 0 && text.at(begin - 1).isLetterOrNumber();
    const bool wordAfter = end < text.size() && text.at(end).isLetterOrNumber();
    return !wordBefore && !wordAfter;
}

} // namespace

SecretMask::SecretMask(
    const std::optional<std::string>& login, const std::optional<std::string>& secret)
{
    if (secret && secret != login)
        m_secret = QString::fromStdString(*secret);
}

QString SecretMask::masked(const QString& text) const
{
    if (m_secret.isEmpty())
        return text;
    QString out = text;
    qsizetype at = 0;
    while ((at = out.indexOf(m_secret, at)) >= 0) {
        const qsizetype end = at + m_secret.size();
        if (m_secret.size() >= shortSecret || isWordAt(out, at, end))
            out.replace(at, m_secret.size(), QStringLiteral("•••"));
        ++at;
    }
    return out;
}

} // namespace Stomp
