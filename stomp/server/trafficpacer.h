#pragma once

#include "pace.h"
#include "practiceoptions.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/sampletraffic.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace Stomp {

/** Publishes the sample messages at their rates, inside the broker's process and on its thread. */
class TrafficPacer : public QObject
{
    Q_OBJECT

public:
    TrafficPacer(Broker& broker, const QElapsedTimer& clock, quint64 seed);

    void setRates(const TrafficOptions& traffic);
    [[nodiscard]] quint64 seed() const { return m_seed; }

Q_SIGNALS:
    /** Messages were handed out and wait in the clients' outboxes. */
    void published();

private:
    void publishDue();

    Broker& m_broker;
    const QElapsedTimer& m_clock;
    quint64 m_seed;
    SampleTraffic m_sample;
    std::size_t m_maxWaitingOrders = 0;
    Pace m_orders;
    Pace m_prices;
    QTimer m_timer;
};

} // namespace Stomp
