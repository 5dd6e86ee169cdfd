#pragma once

#include "sequence.h"

#include <stomp/framelog/framerecord.h>

#include <QByteArray>

namespace Ui {

// A sequence in words: its labels, and the whole of it for a bug report and for screen readers.

/** "SEND /queue/orders", "MESSAGE 7", "ACK 7", "RECEIPT 3": what one frame and the other have in
 * common is written alike in both. */
[[nodiscard]] QString sequenceLabel(const Stomp::FrameRecord& record);
/** Its other headers that tell, and the body's beginning. */
[[nodiscard]] QString sequenceDetail(const Stomp::FrameRecord& record);
/** "orders", "orders, client-id o-1", "connection 3". */
[[nodiscard]] QString sequenceClientText(
    quint32 connection, const QString& name, const QString& clientId);
/** "ActiveMQ/5.17.2, localhost:61613". */
[[nodiscard]] QString sequenceBrokerText(const QString& address, const QString& server);
[[nodiscard]] QString sequenceGapText(qint64 us);

/** "42 lines of the frame log", "the last 500 of 12,345 lines of the frame log". */
[[nodiscard]] QString sequenceCaption(const Sequence& sequence);
/** "14:02:11.123 mine to 127.0.0.1:61613: SEND /queue/orders"; local time. */
[[nodiscard]] QString sequenceRowText(const Sequence& sequence, const SequenceRow& row);
/** UTF-8 with arrows of ASCII: some lines about it, then a line for each row; times are UTC. */
[[nodiscard]] QByteArray sequenceAsText(const Sequence& sequence);

} // namespace Ui
