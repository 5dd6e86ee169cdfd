#pragma once

#include "publishing.h"

#include <stomp/client/requester.h>

#include <QElapsedTimer>
#include <QObject>

#include <map>

namespace Ui {

/**
 * Sends publish requests that want a reply, on the client's thread, and tells of each what becomes
 * of it: that the broker has it, then the reply, or why there is none. Numbers the replies of its
 * connection from 1 on, in the order in which they arrive: by that the window finds them again
 * among the connection's messages.
 */
class Asker : public QObject
{
    Q_OBJECT

public:
    explicit Asker(Stomp::Client& client, QObject* parent = nullptr);

    /** request.reply says how; one message is sent, whatever its count. */
    void start(PublishId id, const PublishRequest& request);
    /** Waits no longer. */
    void stop(PublishId id);
    /** The client's sink hands every message here first; true: it answers a request of ours. */
    [[nodiscard]] bool offer(const Stomp::FrameView& message, const Stomp::MessageOrigin& origin);

Q_SIGNALS:
    void progressed(const Ui::PublishProgress& progress);

private:
    struct Question
    {
        PublishProgress progress;
        QElapsedTimer clock;
    };
    using Place = std::map<Stomp::Requester::Number, Question>::iterator;

    void confirm(quint64 request, qint64 roundTripUs);
    void answer(quint64 request, const Stomp::Frame& reply);
    void fail(quint64 request, Stomp::Requester::Failure failure, const QString& reason);
    void finish(Place place, ReplyState state);

    Stomp::Requester m_requester;
    std::map<Stomp::Requester::Number, Question> m_questions;
    quint64 m_replies = 0;
};

} // namespace Ui
