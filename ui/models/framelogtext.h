#pragma once

#include <stomp/framelog/framelinks.h>

#include <QByteArray>
#include <QString>

namespace Ui {

// The frame log in words: for its table, its chains, and the clipboard and files.

/** "14:02:11.123", local time. */
[[nodiscard]] QString frameTimeText(std::int64_t us);
/** "+1.2 ms"; empty for nothing or less. */
[[nodiscard]] QString frameSinceText(std::int64_t us);
/** "SEND", "12 heart-beats", "1,234 frames". */
[[nodiscard]] QString frameCommandText(const Stomp::FrameRecord& record);
/** The headers that tell it from others, then the body's beginning; one line. */
[[nodiscard]] QString frameDetailsText(const Stomp::FrameRecord& record);
[[nodiscard]] QString frameDirectionText(Stomp::FrameDirection direction);

/** What a step is to the one asked for: "its answer", "acknowledged by", ... */
[[nodiscard]] QString frameLinkText(const Stomp::FrameStep& step);
/** Why a chain ends, in a sentence. */
[[nodiscard]] QString frameGapText(Stomp::FrameGap gap);

/** A record as it is copied and saved: a line about it, then the frame. A body that is no UTF-8
 * text is a hex dump. Ends with an empty line. */
[[nodiscard]] QByteArray frameAsText(const Stomp::FrameRecord& record, const QString& connection);

} // namespace Ui
