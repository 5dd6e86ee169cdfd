#pragma once

#include <cstdint>
#include <string_view>

namespace Stomp {

/** What speaks at the other end, by the first bytes that it sent. */
enum class Speaks : std::uint8_t
{
    Unknown,
    Tls,
    Http,
    OpenWire,
    Amqp,
    Stomp,
    Ssh,
    Mail, //!< SMTP or FTP: "220 "
    Redis
};

[[nodiscard]] Speaks protocolOf(std::string_view greeting);

} // namespace Stomp
