#include "trafficpacer.h"

#include "logging.h"

#include <QDateTime>

#include <algorithm>

namespace Stomp {

namespace {

constexpr double s_shortestInterval = 10;
constexpr double s_longestInterval = 1000;

void report(const Verdict& refusal)
{
    if (refusal)
        qCWarning(brokerLog).noquote()
            << "sample traffic refused:" << QString::fromStdString(refusal->message);
}

} // namespace

TrafficPacer::TrafficPacer(Broker& broker, const QElapsedTimer& clock, quint64 seed)
    : m_broker(broker), m_clock(clock), m_seed(seed), m_sample(seed)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TrafficPacer::publishDue);
}

void TrafficPacer::setRates(const TrafficOptions& traffic)
{
    m_maxWaitingOrders = traffic.maxWaitingOrders;
    m_orders.setRate(traffic.ordersPerSecond, m_clock.elapsed());
    m_prices.setRate(traffic.pricesPerSecond, m_clock.elapsed());
    const double fastest = std::max(traffic.ordersPerSecond, traffic.pricesPerSecond);
    if (fastest <= 0)
        m_timer.stop();
    else
        m_timer.start(
            static_cast<int>(std::clamp(1000 / fastest, s_shortestInterval, s_longestInterval)));
}

void TrafficPacer::publishDue()
{
    const Millis now = m_clock.elapsed();
    const qint64 wallClock = QDateTime::currentMSecsSinceEpoch();
    for (std::size_t due = m_orders.take(now); due > 0; --due) {
        // Nobody reads them: enough is there to look at.
        if (m_broker.waiting("/queue/orders") >= m_maxWaitingOrders)
            break;
        report(m_broker.publish(m_sample.order(wallClock), now));
    }
    for (std::size_t due = m_prices.take(now); due > 0; --due)
        report(m_broker.publish(m_sample.price(wallClock), now));
    Q_EMIT published();
}

} // namespace Stomp
