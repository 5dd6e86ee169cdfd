#include "ownsubscribers.h"

#include "connection.h"

#include <stomp/client/clientoptions.h>

#include <algorithm>
#include <string_view>

namespace Ui {

namespace {

using Stomp::BrokerUrl;

/** The usual names of this machine as one. */
QString hostOf(const BrokerUrl& url)
{
    const QString host = QString::fromStdString(url.host).toLower();
    const bool isHere = host == QLatin1StringView("127.0.0.1") || host == QLatin1StringView("::1");
    return isHere ? QStringLiteral("localhost") : host;
}

std::vector<BrokerUrl> addressesOf(const BrokerUrl& url)
{
    return url.alternatives.empty() ? std::vector<BrokerUrl>{url} : url.alternatives;
}

bool isSameAddress(const BrokerUrl& one, const BrokerUrl& other)
{
    const auto portOf = [](const BrokerUrl& url) {
        return url.port == 0 ? BrokerUrl::defaultPort(url.scheme) : url.port;
    };
    return portOf(one) == portOf(other) && hostOf(one) == hostOf(other) && one.path == other.path;
}

bool isSameBroker(const Connection& one, const Connection& other)
{
    const Stomp::ClientOptions a = one.options();
    const Stomp::ClientOptions b = other.options();
    const std::vector<BrokerUrl> others = addressesOf(b.url);
    const std::vector<BrokerUrl> own = addressesOf(a.url);
    return a.url.vhost == b.url.vhost && a.session.host == b.session.host
        && std::ranges::any_of(own, [&](const BrokerUrl& address) {
               return std::ranges::any_of(
                   others, [&](const BrokerUrl& second) { return isSameAddress(address, second); });
           });
}

/** RabbitMQ has two names for one queue. */
std::string_view nameOf(Stomp::Dialect dialect, std::string_view destination)
{
    constexpr std::string_view other = "/amq/queue/";
    const bool isOther = dialect == Stomp::Dialect::RabbitMq && destination.starts_with(other);
    return isOther ? destination.substr(other.find("/queue/")) : destination;
}

bool takesFrom(const Subscription& one, Stomp::Dialect dialect, std::string_view destination)
{
    const std::string own = one.wish.destination.toStdString();
    return one.isLive() && nameOf(dialect, own) == nameOf(dialect, destination)
        && std::ranges::none_of(one.wish.headers, [](const Stomp::Header& header) {
               return header.name == "browser" && header.value == "true";
           });
}

} // namespace

QStringList ownSubscribers(
    const QList<Connection*>& all, const Connection& at, const QString& destination)
{
    const std::string wanted = destination.toStdString();
    QStringList names;
    for (const Connection* one : all) {
        const auto takes = [&](const Subscription& subscription) {
            return takesFrom(subscription, at.dialect(), wanted);
        };
        if (one->isConnected() && std::ranges::any_of(one->subscriptions(), takes)
            && (one == &at || isSameBroker(*one, at)))
            names << one->name();
    }
    return names;
}

} // namespace Ui
