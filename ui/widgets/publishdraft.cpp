#include "publishdraft.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/framelog/framerecord.h>
#include <stomp/protocol/framedecoder.h>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

/**
 * Headers of a MESSAGE that belong to its delivery (stomp-facts 3.6), or that would do something
 * else on a SEND: a receipt or transaction of the producer's that RabbitMQ passes on, and
 * message-id, which RabbitMQ refuses (3.4), and our own mark of the one that was sent before.
 */
bool belongsToDelivery(const Stomp::HeaderView& header)
{
    static constexpr std::array<std::string_view, 15> names{"message-id", "subscription", "ack",
        "redelivered", "timestamp", "content-length", "receipt", "transaction", "ingress-timestamp",
        "original-destination", "JMSXUserID", "JMSXDeliveryCount", "browser",
        "transformation-error", Stomp::traceHeader};
    return std::find(names.begin(), names.end(), header.name) != names.end()
        || (header.name == "expires" && header.value == "0");
}

} // namespace

PublishDraft PublishDraft::of(const MessageView& message)
{
    PublishDraft draft;
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.frame, message.bodyOffset, message.version);
    bool hasDestination = false;
    bool hasType = false;
    bool hasPersistent = false;
    for (const Stomp::HeaderView& header : frame.headers) {
        // The first of a name is its value; a repeated one stays a header like any other.
        if (header.name == "destination" && !std::exchange(hasDestination, true)) {
            draft.destination = header.value;
        } else if (header.name == "content-type" && !std::exchange(hasType, true)) {
            draft.contentType = header.value;
        } else if (header.name == "persistent" && !hasPersistent
            && (header.value == "true" || header.value == "false")) {
            hasPersistent = true;
            draft.persistent = header.value == "true";
        } else if (belongsToDelivery(header)) {
            draft.leftOut.push_back({std::string(header.name), std::string(header.value)});
        } else {
            draft.headers.push_back({std::string(header.name), std::string(header.value)});
        }
    }
    draft.body = frame.body;
    const bool decidesType = Stomp::factsOf(message.dialect).contentLength.value
        == Stomp::ContentLengthMeaning::TextOrBytes;
    if (decidesType && frame.header("content-length"))
        draft.kind = Stomp::BodyKind::Bytes;
    return draft;
}

PublishDraft PublishDraft::replyTo(const MessageView& message)
{
    PublishDraft draft;
    if (message.isEmpty())
        return draft;
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.frame, message.bodyOffset, message.version);
    draft.destination = frame.value("reply-to");
    draft.contentType = frame.value("content-type");
    std::string_view correlation = frame.value("correlation-id");
    if (correlation.empty())
        correlation = frame.value("message-id");
    if (!correlation.empty())
        draft.headers.push_back({"correlation-id", std::string(correlation)});
    return draft;
}

Stomp::Frame PublishDraft::frame() const
{
    Stomp::Frame frame;
    frame.command = "SEND";
    frame.add("destination", destination);
    if (!contentType.empty())
        frame.add("content-type", contentType);
    if (persistent)
        frame.add("persistent", "true");
    for (const Stomp::Header& header : headers)
        frame.add(header.name, header.value);
    frame.body = body;
    return frame;
}

} // namespace Ui
