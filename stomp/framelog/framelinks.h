#pragma once

#include "framering.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace Stomp {

/** What a frame is to the others of its chain. */
enum class FrameLink : std::uint8_t
{
    Itself, //!< what was asked for
    Request, //!< what a RECEIPT, ERROR or CONNECTED answers
    Answer, //!< that RECEIPT, ERROR or CONNECTED
    Message, //!< what an ACK or NACK names
    Settlement, //!< that ACK or NACK
    SettledWithLater, //!< an ACK in client mode of a later message, which means this one too
    TransactionEnd, //!< the COMMIT or ABORT of its transaction
    TransactionBegin,
    TraceSource, //!< the SEND with the same trace header
    TraceResult, //!< a MESSAGE with the same trace header
    Subscription, //!< the SUBSCRIBE of an UNSUBSCRIBE, or that an ERROR names
    Unsubscription,
};

struct FrameStep
{
    std::uint64_t serial = 0;
    FrameLink link = FrameLink::Itself;
    /** An ERROR that names no request, where only one had no answer: RabbitMQ's do not. */
    bool isProbable = false;
    std::int64_t sinceUs = 0; //!< since the step before it
};

/** Why a chain ends where it does. */
enum class FrameGap : std::uint8_t
{
    SendIsNotLinked, //!< STOMP does not say which MESSAGE a SEND becomes
    MessageIsNotLinked, //!< nor which SEND a MESSAGE comes from
    TracedMessageNotSeen,
    TraceSourceNotSeen,
    NoReceiptAsked,
    NoAnswerYet,
    NotAcknowledged,
    NeedsNoAck,
    MessageNotInLog, //!< the one that an ACK or NACK names
    RequestNotInLog,
    ErrorNamesNoRequest,
    MoreSteps, //!< than are listed
};

struct FrameChain
{
    std::vector<FrameStep> steps; //!< in the order of the log; at most FrameLinks::mostSteps
    std::vector<FrameGap> gaps;
};

/**
 * Follows a frame through the log: a MESSAGE to its ACK or NACK and their RECEIPT, a SEND to its
 * RECEIPT or ERROR, and so on, by the headers that STOMP has for it (stomp-facts 2.1, 2.4, 2.6).
 * Looks at one session of one connection, but for the trace header. Owns nothing; made for one
 * question, valid as long as the ring is not changed.
 */
class FrameLinks
{
public:
    static constexpr std::size_t mostSteps = 60;

    explicit FrameLinks(const FrameRing& ring) : m_ring(ring) { }

    [[nodiscard]] FrameChain chainOf(std::uint64_t serial);

private:
    using Index = std::size_t;
    static constexpr Index none = static_cast<Index>(-1);

    struct Found
    {
        Index index = none;
        bool isProbable = false;
    };

    void findSession(Index index);
    void add(Index index, FrameLink link, bool isProbable = false);
    void follow(Index index);
    void followAnswer(Index request);
    void followTransaction(Index index);
    void followSettlements(Index message);
    void followTraced(Index send);
    void addGaps(Index index, FrameChain& chain);
    void addSendGaps(Index index, FrameChain& chain);
    void addMessageGaps(Index index, FrameChain& chain);

    [[nodiscard]] Found answerTo(Index request) const;
    [[nodiscard]] Found requestOf(Index answer) const;
    /** The only request before the ERROR that has no answer at all, or none. */
    [[nodiscard]] Index onlySuspect(Index error) const;
    [[nodiscard]] Index messageOf(Index settlement) const;
    [[nodiscard]] Index laterAck(Index message) const;
    [[nodiscard]] Index find(Index from, Index to, FrameDirection direction,
        std::string_view command, std::string_view header, std::string_view value) const;
    [[nodiscard]] Index findLast(Index before, FrameDirection direction, std::string_view command,
        std::string_view header, std::string_view value) const;
    [[nodiscard]] bool isOf(Index index, FrameDirection direction, std::string_view command) const;
    [[nodiscard]] bool settles(const FrameRecord& settlement, const FrameRecord& message) const;
    [[nodiscard]] std::string value(Index index, std::string_view header) const;
    [[nodiscard]] bool has(FrameLink link) const;

    const FrameRing& m_ring;
    std::uint32_t m_connection = 0;
    Index m_begin = 0; //!< of the session
    Index m_end = 0;
    struct Step
    {
        FrameLink link;
        bool isProbable;
    };
    std::unordered_map<Index, Step> m_steps;
    std::vector<Index> m_toFollow;
    bool m_hasMore = false;
};

} // namespace Stomp
