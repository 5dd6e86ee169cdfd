#include "queuelooks.h"

#include "iothread.h"
#include "lookworker.h"

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::QueueLook;

QueueLooks::QueueLooks(IoThread& thread, MessageFeed& feed, QObject* parent)
    : QObject(parent), m_thread(thread), m_feed(feed)
{ }

QueueLooks::~QueueLooks()
{
    for (LookWorker* const worker : std::as_const(m_workers)) {
        worker->look().disconnect(this);
        worker->deleteLater();
    }
}

void QueueLooks::start(quint32 number, const Stomp::ClientOptions& options, const LookWish& wish)
{
    Stomp::LookRequest request;
    request.options = options;
    // Two connections cannot have the same client-id.
    std::erase_if(request.options.session.headers,
        [](const Stomp::Header& header) { return header.name == "client-id"; });
    request.destination = wish.destination.toStdString();
    request.selector = wish.selector.toStdString();
    request.way = wish.way;
    request.count = wish.count;
    auto* const worker = new LookWorker(m_feed, number, std::move(request));
    m_workers.insert(number, worker);
    connect(&worker->look(), &QueueLook::ended, this,
        [this, number, wish](QueueLook::End end, quint32 messages, const QString& reason) {
            if (LookWorker* const done = m_workers.take(number))
                done->deleteLater();
            Q_EMIT ended({number, wish, end, messages, reason});
        });
    m_thread.adopt(worker);
    m_thread.post([worker] { worker->look().start(); });
}

void QueueLooks::resumeReading()
{
    for (LookWorker* const worker : std::as_const(m_workers))
        m_thread.post([worker] { worker->look().resume(); });
}

} // namespace Ui
