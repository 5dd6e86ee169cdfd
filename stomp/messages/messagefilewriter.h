#pragma once

#include "messagefilter.h"
#include "messagetext.h"

#include <QFileDevice>
#include <QString>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace Stomp {

/** Messages of one moment that are to be written to a file. */
struct MessageFile
{
    QString path;
    std::vector<NumberedRange> messages; //!< keeps them alive until they are written
    MessageFilter filter; //!< which of them; empty: all
    std::unique_ptr<MessageText> text;

    /** How many are to be looked at. */
    [[nodiscard]] std::uint64_t rowCount() const;
};

/** How far it is: written by the thread that writes, read by any. */
struct MessageFileProgress
{
    std::atomic<std::uint64_t> looked = 0; //!< messages
    std::atomic<std::uint64_t> written = 0; //!< of these
    std::atomic<std::uint64_t> bytes = 0; //!< of the file
    std::atomic<bool> isStopped = false; //!< may be set by any thread
};

struct MessageFileResult
{
    enum class End : std::uint8_t
    {
        Complete,
        Stopped,
        Failed,
    };

    End end = End::Complete;
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::map<std::string, std::uint64_t> masked; //!< MaskTally::counts()
    QFileDevice::FileError error = QFileDevice::NoError;
    QString problem; //!< in the system's words
};

/**
 * Writes the file and blocks until it is done, for a thread of its own. Under the file's name there
 * is the whole file or what was there before, whatever happens. Lets each segment go when it is
 * written.
 */
[[nodiscard]] MessageFileResult writeMessageFile(MessageFile file, MessageFileProgress& progress);

/** The part of them with serials from first to before end. */
[[nodiscard]] std::vector<NumberedRange> messagesBetween(
    const std::vector<NumberedRange>& messages, std::uint64_t first, std::uint64_t end);

} // namespace Stomp
