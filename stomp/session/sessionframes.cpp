#include "sessionframes.h"

#include <stomp/protocol/escaping.h>

#include <charconv>

namespace Stomp {

Frame connectFrame(const SessionOptions& options)
{
    Frame frame;
    frame.command = "CONNECT";
    const bool only10 = options.versions == std::vector{Version::V10};
    if (!only10)
        frame.add("accept-version", formatVersionList(options.versions));
    // 1.0 has no host header; RabbitMQ opens another virtual host than was asked for without it.
    if (!only10 || !options.host.empty())
        frame.add("host", options.host);
    if (!only10)
        frame.add("heart-beat", format(options.heartBeat));
    // Version 1.0 has no escapes: that is "as it is".
    const Version escapes = options.escapeCredentials ? Version::V11 : Version::V10;
    if (options.login)
        frame.add("login", escaped(*options.login, escapes));
    if (options.passcode)
        frame.add("passcode", escaped(*options.passcode, escapes));
    for (const Header& header : options.headers)
        frame.headers.push_back(header);
    return frame;
}

Frame subscribeFrame(const std::string& id, const SubscribeRequest& request)
{
    Frame frame;
    frame.command = "SUBSCRIBE";
    frame.add("id", id);
    frame.add("destination", request.destination);
    frame.add("ack", toString(request.ack));
    for (const Header& header : request.headers) {
        if (header.name != "id")
            frame.headers.push_back(header);
    }
    return frame;
}

Frame unsubscribeFrame(const std::string& id, const std::vector<Header>& headers)
{
    Frame frame;
    frame.command = "UNSUBSCRIBE";
    frame.add("id", id);
    for (const Header& header : headers) {
        if (header.name != "id")
            frame.headers.push_back(header);
    }
    return frame;
}

const char* makeAck(Frame& frame, std::string_view command, Version version,
    const AckReference& message, std::string_view subscriptionId)
{
    const auto set = [&frame](std::size_t index, std::string_view name, std::string_view value) {
        frame.headers[index].name = name;
        frame.headers[index].value = value;
    };
    frame.command = command;
    frame.headers.resize(version == Version::V11 ? 2 : 1);
    if (version == Version::V10 && command == "NACK")
        return "STOMP 1.0 has no NACK";
    if (version == Version::V12) {
        set(0, "id", message.ackId);
        return message.ackId.empty() ? "the message has no ack header to acknowledge it by"
                                     : nullptr;
    }
    if (message.messageId.empty())
        return "the message has no message-id to acknowledge it by";
    set(0, "message-id", message.messageId);
    if (version == Version::V11)
        set(1, "subscription", subscriptionId);
    return nullptr;
}

std::string errorText(const Frame& error)
{
    std::string text{error.value("message")};
    if (text.empty())
        text = error.body.substr(0, std::min(error.body.find('\n'), std::size_t{200}));
    return text;
}

std::string receiptHeader(RequestId id)
{
    return "r" + std::to_string(id);
}

RequestId requestOfReceipt(std::string_view receiptId)
{
    RequestId id = 0;
    if (receiptId.size() < 2 || receiptId.front() != 'r')
        return 0;
    const char* end = receiptId.data() + receiptId.size();
    const auto [next, error] = std::from_chars(receiptId.data() + 1, end, id);
    return error == std::errc{} && next == end ? id : 0;
}

} // namespace Stomp
