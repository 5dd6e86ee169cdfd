#pragma once

#include <stomp/dialect/dialectways.h>
#include <stomp/protocol/framewriter.h>

#include <QMetaType>
#include <QString>

namespace Ui {

/** Whether a reply is waited for, and how. */
struct ReplyWish
{
    Stomp::ReplyWay way = Stomp::ReplyWay::None; //!< None: no reply is waited for
    quint32 timeoutMs = 30'000;
};

/** What to publish: the same SEND, count times, or numbered ones. */
struct PublishRequest
{
    Stomp::Frame frame; //!< command SEND, with destination, headers and body
    Stomp::ContentLength contentLength = Stomp::ContentLength::Write;
    bool withReceipt = true;
    quint32 count = 1;
    /** ${n} in header values and the body stands for the number, 1 to count. */
    bool numbered = false;
    /** With one, count is 1, and the frame goes with a reply-to and a correlation-id. */
    ReplyWish reply;
};

/** The frame with ${n} replaced in header values and the body. */
[[nodiscard]] Stomp::Frame numberedFrame(const Stomp::Frame& frame, quint32 number);

/** Our number of a publish request, unique in its connection. */
using PublishId = quint64;

enum class ReplyState : std::uint8_t
{
    NotWanted,
    Awaited,
    Arrived,
    TimedOut,
    Stopped, //!< by the user
    Failed, //!< firstFailure says why
};

/** A reply that has arrived, and what it answers. */
struct ReplyFacts
{
    quint64 number = 0; //!< of its connection, from 1 on
    QString destination; //!< where the request went
    QString correlation; //!< as the reply names it; empty: paired by its address alone
    QString preview; //!< the body's beginning in one line; empty when it is no text
    std::size_t bytes = 0; //!< of the body
    qint64 roundTripUs = 0; //!< from the SEND on
};

/** How far a publish request is; told at most every 50 ms, and once when it has ended. */
struct PublishProgress
{
    PublishId id = 0;
    quint32 count = 0; //!< as requested
    quint32 sent = 0;
    quint32 confirmed = 0; //!< by a RECEIPT; stays 0 when none was asked for
    quint32 failed = 0;
    bool withReceipt = true;
    bool finished = false;
    qint64 lastRoundTripUs = 0;
    qint64 shortestRoundTripUs = 0;
    qint64 longestRoundTripUs = 0;
    qint64 totalRoundTripUs = 0; //!< of all confirmed ones, for the mean
    qint64 elapsedUs = 0; //!< since the first was sent
    QString firstFailure; //!< in the broker's or the client's words
    ReplyState reply = ReplyState::NotWanted;
    quint32 replyTimeoutMs = 0;
    ReplyFacts answer; //!< all of it once it has Arrived; before, its destination
};

} // namespace Ui

Q_DECLARE_METATYPE(Ui::PublishProgress)
