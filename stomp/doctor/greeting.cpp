#include "greeting.h"

namespace Stomp {

namespace {

// A TLS record: alert (21) or handshake (22), then the major version 3.
bool isTlsRecord(std::string_view bytes)
{
    return bytes.size() >= 2 && (bytes[0] == '\x15' || bytes[0] == '\x16') && bytes[1] == '\x03';
}

// WIREFORMAT_INFO: four bytes of size (which can be switched off), type 1, the magic word.
bool isOpenWire(std::string_view bytes)
{
    constexpr std::string_view info = "\x01"
                                      "ActiveMQ";
    return bytes.starts_with(info) || (bytes.size() > 4 && bytes.substr(4).starts_with(info));
}

} // namespace

Speaks protocolOf(std::string_view greeting)
{
    if (isTlsRecord(greeting))
        return Speaks::Tls;
    if (greeting.starts_with("HTTP/"))
        return Speaks::Http;
    if (isOpenWire(greeting))
        return Speaks::OpenWire;
    if (greeting.starts_with("AMQP"))
        return Speaks::Amqp;
    return Speaks::Unknown;
}

} // namespace Stomp
