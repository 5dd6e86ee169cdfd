#pragma once

#include <stomp/broker/brokeroptions.h>

#include <QString>

#include <vector>

namespace Stomp {

/** Who may use a practice broker, as a file says it. */
struct UsersFile
{
    std::vector<BrokerUser> users;
    QString error; //!< why there are none
    bool othersCanRead = false; //!< other users of this computer can see the passwords

    /**
     * One user a line: name:password, or name:password:READ or name:password:READ:WRITE, where READ
     * and WRITE are patterns of destinations with commas between, such as /queue/orders.>; ">" is
     * everything, and so is what is left out; "-" is nothing. Empty lines and lines that begin with
     * # are skipped. A colon cannot be part of a name or password.
     */
    [[nodiscard]] static UsersFile read(const QString& path);
};

/** One user whose password is the first line of a file. */
[[nodiscard]] UsersFile userWithPasswordFile(const QString& name, const QString& path);

} // namespace Stomp
