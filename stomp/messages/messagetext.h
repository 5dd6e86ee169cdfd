#pragma once

#include "masktally.h"
#include "segment.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace Stomp {

/** By the number of a connection: what a file calls it. Without secrets. */
using ConnectionNames = std::map<std::uint32_t, std::string>;

/**
 * Stored messages as the text of a file: a beginning, then one message after another. Values of
 * secret headers are masked, and counted. One thread; opens no file.
 */
class MessageText
{
public:
    MessageText() = default;
    virtual ~MessageText() = default;
    MessageText(const MessageText&) = delete;
    MessageText& operator=(const MessageText&) = delete;

    /** What stands before the first message. */
    virtual void begin(std::string& out) = 0;
    /** frame: as Segment::bytes() has it. */
    virtual void append(std::string_view frame, const MessageRow& row, std::string& out) = 0;

    [[nodiscard]] const MaskTally& masked() const { return m_masked; }

protected:
    MaskTally m_masked;
};

} // namespace Stomp
