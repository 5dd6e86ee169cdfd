#include "brokerverb.h"

#include "terminal.h"

#include <stomp/server/usersfile.h>

#include <unistd.h>

#include <chrono>
#include <utility>

namespace App {

using namespace Qt::StringLiterals;

namespace {

Stomp::PracticeOptions practiceOptions(const BrokerArguments& arguments)
{
    Stomp::PracticeOptions options;
    options.host = arguments.host;
    options.port = arguments.port;
    options.further = arguments.further;
    options.broker = arguments.broker;
    options.storeFile = arguments.storeFile.value_or(QString());
    options.traffic.ordersPerSecond = arguments.traffic;
    options.traffic.pricesPerSecond = arguments.traffic;
    options.traffic.seed = arguments.seed.value_or(options.traffic.seed);
    options.faults = arguments.faults;
    return options;
}

} // namespace

BrokerVerb::BrokerVerb(const BrokerArguments& arguments, QObject* parent)
    : QObject(parent), m_arguments(arguments)
{
    connect(&m_signals, &SignalWatcher::interrupted, this, &BrokerVerb::stop);
    connect(&m_stats, &QTimer::timeout, this, &BrokerVerb::sayStats);
}

void BrokerVerb::start()
{
    if (!readUsers()) {
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    m_server = std::make_unique<Stomp::PracticeServer>(practiceOptions(m_arguments));
    if (!m_server->start()) {
        explainFailure();
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    printUrls();
    if (!m_server->fingerprint().isEmpty())
        say(u"the certificate's SHA-256 fingerprint, for the clients' --fingerprint: %1"_s.arg(
            m_server->fingerprint()));
    if (m_arguments.traffic > 0)
        say(u"sample messages go to /queue/orders and /topic/prices; Ctrl-C ends the broker"_s);
    else
        say(u"the practice broker is running; Ctrl-C ends it"_s);
    if (!m_arguments.faults.isEmpty())
        say(u"faults: "_s + QString::fromStdString(m_arguments.faults.text()));
    connect(m_server.get(), &Stomp::PracticeServer::stopped, this, &BrokerVerb::end);
    if (m_arguments.stats)
        m_stats.start(std::chrono::milliseconds(*m_arguments.stats));
}

bool BrokerVerb::readUsers()
{
    const auto take = [this](Stomp::UsersFile file, const QString& path) {
        if (!file.error.isEmpty()) {
            say(file.error);
            return false;
        }
        if (file.othersCanRead)
            say(u"other users of this computer can read the passwords in %1; \"chmod 600 %1\" "
                "keeps them out"_s.arg(path));
        for (Stomp::BrokerUser& user : file.users)
            m_arguments.broker.users.push_back(std::move(user));
        return true;
    };
    if (m_arguments.usersFile
        && !take(Stomp::UsersFile::read(*m_arguments.usersFile), *m_arguments.usersFile))
        return false;
    for (const BrokerArguments::User& user : std::as_const(m_arguments.users)) {
        if (!take(Stomp::userWithPasswordFile(user.name, user.passwordFile), user.passwordFile))
            return false;
    }
    return true;
}

void BrokerVerb::printUrls() const
{
    // Who started us may not read them; the broker serves all the same.
    const QByteArray lines = (m_server->urls().join(u'\n') + u'\n').toUtf8();
    [[maybe_unused]] const ssize_t written =
        ::write(STDOUT_FILENO, lines.constData(), static_cast<std::size_t>(lines.size()));
}

void BrokerVerb::explainFailure() const
{
    say(m_server->errorString());
    if (m_server->failure() != Stomp::PracticeServer::Failure::Port)
        return;
    say(u"Likely cause: another broker, or another console, has this port."_s);
    say(u"What to do: end that one, or choose another port; 0 takes any free one."_s);
}

void BrokerVerb::sayStats() const
{
    say(QString::fromStdString(m_server->statsJson()));
}

/** A second signal does not wait for slow clients. */
void BrokerVerb::stop()
{
    if (!m_server) {
        Q_EMIT finished(ExitCode::AsAsked);
        return;
    }
    if (std::exchange(m_isStopping, true)) {
        m_server->stop();
        return;
    }
    if (m_stats.isActive())
        sayStats();
    m_stats.stop();
    m_server->drain();
}

/** It may have ended by itself: without its store it does not go on. */
void BrokerVerb::end()
{
    m_stats.stop();
    Q_EMIT finished(m_isStopping ? ExitCode::AsAsked : ExitCode::NotAsAsked);
}

} // namespace App
