#pragma once

#include "faultbook.h"
#include "faultline.h"
#include "outbox.h"

#include <stomp/protocol/frameparser.h>

#include <optional>
#include <string>
#include <vector>

namespace Stomp {

class FaultedFrame;

/**
 * Does to one connection what the plan says: an outbox before the outbox, which gets the session's
 * frames whole (between two of them are heart-beats). Keeps frames that are late; what it loses it
 * counts in the book's totals. Never calls the session: that looks at hasEnded() and
 * nextDeadline(), and calls tick(). Time is an argument. stomp-facts 4.12.
 */
class FaultInjector final : public Outbox
{
public:
    FaultInjector(FaultBook& book, Outbox& outbox, Version version, Millis now);
    /** What is still held is lost. */
    ~FaultInjector() override;

    /** Of what is sent next; the session says it before. */
    void setNow(Millis now) { m_now = now; }
    void setVersion(Version version) { m_parser.setVersion(version); }

    void send(std::string_view bytes) override;
    void close() override;
    void abort() override;
    void resumeInput() override { m_outbox.resumeInput(); }
    void wakeBy(Millis time) override { m_outbox.wakeBy(time); }
    /** With what is held; a great number once the connection has been ended. */
    [[nodiscard]] std::size_t pendingBytes() const override;

    void tick(Millis now);
    [[nodiscard]] std::optional<Millis> nextDeadline() const;
    /** Sends whatever it holds. */
    void release(Millis now);
    /** A fault ended the connection: the session is to see it as lost. */
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /** When bytes last went to the outbox. */
    [[nodiscard]] Millis lastSent() const { return m_lastSent; }

private:
    struct Held
    {
        FaultLine::Parcel parcel;
        std::string command; //!< others of it overtake, what else passes does not count
        std::int64_t overtakers = 0;
        Millis until = 0;
    };

    /** What the plan has decided of one frame. */
    struct Fate
    {
        bool isDropped = false;
        bool endsConnection = false;
        Millis delay = 0;
        std::int64_t copies = 0;
        std::int64_t overtakers = 0;
        Millis wait = 0; //!< for them
        const Fault* pieces = nullptr; //!< Cut, Split or Trickle, with:
        FaultDice dice{0, 0, 0};
    };

    void beat();
    void outgoing(FaultedFrame& frame);
    void decide(FaultedFrame& frame, Fate& fate);
    static void cutUp(FaultLine::Parcel& parcel, const Fault& fault, FaultDice& dice);
    void enqueue(FaultLine::Parcel parcel, std::string_view command);
    void push(FaultLine::Parcel parcel);
    void letHeldGo();
    void advance();
    void endNow();
    void lose(const FaultLine::Parcel& parcel);
    void lose(bool isMessage);

    FaultBook& m_book;
    Outbox& m_outbox;
    FrameParser m_parser; //!< of what the session sends
    FaultLine m_line;
    std::optional<Held> m_held; //!< to be overtaken
    Millis m_now;
    Millis m_lastSent;
    bool m_willEnd = false; //!< the line's last parcel ends the connection
    bool m_hasEnded = false;
    bool m_willClose = false; //!< the session wants the end once the line is empty
};

} // namespace Stomp
