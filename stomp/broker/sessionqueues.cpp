#include "broker.h"
#include "serversession.h"

#include <stomp/protocol/escaping.h>

// What a session does for its consumers of queues beside passing messages on.

namespace Stomp {

bool ServerSession::checkAckTimeout(Millis now)
{
    const QueuePolicy& policy = m_broker.options().queues;
    const auto oldest = policy.ackTimeout > 0 ? m_verbs.consumers().oldestDelivery() : std::nullopt;
    if (!oldest || *oldest + policy.ackTimeout > now)
        return true;
    if (policy.ackTimeoutCloses) {
        refuse({"No acknowledgement in time",
                   "A message was not acknowledged for " + std::to_string(now - *oldest)
                       + " ms, and this broker waits " + std::to_string(policy.ackTimeout) + " ms.",
                   {}},
            nullptr, now);
        return false;
    }
    m_verbs.returnOlder(now - policy.ackTimeout, now);
    return true;
}

void ServerSession::endBrowse(const Consumer& consumer, Millis now)
{
    m_scratch = "MESSAGE\n";
    if (consumer.request().hasId)
        m_scratch += "subscription:" + escaped(consumer.request().id, m_version) + '\n';
    m_scratch += "destination:" + escaped(consumer.request().path().shownName(), m_version);
    m_scratch += "\nmessage-id:0\nbrowser:end\n\n";
    m_scratch.append("\0\n", 2);
    write(m_scratch, now);
}

} // namespace Stomp
