#pragma once

#include "messageview.h"

#include <stomp/payload/bodytext.h>
#include <stomp/payload/jsontree.h>

#include <cstddef>
#include <memory>
#include <string>

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
    Stomp::BodyText body;
    std::shared_ptr<const Stomp::JsonTree> tree; //!< of JSON bodies
    /** JSON laid out, up to shownText bytes; any other text is shown as it is. */
    std::shared_ptr<const std::string> pretty;
    bool prettyCut = false;

    [[nodiscard]] static std::shared_ptr<const PayloadAnalysis> of(const MessageView& message);
};

using PayloadAnalysisPtr = std::shared_ptr<const PayloadAnalysis>;

} // namespace Ui
