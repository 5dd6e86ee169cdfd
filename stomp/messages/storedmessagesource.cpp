#include "storedmessagesource.h"

#include <stomp/payload/bodytext.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/selector/sourcenames.h>

namespace Stomp {

StoredMessageSource::StoredMessageSource(const Selector& selector)
    : m_headerAnswers(selector.headers().size()), m_pathAnswers(selector.paths().size())
{
    for (const SelectorPath& path : selector.paths()) {
        std::vector<JsonStep>& steps = m_paths.emplace_back();
        for (const SelectorStep& step : path)
            steps.push_back({step.isIndex, step.index, step.key});
    }
}

void StoredMessageSource::open(std::string_view bytes, const MessageRow& row, bool hasSlack)
{
    ++m_message;
    m_bytes = bytes;
    m_row = &row;
    m_hasSlack = hasSlack;
    m_frame = nullptr;
    m_isBodyOpen = false;
}

const FrameView& StoredMessageSource::frame()
{
    if (!m_frame)
        m_frame = &m_decoder.decode(m_bytes, m_row->bodyOffset, m_row->version);
    return *m_frame;
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
        return SelectorValue::ofInteger(m_row->connection);
    if (name == subscriptionName)
        return SelectorValue::ofInteger(m_row->subscription);
    const auto value = frame().header(name);
    return value ? SelectorValue::ofText(*value) : SelectorValue();
}

void StoredMessageSource::openBody()
{
    m_isBodyOpen = true;
    const std::string_view body = m_bytes.substr(m_row->bodyOffset);
    // Almost no message declares a charset: look for the word, in any case, before the headers are
    // decoded.
    const std::string_view head = m_bytes.substr(0, m_row->bodyOffset);
    if (head.find("harset") != std::string_view::npos) {
        const BodyText text = BodyText::of(body, frame().value("content-type"));
        if (text.transcoded) {
            m_transcoded = text.text;
            m_finder.open(m_transcoded, false);
            return;
        }
    }
    m_finder.open(body, m_hasSlack);
}

SelectorValue StoredMessageSource::path(std::size_t index, const SelectorPath&)
{
    Answer& answer = m_pathAnswers[index];
    if (answer.message != m_message) {
        answer.message = m_message;
        if (!m_isBodyOpen)
            openBody();
        const auto token = m_finder.find(m_paths[index]);
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
