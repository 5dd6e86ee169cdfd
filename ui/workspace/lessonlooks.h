#pragma once

#include "lessonlook.h"

#include <stomp/trials/lessonrecord.h>

namespace Ui {

/** A destination, its key in the record and how it looks, without tokens. */
struct LessonPlaceKey
{
    std::string key;
    LessonPlaceLook look;
};

/** By its name: queues of any sort, or a topic. */
[[nodiscard]] LessonPlaceLook placeLook(Stomp::Dialect dialect, const std::string& name);

[[nodiscard]] Stomp::LessonLane::Pace lanePace(LessonLaneLook::Pace pace);

/** Fills in the lanes, the places with what no consumer has, and what was sent. step: what came in
 * it counts as new. */
void tellRecord(LessonLook& look, const std::vector<LessonPlaceKey>& places,
    const std::vector<const Stomp::LessonLane*>& lanes, const std::vector<Stomp::LessonSent>& sent,
    std::size_t step);

} // namespace Ui
