#pragma once

#include <stomp/framelog/framering.h>

#include <charconv>
#include <sstream>
#include <string>
#include <string_view>

namespace Testing {

/**
 * Frames as text, one a line, a millisecond apart: "1 > SEND destination:/queue/a receipt:r1 |
 * body" is a frame that connection 1 sent, "<" one that it got. "1 < ~" is a heart-beat, "1 < ?5"
 * are five frames that were not recorded. A word "v1.1" among the headers sets the version.
 */
inline Stomp::FrameRecord frameOf(const std::string& line, std::int64_t timeUs = 0)
{
    std::istringstream words(line);
    Stomp::FrameRecord record;
    std::string direction;
    std::string word;
    words >> record.connection >> direction >> word;
    record.direction = direction == ">" ? Stomp::FrameDirection::Out : Stomp::FrameDirection::In;
    record.timeUs = timeUs;
    record.lastUs = timeUs;
    if (word == "~" || word.starts_with('?')) {
        record.kind = word == "~" ? Stomp::FrameRecord::Kind::HeartBeats
                                  : Stomp::FrameRecord::Kind::NotRecorded;
        if (word.size() > 1)
            std::from_chars(word.data() + 1, word.data() + word.size(), record.count);
        return record;
    }
    record.bytes = word + '\n';
    std::string body;
    while (words >> word) {
        if (word == "|") {
            std::getline(words, body);
            body.erase(0, 1);
        } else if (word.starts_with("v1.")) {
            record.version = *Stomp::versionFromString(std::string_view(word).substr(1));
        } else {
            record.bytes += word + '\n';
        }
    }
    record.bytes += '\n';
    record.bodyOffset = static_cast<std::uint32_t>(record.bytes.size());
    record.bytes += body;
    record.size = static_cast<std::uint32_t>(record.bytes.size());
    return record;
}

inline Stomp::FrameRing ringOf(std::string_view text)
{
    Stomp::FrameRing ring;
    std::istringstream lines{std::string(text)};
    std::string line;
    std::int64_t time = 0;
    while (std::getline(lines, line)) {
        if (!line.empty())
            ring.append(frameOf(line, time += 1000));
    }
    return ring;
}

} // namespace Testing
