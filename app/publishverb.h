#pragma once

#include "arguments.h"
#include "bodysource.h"
#include "brokersession.h"
#include "signalwatcher.h"

#include <stomp/session/messagesink.h>

#include <QObject>
#include <QTimer>

#include <chrono>

namespace App {

/**
 * stomp-console publish: sends messages one behind the other, with a bounded number that waits for
 * its receipt. Owns the connection and the bodies. Never says that a message was published of which
 * it does not know. DESIGN "Command line".
 */
class PublishVerb : public QObject, private Stomp::MessageSink
{
    Q_OBJECT

public:
    explicit PublishVerb(PublishArguments arguments, QObject* parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(App::ExitCode code);

private:
    using Clock = std::chrono::steady_clock;

    [[nodiscard]] bool takeMessage(
        const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;

    void connectIfReady();
    void pump();
    [[nodiscard]] bool isAllSent() const { return m_source.atEnd(); }
    /** With --rate: whether the next message is due; else the timer is set. */
    [[nodiscard]] bool isDue();
    void sendOne();
    void confirm();
    void handleRequestFailure(Stomp::RequestFailure failure, const QString& reason);
    /** Sends no more, waits for the receipts, and ends the session. */
    void complete();
    void fail(const QString& reason);
    void interrupt();
    void showState();
    void finish(ExitCode code);
    [[nodiscard]] QString summary() const;

    PublishArguments m_arguments;
    SignalWatcher m_signals;
    BodySource m_source;
    BrokerSession m_session;
    QTimer m_rateTimer;
    QTimer m_progressTimer;
    Stomp::Frame m_frame;
    Stomp::ContentLength m_contentLength = Stomp::ContentLength::Write;
    quint64 m_copies = 0; //!< of the current body, sent already

    bool m_isConnecting = false;
    bool m_isOpen = false;
    bool m_isEnding = false;
    bool m_isClosing = false;
    bool m_isInterrupted = false;
    bool m_hasFailed = false;
    quint64 m_sent = 0;
    quint64 m_confirmed = 0;
    quint64 m_outstanding = 0;
    Clock::time_point m_first;
    Clock::time_point m_last;
};

} // namespace App
