#include "clientoptions.h"

#include "tcptransport.h"
#include "tlstransport.h"
#include "websockettransport.h"

#include <stomp/dialect/dialectfacts.h>

namespace Stomp {

SessionOptions effectiveSession(const ClientOptions& options)
{
    SessionOptions session = options.session;
    const BrokerUrl& url = options.url;
    if (!session.login && !url.user.empty())
        session.login = url.user;
    if (!session.passcode)
        session.passcode = url.password;
    if (!session.host.empty())
        return session;
    if (url.vhost)
        session.host = *url.vhost;
    else if (factsOf(options.dialect).defaultHost.value == DefaultHost::Slash)
        session.host = "/";
    else
        session.host = url.host;
    return session;
}

std::unique_ptr<Transport> makeTransport(const ClientOptions& options)
{
    const TransportTarget target{QString::fromStdString(options.url.host), options.url.port,
        std::chrono::milliseconds(options.tcpTimeout), options.proxy};
    switch (options.url.scheme) {
    case BrokerUrl::Scheme::Stomp:
        return std::make_unique<TcpTransport>(target);
    case BrokerUrl::Scheme::Stomps:
        return std::make_unique<TlsTransport>(target, options.tls);
    case BrokerUrl::Scheme::Ws:
    case BrokerUrl::Scheme::Wss:
        return std::make_unique<WebSocketTransport>(webSocketOptions(options));
    case BrokerUrl::Scheme::Practice:
    case BrokerUrl::Scheme::Failover:
        break;
    }
    return nullptr;
}

} // namespace Stomp
