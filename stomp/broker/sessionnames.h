#pragma once

#include "accessrights.h"
#include "skinnames.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

class Broker;
class Destination;

/**
 * The destinations of one session: what its names mean in the broker's skin, whether its user may
 * read or write there, and the temporary ones that it has made, which end with it (stomp-facts
 * 4.8). In the RabbitMQ skin these are the reply queues, made by a SEND.
 */
class SessionNames
{
public:
    SessionNames(Broker& broker, std::uint64_t session);

    /** After CONNECT. */
    void setRights(AccessRights rights) { m_rights = std::move(rights); }

    /** Where a SEND goes: usually to one; none when the skin ignores it. Valid until the next call.
     */
    [[nodiscard]] Verdict targets(const FrameView& send, const std::vector<Destination*>*& targets);
    /** What a SUBSCRIBE reads from; none when the skin ignores it. */
    [[nodiscard]] Verdict sources(const FrameView& subscribe, std::vector<DestinationPath>& paths);

    /** True for a reply-to that is a temporary destination of this session. */
    [[nodiscard]] bool isOwnAlias(std::string_view replyTo) const;
    /** What others know it by; made when it is new. */
    [[nodiscard]] Verdict remoteName(std::string_view alias, std::string& remote, bool& isNew);

    void destroyTemporary();

private:
    [[nodiscard]] Verdict findTargets(std::string_view text, const FrameView& send);
    [[nodiscard]] Verdict read(
        std::string_view text, SkinName::Use use, const FrameView& frame, SkinName& name);
    /** Of a temporary one: whether this session has made it; MESSAGE then has its alias. */
    [[nodiscard]] bool nameAsMaker(DestinationPath& path) const;
    [[nodiscard]] DestinationPath makeTemporary(std::string_view alias);

    Broker& m_broker;
    std::uint64_t m_session;
    AccessRights m_rights;
    std::map<std::string, std::string, std::less<>> m_temporary; //!< alias to name
    // The targets of the last SEND: most producers have only one destination.
    std::string m_lastText;
    std::vector<Destination*> m_lastTargets;
    std::uint64_t m_lastCollections = 0;
};

} // namespace Stomp
