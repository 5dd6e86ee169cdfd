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
};

} // namespace Ui
