#pragma once

#include <Qt>

namespace Ui {

enum class MessageColumn : int
{
    Time,
    Connection,
    Destination,
    Size, //!< of the body
    Type,
    State, //!< acknowledged or not, redelivered
    Preview,
};
inline constexpr int messageColumnCount = 7;

/** What the user has marked a message with; bits. */
enum RowMark : int
{
    BookmarkMark = 1,
    TimeMark = 2, //!< times are told since it
};

enum MessageRole : int
{
    SerialRole = Qt::UserRole + 1, //!< quint64: MessageStore's number of the message
    ConnectionNumberRole, //!< quint32
    SubscriptionRole, //!< quint32: Stomp::SubscriptionKey
    DestinationRole, //!< QString
    DestinationKindRole, //!< int: Stomp::DestinationKind
    BodyKindRole, //!< int: Stomp::ContentKind
    BodySizeRole, //!< quint32
    AckStateRole, //!< int: Stomp::AckState
    RedeliveredRole, //!< bool
    GapRole, //!< QString: what a gap says; invalid on messages
    MarkRole, //!< int: RowMark; invalid without one
    MutedRole, //!< bool, of columns that were added: words about the value rather than the value
    RowColourRole, //!< int: RowColour of the first rule that matches; invalid without one
    RepeatsRole, //!< quint64: how many messages are folded into this row; invalid: no other
    UnfoldedRole, //!< int: in the first row of a run that is unfolded alone, how many; below it 0
};

} // namespace Ui
