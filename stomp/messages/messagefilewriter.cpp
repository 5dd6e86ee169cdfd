#include "messagefilewriter.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

/** Text is written in pieces of about so many bytes. */
constexpr std::size_t pieceBytes = 1024 * 1024;
/** Looked at before anybody who wants to stop it is heard. */
constexpr std::uint32_t sliceRows = 512;

class Writing
{
public:
    Writing(MessageFile& file, MessageFileProgress& progress)
        : m_file(file), m_progress(progress), m_device(file.path), m_judge(file.filter)
    { }

    MessageFileResult run()
    {
        MessageFileResult result;
        if (isOther()) {
            result.end = MessageFileResult::End::Failed;
            result.error = QFileDevice::OpenError;
            result.problem = QStringLiteral("not a file");
            return result;
        }
        const bool isWritten = m_device.open(QIODevice::WriteOnly) && write();
        if (isWritten && m_device.commit()) {
            result.masked = m_file.text->masked().counts();
        } else if (m_progress.isStopped && m_device.error() == QFileDevice::NoError) {
            result.end = MessageFileResult::End::Stopped;
        } else {
            result.end = MessageFileResult::End::Failed;
            result.error = m_device.error();
            result.problem = m_device.errorString();
        }
        result.messages = m_progress.written;
        result.bytes = m_progress.bytes;
        return result;
    }

private:
    /** A device or a folder: to be replaced by a file is not what it is for. */
    [[nodiscard]] bool isOther() const
    {
        const QFileInfo there(m_file.path);
        return there.exists() && !there.isFile();
    }

    bool write()
    {
        m_file.text->begin(m_text);
        for (NumberedRange& messages : m_file.messages) {
            const NumberedRange here = std::exchange(messages, {}); // let go at the end of the loop
            for (std::uint32_t row = 0; row < here.range.rowCount; row += sliceRows) {
                if (m_progress.isStopped)
                    return false;
                const std::uint32_t count = std::min(sliceRows, here.range.rowCount - row);
                if (!writeSlice({here.range.segment, here.range.firstRow + row, count}))
                    return false;
            }
        }
        return flush();
    }

    bool writeSlice(const SegmentRange& slice)
    {
        std::uint64_t written = 0;
        for (std::uint32_t i = 0; i < slice.rowCount; ++i) {
            const MessageRow& row = slice.segment->row(slice.firstRow + i);
            const std::string_view bytes = slice.segment->bytes(row);
            if (!m_file.filter.isEmpty() && !m_judge.isWanted(bytes, row, false))
                continue;
            m_file.text->append(bytes, row, m_text);
            ++written;
            if (m_text.size() >= pieceBytes && !flush())
                return false;
        }
        m_progress.looked += slice.rowCount;
        m_progress.written += written;
        return true;
    }

    bool flush()
    {
        // A disk that gets full takes a part, and gives the reason with the next one.
        std::size_t done = 0;
        while (done < m_text.size()) {
            const qint64 taken =
                m_device.write(m_text.data() + done, static_cast<qint64>(m_text.size() - done));
            if (taken <= 0)
                return false;
            done += static_cast<std::size_t>(taken);
        }
        if (!m_device.flush())
            return false;
        m_progress.bytes += m_text.size();
        m_text.clear();
        return true;
    }

    MessageFile& m_file;
    MessageFileProgress& m_progress;
    QSaveFile m_device;
    MessageJudge m_judge;
    std::string m_text;
};

} // namespace

std::uint64_t MessageFile::rowCount() const
{
    std::uint64_t rows = 0;
    for (const NumberedRange& range : messages)
        rows += range.range.rowCount;
    return rows;
}

MessageFileResult writeMessageFile(MessageFile file, MessageFileProgress& progress)
{
    return Writing(file, progress).run();
}

std::vector<NumberedRange> messagesBetween(
    const std::vector<NumberedRange>& messages, std::uint64_t first, std::uint64_t end)
{
    std::vector<NumberedRange> part;
    for (const NumberedRange& range : messages) {
        const std::uint64_t begin = std::max(first, range.firstSerial);
        const std::uint64_t behind = std::min(end, range.firstSerial + range.range.rowCount);
        if (begin >= behind)
            continue;
        NumberedRange cut = range;
        cut.firstSerial = begin;
        cut.range.firstRow += static_cast<std::uint32_t>(begin - range.firstSerial);
        cut.range.rowCount = static_cast<std::uint32_t>(behind - begin);
        part.push_back(std::move(cut));
    }
    return part;
}

} // namespace Stomp
