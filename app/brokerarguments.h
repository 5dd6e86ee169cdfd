#pragma once

#include "arguments.h"
#include "optionreader.h"

namespace App {

/** The options of stomp-console broker; what is wrong with them is the reader's error. */
[[nodiscard]] BrokerArguments readBrokerArguments(OptionReader& options);

} // namespace App
