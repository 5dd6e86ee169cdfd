#pragma once

#include <stomp/dialect/destination.h>
#include <stomp/session/sessiontypes.h>

#include <QList>
#include <QString>

namespace Ui {

/** How a connection is, for the tree; the chip above says more. */
enum class Reach : quint8
{
    Offline,
    Connecting,
    Online,
    Lost,
    File //!< none at all: a file has its messages
};

/** One subscription of the destinations tree, as a value to merge. */
struct SubscriptionEntry
{
    Stomp::SubscriptionKey key = 0;
    QString destination;
    Stomp::DestinationKind kind = Stomp::DestinationKind::Other;
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    bool acknowledgeOnArrival = true;
    Stomp::SubscriptionState state = Stomp::SubscriptionState::Requested;
    QString reason;
    bool isFromFile = false; //!< there is no subscription

    bool operator==(const SubscriptionEntry&) const = default;
};

/** One connection of the destinations tree with all its subscriptions. */
struct ConnectionEntry
{
    quint32 number = 0;
    QString name;
    Reach reach = Reach::Offline;
    QList<SubscriptionEntry> subscriptions;
};

} // namespace Ui
