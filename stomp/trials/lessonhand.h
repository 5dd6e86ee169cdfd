#pragma once

#include "lessonrecord.h"

#include <stomp/client/client.h>

#include <QObject>
#include <QTimer>

#include <string>

namespace Stomp {

class LessonConsumer;

/** False where the broker knows no ACK: nobody can be slow or asleep there. */
[[nodiscard]] bool knowsAcks(Dialect dialect);

/** What a consumer that joins by hand subscribes with. */
struct LessonSubscription
{
    LessonAction action; //!< ack auto, or acksAtOnce: it works on what it gets by itself
    std::string destination; //!< as the broker knows it; empty: it only connects
    Dialect dialect = Dialect::Generic;
};

/**
 * Makes one consumer come, go, dawdle, sleep and die by hand, and notes that in its lane. Once its
 * pace is a matter of the hand, the consumer subscribes in client-individual mode with a prefetch
 * of one message (stomp-facts 3.5) where it had been in auto mode, and acknowledges after a while,
 * as one that works does. Neither owns the consumer nor its lane; thread: the consumer's.
 */
class LessonHand : public QObject
{
    Q_OBJECT

public:
    /** quick, slow: from a message to its ACK (ms). */
    LessonHand(
        LessonLane& lane, LessonConsumer& consumer, int quick, int slow, QObject* parent = nullptr);

    /** What it joins with from now on. */
    void remember(LessonSubscription subscription);
    [[nodiscard]] const LessonSubscription& subscription() const { return m_subscription; }
    /** Its pace is a matter of the hand from now on, also while it is quick. */
    void hold();
    /** The action as it is to be sent, with the hand in it. */
    [[nodiscard]] LessonAction held(LessonAction action) const;

    // What is not possible now is not done: false.
    bool join(const ClientOptions& options); //!< CONNECT and SUBSCRIBE
    bool leave(); //!< DISCONNECT
    bool kill(); //!< closes the socket without a word
    bool setPace(LessonLane::Pace pace);
    /** From now on it does nothing. */
    void end();

Q_SIGNALS:
    /** The lane has changed. */
    void changed();

private:
    enum class Stage : std::uint8_t
    {
        Idle,
        Connecting,
        Unsubscribing,
        Subscribing,
        Leaving,
    };

    [[nodiscard]] bool isPresent() const;
    void begin(Stage stage);
    void subscribe();
    void settleDown();
    void goOn();
    void startWork();
    void work();

    LessonLane& m_lane;
    LessonConsumer& m_consumer;
    int m_quick, m_slow;
    LessonSubscription m_subscription;
    bool m_isHeld = false;
    Stage m_stage = Stage::Idle;
    QTimer m_work; //!< until the next ACK
};

} // namespace Stomp
