#pragma once

#include "lessonlook.h"

#include <QObject>

namespace Ui {

/** What the lesson dialog plays: a lesson, or free play. Lives on the window's thread; never
 * blocks. */
class LessonPlayer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~LessonPlayer() override;

    /** Connects and begins; ends what ran before. */
    virtual void start() = 0;
    /** The next message, or what a lesson does before it; when it is ready for it. */
    virtual void step() = 0;
    /** Of a lesson: all that is left of the step. */
    virtual void finishStep() { }
    virtual void stop() = 0;

    // By hand, of consumers by their number; what is not possible now is not done.
    virtual void addConsumer(int place) = 0; //!< one of look().joinable
    virtual void join(int lane) = 0;
    virtual void leave(int lane) = 0;
    virtual void kill(int lane) = 0;
    virtual void setPace(int lane, LessonLaneLook::Pace pace) = 0;

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const LessonLook& look() const { return m_look; }

Q_SIGNALS:
    /** look() has changed. */
    void changed();

protected:
    void setLook(LessonLook look);

private:
    LessonLook m_look;
};

} // namespace Ui
