#pragma once

#include "quietreasons.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace Ui {

class Connection;
class Workspace;

/**
 * Gathers what is known about a subscription, for quietReasons(): notes when it was made and when
 * its last message came, and looks up the rest when asked. Make it before the first connection.
 * Window's thread.
 */
class QuietWatch : public QObject
{
    Q_OBJECT

public:
    /** UTC, ms since the epoch. */
    using Clock = std::function<qint64()>;

    explicit QuietWatch(Workspace& workspace, QObject* parent = nullptr);
    void setClock(Clock clock) { m_clock = std::move(clock); }

    [[nodiscard]] bool knows(quint32 connection, Stomp::SubscriptionKey key) const;
    [[nodiscard]] QuietEvidence evidence(quint32 connection, Stomp::SubscriptionKey key) const;
    /** "7 messages, the last one 14:02:11 (5 min ago)"; "Nothing has arrived since ...". */
    [[nodiscard]] static QString summary(const QuietEvidence& evidence);

private:
    struct Times
    {
        qint64 subscribedMs = 0;
        qint64 lastMessageMs = 0;
    };

    void watch(Connection* connection);
    void noteSubscribed(Stomp::SubscriptionKey key);

    Workspace& m_workspace;
    Clock m_clock;
    QHash<Stomp::SubscriptionKey, Times> m_times;
};

} // namespace Ui
