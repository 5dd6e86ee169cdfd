#include "insidebroker.h"

#include "terminal.h"

namespace App {

std::unique_ptr<Stomp::PracticeServer> startInsideBroker(
    const Stomp::PracticeOptions& practice, Stomp::ClientOptions& options)
{
    auto server = std::make_unique<Stomp::PracticeServer>(practice);
    if (!server->start()) {
        say(QStringLiteral("The practice broker could not start: %1").arg(server->errorString()));
        return nullptr;
    }
    options.url = Stomp::BrokerUrl::parse(server->url().toStdString()).url;
    options.dialect = Stomp::Dialect::Practice;
    return server;
}

} // namespace App
