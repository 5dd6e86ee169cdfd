#pragma once

#include "subscription.h"

#include <stomp/messages/messagestore.h>

#include <QHash>
#include <QSet>
#include <QString>

#include <functional>

namespace Ui {

class Connection;

/** What is to be sent to acknowledge (or reject) some messages, and what cannot be. */
struct SettlingPlan
{
    QHash<quint32, QList<Settlement>> byConnection; //!< in the order of arrival
    QString complaint; //!< empty when all of them can be settled
};

/**
 * Finds out which of these messages still wait for an acknowledgement that can be given: not asked
 * for already, on a subscription that lives, and in the session of now: sessionStartOf() is the
 * first serial of that. An ACK in client mode settles all earlier ones of
 * its subscription, so that the last one is enough (stomp-facts 2.4).
 */
[[nodiscard]] SettlingPlan planSettling(const Stomp::MessageStore& store, QList<quint64> serials,
    bool accept, const QSet<quint64>& asked,
    const std::function<const Connection*(quint32)>& connectionOf,
    const std::function<quint64(quint32)>& sessionStartOf);

/** Whether settling this one has settled the earlier ones of its subscription with it. */
[[nodiscard]] bool settlesEarlier(
    const Stomp::MessageStore& store, quint64 serial, bool accepted, const Connection* connection);

} // namespace Ui
