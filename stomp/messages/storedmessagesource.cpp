#include "storedmessagesource.h"

#include <stomp/payload/jsonstring.h>
#include <stomp/selector/sourcenames.h>

namespace Stomp {

StoredMessageSource::StoredMessageSource(const Selector& selector)
    : m_headerAnswers(selector.headers().size()), m_pathAnswers(selector.paths().size())
{
    for (const SelectorPath& path : selector.paths())
        m_paths.push_back(OpenedMessage::stepsOf(path));
}

void StoredMessageSource::open(std::string_view bytes, const MessageRow& row, bool hasSlack)
{
    ++m_message;
    m_opened.open(bytes, row, hasSlack);
}

SelectorValue StoredMessageSource::header(std::size_t index, std::string_view name)
{
    Answer& answer = m_headerAnswers[index];
    if (answer.message != m_message) {
        answer.message = m_message;
        answer.value = valueOf(name);
    }
    return answer.value;
}

SelectorValue StoredMessageSource::valueOf(std::string_view name)
{
    if (name == connectionName)
        return SelectorValue::ofInteger(m_opened.row().connection);
    if (name == subscriptionName)
        return SelectorValue::ofInteger(m_opened.row().subscription);
    if (name == sizeName)
        return SelectorValue::ofInteger(m_opened.row().bodySize());
    if (name == timeName)
        return SelectorValue::ofTime(
            m_opened.row().receivedUs, m_clock.east(m_opened.row().receivedUs));
    const auto value = m_opened.frame().header(name);
    return value ? SelectorValue::ofText(*value) : SelectorValue();
}

SelectorValue StoredMessageSource::path(std::size_t index, const SelectorPath&)
{
    Answer& answer = m_pathAnswers[index];
    if (answer.message != m_message) {
        answer.message = m_message;
        const auto token = m_opened.body().find(m_paths[index]);
        answer.value = token ? valueOf(*token, answer.text) : SelectorValue();
    }
    return answer.value;
}

SelectorValue StoredMessageSource::valueOf(const JsonToken& token, std::string& text)
{
    switch (token.kind) {
    case JsonKind::Object:
    case JsonKind::Array:
        return SelectorValue::ofContainer();
    case JsonKind::String:
        if (token.raw.find('\\') == std::string_view::npos)
            return SelectorValue::ofText(token.raw.substr(1, token.raw.size() - 2));
        text = decodeJsonString(token.raw);
        return SelectorValue::ofText(text);
    case JsonKind::Number:
        return SelectorValue::ofNumber(token.raw);
    case JsonKind::True:
        return SelectorValue::ofBoolean(true);
    case JsonKind::False:
        return SelectorValue::ofBoolean(false);
    case JsonKind::Null:
        return {};
    }
    return {};
}

} // namespace Stomp
