#pragma once

#include "lessonplayer.h"
#include "messageforecast.h"

#include <stomp/trials/freeplay.h>

namespace Ui {

class IoThread;

/**
 * Free play for the window: Stomp::FreePlay on the I/O thread, on connections of its own beside the
 * one whose options it has. Asks before each message who will receive it, and says who did. Keeps
 * the connection's password in memory as long as it lives.
 */
class FreePlayRunner : public LessonPlayer
{
    Q_OBJECT

public:
    FreePlayRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent = nullptr);
    ~FreePlayRunner() override;

    /** A queue or a topic is played with next. Ends what ran before. */
    void open(Stomp::DestinationKind kind);
    void start() override;
    /** Sends one message. */
    void step() override;
    void stop() override;

    void addConsumer(int place) override;
    void join(int lane) override;
    void leave(int lane) override;
    void kill(int lane) override;
    void setPace(int lane, LessonLaneLook::Pace pace) override;

    [[nodiscard]] static QString titleOf(Stomp::DestinationKind kind);

private:
    void end();
    void take(Stomp::FreePlay::State state, const Stomp::FreePlayRecord& record);
    void reveal(LessonLook& look);
    [[nodiscard]] QString leftOf(const LessonLook& look, const QString& destination) const;

    IoThread& m_thread;
    Stomp::ClientOptions m_options;
    Stomp::DestinationKind m_kind = Stomp::DestinationKind::Queue;
    Stomp::FreePlay* m_play = nullptr; //!< on the I/O thread
    QString m_failure;
    int m_cameTrue = -1; //!< of the answers, when the last message had come to where it went
    MessageForecast m_forecast;
};

} // namespace Ui
