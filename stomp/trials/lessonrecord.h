#pragma once

#include "lesson.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace Stomp {

/** One message of the run as a consumer got it. */
struct LessonArrival
{
    enum class State : std::uint8_t
    {
        Taken, //!< in auto mode: the broker takes it as acknowledged when it sends it
        Waiting, //!< for an ACK or NACK of ours
        Acked,
        Nacked,
        Returned, //!< the connection ended before it was acknowledged
    };

    std::uint32_t number = 0; //!< from 1
    bool redelivered = false;
    std::size_t step = 0; //!< in which it came
    State state = State::Taken;
    std::string destination = {}; //!< key of the lesson's destinations
    /** Open: only with its COMMIT it is acked or nacked. Empty: none. */
    std::string transaction = {};
};

/** What a consumer's lane shows. */
struct LessonLane
{
    /** Of a consumer that is changed by hand: how fast it acknowledges. */
    enum class Pace : std::uint8_t
    {
        Quick,
        Slow,
        Asleep, //!< reads on, and acknowledges nothing
    };

    std::string name;
    bool isConnected = false;
    bool isBusy = false; //!< by hand: it comes, goes or subscribes anew
    Pace pace = Pace::Quick;
    std::string subscribedTo = {}; //!< key of a destination; empty: to none
    AckMode ack = AckMode::Auto;
    std::vector<LessonArrival> arrivals = {};
    std::string error = {}; //!< the broker's last ERROR for it
    std::optional<std::size_t> refusedIn = {}; //!< the step in which that came
};

/** A message that a lesson sent. */
struct LessonSent
{
    enum class Transaction : std::uint8_t
    {
        None,
        Open,
        Committed,
        Aborted, //!< or ended with its connection
    };

    std::uint32_t number = 0;
    std::size_t step = 0;
    bool isConfirmed = false; //!< its RECEIPT came
    Transaction state = Transaction::None;
    std::string transaction = {}; //!< its name
    std::string by = {}; //!< the consumer, or the producer
    Millis expires = 0; //!< since the epoch; 0: never
    std::string destination = {}; //!< key of the lesson's destinations; empty: a reply's own
};

/** What came of a step. */
struct LessonOutcome
{
    enum class Kind : std::uint8_t
    {
        NotYet,
        AsExpected,
        NotAsExpected, //!< unmet says what
        NothingExpected, //!< the step only prepares
        ChangedByHand, //!< the set-up was not the lesson's; unmet says what could not be done
        Failed, //!< unmet says why it could not be done
    };

    Kind kind = Kind::NotYet;
    std::vector<std::string> unmet = {};
};

/** One that was released by itself, or will be. */
struct LessonMessage
{
    std::uint32_t number = 0;
    std::string destination = {}; //!< key of the lesson's destinations; empty: a reply's own
    std::vector<std::string> receivers = {}; //!< once it was: those who got it, in the lanes' order
};

/** What comes next in a lesson that is ready: a message, or what is done before the next one. */
struct LessonAhead
{
    std::optional<LessonMessage> message = {};
    std::vector<std::string> actions = {}; //!< lines of the file
    bool isLast = false; //!< of its step
};

/** What a lesson has shown so far: only what really was sent and received. Pure data. */
struct LessonRecord
{
    std::string run = {};
    Dialect dialect = Dialect::Generic;
    std::string server = {}; //!< as CONNECTED said
    std::map<std::string, std::string> names =
        {}; //!< of destinations by key, as the broker has them
    std::vector<LessonSent> sent = {};
    std::vector<LessonLane> lanes = {};
    std::vector<LessonOutcome> outcomes = {}; //!< one for each step
    bool isWithinStep = false; //!< the step has begun and is not done
    std::optional<LessonMessage> released = {}; //!< the last thing that was done, if a message
    LessonAhead ahead = {};
    /** The first step before which the set-up was changed by hand: from it on nothing is expected.
     */
    std::optional<std::size_t> changedBefore = {};
    bool isChangeHeld = false; //!< one by hand waits until what runs is done
    // Durable subscriptions that it had left behind, when it ended before its own end.
    std::vector<std::string> removed = {};
    std::vector<std::string> kept = {}; //!< each with the reason why it could not be removed

    [[nodiscard]] const LessonLane* lane(const std::string& name) const
    {
        for (const LessonLane& one : lanes) {
            if (one.name == name)
                return &one;
        }
        return nullptr;
    }
};

/** Of the expectations those that the record of this step does not meet, each with what was seen
 * instead: "A,B share 1-6: A received 1-6, B nothing". Empty: all are met. */
[[nodiscard]] std::vector<std::string> unmet(const std::vector<LessonExpectation>& expectations,
    const LessonRecord& record, std::size_t step);
/** Those that hold for this broker. */
[[nodiscard]] const std::vector<LessonAction>& actionsFor(const LessonStep& step, Dialect dialect);
[[nodiscard]] const std::vector<LessonExpectation>& expectationsFor(
    const LessonStep& step, Dialect dialect);

/** A text of the lesson with {run} as the run's id, and {in:N} as N milliseconds after now, as the
 * expires header wants it. */
[[nodiscard]] std::string filled(const std::string& text, const std::string& run, Millis now);

/** "1-3,7"; "nothing" when there is none. */
[[nodiscard]] std::string rangesOf(const LessonNumbers& numbers);

} // namespace Stomp
