#include "durableheaders.h"

#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialectfacts.h>
#include <stomp/dialect/durableheaders.h>

#include <algorithm>

namespace Ui {

std::vector<Stomp::Header> durableHeaders(Stomp::Dialect dialect, const QString& durableName)
{
    return Stomp::durableHeaders(dialect, durableName.toStdString());
}

bool takesFromBroker(Stomp::Dialect dialect, const SubscriptionWish& wish)
{
    if (Stomp::kindOf(dialect, wish.destination.toStdString()) != Stomp::DestinationKind::Topic)
        return true;
    const auto makesDurable = [dialect](const Stomp::Header& header) {
        const auto& names = Stomp::factsOf(dialect).durable.value.headers;
        return std::any_of(names.begin(), names.end(), [&header](const Stomp::DurableHeader& one) {
            return one.name == header.name && one.name != "id";
        });
    };
    return !wish.durableName.isEmpty()
        || std::any_of(wish.headers.cbegin(), wish.headers.cend(), makesDurable);
}

} // namespace Ui
