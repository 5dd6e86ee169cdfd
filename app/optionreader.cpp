#include "optionreader.h"

#include <algorithm>
#include <cmath>

namespace App {

using namespace Qt::StringLiterals;

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void addOptions(std::span<const OptionRow> rows, QCommandLineParser& parser)
{
    for (const OptionRow& row : rows) {
        if (row.name != "-") // no option for the parser, but a positional argument
            parser.addOption({toQString(row.name), toQString(row.help), toQString(row.value)});
    }
}

struct OptionalValue
{
    QLatin1StringView option;
    QLatin1StringView value; //!< when none is given
};

constexpr OptionalValue optionalValues[] = {
    {"--traffic"_L1, "5"_L1},
    {"--stats"_L1, "10"_L1},
    {"--tls"_L1, "61614"_L1},
    {"--ws"_L1, "15674"_L1},
    {"--wss"_L1, "15673"_L1},
};

/** Some options may stand alone, which QCommandLineParser does not know: then they get a value. */
QStringList withOptionalValues(Verb verb, const QStringList& arguments)
{
    if (verb != Verb::Broker)
        return arguments;
    QStringList out;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        const auto* found = std::ranges::find_if(optionalValues,
            [&](const OptionalValue& candidate) { return argument == candidate.option; });
        if (found == std::end(optionalValues)) {
            out << argument;
            continue;
        }
        bool nextIsNumber = false;
        if (i + 1 < arguments.size())
            arguments[i + 1].toDouble(&nextIsNumber);
        out << argument + u'=' + (nextIsNumber ? arguments[++i] : QString(found->value));
    }
    return out;
}

} // namespace

OptionReader::OptionReader(Verb verb, const QStringList& arguments)
{
    m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    addOptions(optionsOf(verb), m_parser);
    addOptions(connectOptionsOf(verb), m_parser);
    addOptions(transportOptionsOf(verb), m_parser);
    const QStringList withProgram =
        QStringList(QStringLiteral("stomp-console")) + withOptionalValues(verb, arguments);
    if (m_parser.parse(withProgram))
        return;
    const QStringList unknown = m_parser.unknownOptionNames();
    m_error = unknown.isEmpty() ? m_parser.errorText()
                                : QStringLiteral("Unknown option --%1.").arg(unknown.first());
}

void OptionReader::fail(const QString& message)
{
    if (m_error.isEmpty())
        m_error = message;
}

bool OptionReader::has(QLatin1StringView option) const
{
    return m_parser.isSet(option);
}

std::optional<QString> OptionReader::text(QLatin1StringView option) const
{
    if (!m_parser.isSet(option))
        return std::nullopt;
    return m_parser.values(option).last();
}

QStringList OptionReader::texts(QLatin1StringView option) const
{
    return m_parser.values(option);
}

std::optional<quint64> OptionReader::wholeNumber(
    QLatin1StringView option, quint64 least, quint64 most)
{
    const std::optional<QString> value = text(option);
    if (!value)
        return std::nullopt;
    bool ok = false;
    const quint64 number = value->toULongLong(&ok);
    if (ok && number >= least && number <= most)
        return number;
    fail(QStringLiteral("--%1 wants a whole number from %2 to %3.")
             .arg(option)
             .arg(least)
             .arg(most));
    return std::nullopt;
}

std::optional<double> OptionReader::positiveNumber(QLatin1StringView option, double most)
{
    const std::optional<QString> value = text(option);
    if (!value)
        return std::nullopt;
    bool ok = false;
    const double number = value->toDouble(&ok);
    if (ok && std::isfinite(number) && number > 0 && number <= most)
        return number;
    fail(QStringLiteral("--%1 wants a number above 0, at most %2.")
             .arg(option)
             .arg(most, 0, 'f', 0));
    return std::nullopt;
}

std::vector<Stomp::Header> OptionReader::headers(QLatin1StringView option)
{
    std::vector<Stomp::Header> headers;
    const QStringList values = m_parser.values(option);
    for (const QString& value : values) {
        const qsizetype colon = value.indexOf(u':');
        if (colon < 1) {
            fail(QStringLiteral("--%1 wants a name, a colon and a value, as in --%1 name:value.")
                     .arg(option));
            return {};
        }
        headers.push_back({toUtf8(value.left(colon)), toUtf8(value.mid(colon + 1))});
    }
    return headers;
}

std::string toUtf8(const QString& text)
{
    return text.toStdString();
}

} // namespace App
