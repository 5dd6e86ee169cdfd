#include "filterreading.h"

#include <stomp/selector/selectortree.h>

#include <QRegularExpression>

#include <algorithm>

namespace Ui {

namespace {

/** Nothing but names and words between them: "orders", "connection and retry". */
bool isOnlyWords(const Stomp::Selector& condition)
{
    const auto& nodes = condition.tree()->nodes;
    return std::all_of(nodes.begin(), nodes.end(), [](const Stomp::SelectorNode& node) {
        switch (node.op) {
        case Stomp::SelectorOp::Header:
        case Stomp::SelectorOp::Literal:
        case Stomp::SelectorOp::And:
        case Stomp::SelectorOp::Or:
        case Stomp::SelectorOp::Not:
            return true;
        default:
            return false;
        }
    });
}

/** What cannot be read and yet is hardly a text to search for. */
bool looksLikeCondition(const QString& typed)
{
    static const QRegularExpression signs(
        QStringLiteral(
            R"([=<>]|^\s*\(*\s*\$|\$[.\[]|\b(like|between)\b|\bis\s+(not|null)\b|\bin\s*\()"),
        QRegularExpression::CaseInsensitiveOption);
    return signs.match(typed).hasMatch();
}

void complain(FilterReading& reading, const Stomp::SelectorError& error, const std::string& bytes)
{
    const MistakePlace place = mistakePlace(error, bytes);
    reading.at = place.at;
    reading.length = place.length;
    reading.complaint = QString::fromStdString(error.message);
}

FilterReading asText(const QString& typed)
{
    FilterReading reading;
    reading.isText = true;
    reading.filter = Stomp::MessageFilter::ofText(typed.toStdString());
    return reading;
}

} // namespace

MistakePlace mistakePlace(const Stomp::SelectorError& error, const std::string& bytes)
{
    const auto characters = [&bytes](std::size_t from, std::size_t to) {
        const auto part = std::string_view(bytes).substr(from, to - from);
        return QString::fromUtf8(part.data(), qsizetype(part.size())).size();
    };
    const std::size_t at = std::min(error.offset, bytes.size());
    const std::size_t end = std::min(at + error.length, bytes.size());
    return {characters(0, at), characters(at, end)};
}

FilterReading readFilter(const QString& typed, FilterMode mode)
{
    const QString trimmed = typed.trimmed();
    if (trimmed.isEmpty())
        return {};
    if (mode == FilterMode::Text)
        return asText(trimmed);
    const std::string bytes = typed.toStdString();
    Stomp::SelectorOptions options;
    options.allowsPaths = true;
    Stomp::ParsedSelector parsed = Stomp::Selector::parse(bytes, options);
    if (mode == FilterMode::Auto
        && (parsed.error ? !looksLikeCondition(typed)
                         : parsed.selector.isEmpty() || isOnlyWords(parsed.selector)))
        return asText(trimmed);
    FilterReading reading;
    if (parsed.error) {
        reading.isMistake = true;
        complain(reading, parsed.error, bytes);
        return reading;
    }
    if (!parsed.hints.empty())
        complain(reading, parsed.hints.front(), bytes);
    reading.filter = Stomp::MessageFilter::ofCondition(std::move(parsed.selector));
    return reading;
}

} // namespace Ui
