#pragma once

#include "lessonlook.h"

#include <stomp/trials/lessonrecord.h>

namespace Ui {

/** A consumer's lane for the window; step: what came in it counts as new. */
[[nodiscard]] LessonLaneLook laneLook(const Stomp::LessonLane& lane, std::size_t step);

/** What was sent, and what of it is in no lane; needs the look's lanes. */
void tellSent(LessonLook& look, const std::vector<Stomp::LessonSent>& sent, std::size_t step);

} // namespace Ui
