#pragma once

#include <stomp/protocol/frame.h>

#include <QJsonArray>
#include <QList>
#include <QString>

#include <vector>

namespace Ui {

/** Whether the connections and subscriptions of last time are made again at the start. */
enum class RestoreChoice : quint8
{
    Ask,
    Always,
    Never
};

/** A subscription as it is remembered; without the values of secret headers. */
struct SavedSubscription
{
    QString destination;
    QString ack; //!< as in SUBSCRIBE's ack header
    bool acknowledgeOnArrival = true;
    std::vector<Stomp::Header> headers;
    QString durableName; //!< empty: not durable

    bool operator==(const SavedSubscription&) const = default;
};

/** One saved connection that was open when the window closed. */
struct SavedSession
{
    QString profile; //!< its id
    QList<SavedSubscription> subscriptions;

    bool operator==(const SavedSession&) const = default;
};

[[nodiscard]] QJsonArray toJson(const QList<SavedSession>& sessions);
[[nodiscard]] QList<SavedSession> sessionsFromJson(const QJsonArray& array);

} // namespace Ui
