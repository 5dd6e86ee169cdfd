#include "sendheaders.h"

namespace Stomp {

namespace {

Refusal unsupported(const HeaderView& header, std::string_view what)
{
    return {"The header " + std::string(header.name) + " is not supported by this broker",
        std::string(what) + " not supported by this broker. Send the message without the header "
            + std::string(header.name) + ".",
        {}};
}

} // namespace

Verdict checkSendHeaders(const FrameView& send)
{
    for (const HeaderView& header : send.headers) {
        if (header.name.empty())
            continue;
        switch (header.name.front()) {
        case 'e':
        case 'x':
            if ((header.name == "expires" || header.name == "expiration"
                    || header.name == "x-message-ttl")
                && header.value != "0" && !header.value.empty())
                return unsupported(header, "The expiry of messages is");
            break;
        case 'A':
            if (header.name.starts_with("AMQ_SCHEDULED_"))
                return unsupported(header, "Delivery at a later time is");
            break;
        case 'r':
            if (header.name == "reply-to" && header.value.starts_with("/temp-"))
                return unsupported(header, "A temporary destination for the reply is");
            break;
        default:
            break;
        }
    }
    return {};
}

} // namespace Stomp
