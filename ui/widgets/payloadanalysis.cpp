#include "payloadanalysis.h"

#include <stomp/payload/jsonpretty.h>
#include <stomp/protocol/framedecoder.h>

namespace Ui {

PayloadAnalysisPtr PayloadAnalysis::of(const MessageView& message)
{
    auto analysis = std::make_shared<PayloadAnalysis>();
    analysis->message = message;
    if (message.isEmpty())
        return analysis;
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.frame, message.bodyOffset, message.version);
    analysis->body = Stomp::BodyText::of(frame.body, frame.value("content-type"));
    if (analysis->body.kind != Stomp::ContentKind::Json)
        return analysis;
    // The analysis is not complete yet and must not own itself: the tree keeps what it reads.
    std::shared_ptr<const void> owner = message.owner;
    if (analysis->body.transcoded)
        owner = analysis->body.storage;
    analysis->tree = std::make_shared<const Stomp::JsonTree>(analysis->body.text, owner);
    Stomp::JsonLayout layout;
    layout.maxBytes = shownText;
    Stomp::JsonLayoutResult laid = Stomp::prettyJson(analysis->body.text, layout);
    analysis->prettyCut = laid.cut;
    analysis->pretty = std::make_shared<const std::string>(std::move(laid.text));
    return analysis;
}

} // namespace Ui
