#pragma once

#include <Qt>

namespace Ui {

enum class FrameColumn : int
{
    Time,
    Since, //!< the line before it
    Connection,
    Direction,
    Command,
    Details, //!< what tells it from others, in one line
    Size,
};
inline constexpr int frameColumnCount = 7;

enum FrameRole : int
{
    FrameSerialRole = Qt::UserRole + 1, //!< quint64: the ring's number of the record
    FrameKindRole, //!< int: Stomp::FrameRecord::Kind
    FrameDirectionRole, //!< int: Stomp::FrameDirection
    FrameCommandRole, //!< QString: the bare command, empty for what is no frame
    FrameLinkRole, //!< int: Stomp::FrameLink in the chain on show, -1 when it is not in it
};

} // namespace Ui
