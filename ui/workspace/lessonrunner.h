#pragma once

#include "lessonplayer.h"
#include "messageforecast.h"

#include <stomp/trials/lessonrun.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace Ui {

class FreePlayRunner;
class IoThread;
struct LessonPlaceKey;

/**
 * A lesson for the window: Stomp::LessonRun on the I/O thread, on connections of its own beside the
 * one whose options it has. Lives on the window's thread; never blocks; can be started again. Keeps
 * the connection's password in memory as long as it lives.
 */
class LessonRunner : public LessonPlayer
{
    Q_OBJECT

public:
    LessonRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent = nullptr);
    ~LessonRunner() override;

    /** The lesson to run; empty, or why the text is none. Ends the one before. */
    QString open(const QByteArray& text);
    void start() override;
    void step() override;
    void finishStep() override;
    void stop() override;
    void addConsumer(int place) override;
    void join(int lane) override;
    void leave(int lane) override;
    void kill(int lane) override;
    void setPace(int lane, LessonLaneLook::Pace pace) override;
    /** The same connection's free play. */
    [[nodiscard]] std::unique_ptr<FreePlayRunner> makeFreePlay() const;

    /** The title of a lesson, for a list; empty when the text is none. */
    [[nodiscard]] static QString titleOf(const QByteArray& text);

private:
    void end();
    void post(std::function<void(Stomp::LessonRun&)> change);
    void tellHands(LessonLook& look, const std::vector<LessonPlaceKey>& places,
        const Stomp::LessonRecord& record);
    void tellStep(
        LessonLook& look, const Stomp::LessonStep& step, const Stomp::LessonRecord& record) const;
    void take(Stomp::LessonRun::State state, int step, const Stomp::LessonRecord& record);

    IoThread& m_thread;
    Stomp::ClientOptions m_options;
    Stomp::Lesson m_lesson;
    Stomp::LessonRun* m_run = nullptr; //!< on the I/O thread
    std::vector<std::string> m_places; //!< keys of the look's
    MessageForecast m_forecast;
    QString m_failure;
};

} // namespace Ui
