#pragma once

#include <stomp/protocol/brokerurl.h>

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

/**
 * A real ActiveMQ Classic or RabbitMQ on loopback, as tests/brokers/broker starts it: the one that
 * this ctest run shares (fixtures start and stop it), or one of the test's own that ends with it.
 */
class RealBroker
{
public:
    /** What ctest says in CONSOLE_BROKER. Not isValid() when no such broker runs. */
    [[nodiscard]] static RealBroker shared(const QString& kind = sharedKind());
    /** Starts another one, which may be killed. kind: "activemq" or "rabbitmq". */
    [[nodiscard]] static RealBroker own(const QString& kind);
    /** The same on disk, so that restart() finds its messages. */
    [[nodiscard]] static RealBroker ownOnDisk(const QString& kind);
    /** "activemq" or "rabbitmq", as ctest says; "practice-..." for the broker that imitates it. */
    [[nodiscard]] static QString sharedKind();

    [[nodiscard]] bool isValid() const { return m_stompPort != 0; }
    /** Why it is not valid. */
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] bool isClassic() const { return m_kind.endsWith(QLatin1String("activemq")); }
    [[nodiscard]] bool isRabbit() const { return m_kind.endsWith(QLatin1String("rabbitmq")); }
    /** The practice broker in the skin of one of them. */
    [[nodiscard]] bool isPractice() const { return m_kind.startsWith(QLatin1String("practice-")); }
    [[nodiscard]] quint16 stompPort() const { return m_stompPort; }
    /** Where it speaks its other protocol: OpenWire, AMQP. */
    [[nodiscard]] quint16 otherPort() const { return m_otherPort; }
    [[nodiscard]] quint16 tlsPort() const { return m_tlsPort; }
    /** RabbitMQ only, whose path is /ws. */
    [[nodiscard]] quint16 wsPort() const { return m_wsPort; }
    [[nodiscard]] quint16 wssPort() const { return m_wssPort; }
    /** Of the authority that has signed the broker's certificate. */
    [[nodiscard]] QString caFile() const { return m_caFile; }
    /** With its login and password. Its port is 0 where the broker has no such transport. */
    [[nodiscard]] Stomp::BrokerUrl url(
        Stomp::BrokerUrl::Scheme scheme = Stomp::BrokerUrl::Scheme::Stomp) const;
    /** SIGKILL, as when a machine goes down. */
    void kill() const;
    /** After kill(): the same broker again, on the same STOMP port; on others for the rest. */
    void restart();
    /** SIGSTOP: it hears and says nothing, and its connections stay open. */
    void freeze() const;
    /** SIGCONT. */
    void thaw() const;

private:
    void launch();
    void signal(int number) const;
    void readPorts(const QString& folder);

    QString m_kind;
    QString m_error;
    QString m_login;
    QString m_password;
    quint16 m_stompPort = 0;
    quint16 m_otherPort = 0;
    quint16 m_tlsPort = 0;
    quint16 m_wsPort = 0;
    quint16 m_wssPort = 0;
    QString m_caFile;
    qint64 m_pid = 0;
    std::unique_ptr<QTemporaryDir> m_store; //!< null: in memory only
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess, void (*)(QProcess*)> m_supervisor{nullptr, nullptr};
};
