#pragma once

#include "theme.h"

#include <ui/workspace/practicelook.h>

#include <QList>
#include <QString>

namespace Ui {

/** A sum with its parts, as it is shown: total = a + b + c. */
struct PracticeSum
{
    struct Part
    {
        quint64 count = 0;
        QString name;
    };

    Part total;
    QList<Part> parts;

    [[nodiscard]] bool addsUp() const;
    /** "12 in = 4 acknowledged + 8 waiting + ..." */
    [[nodiscard]] QString text() const;
    /** "12 = 4 + 8 + 0": for where the names stand nearby. */
    [[nodiscard]] QString shortText() const;
    bool operator==(const PracticeSum& other) const { return text() == other.text(); }
};

[[nodiscard]] PracticeSum sumOf(const Stomp::DestinationSnapshot& queue);
/** The copies of those who are subscribed now. */
[[nodiscard]] PracticeSum sumOf(const Stomp::TopicInspection& topic);
[[nodiscard]] PracticeSum sumOf(const Stomp::InspectedSubscriber& subscriber);
/** Why messages left a queue otherwise, or a topic's copies got lost; empty when none did. */
[[nodiscard]] QString reasonsText(const Stomp::DestinationSnapshot& destination);
/** "connection 3, id 1" */
[[nodiscard]] QString consumerText(std::uint64_t session, const std::string& subscription);
/** "3 of 10 unacknowledged, room for 7" and what else is special about it. */
[[nodiscard]] QString creditText(const Stomp::InspectedConsumer& consumer);
/** "durable news of ann" */
[[nodiscard]] QString durableText(const Stomp::InspectedDurable& durable);
/** "offline, 12 waiting" */
[[nodiscard]] QString durableState(const Stomp::InspectedDurable& durable);
/** The number at the end of a message-id, which is what differs. */
[[nodiscard]] QString shortId(const std::string& messageId);
/** "12.345 s  subscribed  connection 3  /queue/a  id 1" */
[[nodiscard]] QString eventText(const Stomp::BrokerEvent& event);
/** The name of a skin for people. */
[[nodiscard]] QString skinTitle(const QString& skin);

} // namespace Ui
