#pragma once

#include "fault.h"
#include "faultdice.h"

#include <stomp/protocol/frame.h>

#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * A frame on its way out, which faults change in its bytes: header lines stay as they are escaped.
 * Without a change bytes() are the very bytes that came in.
 */
class FaultedFrame
{
public:
    /** Copies what it needs. */
    explicit FaultedFrame(const FrameView& frame);

    [[nodiscard]] const std::string& command() const { return m_command; }
    [[nodiscard]] const std::string& destination() const { return m_destination; }
    [[nodiscard]] bool isMessage() const { return m_command == "MESSAGE"; }

    void setLineEnds(std::size_t count) { m_lineEnds = count; }
    /** Does what the fault says, when it is one that changes the frame itself; else false. */
    [[nodiscard]] bool alter(const Fault& fault, FaultDice& dice);

    /** With NUL and line ends. */
    [[nodiscard]] std::string bytes() const;

private:
    void addBigHeader(std::size_t length);
    void addUnknownHeaders(std::size_t count, FaultDice& dice);
    /** Those of one name stay in their order: the first one counts (1.2 "Repeated Headers"). */
    void shuffleHeaders(FaultDice& dice);
    /** Whatever the body was, it is no JSON after this; content-length is right. */
    void breakJson(FaultDice& dice);

    std::string m_command;
    std::string m_destination;
    std::vector<std::string> m_headers; //!< lines without their ends
    std::string m_body;
    std::string m_lineEnd = "\n";
    std::size_t m_lineEnds = 0;
};

} // namespace Stomp
