#pragma once

#include "arguments.h"

#include <variant>

namespace App {

/** --help and --version: printed to standard output, and that is all. */
struct PrintAndExit
{
    QString text;
};

struct UsageError
{
    QString message; //!< one sentence; never a password
    QString hint; //!< what to do
};

using CommandLine = std::variant<WindowArguments, ListenArguments, PublishArguments,
    DoctorArguments, ProveArguments, BrokerArguments, PrintAndExit, UsageError>;

/** Reads the command line (the program's name first); DESIGN "Command line". Pure: opens nothing,
 * prints nothing, and reads no environment. */
[[nodiscard]] CommandLine parseCommandLine(const QStringList& arguments);

} // namespace App
