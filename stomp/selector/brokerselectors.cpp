#include "selectortranslation.h"

#include <array>

namespace Stomp {

namespace {

using Rewrites2 = std::array<SelectorRewrite, 2>;

constexpr Rewrites2 booleans{{{"true", "TRUE"}, {"false", "FALSE"}}};
constexpr Rewrites2 deliveryModes{{{"true", "'PERSISTENT'"}, {"false", "'NON_PERSISTENT'"}}};
constexpr Rewrites2 durabilities{{{"true", "'DURABLE'"}, {"false", "'NON_DURABLE'"}}};
constexpr Rewrites2 destinations{{{"/queue/", "queue://"}, {"/topic/", "topic://"}}};

// Headers of frames, not of messages, have no identifier.
constexpr std::array<SelectorName, 17> activeMqNames{{
    {"destination", "JMSDestination", {}, destinations},
    {"reply-to", "JMSReplyTo", {}, destinations},
    {"redelivered", "JMSRedelivered", booleans},
    {"persistent", "JMSDeliveryMode", deliveryModes},
    {"priority", "JMSPriority"},
    {"correlation-id", "JMSCorrelationID"},
    {"type", "JMSType"},
    {"timestamp", "JMSTimestamp"},
    {"expires", "JMSExpiration"},
    {"message-id", "JMSMessageID"},
    {"JMSRedelivered", "JMSRedelivered", booleans},
    {"subscription"},
    {"ack"},
    {"receipt"},
    {"transaction"},
    {"content-length"},
    {"content-type"},
}};

constexpr std::array<SelectorName, 24> artemisNames{{
    {"destination", "AMQAddress"},
    {"persistent", "AMQDurable", durabilities},
    {"priority", "AMQPriority"},
    {"correlation-id", "JMSCorrelationID"},
    {"type", "JMSType"},
    {"timestamp", "AMQTimestamp"},
    {"expires", "AMQExpiration"},
    {"JMSDestination", "AMQAddress"},
    {"JMSPriority", "AMQPriority"},
    {"JMSTimestamp", "AMQTimestamp"},
    {"JMSExpiration", "AMQExpiration"},
    {"JMSXGroupID", "AMQGroupID"},
    {"JMSDeliveryMode"},
    {"JMSMessageID"},
    {"JMSRedelivered"},
    {"redelivered"},
    {"message-id"},
    {"reply-to"},
    {"subscription"},
    {"ack"},
    {"receipt"},
    {"transaction"},
    {"content-length"},
    {"content-type"},
}};

} // namespace

const SelectorWays& activeMqSelectors()
{
    static constexpr SelectorWays ways{"ActiveMQ", activeMqNames};
    return ways;
}

/** Texts are converted where the selector says so; Classic says so for every STOMP client. */
const SelectorWays& artemisSelectors()
{
    static constexpr SelectorWays ways{
        "Artemis", artemisNames, "convert_string_expressions:", "hyphenated_props:"};
    return ways;
}

} // namespace Stomp
