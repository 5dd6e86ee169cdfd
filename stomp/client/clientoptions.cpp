#include "clientoptions.h"

#include "tcptransport.h"

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
    if (options.url.scheme != BrokerUrl::Scheme::Stomp)
        return nullptr;
    return std::make_unique<TcpTransport>(QString::fromStdString(options.url.host),
        options.url.port, std::chrono::milliseconds(options.tcpTimeout));
}

} // namespace Stomp
