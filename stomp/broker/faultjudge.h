#pragma once

#include "faultbook.h"
#include "outbox.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <optional>
#include <vector>

namespace Stomp {

/**
 * Says what the plan does to what one client sends: which frames are not carried out, which
 * versions not spoken, how slowly is read. Carries nothing out itself but the pause in reading.
 * Time is an argument. stomp-facts 4.12.
 */
class FaultJudge
{
public:
    FaultJudge(FaultBook& book, Outbox& outbox) : m_book(book), m_outbox(outbox) { }

    enum class Answer : std::uint8_t
    {
        Obey, //!< no fault
        Ignore,
        Error, //!< an ERROR, and nothing else
        Refuse, //!< an ERROR, then the end
        Close,
    };
    /** What to do with a frame of the client. */
    [[nodiscard]] Answer judge(const FrameView& frame);
    /** The versions that are left when this CONNECT comes. */
    [[nodiscard]] std::vector<Version> versionsFor(const FrameView& connect);

    /** So many bytes were read. */
    void noteRead(std::size_t bytes, Millis now);
    [[nodiscard]] bool isReadingPaused() const { return m_readAgainAt.has_value(); }
    /** How many bytes may be read at once. */
    [[nodiscard]] std::size_t inputAtOnce() const;

    void tick(Millis now);
    [[nodiscard]] std::optional<Millis> nextDeadline() const { return m_readAgainAt; }
    /** Ends the pause in reading. */
    void release();

private:
    FaultBook& m_book;
    Outbox& m_outbox;
    std::optional<Millis> m_readAgainAt;
};

} // namespace Stomp
