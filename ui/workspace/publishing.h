#pragma once

#include <stomp/protocol/framewriter.h>

#include <QMetaType>
#include <QString>

namespace Ui {

/** What to publish: the same SEND, count times, or numbered ones. */
struct PublishRequest
{
    Stomp::Frame frame; //!< command SEND, with destination, headers and body
    Stomp::ContentLength contentLength = Stomp::ContentLength::Write;
    bool withReceipt = true;
    quint32 count = 1;
    /** ${n} in header values and the body stands for the number, 1 to count. */
    bool numbered = false;
};

/** The frame with ${n} replaced in header values and the body. */
[[nodiscard]] Stomp::Frame numberedFrame(const Stomp::Frame& frame, quint32 number);

/** Our number of a publish request, unique in its connection. */
using PublishId = quint64;

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
};

} // namespace Ui

Q_DECLARE_METATYPE(Ui::PublishProgress)
