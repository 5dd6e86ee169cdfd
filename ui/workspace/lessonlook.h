#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Ui {

/** A message in a consumer's lane. */
struct LessonToken
{
    enum class State : quint8
    {
        Taken, //!< acknowledged by being sent
        Waiting, //!< for an acknowledgement
        Acked,
        Nacked,
        Returned, //!< to the broker: the connection ended first
        Unheard, //!< went to a topic, and nobody has received it: kept for somebody, or gone
    };

    int number = 0; //!< 0: none is shown
    State state = State::Taken;
    bool isRedelivered = false;
    bool isNew = false; //!< came in the step that runs, or was the last
    int place = -1; //!< of the look's places: where it came from
    bool isInTransaction = false; //!< an open one: what the state says counts with its COMMIT
};

/** A destination of the lesson. */
struct LessonPlaceLook
{
    enum class Kind : quint8
    {
        Queue,
        Topic,
    };

    QString name; //!< as the broker knows it, or as the lesson calls it
    Kind kind = Kind::Queue;
    /** What was sent to it and no consumer has, as far as it can be seen from outside: Waiting, or
     * Returned when one had it and gave it back; of a topic Unheard. */
    QList<LessonToken> tokens = {};
};

struct LessonLaneLook
{
    /** By hand: what its consumer does with what it gets. */
    enum class Pace : quint8
    {
        Quick,
        Slow,
        Asleep,
    };

    QString name;
    QString state; //!< "subscribed, client-individual"
    bool isConnected = false;
    bool isBusy = false; //!< it comes or goes
    Pace pace = Pace::Quick;
    int place = -1; //!< of the look's places: what it is subscribed to
    QList<LessonToken> tokens;
    QString error; //!< the broker's words; may be empty
};

/** A lesson at one moment, as values for the window. */
struct LessonLook
{
    enum class State : quint8
    {
        None, //!< no lesson is open
        Connecting,
        Ready, //!< for the next step
        Running,
        Complete,
        NotOffered,
        Failed,
        Stopping, //!< removes what it would leave behind
        Stopped,
    };
    enum class Outcome : quint8
    {
        None,
        AsExpected,
        NotAsExpected,
        Failed,
        ByHand, //!< the set-up was changed by hand: no verdict
    };

    State state = State::None;
    QString title, summary;
    QString broker; //!< what it runs on, as it calls itself
    int step = 0; //!< the next one, or the one that runs; from 0
    int steps = 0;
    QString say; //!< of that step
    QString question; //!< may be empty
    QStringList answers;
    bool isForecast = false; //!< who gets the next message; only the broker knows
    int right = -1; //!< of the answers, to a question of the lesson
    QString released; //!< who got the message that was sent last, by itself
    int cameTrue = -1; //!< of the answers to its forecast: the one that did
    bool isBegun = false; //!< of that step something is done, and something is left
    bool hasMore = false; //!< more of that step is left than what comes next
    QString next; //!< of that step; empty when that is all of it
    QList<int> sent, sentNow; //!< numbers; those of the step
    QList<int> notThere; //!< indexes into sent: in an open or aborted transaction, or expired
    QList<int> inTransaction; //!< of these, those whose transaction is open
    QList<LessonPlaceLook> places;
    QList<LessonLaneLook> lanes;

    Outcome outcome = Outcome::None; //!< of the step before, or of the one that failed
    QString outcomeText; //!< what came, or what was not as expected
    int asExpected = 0, notAsExpected = 0; //!< steps so far
    QString conclusion; //!< once it is complete
    QStringList elsewhere; //!< how other brokers differ
    QString problem; //!< why it failed, or is not offered
    QString leftovers; //!< which durable subscriptions were removed, and which were not

    // What can be changed by hand.
    bool hasAcks = true; //!< else nobody can be slow or asleep
    int mostLanes = 0;
    QList<int> joinable; //!< of the places: where one more consumer may subscribe
    // Of a lesson that was.
    int changedBefore = -1; //!< the first step from which on its expectations do not apply
    bool isChangeHeld = false; //!< one more waits until what runs is done

    bool isFreePlay = false; //!< nothing is expected
};

} // namespace Ui
