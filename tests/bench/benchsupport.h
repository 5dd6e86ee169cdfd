#pragma once

#include "helper.h"

#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

namespace Bench {

/** A blocking connection to a loopback port; -1 when there is none. */
[[nodiscard]] int connectTo(quint16 port);

/** What the machine can do at most: recv() into 256 KiB and memchr() for NUL until messages NULs
 * have come. Messages a second; 0 when the sender fails. */
[[nodiscard]] double bareLoop(std::uint64_t messages);

[[nodiscard]] double median(std::vector<double> values);

/** A steady clock, in seconds. */
[[nodiscard]] double secondsNow();

/** The text behind "--name" in the program's arguments; empty: there is none. */
[[nodiscard]] QString textArgument(const QString& name);
/** The number behind "--name" in the program's arguments; at least 1. */
[[nodiscard]] std::uint64_t argument(const QString& name, std::uint64_t otherwise);
[[nodiscard]] bool hasArgument(const QString& name);
/** "--name on" is among the program's arguments; a word that is neither on nor off ends it. */
[[nodiscard]] bool isSwitchedOn(const QString& name);

/** Members of a JSON object, and their values as they stand there. */
using Result = std::vector<std::pair<const char*, QString>>;
/** The last line of a bench: one JSON object with these members, in order. */
void printResult(const Result& members);
[[nodiscard]] QString number(double value, int decimals);

} // namespace Bench
