#pragma once

#include "arguments.h"

#include <optional>
#include <string>

namespace App {

/** The password of a connection, or why there is none. Never shown, never logged. */
struct Credentials
{
    std::optional<std::string> login;
    std::optional<std::string> passcode;
    TransportArguments transport; //!< with its secrets
    QString error; //!< one sentence for the user; then the verb cannot start
    ExitCode code = ExitCode::Usage; //!< with an error
};

/**
 * Finds the password: --password-file, else the URL, else the environment variable STOMP_PASSWORD,
 * else asks on the terminal. Without a login none is looked for. May wait for the user.
 */
[[nodiscard]] Credentials findCredentials(const ConnectArguments& connect);

} // namespace App
