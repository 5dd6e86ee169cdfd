#include "practicebroker.h"

#include <stomp/server/practiceserver.h>

namespace Ui {
namespace {

/** Enough to see things move, slow enough to read. */
Stomp::TrafficOptions sampleTraffic()
{
    Stomp::TrafficOptions traffic;
    traffic.ordersPerSecond = 2;
    traffic.pricesPerSecond = 5;
    return traffic;
}

} // namespace

PracticeBroker::PracticeBroker(const Stomp::PracticeOptions& options, QObject* parent)
    : QObject(parent), m_thread(QStringLiteral("practice broker")),
      m_server(new Stomp::PracticeServer(options)), m_faults(options.faults)
{
    m_thread.adopt(m_server);
}

PracticeBroker::~PracticeBroker()
{
    m_server->deleteLater();
}

void PracticeBroker::start()
{
    if (m_starting || isRunning())
        return;
    m_starting = true;
    m_thread.post([this, server = m_server] {
        const bool listening = server->start();
        const quint16 port = server->port();
        const QString reason = server->errorString();
        QMetaObject::invokeMethod(this, [this, listening, port, reason] {
            m_starting = false;
            if (!listening) {
                Q_EMIT failed(reason);
                return;
            }
            m_port = port;
            Q_EMIT started(port);
        });
    });
}

void PracticeBroker::stop()
{
    m_thread.post([this, server = m_server] {
        server->stop();
        QMetaObject::invokeMethod(this, [this] {
            m_port = 0;
            Q_EMIT stopped();
        });
    });
}

QString PracticeBroker::url() const
{
    return isRunning() ? QStringLiteral("stomp://127.0.0.1:%1").arg(m_port) : QString();
}

void PracticeBroker::setSampleTraffic(bool on)
{
    if (on == m_sampleTraffic)
        return;
    m_sampleTraffic = on;
    m_thread.post([server = m_server, on] {
        server->setTraffic(on ? sampleTraffic() : Stomp::TrafficOptions());
    });
    Q_EMIT sampleTrafficChanged(on);
}

void PracticeBroker::setFaults(const Stomp::FaultPlan& plan)
{
    m_faults = plan;
    m_thread.post([server = m_server, plan] { server->setFaults(plan); });
    Q_EMIT faultsChanged(plan);
}

void PracticeBroker::askForFaults()
{
    m_thread.post([this, server = m_server] {
        QMetaObject::invokeMethod(
            this, [this, report = server->snapshot().faults] { Q_EMIT faultsReported(report); });
    });
}

} // namespace Ui
