#include "brokerskin.h"

#include <algorithm>
#include <array>
#include <limits>

namespace Stomp {

namespace {

using enum BrokerSkin::Kind;
using Reach = BrokerSkin::Reach;

constexpr std::size_t s_unlimited = std::numeric_limits<std::uint32_t>::max();

// In the order of Kind. stomp-facts 3.1, 3.5 to 3.7.
constexpr std::array s_skins{
    BrokerSkin{
        .kind = Plain,
        .name = "plain",
        .dialect = Dialect::Practice,
        .countsDeliveries = true,
    },
    BrokerSkin{
        .kind = ActiveMq,
        .name = "activemq",
        .dialect = Dialect::ActiveMq,
        .server = "ActiveMQ/5.17.2",
        .length = BrokerSkin::Length::AsSent,
        .keepsMarkedAfterUnsubscribe = true,
        .commitsWithoutReturned = true,
        .mirrorsHeartBeat = true,
        .sharesTemporary = true,
        .replacesSubscriptions = true,
    },
    BrokerSkin{
        .kind = Artemis,
        .name = "artemis",
        .dialect = Dialect::Artemis,
        .server = "ActiveMQ-Artemis/2.31.2 ActiveMQ Artemis Messaging Engine",
        .redelivered = BrokerSkin::Redelivered::Always,
        .transactions = BrokerSkin::Transactions::SendsOnly,
        .length = BrokerSkin::Length::NotEmpty,
        .uniqueClientIds = false,
        .hasTemporary = false,
        .needsSubscriptionId = false,
    },
    BrokerSkin{
        .kind = RabbitMq,
        .name = "rabbitmq",
        .dialect = Dialect::RabbitMq,
        .server = "RabbitMQ/3.10.8",
        .prefetch = s_unlimited,
        .ackReach = Reach::Connection,
        .redelivered = BrokerSkin::Redelivered::Always,
        .transactions = BrokerSkin::Transactions::Replayed,
        .length = BrokerSkin::Length::NotEmpty,
        .keepsUnackedAfterUnsubscribe = true,
        .errorsHaveReceiptId = false,
        .uniqueClientIds = false,
        .hasSelectors = false,
        .hasTemporary = false,
        .makesReplyQueues = true,
        .needsSubscriptionId = false,
    },
    BrokerSkin{
        .kind = Spring,
        .name = "spring",
        .dialect = Dialect::Spring,
        .prefetch = s_unlimited,
        .acknowledges = false,
        .confirmsAll = false,
        .redelivered = BrokerSkin::Redelivered::Never,
        .transactions = BrokerSkin::Transactions::Ignored,
        .errorsHaveReceiptId = false,
        .uniqueClientIds = false,
        .hasSelectors = false,
        .hasTemporary = false,
    },
};

} // namespace

const BrokerSkin& skinOf(BrokerSkin::Kind kind)
{
    return s_skins[static_cast<std::size_t>(kind)];
}

QueuePolicy queuePolicyOf(BrokerSkin::Kind kind)
{
    QueuePolicy policy;
    switch (kind) {
    case Plain:
    case Spring: // has no queues
        break;
    case ActiveMq:
        policy.nack = QueuePolicy::Nack::DeadLetter;
        policy.cumulativeNack = false;
        policy.maxDeliveries = 0; // a limit lives in JMS clients
        policy.deadLetters = QueuePolicy::DeadLetters::Shared;
        policy.dropNonPersistent = true;
        break;
    case Artemis:
        policy.nack = QueuePolicy::Nack::Discard;
        policy.priorityOrder = true;
        policy.maxDeliveries = 10;
        policy.deadLetters = QueuePolicy::DeadLetters::Shared;
        policy.sharedQueue = "/queue/DLQ";
        policy.expiredAreDeadLetters = false;
        break;
    case RabbitMq:
        policy.maxDeliveries = 0;
        policy.deadLetters = QueuePolicy::DeadLetters::None;
        policy.expiredAreDeadLetters = false;
        break;
    }
    return policy;
}

std::span<const BrokerSkin> allSkins()
{
    return s_skins;
}

std::optional<BrokerSkin::Kind> skinFromString(std::string_view text)
{
    const auto found = std::ranges::find(s_skins, text, &BrokerSkin::name);
    if (found == s_skins.end())
        return {};
    return found->kind;
}

} // namespace Stomp
