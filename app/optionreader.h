#pragma once

#include "optiontable.h"

#include <stomp/protocol/frame.h>

#include <QCommandLineParser>

#include <optional>
#include <string>
#include <vector>

namespace App {

/**
 * The options of one verb, read once and asked for by name and type. Keeps the first error; what is
 * asked for after it is empty. Never ends the program, as QCommandLineParser::process() would.
 */
class OptionReader
{
public:
    /** arguments: what follows the verb. */
    OptionReader(Verb verb, const QStringList& arguments);

    [[nodiscard]] const QString& error() const { return m_error; }
    void fail(const QString& message);

    [[nodiscard]] bool has(QLatin1StringView option) const;
    /** The last value that was given. */
    [[nodiscard]] std::optional<QString> text(QLatin1StringView option) const;
    [[nodiscard]] QStringList texts(QLatin1StringView option) const;
    std::optional<quint64> wholeNumber(QLatin1StringView option, quint64 least, quint64 most);
    std::optional<double> positiveNumber(QLatin1StringView option, double most);
    /** K:V, split at the first colon; nothing is trimmed. */
    std::vector<Stomp::Header> headers(QLatin1StringView option);

    [[nodiscard]] QStringList positional() const { return m_parser.positionalArguments(); }

private:
    QCommandLineParser m_parser;
    QString m_error;
};

[[nodiscard]] std::string toUtf8(const QString& text);

} // namespace App
