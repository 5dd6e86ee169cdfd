#pragma once

#include "bodylook.h"

#include <ui/models/seriallist.h>

#include <stomp/messages/messagefilter.h>
#include <stomp/messages/repeatfinder.h>

namespace Ui {

/** Asks a filter about the messages of a store, and where they are to be folded, which of those
 * that it wants repeats the one before; its owner takes the hits. */
class FilterLook : public BodyLook
{
public:
    /** Drops all of the filter before. end: the serial behind all of them. */
    void start(Stomp::MessageFilter filter, bool folds,
        const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end);
    /** It goes on, but finds no repeats any more. */
    void stopFolding();
    /** No filter: looks at nothing and holds nothing. */
    void stop();
    /** Halted, it looks at nothing until it is told to go on. */
    void setHalted(bool halted) { halt(halted); }

    struct Verdict
    {
        SerialList hits; //!< serials that were not taken yet, ascending
        /** When it folds, of the hits (without a filter: of all) those that repeat nothing. */
        SerialList firsts;
        std::uint64_t judged = 0; //!< all below were looked at, or forgotten
    };
    [[nodiscard]] Verdict take();

private:
    void renew() override;
    void look(const Stomp::NumberedRange& slice) override;
    void deliver() override;
    void fold(const Stomp::SegmentPtr& segment, std::uint32_t row, std::uint64_t serial);

    // Under the lock.
    Stomp::MessageFilter m_filter;
    bool m_folds = false;
    SerialList m_hits; // put together here: it is too much work for who takes them
    SerialList m_firsts;
    // The worker's.
    std::optional<Stomp::MessageJudge> m_judge; //!< none: all are wanted
    bool m_isFolding = false;
    Stomp::RepeatFinder m_repeats;
    std::vector<std::uint64_t> m_found;
    std::vector<std::uint64_t> m_foundFirsts;
};

} // namespace Ui
