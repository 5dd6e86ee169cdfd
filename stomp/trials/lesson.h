#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/frame.h>
#include <stomp/session/sessiontypes.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Stomp {

using LessonNumbers = std::set<std::uint32_t>;

/** One thing that a lesson does; in a file a line such as "send queue 1-6" (README "Lessons"). */
struct LessonAction
{
    enum class Verb : std::uint8_t
    {
        Connect,
        Subscribe,
        Unsubscribe,
        Leave, //!< DISCONNECT
        Kill, //!< ends the connection without a word, as a crash would
        Send,
        Ack,
        Nack,
        Reply, //!< to the reply-to of a message that it got
        Forget, //!< ends a durable subscription for good
        Begin,
        Commit,
        Abort,
        Wait,
    };

    Verb verb = Verb::Wait;
    std::string who = {}; //!< a consumer, or the producer
    std::string destination = {}; //!< a key of Lesson::destinations
    LessonNumbers numbers = {}; //!< of messages
    std::string transaction = {};
    AckMode ack = AckMode::Auto; //!< of Subscribe
    bool acksAtOnce = false; //!< in a client mode: each message as it comes
    std::uint32_t prefetch = 0; //!< 0: the broker's default
    std::string selector = {};
    std::string durableName = {};
    std::vector<Header> headers = {}; //!< of SEND or SUBSCRIBE, further ones
    std::uint32_t replyTo = 0; //!< of Reply: the message that is answered
    Millis time = 0; //!< of Wait
    std::string text = {}; //!< the line as it stands in the file
};

/** What is to be seen when a step's actions are done; "A,B share 1-6". Only what came in this step
 * counts. */
struct LessonExpectation
{
    enum class Kind : std::uint8_t
    {
        Share, //!< each of the numbers went to exactly one of the consumers, and none got all
        Copy, //!< each of the consumers got all of the numbers, and nothing else
        Get, //!< these numbers, all of them and nothing else, whoever of them got which
        GetInOrder, //!< the same, in this order
        GetAgain, //!< the same, each marked as redelivered
        OneGets, //!< all of these went to the same one of them
        Nothing,
        Refused, //!< the broker answered ERROR to one of them
    };

    Kind kind = Kind::Nothing;
    std::vector<std::string> who;
    LessonNumbers numbers;
    std::vector<std::uint32_t> order; //!< of GetInOrder
    std::string text; //!< the line as it stands in the file
};

struct LessonQuestion
{
    std::string text;
    std::vector<std::string> answers;
    std::size_t right = 0; //!< index into answers
};

struct LessonStep
{
    std::string say; //!< what is about to happen
    std::optional<LessonQuestion> question;
    std::vector<LessonAction> actions; //!< on every broker that is not named below
    std::map<Dialect, std::vector<LessonAction>> actionsOn;
    std::vector<LessonExpectation> expectations; //!< on every broker that is not named below
    std::map<Dialect, std::vector<LessonExpectation>> expectationsOn;
    std::string explain; //!< why it came so
    std::map<Dialect, std::string> explainOn;
};

/** A guided experiment as read from a file; pure data. */
struct Lesson
{
    struct Place
    {
        std::string name; //!< "{run}" stands for the run's id
        std::map<Dialect, std::string> nameOn;
    };

    std::string id;
    std::string title;
    std::string summary;
    std::vector<std::string> consumers; //!< their lanes, in this order
    std::map<std::string, Place> destinations;
    std::map<Dialect, std::string> notOffered; //!< where it cannot be run, and why
    std::vector<LessonStep> steps;
    std::string conclusion;
    std::map<Dialect, std::string> elsewhere; //!< how another broker differs
};

} // namespace Stomp
