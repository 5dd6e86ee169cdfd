#pragma once

#include "messagestore.h"
#include "storedmessagesource.h"
#include "textsearch.h"

#include <stomp/selector/selector.h>

#include <cstdint>
#include <vector>

namespace Stomp {

/** Which messages are wanted: a condition, or those that have a text anywhere in their frame. A
 * value, cheap to copy; empty, it wants all. */
class MessageFilter
{
public:
    MessageFilter() = default;
    [[nodiscard]] static MessageFilter ofCondition(Selector condition);
    [[nodiscard]] static MessageFilter ofText(std::string_view text);

    [[nodiscard]] bool isEmpty() const { return m_condition.isEmpty() && m_text.isEmpty(); }
    [[nodiscard]] const Selector& condition() const { return m_condition; }
    [[nodiscard]] const TextSearch& text() const { return m_text; }

    friend bool operator==(const MessageFilter& a, const MessageFilter& b)
    {
        return a.m_condition == b.m_condition && a.m_text == b.m_text;
    }

private:
    Selector m_condition;
    TextSearch m_text;
};

/** Asks a filter about messages. One thread. */
class MessageJudge
{
public:
    explicit MessageJudge(MessageFilter filter);

    /** hasSlack as for StoredMessageSource. */
    [[nodiscard]] bool isWanted(std::string_view bytes, const MessageRow& row, bool hasSlack);
    /** Appends the serials of those that are wanted. Reads nothing beyond the range's last row: a
     * writer may be busy there. */
    void judge(const NumberedRange& messages, std::vector<std::uint64_t>& wanted);

private:
    MessageFilter m_filter;
    StoredMessageSource m_source;
};

} // namespace Stomp
