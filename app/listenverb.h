#pragma once

#include "arguments.h"
#include "brokersession.h"
#include "lineoutput.h"
#include "pendingacks.h"
#include "signalwatcher.h"

#include <stomp/messages/messageline.h>
#include <stomp/session/messagesink.h>

#include <QObject>
#include <QTimer>

#include <chrono>

namespace App {

/**
 * stomp-console listen: subscribes, writes each message as a line to standard output, and then
 * acknowledges it. Owns the connection and the output. Never waits for who reads the lines: when
 * they do not go out, the broker is read more slowly. DESIGN "Command line".
 */
class ListenVerb : public QObject, private Stomp::MessageSink
{
    Q_OBJECT

public:
    explicit ListenVerb(ListenArguments arguments, QObject* parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(App::ExitCode code);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool takeMessage(
        const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;

    void subscribe();
    void reportSubscription(
        Stomp::SubscriptionKey key, Stomp::SubscriptionState state, const QString& reason);
    void acknowledgeWritten();
    void resumeWhenWritten();
    void interrupt();
    void handleTimeout();
    /** Takes no more messages; what is left goes out first, then the session ends. */
    void complete();
    void close();
    void handleOutputFailure();
    void handleSessionEnd(ExitCode code);
    void finish();
    [[nodiscard]] QString summary() const;

    ListenArguments m_arguments;
    SignalWatcher m_signals;
    LineOutput m_output;
    PendingAcks m_acks;
    BrokerSession m_session;
    Stomp::MessageLine m_line;
    QTimer m_timer; //!< --for; after an interruption, the last wait for the reader
    std::vector<std::pair<Stomp::SubscriptionKey, std::string>> m_subscriptions;

    bool m_isOpen = false;
    bool m_isEnding = false;
    bool m_isClosing = false;
    bool m_isRefused = false;
    bool m_isInterrupted = false;
    bool m_isFinished = false;
    std::optional<ExitCode> m_sessionCode; //!< once the session has ended
    quint64 m_received = 0;
    quint64 m_surplus = 0; //!< came after the end, not written
    bool m_inChunk = false;
    std::int64_t m_chunkUtcUs = 0;
    Clock::time_point m_first;
    Clock::time_point m_last;
};

} // namespace App
