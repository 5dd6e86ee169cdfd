#include "strangers.h"

#include <array>

namespace Stomp {

std::string_view whoSpeaks(std::string_view greeting)
{
    if (greeting.starts_with("\x16\x03"))
        return "A TLS handshake came. This port speaks STOMP without TLS: connect to it with "
               "stomp://, not stomps://.";
    constexpr std::array<std::string_view, 7> methods{
        "GET ", "POST ", "HEAD ", "PUT ", "DELETE ", "OPTIONS ", "PATCH "};
    for (const std::string_view method : methods) {
        if (greeting.starts_with(method))
            return "An HTTP request came. This port speaks STOMP over TCP: neither HTTP nor "
                   "WebSocket.";
    }
    if (greeting.starts_with("AMQP"))
        return "An AMQP client came.";
    if (greeting.find("ActiveMQ") != std::string_view::npos)
        return "An OpenWire client of ActiveMQ came.";
    if (greeting.starts_with("\x10") && greeting.find("MQTT") != std::string_view::npos)
        return "An MQTT client came.";
    return {};
}

} // namespace Stomp
