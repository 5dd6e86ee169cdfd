#pragma once

#include <QObject>

namespace Ui {

class Connection;
class MessagePump;

/**
 * Tells the message table how the sessions of connections end and begin again: what waits for an
 * acknowledgement lapses with its session, and a lost connection leaves a gap at its place, where
 * anything was subscribed.
 */
class GapKeeper : public QObject
{
    Q_OBJECT

public:
    explicit GapKeeper(MessagePump& pump, QObject* parent = nullptr);

    void watch(Connection* connection);

private:
    void markLoss(const Connection* connection);
    void followState(const Connection* connection);

    MessagePump& m_pump;
};

} // namespace Ui
