#pragma once

#include "bodylook.h"

#include <stomp/messages/messagefilter.h>

namespace Ui {

/** Asks a filter about the messages of a store; its owner takes the hits. */
class FilterLook : public BodyLook
{
public:
    /** Drops all of the filter before. end: the serial behind all of them. */
    void start(Stomp::MessageFilter filter, const std::vector<Stomp::NumberedRange>& messages,
        std::uint64_t end);
    /** No filter: looks at nothing and holds nothing. */
    void stop();
    /** Halted, it looks at nothing until it is told to go on. */
    void setHalted(bool halted) { halt(halted); }

    struct Verdict
    {
        std::vector<std::uint64_t> hits; //!< serials that were not taken yet, ascending
        std::uint64_t judged = 0; //!< all below were looked at, or forgotten
    };
    [[nodiscard]] Verdict take();

private:
    void renew() override;
    void look(const Stomp::NumberedRange& slice) override;
    void deliver() override;

    // Under the lock.
    Stomp::MessageFilter m_filter;
    std::vector<std::uint64_t> m_hits;
    // The worker's.
    std::optional<Stomp::MessageJudge> m_judge;
    std::vector<std::uint64_t> m_found;
};

} // namespace Ui
