#include "faultinjector.h"

#include "faultedframe.h"

#include <algorithm>
#include <limits>

namespace Stomp {

namespace {

/** The session's own frames are within its bounds: here they are only taken apart. */
constexpr std::size_t s_any = std::numeric_limits<std::size_t>::max() / 4;
constexpr ParserLimits s_noLimits{s_any, s_any, s_any, s_any};

std::size_t sizeOf(std::int64_t value)
{
    return static_cast<std::size_t>(value);
}

std::vector<std::size_t> cutsOf(std::size_t size, std::size_t pieces, FaultDice& dice)
{
    std::vector<std::size_t> cuts;
    pieces = std::min(pieces, size);
    while (cuts.size() + 1 < pieces) {
        const std::size_t cut = 1 + dice.below(size - 1);
        const auto place = std::lower_bound(cuts.begin(), cuts.end(), cut);
        if (place == cuts.end() || *place != cut)
            cuts.insert(place, cut);
    }
    return cuts;
}

} // namespace

FaultInjector::FaultInjector(FaultBook& book, Outbox& outbox, Version version, Millis now)
    : m_book(book), m_outbox(outbox), m_parser(FrameParser::Side::Client, s_noLimits), m_now(now),
      m_lastSent(now)
{
    m_parser.setVersion(version);
}

FaultInjector::~FaultInjector()
{
    if (m_held)
        lose(m_held->parcel);
    m_line.drain([this](const FaultLine::Parcel& parcel, std::size_t) { lose(parcel); });
}

void FaultInjector::send(std::string_view bytes)
{
    if (bytes == "\n" && !m_parser.isInFrame()) {
        beat();
        return;
    }
    m_parser.push(bytes);
    FrameParser::Result result = m_parser.next();
    while (result == FrameParser::Result::Frame) {
        FaultedFrame frame(m_parser.frame());
        // The line ends of a frame are in the same piece as its NUL.
        const std::uint64_t before = m_parser.idleLineEnds();
        result = m_parser.next();
        frame.setLineEnds(static_cast<std::size_t>(m_parser.idleLineEnds() - before));
        outgoing(frame);
    }
}

void FaultInjector::beat()
{
    if (m_hasEnded)
        return;
    const std::vector<Fault>& all = m_book.plan().faults;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].kind == FaultKind::NoHeartBeats && m_book.roll(i, "HEART-BEAT", {}))
            return;
    }
    if (m_line.isInParcel())
        return; // no line end belongs into a frame
    m_lastSent = m_now;
    m_outbox.send("\n");
}

void FaultInjector::outgoing(FaultedFrame& frame)
{
    if (m_willEnd) {
        lose(frame.isMessage());
        return;
    }
    Fate fate;
    decide(frame, fate);
    if (fate.isDropped) {
        lose(frame.isMessage());
        return;
    }
    FaultLine::Parcel parcel;
    parcel.bytes = frame.bytes();
    parcel.due = m_now + fate.delay;
    parcel.isMessage = frame.isMessage();
    parcel.endsConnection = fate.endsConnection;
    if (fate.pieces)
        cutUp(parcel, *fate.pieces, fate.dice);
    if (parcel.isBroken)
        lose(frame.isMessage());
    if (fate.overtakers > 0 && !parcel.endsConnection) {
        m_held = Held{std::move(parcel), frame.command(), fate.overtakers, m_now + fate.wait};
        wakeBy(m_held->until);
        return;
    }
    for (; fate.copies > 0 && !parcel.endsConnection; --fate.copies) {
        ++m_book.totals().framesAdded;
        m_book.totals().messagesAdded += parcel.isMessage ? 1 : 0;
        push(parcel);
    }
    enqueue(std::move(parcel), frame.command());
}

void FaultInjector::decide(FaultedFrame& frame, Fate& fate)
{
    const std::vector<Fault>& all = m_book.plan().faults;
    for (std::size_t i = 0; i < all.size() && !fate.isDropped; ++i) {
        const Fault& fault = all[i];
        // One at a time: the next one is who overtakes it.
        if (fault.kind == FaultKind::Reorder && (m_held || fate.overtakers > 0))
            continue;
        auto dice = m_book.roll(i, frame.command(), frame.destination());
        if (!dice || frame.alter(fault, *dice))
            continue;
        switch (fault.kind) {
        case FaultKind::Drop:
            fate.isDropped = true;
            break;
        case FaultKind::Delay:
            fate.delay += fault.values[0];
            break;
        case FaultKind::Duplicate:
            fate.copies += fault.values[0];
            break;
        case FaultKind::Reorder:
            fate.overtakers = fault.values[0];
            fate.wait = fault.values[1];
            break;
        case FaultKind::Close:
            fate.endsConnection = true;
            break;
        default: // Cut, Split, Trickle: the last one counts, a cut before all
            if (!fate.pieces || fate.pieces->kind != FaultKind::Cut) {
                fate.pieces = &fault;
                fate.dice = *dice;
            }
        }
    }
}

