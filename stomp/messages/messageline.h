#pragma once

#include "isotime.h"

#include <stomp/protocol/frame.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

class MaskTally;

/**
 * Messages as lines of text, for terminals, pipes and files; DESIGN "Command line". Owns only what
 * is the same for many messages; never flushes, never fails. Each line ends with one LF.
 *
 * JSON, one object a line: version (of this format), received (UTC, ms), connection, subscription
 * (the header's value; null when the broker named none), destination, headers ([name, value] in
 * order) and body, or bodyBase64 when the body is not valid UTF-8. A header that is not valid UTF-8
 * has U+FFFD in its pair, and its bytes in a third element: {"nameBase64":...,"valueBase64":...}.
 *
 * Plain: the body alone, with \n, \r, \t, \\ for these, and \xHH for other control characters and
 * for each byte that is not UTF-8. bash's printf '%b' turns it back.
 */
class MessageLine
{
public:
    static constexpr int formatVersion = 1;

    /** connection: as every JSON line shall name it; without secrets. With a tally, which must
     * outlive it, the values of secret headers are masked in JSON lines and counted there. */
    explicit MessageLine(std::string_view connection, MaskTally* masked = nullptr);

    /** receivedUs: UTC, microseconds since the epoch. */
    void appendJson(const FrameView& message, std::int64_t receivedUs, std::string& out);
    static void appendPlain(std::string_view body, std::string& out);

private:
    void setTime(std::int64_t receivedMs);

    MaskTally* m_masked;
    std::string m_connection; //!< as JSON
    std::int64_t m_time = INT64_MIN; //!< ms, of m_opening
    std::string m_opening; //!< the line up to "subscription":
};

} // namespace Stomp
