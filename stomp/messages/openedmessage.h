#pragma once

#include "segment.h"

#include <stomp/payload/jsonfinder.h>
#include <stomp/protocol/framedecoder.h>
#include <stomp/selector/selectorpath.h>

#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * One stored message after another, opened to be asked: its headers are decoded, and its body is
 * looked into, when the first question comes, and once. A body that declares another charset is
 * decoded first. Owns neither bytes nor row. One thread.
 */
class OpenedMessage
{
public:
    /** hasSlack: JsonFinder::slack bytes behind the frame may be read. The bytes must stay until
     * the next one is opened. */
    void open(std::string_view bytes, const MessageRow& row, bool hasSlack)
    {
        m_bytes = bytes;
        m_row = &row;
        m_hasSlack = hasSlack;
        m_frame = nullptr;
        m_isBodyOpen = false;
    }

    [[nodiscard]] const MessageRow& row() const { return *m_row; }
    /** The headers; the first of a name counts. */
    [[nodiscard]] const FrameView& frame()
    {
        if (!m_frame)
            m_frame = &m_decoder.decode(m_bytes, m_row->bodyOffset, m_row->version);
        return *m_frame;
    }
    /** On the body. */
    [[nodiscard]] JsonFinder& body()
    {
        if (!m_isBodyOpen)
            openBody();
        return m_finder;
    }

    [[nodiscard]] static std::vector<JsonStep> stepsOf(const SelectorPath& path);

private:
    void openBody();

    FrameDecoder m_decoder;
    JsonFinder m_finder;
    std::string_view m_bytes;
    const MessageRow* m_row = nullptr;
    const FrameView* m_frame = nullptr; //!< once it is decoded
    std::string m_transcoded;
    bool m_hasSlack = false;
    bool m_isBodyOpen = false;
};

} // namespace Stomp
