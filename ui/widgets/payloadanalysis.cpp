#include "payloadanalysis.h"

#include <stomp/payload/jsonpretty.h>
#include <stomp/payload/xmllayout.h>
#include <stomp/protocol/framedecoder.h>

namespace Ui {

PayloadAnalysisPtr PayloadAnalysis::of(const MessageView& message)
{
    auto analysis = std::make_shared<PayloadAnalysis>();
    analysis->message = message;
    if (message.isEmpty())
        return analysis;
    Stomp::FrameDecoder decoder;
    analysis->unpack(decoder.decode(message.frame, message.bodyOffset, message.version));
    analysis->layOut();
    return analysis;
}

void PayloadAnalysis::unpack(const Stomp::FrameView& frame)
{
    Stomp::UnpackedBody result =
        Stomp::unpackBody(frame.body, frame.value("content-encoding"), mostText);
    packing = result.packing;
    unpackedCut = result.isCut;
    if (packing == Stomp::Packing::None) {
        body = Stomp::BodyText::of(frame.body, frame.value("content-type"));
    } else {
        unpacked = std::make_shared<const std::string>(std::move(result.bytes));
        const std::string_view type = frame.value("content-type");
        // A type that says no more than that it is packed says nothing about what is in it.
        const std::string mime = Stomp::ContentType::parse(type).mime;
        const bool isOfPacking = mime == "application/gzip" || mime == "application/x-gzip";
        body = Stomp::BodyText::of(*unpacked, isOfPacking ? std::string_view() : type);
        for (Stomp::BodyOddity& oddity : body.oddities) {
            // A place in what hex does not show.
            if (oddity.kind == Stomp::BodyOddity::Kind::BadText
                || oddity.kind == Stomp::BodyOddity::Kind::Binary)
                oddity.offset.reset();
        }
        if (unpackedCut)
            result.complaint = "unpacks to more than is shown here: the rest is not looked at";
        else if (!result.complaint.empty())
            result.complaint = "unpacked, but: " + result.complaint;
    }
    if (!result.complaint.empty())
        body.oddities.push_back({Stomp::BodyOddity::Kind::Packed, std::move(result.complaint), {}});
}

void PayloadAnalysis::layOut()
{
    if (body.kind == Stomp::ContentKind::Json) {
        tree = std::make_shared<const Stomp::JsonTree>(body.text, textOwner());
    } else if (body.kind == Stomp::ContentKind::Xml) {
        const Stomp::XmlLayoutResult look = Stomp::layoutXml(body.text, 0);
        if (look.hasEntities)
            body.oddities.push_back({Stomp::BodyOddity::Kind::Entities,
                "declares entities: they are shown by name and not replaced", {}});
        if (!look.error.empty()) {
            body.oddities.push_back({Stomp::BodyOddity::Kind::NotXml,
                (body.type.isXml() ? "content-type says XML, but: " : "looks like XML, but: ")
                    + look.error,
                look.errorOffset});
            return;
        }
    } else {
        return;
    }
    Layout layout = laidOut(shownText);
    prettyCut = layout.isCut;
    pretty = std::make_shared<const std::string>(std::move(layout.text));
}

PayloadAnalysis::Layout PayloadAnalysis::laidOut(std::size_t maxBytes) const
{
    if (body.kind == Stomp::ContentKind::Xml) {
        Stomp::XmlLayoutResult laid = Stomp::layoutXml(body.text, maxBytes);
        return {std::move(laid.text), laid.cut};
    }
    Stomp::JsonLayout layout;
    layout.maxBytes = maxBytes;
    Stomp::JsonLayoutResult laid = Stomp::prettyJson(body.text, layout);
    return {std::move(laid.text), laid.cut};
}

std::shared_ptr<const void> PayloadAnalysis::textOwner() const
{
    if (body.transcoded)
        return body.storage;
    if (unpacked)
        return unpacked;
    return message.owner;
}

} // namespace Ui
