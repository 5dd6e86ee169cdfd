#include "realbroker.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>

#include <csignal>

namespace {

constexpr int startTimeoutMs = 150'000;
/** Two processes are given 15 s each, counted by a shell on a loaded machine. */
constexpr int stopTimeoutMs = 120'000;

QHash<QString, QString> readValues(const QString& path)
{
    QHash<QString, QString> values;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return values;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines)
        values.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    return values;
}

void endSupervisor(QProcess* process)
{
    process->terminate();
    if (!process->waitForFinished(stopTimeoutMs)) {
        process->kill();
        process->waitForFinished();
    }
    delete process;
}

} // namespace

QString RealBroker::sharedKind()
{
    return qEnvironmentVariable("CONSOLE_BROKER");
}

RealBroker RealBroker::shared(const QString& kind)
{
    RealBroker broker;
    broker.m_kind = kind;
    broker.readPorts(QStringLiteral(BROKERS_FOLDER "/") + broker.m_kind);
    return broker;
}

RealBroker RealBroker::own(const QString& kind)
{
    RealBroker broker;
    broker.m_kind = kind;
    broker.launch();
    return broker;
}

RealBroker RealBroker::ownOnDisk(const QString& kind)
{
    RealBroker broker;
    broker.m_kind = kind;
    broker.m_store = std::make_unique<QTemporaryDir>();
    broker.launch();
    return broker;
}

void RealBroker::launch()
{
    m_stompPort = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    m_supervisor = {new QProcess, endSupervisor};
    QProcess& process = *m_supervisor;
    if (m_store) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("CONSOLE_BROKER_STORE"), m_store->path());
        process.setProcessEnvironment(environment);
    }
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(BROKER_SCRIPT),
        {QStringLiteral("run"), m_kind, m_folder->path(),
            QString::number(QCoreApplication::applicationPid())});
    QByteArray said;
    while (!isValid() && process.waitForReadyRead(startTimeoutMs)) {
        said += process.readAll();
        readPorts(m_folder->path());
    }
    if (!isValid())
        m_error = QString::fromUtf8(said);
}

Stomp::BrokerUrl RealBroker::url(Stomp::BrokerUrl::Scheme scheme) const
{
    using Scheme = Stomp::BrokerUrl::Scheme;
    Stomp::BrokerUrl url;
    url.scheme = scheme;
    url.host = "127.0.0.1";
    url.port = scheme == Scheme::Stomps ? m_tlsPort
        : scheme == Scheme::Ws          ? m_wsPort
        : scheme == Scheme::Wss         ? m_wssPort
                                        : m_stompPort;
    if (scheme == Scheme::Ws || scheme == Scheme::Wss)
        url.path = "/ws";
    url.user = m_login.toStdString();
    url.password = m_password.toStdString();
    return url;
}

void RealBroker::kill() const
{
    signal(SIGKILL);
}

void RealBroker::restart()
{
    m_supervisor.reset(); // ends with its broker, and takes its folder along
    launch();
}

void RealBroker::freeze() const
{
    signal(SIGSTOP);
}

void RealBroker::thaw() const
{
    signal(SIGCONT);
}

void RealBroker::signal(int number) const
{
    if (m_supervisor && m_pid > 0)
        ::kill(static_cast<pid_t>(m_pid), number);
}

void RealBroker::readPorts(const QString& folder)
{
    const QHash<QString, QString> values = readValues(folder + QStringLiteral("/ports"));
    m_login = values.value(QStringLiteral("login"));
    m_password = values.value(QStringLiteral("password"));
    m_pid = values.value(QStringLiteral("pid")).toLongLong();
    m_otherPort = values.value(QStringLiteral("other")).toUShort();
    m_tlsPort = values.value(QStringLiteral("tls")).toUShort();
    m_wsPort = values.value(QStringLiteral("ws")).toUShort();
    m_wssPort = values.value(QStringLiteral("wss")).toUShort();
    m_caFile = values.value(QStringLiteral("ca"));
    m_stompPort = values.value(QStringLiteral("stomp")).toUShort();
    if (!isValid())
        m_error = QStringLiteral("no broker has said in %1 where it is; ctest -R brokers starts it")
                      .arg(folder);
}
