#pragma once

#include "arguments.h"

#include <stomp/client/client.h>
#include <stomp/server/practiceserver.h>

#include <QObject>

namespace App {

struct Credentials;

/** What the client is told: the address, CONNECT, the ways to get there. */
[[nodiscard]] Stomp::ClientOptions clientOptionsFor(
    const ConnectArguments& connect, const Credentials& credentials);
/** Tells the user when others can see the password. */
void warnOfSecrets(const ConnectArguments& connect);

/**
 * A verb's connection: the client, for practice: the broker inside the process, and what the user
 * is told of them on standard error. Owns both; knows nothing of what the verb does with them.
 */
class BrokerSession : public QObject
{
    Q_OBJECT

public:
    /** sampleTraffic: messages a second to each sample destination of practice:. */
    BrokerSession(ConnectArguments connect, Stomp::MessageSink& sink, double sampleTraffic,
        QObject* parent = nullptr);

    /** May ask for a password first. Answered by opened() or ended(). */
    void open();
    /** DISCONNECT with a receipt; ended() follows. */
    void close();
    /** At once; ended() follows. */
    void abort();

    [[nodiscard]] Stomp::Client& client() { return m_client; }
    /** As the user gave it, without the password. */
    [[nodiscard]] const std::string& name() const { return m_name; }
    /** The same, with what CONNECTED said of the broker. */
    [[nodiscard]] QString description() const;

Q_SIGNALS:
    void opened();
    /** Once, and last: AsAsked when we ended it, and the broker never answered ERROR. */
    void ended(App::ExitCode code);

private:
    [[nodiscard]] bool startPractice(Stomp::ClientOptions& options);
    void handleError(const Stomp::Frame& frame);
    void handleFailure(const Stomp::ConnectionFailure& failure);
    void end(ExitCode code);

    ConnectArguments m_connect;
    std::string m_name;
    double m_sampleTraffic;
    std::unique_ptr<Stomp::PracticeServer> m_practice;
    Stomp::Client m_client;
    bool m_isOpen = false;
    bool m_hasEnded = false;
    bool m_hadError = false;
};

} // namespace App
