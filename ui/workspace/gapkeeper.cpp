#include "gapkeeper.h"

#include "connection.h"
#include "messagepump.h"

#include <stomp/dialect/destination.h>

#include <QDateTime>

namespace Ui {

using Stomp::DestinationKind;

GapKeeper::GapKeeper(MessagePump& pump, QObject* parent) : QObject(parent), m_pump(pump) { }

void GapKeeper::watch(Connection* connection)
{
    connect(connection, &Connection::lost, this, [this, connection] { markLoss(connection); });
    connect(connection, &Connection::stateChanged, this,
        [this, connection] { followState(connection); });
}

void GapKeeper::markLoss(const Connection* connection)
{
    ConnectionGap gap;
    gap.connection = connection->number();
    gap.lostMs = QDateTime::currentMSecsSinceEpoch();
    bool any = false;
    for (const Subscription& one : connection->subscriptions()) {
        if (one.state == Stomp::SubscriptionState::Refused)
            continue;
        any = true;
        if (!one.wish.durableName.isEmpty()) {
            gap.durables = true;
            continue;
        }
        switch (Stomp::kindOf(connection->dialect(), one.wish.destination.toStdString())) {
        case DestinationKind::Queue:
            gap.queues = true;
            break;
        case DestinationKind::Topic:
        case DestinationKind::TempTopic:
            gap.topics = true;
            break;
        case DestinationKind::TempQueue:
        case DestinationKind::Other:
            gap.others = true;
            break;
        }
    }
    if (any)
        m_pump.addGap(gap);
}

void GapKeeper::followState(const Connection* connection)
{
    switch (connection->state()) {
    case Connection::State::Connected:
        m_pump.closeGap(connection->number(), QDateTime::currentMSecsSinceEpoch());
        break;
    case Connection::State::Disconnected:
    case Connection::State::Waiting:
    case Connection::State::Failed:
        if (connection->wasConnected())
            m_pump.endSession(connection->number());
        break;
    case Connection::State::Opening:
    case Connection::State::Handshaking:
    case Connection::State::Disconnecting:
        break;
    }
}

} // namespace Ui
