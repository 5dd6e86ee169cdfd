#pragma once

#include <QList>
#include <QString>

namespace Ui {

/** A life line: a connection, or the broker that connections go to. */
struct SequenceLine
{
    QString name;
    bool isBroker = false;
};

/** What is drawn on one row. */
struct SequenceRow
{
    enum class Kind : quint8
    {
        Frame,
        HeartBeats, //!< any number of them, one mark
        NotRecorded, //!< frames that went by unseen, one mark
        Gap, //!< nothing happened for long; no arrow
    };
    enum class Mood : quint8
    {
        Plain,
        Refusal, //!< NACK
        Failure, //!< ERROR
    };

    Kind kind = Kind::Frame;
    Mood mood = Mood::Plain;
    bool isOut = false; //!< from a connection to its broker
    int from = 0; //!< lines
    int to = 0;
    int link = -1; //!< Stomp::FrameLink in the chain on show, -1 when it is not in it
    quint64 serial = 0; //!< of the frame log's line; 0 for a gap
    qint64 timeUs = 0; //!< UTC, microseconds since the epoch
    qint64 sinceUs = 0; //!< the row before it; how long a gap was
    QString label; //!< "SEND /queue/orders", one line
    QString detail; //!< what else tells it from others, one line
};

/** A stretch of the frame log, ready to be drawn or written. */
struct Sequence
{
    QList<SequenceLine> lines;
    QList<SequenceRow> rows; //!< the oldest first
    quint64 first = 0; //!< place of the first arrow among all that match, from 0
    quint64 arrows = 0; //!< rows without gaps
    quint64 all = 0; //!< lines of the frame log that match its filter
};

/** Rows first to last of it; with all its lines, so that parts look alike. */
[[nodiscard]] Sequence partOf(const Sequence& sequence, int first, int last);

} // namespace Ui
