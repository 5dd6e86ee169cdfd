#include "lookworker.h"

#include <utility>

namespace Ui {

LookWorker::LookWorker(MessageFeed& feed, quint32 number, Stomp::LookRequest request)
    : m_sink(feed, number), m_look(std::move(request), m_sink, this)
{
    connect(&m_look, &Stomp::QueueLook::gathered, &m_look, &Stomp::QueueLook::giveBack);
}

} // namespace Ui
