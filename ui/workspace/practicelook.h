#pragma once

#include <stomp/broker/brokerevent.h>
#include <stomp/broker/brokerinspection.h>
#include <stomp/broker/brokersnapshot.h>

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace Ui {

/** What is inside the practice broker at one moment: a value that crosses from its thread. */
struct PracticeLook
{
    bool isAnswer = false; //!< not: nothing is known yet, or it does not run
    Stomp::BrokerSnapshot broker;
    QString chosen; //!< the destination that was asked for
    std::optional<Stomp::QueueInspection> queue; //!< of the chosen one, if it is a queue
    std::optional<Stomp::TopicInspection> topic; //!< the same
    bool isDeadLetters = false; //!< the chosen one is a dead letter queue
    std::vector<Stomp::BrokerEvent> events; //!< since those that were had
};

using PracticeLookPtr = std::shared_ptr<const PracticeLook>;

} // namespace Ui
