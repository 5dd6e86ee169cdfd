#include "greeting.h"

#include <algorithm>
#include <cctype>

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

// A web server that takes CONNECT for a request of HTTP/0.9, as Python's does, answers with the
// page alone, without a status line.
bool isWebPage(std::string_view bytes)
{
    const auto begins = [bytes](std::string_view tag) {
        return bytes.size() >= tag.size()
            && std::equal(tag.begin(), tag.end(), bytes.begin(), [](char wanted, char found) {
                   return wanted == std::tolower(static_cast<unsigned char>(found));
               });
    };
    return begins("<!doctype html") || begins("<html");
}

bool isStomp(std::string_view bytes)
{
    const auto begin = bytes.find_first_not_of("\r\n");
    if (begin == std::string_view::npos)
        return false;
    const std::string_view frame = bytes.substr(begin);
    return frame.starts_with("CONNECTED\n") || frame.starts_with("CONNECTED\r")
        || frame.starts_with("ERROR\n") || frame.starts_with("ERROR\r");
}

} // namespace

Speaks protocolOf(std::string_view greeting)
{
    if (isTlsRecord(greeting))
        return Speaks::Tls;
    if (greeting.starts_with("HTTP/") || isWebPage(greeting))
        return Speaks::Http;
    if (isOpenWire(greeting))
        return Speaks::OpenWire;
    if (greeting.starts_with("AMQP"))
        return Speaks::Amqp;
    if (isStomp(greeting))
        return Speaks::Stomp;
    if (greeting.starts_with("SSH-"))
        return Speaks::Ssh;
    if (greeting.starts_with("220 ") || greeting.starts_with("220-"))
        return Speaks::Mail;
    if (greeting.starts_with("-ERR ") || greeting.starts_with("-DENIED "))
        return Speaks::Redis;
    return Speaks::Unknown;
}

} // namespace Stomp
