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
    /** The next step, or message; when it is ready for it. */
    virtual void step() = 0;
    virtual void stop() = 0;
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
