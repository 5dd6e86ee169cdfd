#pragma once

#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialect.h>
#include <stomp/session/sessiontypes.h>

#include <QList>
#include <QString>

namespace Ui {

/** Everything that is known about a subscription on which nothing arrives. Times are UTC, ms since
 * the epoch; 0: never. */
struct QuietEvidence
{
    enum class Link : quint8
    {
        Connected,
        Connecting,
        Retrying, //!< was lost, and is tried again
        Ended, //!< as we asked, or never begun
        Lost,
    };

    qint64 nowMs = 0;
    QString destination;
    Stomp::DestinationKind kind = Stomp::DestinationKind::Other;
    Stomp::Dialect dialect = Stomp::Dialect::Generic;

    Link link = Link::Connected;
    QString linkProblem; //!< why it is not connected, in a sentence
    Stomp::Millis heartBeatEvery = 0; //!< as agreed for the broker; 0: none
    bool peerSilent = false; //!< beyond 1.5 heart-beats
    qint64 lastHeardMs = 0; //!< any byte on the connection
    bool readingPaused = false; //!< our feed is full

    Stomp::SubscriptionState state = Stomp::SubscriptionState::Confirmed;
    QString stateReason; //!< the broker's words, or the client's
    Stomp::AckMode ack = Stomp::AckMode::Auto;
    bool acknowledgesOnArrival = true;
    std::vector<Stomp::Header> headers; //!< of SUBSCRIBE
    qint64 subscribedMs = 0;

    quint64 messages = 0; //!< that ever came on it
    qint64 lastMessageMs = 0;
    quint64 unacknowledged = 0; //!< that we hold
    quint64 unacknowledgedBytes = 0;

    bool tablePaused = false;
    quint64 heldByPause = 0; //!< messages of all subscriptions
};

/** One thing that explains the silence, or rules a cause out. */
struct QuietReason
{
    enum class Weight : quint8
    {
        Certain, //!< this alone is enough for silence
        Likely,
        Possible, //!< cannot be ruled out from here
        CannotTell, //!< STOMP does not let us know
        RuledOut, //!< looked at, and in order
    };

    Weight weight = Weight::Possible;
    QString what;
    QString evidence; //!< what it was seen by
    QString advice; //!< empty when there is nothing to do about it
};

/**
 * "Why is it quiet?": reasons with their evidence, the strongest first. Pure reasoning: knows no
 * connection and reads no clock. What cannot be known over STOMP is said to be so.
 */
[[nodiscard]] QList<QuietReason> quietReasons(const QuietEvidence& evidence);

/** What a broker may send ahead of our acknowledgements on such a subscription. */
struct CreditLimit
{
    quint64 amount = 0; //!< 0: none is known, or there is none
    bool inBytes = false;
    bool isDefault = false; //!< the broker's own, no header set it
};
[[nodiscard]] CreditLimit creditLimit(const QuietEvidence& evidence);

} // namespace Ui
