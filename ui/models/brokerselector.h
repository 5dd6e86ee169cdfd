#pragma once

#include <stomp/dialect/dialect.h>

#include <QString>

namespace Ui {

/** A condition of the filter line in the words of one broker's selectors, or why it has none. */
struct BrokerSelector
{
    QString text; //!< for the selector header of SUBSCRIBE; empty: see complaint
    QString complaint; //!< names the first term that the broker's selectors lack
    // The complaint's place in the condition, in its characters; the length is 0 for all of it.
    qsizetype at = 0;
    qsizetype length = 0;
};

/** stomp-facts 3.5 and 4.9: ActiveMQ Classic and Artemis in their own words, RabbitMQ and Spring
 * have none, the practice broker (and whatever broker is not known) has ours without paths. */
[[nodiscard]] BrokerSelector brokerSelector(const QString& condition, Stomp::Dialect dialect);

} // namespace Ui
