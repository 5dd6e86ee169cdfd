#pragma once

#include "sequence.h"

#include <stomp/framelog/framerecord.h>

#include <QHash>

#include <functional>
#include <optional>

namespace Ui {

class FrameLogModel;

/**
 * Makes a sequence of the frame log: a life line for each connection that has a frame in it and for
 * each broker, an arrow for each line of the log. The first client stands left of its broker, the
 * others right of it in the order of their numbers, so that a new one moves nothing. At most
 * mostArrows are taken, and the sequence says of how many. Owns nothing, knows no secret: those
 * were masked before a frame came into the log.
 */
class SequenceLayout
{
public:
    static constexpr int mostArrows = 500;
    /** Nothing happened for at least this long: a gap. */
    static constexpr qint64 gapUs = 2'000'000;

    struct Party
    {
        QString name; //!< of the client; empty: as the log calls the connection
        QString broker; //!< its address: one life line for all that have the same
        QString clientId = {}; //!< empty: none was named
        QString server = {}; //!< as the broker calls itself; empty: not known
    };
    using PartyOf = std::function<Party(quint32 connection)>;

    /** The oldest first. */
    [[nodiscard]] static Sequence of(
        const QList<const Stomp::FrameRecord*>& records, const QHash<quint32, Party>& parties);
    /** What the model's filter shows, from this serial on; without one, the last. */
    [[nodiscard]] static Sequence of(
        const FrameLogModel& model, std::optional<quint64> from, const PartyOf& partyOf);
};

} // namespace Ui
