#pragma once

#include "brokeroptions.h"
#include "destinationpath.h"

#include <string>

namespace Stomp {

/** What the user of a session may read and write; everything when there are no users. */
class AccessRights
{
public:
    AccessRights() = default;
    explicit AccessRights(const BrokerUser& user) : m_user(user), m_isLimited(true) { }

    /** Of a pattern: whether every destination that it covers may be read. */
    [[nodiscard]] Verdict checkRead(const DestinationPath& path) const;
    [[nodiscard]] Verdict checkWrite(const DestinationPath& path) const;

private:
    BrokerUser m_user;
    bool m_isLimited = false;
};

} // namespace Stomp
