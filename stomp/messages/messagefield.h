#pragma once

#include "openedmessage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** Something that can be read out of each message: a header by its name, or a place in a JSON body.
 * A value. */
class MessageField
{
public:
    MessageField() = default;
    [[nodiscard]] static MessageField ofHeader(std::string_view name);
    [[nodiscard]] static MessageField ofPath(SelectorPath path);

    /** As it is typed: $.order.qty is a path, everything else a header, in double quotes or not. */
    struct Read;
    [[nodiscard]] static Read parse(std::string_view text);

    [[nodiscard]] bool isPath() const { return m_isPath; }
    [[nodiscard]] const std::string& header() const { return m_header; }
    [[nodiscard]] const SelectorPath& path() const { return m_path; }
    /** The one way to write it that parse() reads as the same: a header always in quotes. */
    [[nodiscard]] std::string key() const;
    /** The same for people: a header without quotes. */
    [[nodiscard]] std::string title() const;

    bool operator==(const MessageField&) const = default;

private:
    bool m_isPath = false;
    std::string m_header;
    SelectorPath m_path;
};

struct MessageField::Read
{
    MessageField field;
    std::string mistake; //!< what is wrong, and what was expected; empty: nothing
    std::size_t at = 0; //!< where
};

/** What stands at a field of one message. */
struct FieldValue
{
    enum class Kind : std::uint8_t
    {
        Absent, //!< no such header or place, or no JSON
        Null,
        Boolean,
        Number,
        Text,
        Object,
        Array,
    };

    Kind kind = Kind::Absent;
    /** A header decoded, a string without quotes and escapes, everything else as its bytes came,
     * digits and all; {} and [] for what has members. Stays until the next message is opened. */
    std::string_view text = {};
};

/**
 * Reads fields out of one stored message after another, each body at most once. Of headers and keys
 * that repeat, the first counts. A body that declares another charset is decoded first. One thread.
 */
class FieldReader
{
public:
    explicit FieldReader(std::vector<MessageField> fields);

    [[nodiscard]] const std::vector<MessageField>& fields() const { return m_fields; }

    /** hasSlack: JsonFinder::slack bytes behind the frame may be read. The bytes must stay until
     * the next one is opened. */
    void open(std::string_view frame, const MessageRow& row, bool hasSlack)
    {
        m_opened.open(frame, row, hasSlack);
    }
    [[nodiscard]] FieldValue value(std::size_t field);

private:
    [[nodiscard]] FieldValue headerValue(const std::string& name);
    [[nodiscard]] FieldValue pathValue(std::size_t field);

    std::vector<MessageField> m_fields;
    std::vector<std::vector<JsonStep>> m_steps; //!< of each field
    std::vector<std::string> m_decoded; //!< of each field: a string with escapes
    OpenedMessage m_opened;
};

} // namespace Stomp
