#include "secretmask.h"

namespace Stomp {

namespace {

constexpr qsizetype shortSecret = 6;

// Brokers' fixed words (stomp-facts 3.2), which repeat nothing of what they were sent. To mask a
// part of them would tell that the password is that word.
constexpr QLatin1StringView fixedWords[]{
    QLatin1StringView("Security Error occurred"),
    QLatin1StringView("User name ["),
    QLatin1StringView("] or password is invalid"),
    QLatin1StringView("Bad CONNECT"),
    QLatin1StringView("Access refused for user "),
    QLatin1StringView("Missing login or passcode header(s)"),
    QLatin1StringView("non-loopback access denied"),
    QLatin1StringView("Virtual host "),
    QLatin1StringView(" access denied"),
};

bool isInFixedWords(const QString& text, qsizetype begin, qsizetype end)
{
    for (const QLatin1StringView words : fixedWords) {
        qsizetype at = text.lastIndexOf(words, begin);
        if (at >= 0 && at + words.size() >= end)
            return true;
    }
    return false;
}

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
        const bool told = m_secret.size() >= shortSecret || isWordAt(out, at, end);
        if (told && !isInFixedWords(out, at, end))
            out.replace(at, m_secret.size(), QStringLiteral("•••"));
        ++at;
    }
    return out;
}

std::string SecretMask::masked(const std::string& text) const
{
    return m_secret.isEmpty() ? text : masked(QString::fromStdString(text)).toStdString();
}

Frame SecretMask::masked(Frame frame) const
{
    for (Header& header : frame.headers)
        header.value = masked(header.value);
    frame.body = masked(frame.body);
    return frame;
}

} // namespace Stomp
