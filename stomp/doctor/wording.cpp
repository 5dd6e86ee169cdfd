#include "wording.h"

namespace Stomp {

namespace {

constexpr qsizetype shownDetails = 600;

} // namespace

QString fromBytes(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString hostOf(const ClientOptions& options)
{
    return QString::fromStdString(options.url.host);
}

QString addressOf(const ClientOptions& options)
{
    return hostOf(options) + QLatin1Char(':') + QString::number(options.url.port);
}

QString seconds(Millis value)
{
    return QString::number(static_cast<double>(value) / 1000);
}

QString wordsOf(const Frame& error)
{
    const QString message = fromBytes(error.value("message")).trimmed();
    QString body = fromBytes(error.body).trimmed();
    if (body.size() > shownDetails)
        body = body.left(shownDetails) + QStringLiteral("…");
    if (body.isEmpty() || body == message)
        return message;
    return message.isEmpty() ? body : message + QLatin1Char('\n') + body;
}

QString messageOf(const Frame& error)
{
    const QString words = wordsOf(error);
    return words.left(words.indexOf(QLatin1Char('\n')));
}

} // namespace Stomp
