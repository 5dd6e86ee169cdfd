#pragma once

#include "findings.h"

#include <stomp/client/discardingsink.h>

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QObject>

#include <memory>

class QHostInfo;

namespace Stomp {

class Client;
class PortProbe;

/**
 * Tries the way to a session step by step (name, TCP, TLS, HTTP upgrade, CONNECT), as the client
 * would go it, and asks the port further questions when the failure leaves room for doubt. Says
 * goodbye as soon as it is connected; subscribes and sends nothing. Lives on one thread; never
 * blocks; finished() comes once, unless it is destroyed before.
 */
class Examination : public QObject
{
    Q_OBJECT

public:
    /** options name one address: see ClientOptions::url; not failover:, not practice:. */
    explicit Examination(ClientOptions options, QObject* parent = nullptr);
    ~Examination() override;

    void start();

Q_SIGNALS:
    /** What goes on now; for a line of progress. */
    void progressed(const QString& step);
    void finished(const Stomp::Findings& findings);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void lookUp();
    void handleName(const QHostInfo& info);
    void failName(TransportError error, const QString& reason);
    void connectClient();
    void handleFailed(const ConnectionFailure& failure);
    void probeNext();
    void finish();

    DiscardingSink m_sink;
    Findings m_findings;
    QList<ProbeResult::Kind> m_probesLeft;
    QElapsedTimer m_clock;
    QBasicTimer m_nameTimer;
    int m_lookup = -1;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<PortProbe> m_probe;
};

} // namespace Stomp
