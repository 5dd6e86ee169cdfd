#include "lessonplayer.h"

#include <utility>

namespace Ui {

LessonPlayer::~LessonPlayer() = default;

bool LessonPlayer::isRunning() const
{
    return m_look.state == LessonLook::State::Connecting || m_look.state == LessonLook::State::Ready
        || m_look.state == LessonLook::State::Running;
}

void LessonPlayer::setLook(LessonLook look)
{
    m_look = std::move(look);
    Q_EMIT changed();
}

} // namespace Ui
