#include "brokerverb.h"

#include "terminal.h"

#include <unistd.h>

namespace App {

using namespace Qt::StringLiterals;

namespace {

Stomp::PracticeOptions practiceOptions(const BrokerArguments& arguments)
{
    Stomp::PracticeOptions options;
    options.host = arguments.host;
    options.port = arguments.port;
    options.traffic.ordersPerSecond = arguments.traffic;
    options.traffic.pricesPerSecond = arguments.traffic;
    return options;
}

} // namespace

BrokerVerb::BrokerVerb(const BrokerArguments& arguments, QObject* parent)
    : QObject(parent), m_arguments(arguments), m_server(practiceOptions(arguments))
{
    connect(&m_signals, &SignalWatcher::interrupted, this, &BrokerVerb::stop);
}

void BrokerVerb::start()
{
    if (!m_server.start()) {
        say(u"The practice broker cannot listen on %1, port %2: %3"_s.arg(m_arguments.host)
                .arg(m_arguments.port)
                .arg(m_server.errorString()));
        say(u"Likely cause: another broker, or another console, has this port."_s);
        say(u"What to do: end that one, or choose another port; --port 0 takes any free one."_s);
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    // Who started us may not read it; the broker serves all the same.
    const QByteArray line = m_server.url().toUtf8() + '\n';
    [[maybe_unused]] const ssize_t written =
        ::write(STDOUT_FILENO, line.constData(), static_cast<std::size_t>(line.size()));
    if (m_arguments.traffic > 0)
        say(u"sample messages go to /queue/orders and /topic/prices; Ctrl-C ends the broker"_s);
    else
        say(u"the practice broker is running; Ctrl-C ends it"_s);
}

void BrokerVerb::stop()
{
    m_server.stop();
    Q_EMIT finished(ExitCode::AsAsked);
}

} // namespace App
