#pragma once

#include "feedsink.h"

#include <stomp/trials/queuelook.h>

#include <QObject>

namespace Ui {

/** The part of a look that lives on the I/O thread: the look and its way into the feed. */
class LookWorker : public QObject
{
    Q_OBJECT

public:
    LookWorker(MessageFeed& feed, quint32 number, Stomp::LookRequest request);

    [[nodiscard]] Stomp::QueueLook& look() { return m_look; }

private:
    FeedSink m_sink;
    Stomp::QueueLook m_look;
};

} // namespace Ui
