#pragma once

#include <stomp/broker/brokeroptions.h>
#include <stomp/broker/faultplan.h>

#include <QString>

#include <optional>

namespace Stomp {

/** Which sample messages the broker makes by itself; 0 a second is none. */
struct TrafficOptions
{
    double ordersPerSecond = 0; //!< to /queue/orders
    double pricesPerSecond = 0; //!< to /topic/prices
    quint64 seed = 1;
    /** Nobody reads the orders: no more are made above this many waiting. */
    std::size_t maxWaitingOrders = 1000;
};

/** The ports beside the one for plain STOMP: absent is none, 0 any free one. */
struct FurtherPorts
{
    std::optional<quint16> tls;
    std::optional<quint16> webSocket;
    std::optional<quint16> secureWebSocket;
    /** PEM; both empty: a self-signed certificate is made at start. The key may stand in the
     * certificate's file. */
    QString certificateFile;
    QString keyFile;
};

struct PracticeOptions
{
    /** An address of this computer, or "localhost". One that others can reach needs users. */
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 0; //!< 0: any free one
    FurtherPorts further;
    int maxClients = 900; //!< fits in the 1,024 descriptors that a process usually may have
    int lingerMs = 2000; //!< after ERROR: how long the client has to read it and close
    int drainMs = 5000; //!< at drain(): how long clients have to read what was written
    /** An SQLite file for what is persistent, made when it is not there; empty: nothing outlives
     * the broker. */
    QString storeFile;
    BrokerOptions broker;
    TrafficOptions traffic;
    FaultPlan faults;
};

} // namespace Stomp
