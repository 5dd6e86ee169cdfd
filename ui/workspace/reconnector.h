#pragma once

#include <stomp/session/backoff.h>

#include <QObject>
#include <QTimer>

namespace Ui {

/**
 * When a lost connection is tried again: counts the attempts, waits between them, says how long
 * still. Knows no connection; its owner tells what happens and connects when it is due. A
 * connection that is lost again soon counts on, so that a broker that always drops us is not
 * stormed. Window's thread.
 */
class Reconnector : public QObject
{
    Q_OBJECT

public:
    /** A connection that lived so long was a good one: the next loss begins anew. */
    static constexpr int goodAfterMs = 30'000;

    explicit Reconnector(QObject* parent = nullptr);

    void setBackoff(const Stomp::Backoff& backoff) { m_backoff = backoff; }

    /** The connection was lost, or the attempt failed: waits for the next one. */
    void wait();
    /** The attempt succeeded. */
    void succeed();
    /** No more attempts; the next wait() begins anew. */
    void stop();
    /** Ends the wait. */
    void tryNow();

    /** From the loss until it is back or given up. */
    [[nodiscard]] bool isActive() const { return m_isActive; }
    [[nodiscard]] bool isWaiting() const { return m_wait.isActive(); }
    /** The one that is waited for or under way, from 1. */
    [[nodiscard]] quint32 attempt() const { return m_attempt; }
    /** Until the next attempt, rounded up. */
    [[nodiscard]] int secondsLeft() const;
    /** Connections that were lost soon after they were made, one after another. */
    [[nodiscard]] quint32 shortLives() const { return m_shortLives; }

Q_SIGNALS:
    void due();
    /** secondsLeft() has changed. */
    void ticked();

private:
    void begin();

    Stomp::Backoff m_backoff;
    QTimer m_wait;
    QTimer m_tick;
    QTimer m_good;
    bool m_isActive = false;
    quint32 m_attempt = 0;
    quint32 m_shortLives = 0;
};

} // namespace Ui
