#pragma once

#include <QtGlobal>

namespace Ui {

/** How much of what was received is kept, and where. */
struct MessageKeeping
{
    static constexpr quint64 leastBytes = 64 * 1024 * 1024;
    static constexpr quint64 usualBytes = quint64(1024) * 1024 * 1024;

    quint64 memoryBytes = usualBytes; //!< beyond it the oldest go; with everything kept, none
    bool everything = false; //!< on disk

    bool operator==(const MessageKeeping&) const = default;
};

} // namespace Ui
