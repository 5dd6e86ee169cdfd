#pragma once

#include "findings.h"

#include <QBasicTimer>
#include <QObject>
#include <QSslSocket>

namespace Stomp {

/**
 * Asks one port one question on a connection of its own, to find out what listens there: finished()
 * comes once, within the time-out. Sends no login and no password, and trusts nothing of what it
 * sees. Lives on one thread; never blocks.
 */
class PortProbe : public QObject
{
    Q_OBJECT

public:
    /** timeout in ms, for connection and answer each. */
    PortProbe(ProbeResult::Kind kind, const ClientOptions& options, int timeout,
        QObject* parent = nullptr);
    ~PortProbe() override;

    void start();

Q_SIGNALS:
    void finished(const Stomp::ProbeResult& result);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void ask();
    void gather();
    void take();
    void finish();

    ProbeResult m_result;
    ClientOptions m_options;
    int m_timeout;
    bool m_isFinished = false;
    QBasicTimer m_timer;
    QSslSocket m_socket;
};

} // namespace Stomp
