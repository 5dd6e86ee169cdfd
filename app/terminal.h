#pragma once

#include <stomp/doctor/diagnosis.h>

#include <QString>

#include <optional>
#include <string>

namespace App {

/** One line to standard error; control characters in it are escaped, for brokers' words come here.
 */
void say(const QString& line);
/** What happened, the likely cause, what to do; and the other side's own words, if there are any.
 */
void say(const Stomp::Diagnosis& diagnosis);

/** Rewrites the current line of standard error; nothing where that is no terminal. */
void showProgress(const QString& line);
void endProgress();

/** Asks on the terminal at standard input, without echo; empty when it was interrupted. */
[[nodiscard]] std::optional<std::string> askPassword(const QString& question);
/** Asks on the terminal at standard input; true only for an answer that begins with y. */
[[nodiscard]] bool askYesNo(const QString& question);
[[nodiscard]] bool isTerminal(int fileDescriptor);

} // namespace App
