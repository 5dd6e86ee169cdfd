#include "replysink.h"

#include <utility>

namespace Ui {

ReplySink::ReplySink(std::unique_ptr<Stomp::MessageSink> next) : m_next(std::move(next)) { }

bool ReplySink::takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)
{
    Stomp::MessageOrigin marked = origin;
    marked.isReply = m_isReply && m_isReply(frame, origin);
    return m_next->takeMessage(frame, marked);
}

void ReplySink::chunkDone(std::uint64_t received)
{
    m_next->chunkDone(received);
}

} // namespace Ui
