#pragma once

#include "localclock.h"
#include "openedmessage.h"

#include <stomp/selector/selector.h>

#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/**
 * Answers an expression's questions from one stored message after another: headers as decoded for
 * the message's version (the first of a name counts, all are texts), paths from a JSON body as its
 * bytes are, numbers with all their digits. A body that declares another charset is decoded first.
 * What is known besides (sourcenames.h) is answered from its row. Reads only what is asked for, and
 * each answer once a message. One thread.
 */
class StoredMessageSource : public SelectorSource
{
public:
    explicit StoredMessageSource(const Selector& selector);

    /** hasSlack: JsonFinder::slack bytes behind the frame may be read. The bytes must stay until
     * the next one is opened. */
    void open(std::string_view bytes, const MessageRow& row, bool hasSlack);

    [[nodiscard]] SelectorValue header(std::size_t index, std::string_view name) override;
    [[nodiscard]] SelectorValue path(std::size_t index, const SelectorPath& path) override;

private:
    struct Answer
    {
        std::uint64_t message = 0; //!< when it was read
        SelectorValue value;
        std::string text; //!< of a string with escapes
    };

    [[nodiscard]] static SelectorValue valueOf(const JsonToken& token, std::string& text);

    [[nodiscard]] SelectorValue valueOf(std::string_view name);

    std::vector<std::vector<JsonStep>> m_paths;
    std::vector<Answer> m_headerAnswers;
    std::vector<Answer> m_pathAnswers;
    OpenedMessage m_opened;
    LocalClock m_clock;
    std::uint64_t m_message = 0;
};

} // namespace Stomp
