#pragma once

#include "messageview.h"

#include <stomp/dialect/bodykind.h>
#include <stomp/protocol/frame.h>

#include <string>
#include <vector>

namespace Ui {

/**
 * A message to be published in the parts that the panel shows. Made of a received one by taking
 * apart what its producer wrote and what the broker added: the latter is left out, by name.
 */
struct PublishDraft
{
    std::string destination;
    std::string contentType;
    bool persistent = false;
    Stomp::BodyKind kind = Stomp::BodyKind::Auto;
    std::vector<Stomp::Header> headers; //!< all others, in order
    std::string body;
    /** What the broker had added, or what must not be sent again; for telling the user. */
    std::vector<Stomp::Header> leftOut;

    [[nodiscard]] static PublishDraft of(const MessageView& message);
    /** An empty answer to a request: to its reply-to, with its correlation-id, or without one its
     * message-id. Without a reply-to there is no destination. */
    [[nodiscard]] static PublishDraft replyTo(const MessageView& message);
    /** SEND with these parts. */
    [[nodiscard]] Stomp::Frame frame() const;
};

} // namespace Ui
