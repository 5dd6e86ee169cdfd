#pragma once

#include "lesson.h"

#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Reads the lines of a lesson: actions and expectations (README "Lessons"). Names are checked
 * against those that the lesson declares. Each function returns an empty text, or what was expected
 * instead. Pure.
 */
class LessonLine
{
public:
    LessonLine(std::vector<std::string> consumers, std::vector<std::string> destinations)
        : m_consumers(std::move(consumers)), m_destinations(std::move(destinations))
    { }

    [[nodiscard]] std::string readAction(std::string_view line, LessonAction& action) const;
    [[nodiscard]] std::string readExpectation(
        std::string_view line, LessonExpectation& expectation) const;

    /** "1-3,7"; empty when it is none. */
    [[nodiscard]] static LessonNumbers readNumbers(std::string_view text);

private:
    using Words = std::vector<std::string>;

    [[nodiscard]] bool knows(const std::string& consumer) const;
    [[nodiscard]] bool isDestination(const std::string& name) const;
    [[nodiscard]] std::string readSubscribe(const Words& words, LessonAction& action) const;
    [[nodiscard]] static std::string readOrder(
        const std::string& text, LessonExpectation& expectation);
    [[nodiscard]] std::string readSend(const Words& words, LessonAction& action) const;

    std::vector<std::string> m_consumers;
    std::vector<std::string> m_destinations;
};

} // namespace Stomp