void FaultInjector::cutUp(FaultLine::Parcel& parcel, const Fault& fault, FaultDice& dice)
{
    const std::size_t size = parcel.bytes.find_last_not_of('\n') + 1;
    if (fault.kind == FaultKind::Cut) {
        const std::size_t wanted = sizeOf(fault.values[0]);
        // At least its NUL is missing.
        parcel.bytes.resize(wanted > 0 ? std::min(wanted, size - 1) : 1 + dice.below(size - 1));
        parcel.isBroken = parcel.endsConnection = true;
    } else if (fault.kind == FaultKind::Split) {
        parcel.cuts = cutsOf(size, sizeOf(fault.values[0]), dice);
        parcel.pause = fault.values[1];
    } else {
        parcel.isByteByByte = true;
        parcel.pause = fault.values[0];
    }
}

void FaultInjector::enqueue(FaultLine::Parcel parcel, std::string_view command)
{
    const bool ends = parcel.endsConnection;
    push(std::move(parcel));
    if (ends)
        letHeldGo(); // behind the end: it is lost
    else if (m_held && m_held->command == command && --m_held->overtakers <= 0)
        letHeldGo();
}

void FaultInjector::letHeldGo()
{
    if (!m_held)
        return;
    FaultLine::Parcel parcel = std::move(m_held->parcel);
    m_held.reset();
    parcel.due = std::max(parcel.due, m_now);
    push(std::move(parcel));
}

void FaultInjector::push(FaultLine::Parcel parcel)
{
    if (m_willEnd) {
        lose(parcel);
        return;
    }
    if (m_line.isEmpty() && parcel.isPlain(m_now)) {
        m_lastSent = m_now;
        m_outbox.send(parcel.bytes);
        return;
    }
    m_willEnd = parcel.endsConnection;
    m_line.push(std::move(parcel));
    advance();
    if (const auto due = nextDeadline())
        wakeBy(*due);
}

void FaultInjector::advance()
{
    // What waits behind a piece that has just gone is due later.
    for (bool isTurnOver = false; !isTurnOver;) {
        const std::string_view piece = m_line.next(m_now, isTurnOver);
        if (piece.empty())
            break;
        m_lastSent = m_now;
        m_outbox.send(piece);
        if (m_line.endsHere()) {
            endNow();
            return;
        }
    }
    if (m_willClose && m_line.isEmpty() && !m_held)
        m_outbox.close();
}

void FaultInjector::endNow()
{
    m_hasEnded = true;
    ++m_book.totals().connectionsCut;
    m_outbox.close();
    wakeBy(m_now);
}

void FaultInjector::release(Millis now)
{
    m_now = now;
    m_line.drain([this](const FaultLine::Parcel& parcel, std::size_t sent) {
        if (m_hasEnded) {
            lose(parcel);
            return;
        }
        m_lastSent = m_now;
        m_outbox.send(std::string_view(parcel.bytes).substr(sent));
        if (parcel.endsConnection)
            endNow();
    });
    letHeldGo();
    if (m_willClose && !m_hasEnded)
        m_outbox.close();
}

void FaultInjector::lose(const FaultLine::Parcel& parcel)
{
    if (!parcel.isBroken) // else it was counted when it was cut
        lose(parcel.isMessage);
}

void FaultInjector::lose(bool isMessage)
{
    ++m_book.totals().framesLost;
    m_book.totals().messagesLost += isMessage ? 1 : 0;
}

void FaultInjector::close()
{
    if (m_held)
        letHeldGo();
    m_willClose = true;
    if (m_line.isEmpty() && !m_hasEnded)
        m_outbox.close();
}

void FaultInjector::abort()
{
    m_line.drain([this](const FaultLine::Parcel& parcel, std::size_t) { lose(parcel); });
    m_outbox.abort();
}

std::size_t FaultInjector::pendingBytes() const
{
    if (m_willEnd)
        return s_any;
    return m_outbox.pendingBytes() + m_line.bytes() + (m_held ? m_held->parcel.bytes.size() : 0);
}

void FaultInjector::tick(Millis now)
{
    m_now = now;
    if (m_held && m_held->until <= now)
        letHeldGo();
    advance();
}

std::optional<Millis> FaultInjector::nextDeadline() const
{
    std::optional<Millis> earliest = m_line.nextDeadline();
    if (m_held)
        earliest = std::min(earliest.value_or(m_held->until), m_held->until);
    return earliest;
}

} // namespace Stomp
