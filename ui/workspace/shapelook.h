#pragma once

#include "bodylook.h"

#include <stomp/messages/shapebook.h>

#include <memory>

namespace Ui {

/** Learns shapes from the messages of a store, each once; its owner takes the news. */
class ShapeLook : public BodyLook
{
public:
    /** Begins anew with these. */
    void start(const std::vector<Stomp::NumberedRange>& messages);
    /** Looks at nothing, holds nothing, has learnt nothing. */
    void stop();

    struct State
    {
        std::vector<Stomp::ShapeNews> news; //!< not taken yet
        std::uint64_t behind = 0; //!< messages that are still to be looked at
        std::uint64_t missed = 0; //!< that have left before their turn, or of too many destinations
    };
    /** The news may be those of some slices ago while it is behind; the next call has them. */
    [[nodiscard]] State take();

private:
    void forgetAll();
    void renew() override;
    void look(const Stomp::NumberedRange& slice) override;
    void deliver() override;
    void missed(std::uint64_t messages) override { m_left += messages; }

    // Under the lock.
    std::vector<Stomp::ShapeNews> m_news;
    std::uint64_t m_left = 0; //!< the store, before their turn
    std::uint64_t m_unwatched = 0;
    bool m_isAsked = false; //!< for news
    // The worker's.
    std::unique_ptr<Stomp::ShapeBook> m_book;
};

} // namespace Ui
