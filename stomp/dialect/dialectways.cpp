#include "dialectways.h"

#include <algorithm>

namespace Stomp {

const DialectWays& waysOf(Dialect dialect)
{
    switch (dialect) {
    case Dialect::Practice:
        return practiceWays;
    case Dialect::ActiveMq:
        return activeMqWays;
    case Dialect::Artemis:
        return artemisWays;
    case Dialect::RabbitMq:
        return rabbitMqWays;
    case Dialect::Spring:
        return springWays;
    case Dialect::Generic:
        break;
    }
    return genericWays;
}

ReplyWay replyWayOf(Dialect dialect)
{
    const auto forms = waysOf(dialect).destinations;
    const auto found = std::find_if(forms.begin(), forms.end(), [](const DestinationForm& form) {
        return form.kind == DestinationKind::TempQueue && form.prefix == "/temp-queue/";
    });
    if (found == forms.end())
        return ReplyWay::None;
    return found->forSubscribe ? ReplyWay::OwnSubscription : ReplyWay::ByBroker;
}

Fact<std::string_view> behaviourOf(Dialect dialect, Matter matter)
{
    if (matter == Matter::Nack)
        return factsOf(dialect).nack;
    const auto all = waysOf(dialect).behaviours;
    const auto found = std::find_if(all.begin(), all.end(),
        [matter](const Behaviour& behaviour) { return behaviour.matter == matter; });
    return found == all.end() ? Fact<std::string_view>{} : found->says;
}

} // namespace Stomp
