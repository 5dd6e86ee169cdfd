#pragma once

#include "lesson.h"

#include <string>
#include <string_view>

namespace Stomp {

/** A lesson, or why the file is none. */
struct LessonFile
{
    Lesson lesson;
    std::string error; //!< "line 12: expected ..., but found ..."; empty: it was read

    explicit operator bool() const { return error.empty(); }
};

/**
 * Reads a lesson of format 1 (README "Lessons"), strictly: what is not known is an error, with its
 * line, for a mistyped name would otherwise silently change what is taught. Pure: opens no file.
 */
[[nodiscard]] LessonFile readLesson(std::string_view text);

} // namespace Stomp
