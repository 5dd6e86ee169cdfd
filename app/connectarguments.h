#pragma once

#include "arguments.h"
#include "optionreader.h"

namespace App {

/** The URL, checked for what this version can connect to. */
[[nodiscard]] Stomp::BrokerUrl readUrl(const QString& text, OptionReader& options);

/** The URL and the options of the connection; errors go to options.fail(). */
[[nodiscard]] ConnectArguments readConnectArguments(const QString& url, OptionReader& options);

} // namespace App
