#pragma once

#include "messageview.h"

#include <stomp/payload/bodytext.h>
#include <stomp/payload/jsontree.h>
#include <stomp/payload/packedbody.h>

#include <cstddef>
#include <memory>
#include <string>

namespace Stomp {
struct FrameView;
}

namespace Ui {

/**
 * What the inspector needs to know of a body before it can show it. Made in one go, on any thread,
 * from a message that it keeps alive; immutable afterwards.
 */
struct PayloadAnalysis
{
    /** Bytes of text that are laid out at first. */
    static constexpr std::size_t shownText = 256 * 1000;
    /** More than this is not shown as text even when all is asked for. */
    static constexpr std::size_t mostText = 64 * 1000 * 1000;
    /** Nor more lines than this: a text document of millions takes seconds to be given up again. */
    static constexpr std::size_t mostLines = 200'000;
    /** Bodies up to this size are analysed at once, larger ones on a worker. */
    static constexpr std::size_t atOnce = 256 * 1000;

    MessageView message;
    /** Of what was in the body, if it came packed. */
    Stomp::BodyText body;
    Stomp::Packing packing = Stomp::Packing::None;
    std::shared_ptr<const std::string> unpacked; //!< when it is packed
    bool unpackedCut = false; //!< at mostText
    std::shared_ptr<const Stomp::JsonTree> tree; //!< of JSON bodies
    /** JSON or XML laid out, up to shownText bytes; any other text is shown as it is. */
    std::shared_ptr<const std::string> pretty;
    bool prettyCut = false;

    [[nodiscard]] static std::shared_ptr<const PayloadAnalysis> of(const MessageView& message);

    struct Layout
    {
        std::string text;
        bool isCut = false;
    };
    /** The text of JSON or XML that pretty is the beginning of. */
    [[nodiscard]] Layout laidOut(std::size_t maxBytes) const;
    /** What keeps text and tree alive, unless this does: not this itself. */
    [[nodiscard]] std::shared_ptr<const void> textOwner() const;

private:
    void unpack(const Stomp::FrameView& frame);
    void layOut();
};

using PayloadAnalysisPtr = std::shared_ptr<const PayloadAnalysis>;

} // namespace Ui
