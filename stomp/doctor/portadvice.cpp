#include "portadvice.h"

#include "doctortext.h"

namespace Stomp {

QString usualOwner(std::uint16_t port)
{
    switch (port) {
    case 80:
    case 443:
    case 8080:
    case 8443:
        return DoctorText::tr("%1 is usually the port of a web server.").arg(port);
    case 1883:
    case 8883:
        return DoctorText::tr("%1 is usually the port of MQTT.").arg(port);
    case 5671:
    case 5672:
        return DoctorText::tr("%1 is usually the port of AMQP.").arg(port);
    case 8161:
        return DoctorText::tr("%1 is usually the port of ActiveMQ's web console.").arg(port);
    case 15672:
        return DoctorText::tr("%1 is usually the port of RabbitMQ's web console.").arg(port);
    case 15673:
    case 15674:
        return DoctorText::tr("%1 is usually the port of RabbitMQ's STOMP over WebSocket.")
            .arg(port);
    case 61612:
    case 61614:
        return DoctorText::tr("%1 is usually a port of STOMP over TLS or WebSocket.").arg(port);
    case 61616:
    case 61617:
        return DoctorText::tr("%1 is usually the port of ActiveMQ's own protocol, OpenWire.")
            .arg(port);
    default:
        return {};
    }
}

QString nobodyListensAdvice(std::uint16_t port, Dialect dialect)
{
    const QString owner = usualOwner(port);
    if (!owner.isEmpty())
        return owner + QLatin1Char(' ')
            + DoctorText::tr(
                "Try the port of STOMP, usually 61613, and check that the broker runs.");
    switch (dialect) {
    case Dialect::ActiveMq:
        return DoctorText::tr(
            "Start the broker, and check that activemq.xml has a transportConnector stomp://...: "
            "from 5.19.7 and 6.2.6 on it is commented out as shipped.");
    case Dialect::Artemis:
        return DoctorText::tr(
            "Start the broker, and check that broker.xml has an acceptor with STOMP on this port.");
    case Dialect::RabbitMq:
        return DoctorText::tr(
            "Start the broker, and switch STOMP on: rabbitmq-plugins enable rabbitmq_stomp.");
    case Dialect::Practice:
        return DoctorText::tr("Start the practice broker.");
    case Dialect::Generic:
    case Dialect::Spring:
        break;
    }
    return DoctorText::tr(
        "Check host and port, and that the broker runs with STOMP switched on: ActiveMQ needs a "
        "transportConnector stomp://..., RabbitMQ its plugin rabbitmq_stomp.");
}

} // namespace Stomp
