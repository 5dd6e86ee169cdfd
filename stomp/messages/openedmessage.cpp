#include "openedmessage.h"

#include <stomp/payload/bodytext.h>

namespace Stomp {

std::vector<JsonStep> OpenedMessage::stepsOf(const SelectorPath& path)
{
    std::vector<JsonStep> steps;
    for (const SelectorStep& step : path)
        steps.push_back({step.isIndex, step.index, step.key});
    return steps;
}

void OpenedMessage::openBody()
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

} // namespace Stomp
