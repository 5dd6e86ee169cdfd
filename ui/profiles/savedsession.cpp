#include "savedsession.h"

#include "headerjson.h"

#include <QJsonObject>

#include <algorithm>

namespace Ui {

QJsonArray toJson(const QList<SavedSession>& sessions)
{
    QJsonArray all;
    for (const SavedSession& session : sessions) {
        QJsonArray subscriptions;
        for (const SavedSubscription& one : session.subscriptions) {
            std::vector<Stomp::Header> headers = one.headers;
            std::erase_if(
                headers, [](const Stomp::Header& h) { return Stomp::isSecretHeader(h.name); });
            subscriptions.append(QJsonObject{{QStringLiteral("destination"), one.destination},
                {QStringLiteral("ack"), one.ack},
                {QStringLiteral("acknowledgeOnArrival"), one.acknowledgeOnArrival},
                {QStringLiteral("headers"), toJson(headers)},
                {QStringLiteral("durableName"), one.durableName}});
        }
        all.append(QJsonObject{{QStringLiteral("profile"), session.profile},
            {QStringLiteral("subscriptions"), subscriptions}});
    }
    return all;
}

QList<SavedSession> sessionsFromJson(const QJsonArray& array)
{
    QList<SavedSession> sessions;
    for (const QJsonValue& value : array) {
        const QJsonObject object = value.toObject();
        SavedSession session{object.value(QStringLiteral("profile")).toString(), {}};
        if (session.profile.isEmpty())
            continue;
        for (const QJsonValue& each : object.value(QStringLiteral("subscriptions")).toArray()) {
            const QJsonObject one = each.toObject();
            SavedSubscription saved{one.value(QStringLiteral("destination")).toString(),
                one.value(QStringLiteral("ack")).toString(QStringLiteral("auto")),
                one.value(QStringLiteral("acknowledgeOnArrival")).toBool(true),
                headersFromJson(one.value(QStringLiteral("headers"))),
                one.value(QStringLiteral("durableName")).toString()};
            if (!saved.destination.isEmpty())
                session.subscriptions.append(saved);
        }
        sessions.append(session);
    }
    return sessions;
}

} // namespace Ui
