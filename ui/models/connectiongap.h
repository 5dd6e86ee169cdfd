#pragma once

#include <QtGlobal>

namespace Ui {

/** A time without connection, as the message table marks it: a line of its own, no message. */
struct ConnectionGap
{
    quint32 connection = 0;
    qint64 lostMs = 0; //!< since the epoch
    qint64 backMs = 0; //!< 0: not back yet
    quint32 times = 1; //!< lost again before any message came
    // What was subscribed, and so what became of the messages in between.
    bool topics = false;
    bool queues = false;
    bool durables = false;
    bool others = false;
};

} // namespace Ui
