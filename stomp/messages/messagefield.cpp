#include "messagefield.h"

#include <stomp/payload/jsonstring.h>

#include <utility>

namespace Stomp {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace

MessageField MessageField::ofHeader(std::string_view name)
{
    MessageField field;
    field.m_header = name;
    return field;
}

MessageField MessageField::ofPath(SelectorPath path)
{
    MessageField field;
    field.m_isPath = true;
    field.m_path = std::move(path);
    return field;
}

MessageField::Read MessageField::parse(std::string_view text)
{
    const std::string_view word = trimmed(text);
    const std::size_t start = word.empty() ? 0 : std::size_t(word.data() - text.data());
    if (word.empty())
        return {{}, "expected the name of a header, or a path such as $.order.qty", 0};
    if (word.starts_with('$')) {
        ReadPath read = readPath(word);
        if (!read.mistake.empty())
            return {{}, read.mistake, start + read.length};
        if (read.length < word.size())
            return {
                {}, "the path has ended here; steps are written .name or [0]", start + read.length};
        return {ofPath(std::move(read.path)), {}, 0};
    }
    if (!word.starts_with('"'))
        return {ofHeader(word), {}, 0};
    const QuotedText quoted = readQuoted(word, '"');
    if (quoted.length == 0)
        return {{}, "a name that is opened with \" has no closing \"", start};
    if (quoted.length < word.size())
        return {{}, "the name has ended here", start + quoted.length};
    if (quoted.text.empty())
        return {{}, "a header has a name of one letter at least", start};
    return {ofHeader(quoted.text), {}, 0};
}

std::string MessageField::key() const
{
    return m_isPath ? pathText(m_path) : quotedText(m_header, '"');
}

std::string MessageField::title() const
{
    return m_isPath ? pathText(m_path) : m_header;
}

FieldReader::FieldReader(std::vector<MessageField> fields)
    : m_fields(std::move(fields)), m_decoded(m_fields.size())
{
    for (const MessageField& field : m_fields)
        m_steps.push_back(OpenedMessage::stepsOf(field.path()));
}

FieldValue FieldReader::value(std::size_t field)
{
    return m_fields[field].isPath() ? pathValue(field) : headerValue(m_fields[field].header());
}

FieldValue FieldReader::headerValue(const std::string& name)
{
    const auto value = m_opened.frame().header(name);
    return value ? FieldValue{FieldValue::Kind::Text, *value} : FieldValue();
}

FieldValue FieldReader::pathValue(std::size_t field)
{
    using Kind = FieldValue::Kind;
    const auto token = m_opened.body().find(m_steps[field]);
    if (!token)
        return {};
    switch (token->kind) {
    case JsonKind::Object:
        return {Kind::Object, "{}"};
    case JsonKind::Array:
        return {Kind::Array, "[]"};
    case JsonKind::String:
        if (token->raw.find('\\') == std::string_view::npos)
            return {Kind::Text, token->raw.substr(1, token->raw.size() - 2)};
        m_decoded[field] = decodeJsonString(token->raw);
        return {Kind::Text, m_decoded[field]};
    case JsonKind::Number:
        return {Kind::Number, token->raw};
    case JsonKind::True:
    case JsonKind::False:
        return {Kind::Boolean, token->raw};
    case JsonKind::Null:
        return {Kind::Null, token->raw};
    }
    return {};
}

} // namespace Stomp
