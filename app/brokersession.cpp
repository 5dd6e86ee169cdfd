#include "brokersession.h"

#include "credentials.h"
#include "insidebroker.h"
#include "terminal.h"

#include <stomp/doctor/diagnosis.h>

namespace App {

using namespace Qt::StringLiterals;

Stomp::ClientOptions clientOptionsFor(
    const ConnectArguments& connect, const Credentials& credentials)
{
    Stomp::ClientOptions options;
    options.url = connect.url;
    options.session = connect.session;
    options.session.login = credentials.login;
    options.session.passcode = credentials.passcode;
    options.tls = credentials.transport.tls;
    options.httpHeaders = credentials.transport.httpHeaders;
    options.proxy = credentials.transport.proxy;
    // The broker inside the process is behind no proxy.
    if (options.url.scheme == Stomp::BrokerUrl::Scheme::Practice)
        options.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    return options;
}

void warnOfSecrets(const ConnectArguments& connect)
{
    if (connect.secretOnCommandLine) {
        say(u"Warning: a password on the command line can be seen by other users of this machine; "
            "--password-file or STOMP_PASSWORD keep it secret."_s);
    }
}

BrokerSession::BrokerSession(
    ConnectArguments connect, Stomp::MessageSink& sink, double sampleTraffic, QObject* parent)
    : QObject(parent), m_connect(std::move(connect)), m_name(m_connect.url.display()),
      m_sampleTraffic(sampleTraffic), m_client(sink)
{
    using Stomp::Client;
    QObject::connect(&m_client, &Client::connected, this, [this] {
        m_isOpen = true;
        Q_EMIT opened();
    });
    QObject::connect(&m_client, &Client::errorReceived, this, &BrokerSession::handleError);
    QObject::connect(&m_client, &Client::stayedOpenAfterError, this, &BrokerSession::close);
    QObject::connect(&m_client, &Client::failed, this, &BrokerSession::handleFailure);
    QObject::connect(&m_client, &Client::disconnected, this,
        [this] { end(m_hadError ? ExitCode::BrokerError : ExitCode::AsAsked); });
}

void BrokerSession::open()
{
    warnOfSecrets(m_connect);
    const Credentials credentials = findCredentials(m_connect);
    if (!credentials.error.isEmpty()) {
        say(credentials.error);
        end(credentials.code);
        return;
    }
    Stomp::ClientOptions options = clientOptionsFor(m_connect, credentials);
    if (options.url.scheme == Stomp::BrokerUrl::Scheme::Practice && !startPractice(options))
        return;
    m_client.connectToBroker(options);
}

bool BrokerSession::startPractice(Stomp::ClientOptions& options)
{
    Stomp::PracticeOptions practice;
    practice.traffic.ordersPerSecond = m_sampleTraffic;
    practice.traffic.pricesPerSecond = m_sampleTraffic;
    m_practice = startInsideBroker(practice, options);
    if (!m_practice)
        end(ExitCode::NoSession);
    return m_practice != nullptr;
}

QString BrokerSession::description() const
{
    const std::optional<Stomp::SessionInfo> info = m_client.info();
    if (!info)
        return QString::fromStdString(m_name);
    const bool isOneOfSeveral = m_connect.url.scheme == Stomp::BrokerUrl::Scheme::Failover;
    const QString text =
        QString::fromStdString(isOneOfSeveral ? m_client.address().display() : m_name);
    const std::string_view version = Stomp::toString(info->version);
    QString broker =
        u"STOMP "_s + QLatin1StringView(version.data(), static_cast<qsizetype>(version.size()));
    if (!info->server.empty())
        broker = QString::fromStdString(info->server) + u", "_s + broker;
    return text + u" ("_s + broker + u')';
}

void BrokerSession::close()
{
    m_client.disconnectFromBroker();
}

void BrokerSession::abort()
{
    m_client.abort();
}

void BrokerSession::handleError(const Stomp::Frame& frame)
{
    if (!m_isOpen)
        return; // the refusal of CONNECT, which handleFailure() explains
    if (!m_hadError)
        say(Stomp::explainError(frame, m_client.dialect()));
    m_hadError = true;
}

void BrokerSession::handleFailure(const Stomp::ConnectionFailure& failure)
{
    if (!m_hadError)
        say(Stomp::explain(failure, m_client.options()));
    end(m_hadError ? ExitCode::BrokerError : ExitCode::NoSession);
}

void BrokerSession::end(ExitCode code)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    Q_EMIT ended(code);
}

} // namespace App
