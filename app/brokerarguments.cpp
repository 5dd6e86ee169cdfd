#include "brokerarguments.h"

#include <QHostAddress>

#include <algorithm>
#include <limits>

namespace App {

using namespace Qt::StringLiterals;

namespace {

constexpr double mostPerSecond = 1'000'000;
constexpr double mostSeconds = 1'000'000;
constexpr quint64 mostBodyBytes = Stomp::ParserLimits().body; // what the console takes itself

std::optional<quint16> readPort(QLatin1StringView option, OptionReader& options)
{
    const auto port = options.wholeNumber(option, 0, 65535);
    return port ? std::optional(static_cast<quint16>(*port)) : std::nullopt;
}

void readHost(OptionReader& options, BrokerArguments& broker)
{
    const auto host = options.text("host"_L1);
    if (!host)
        return;
    broker.host = *host;
    const QHostAddress address(*host);
    if (*host != u"localhost" && address.isNull()) {
        options.fail(u"--host %1: it wants an address of this computer, such as 127.0.0.1, ::1 or "
                     "0.0.0.0, or localhost."_s.arg(*host));
    } else if (*host != u"localhost" && !address.isLoopback() && !options.has("users"_L1)
        && !options.has("user"_L1)) {
        options.fail(u"--host %1: others can reach this address, and the practice broker would "
                     "let everybody in. Say with --users FILE who may connect."_s.arg(*host));
    }
}

void readTls(OptionReader& options, BrokerArguments& broker)
{
    broker.further.tls = readPort("tls"_L1, options);
    broker.further.webSocket = readPort("ws"_L1, options);
    broker.further.secureWebSocket = readPort("wss"_L1, options);
    broker.further.certificateFile = options.text("tls-cert"_L1).value_or(QString());
    broker.further.keyFile = options.text("tls-key"_L1).value_or(QString());
    const bool hasTls = broker.further.tls || broker.further.secureWebSocket;
    if (!hasTls && (options.has("tls-cert"_L1) || options.has("tls-key"_L1)))
        options.fail(u"--tls-cert and --tls-key go with --tls or --wss."_s);
    if (options.has("tls-key"_L1) && !options.has("tls-cert"_L1))
        options.fail(u"--tls-key goes with --tls-cert."_s);
}

void readUsers(OptionReader& options, BrokerArguments& broker)
{
    broker.usersFile = options.text("users"_L1);
    const QStringList users = options.texts("user"_L1);
    for (const QString& user : users) {
        const qsizetype colon = user.indexOf(u':');
        // What follows the colon is not shown: somebody might take it for the password.
        if (colon < 1 || colon + 1 == user.size())
            options.fail(u"--user wants NAME:FILE, where the first line of FILE is the password: "
                         "others could see a password in the list of processes."_s);
        broker.users.push_back({user.left(colon), user.mid(colon + 1)});
    }
}

void readPolicy(OptionReader& options, Stomp::BrokerOptions& broker)
{
    if (const auto name = options.text("skin"_L1)) {
        if (const auto skin = Stomp::skinFromString(toUtf8(*name)))
            broker.wear(*skin);
        else
            options.fail(u"--skin is plain, activemq, artemis, rabbitmq or spring."_s);
    }
    using Nack = Stomp::QueuePolicy::Nack;
    if (const auto nack = options.text("nack"_L1)) {
        if (*nack == u"requeue")
            broker.queues.nack = Nack::Requeue;
        else if (*nack == u"dead-letter")
            broker.queues.nack = Nack::DeadLetter;
        else if (*nack == u"discard")
            broker.queues.nack = Nack::Discard;
        else
            options.fail(u"--nack is requeue, dead-letter or discard."_s);
    }
    constexpr quint64 most = std::numeric_limits<std::uint32_t>::max();
    if (const auto deliveries = options.wholeNumber("max-deliveries"_L1, 0, most))
        broker.queues.maxDeliveries = static_cast<std::uint32_t>(*deliveries);
    if (const auto seconds = options.positiveNumber("ack-timeout"_L1, mostSeconds))
        broker.queues.ackTimeout = static_cast<Stomp::Millis>(*seconds * 1000);
    if (options.has("priorities"_L1))
        broker.queues.priorityOrder = true;
    if (const auto bytes = options.wholeNumber("max-body"_L1, 1, mostBodyBytes))
        broker.parser.body = static_cast<std::size_t>(*bytes);
}

void readFaults(OptionReader& options, Stomp::FaultPlan& plan)
{
    const QStringList texts = options.texts("fault"_L1);
    for (const QString& text : texts) {
        if (const Stomp::Verdict refusal = Stomp::FaultPlan::parse(toUtf8(text), plan)) {
            options.fail(u"--fault \"%1\": %2. What is accepted is such as \"delay=200ms on "
                         "MESSAGE /queue/orders every 3\"."_s.arg(
                             text, QString::fromStdString(refusal->message)));
        }
    }
}

void readStats(OptionReader& options, BrokerArguments& broker)
{
    const auto seconds = options.positiveNumber("stats"_L1, mostSeconds);
    if (!seconds)
        return;
    broker.stats = std::max(static_cast<Stomp::Millis>(*seconds * 1000), Stomp::Millis{1});
    broker.broker.statsInterval = *broker.stats;
}

} // namespace

BrokerArguments readBrokerArguments(OptionReader& options)
{
    BrokerArguments broker;
    if (!options.positional().isEmpty())
        options.fail(u"broker takes options only."_s);
    readHost(options, broker);
    broker.port = readPort("port"_L1, options).value_or(broker.port);
    readTls(options, broker);
    readUsers(options, broker);
    readPolicy(options, broker.broker);
    broker.storeFile = options.text("store"_L1);
    if (broker.storeFile && broker.storeFile->isEmpty())
        options.fail(u"--store wants the name of a file."_s);
    broker.traffic = options.positiveNumber("traffic"_L1, mostPerSecond).value_or(0);
    readFaults(options, broker.faults);
    broker.seed = options.wholeNumber("seed"_L1, 0, std::numeric_limits<quint64>::max());
    if (broker.seed)
        broker.faults.seed = *broker.seed;
    readStats(options, broker);
    return broker;
}

} // namespace App
