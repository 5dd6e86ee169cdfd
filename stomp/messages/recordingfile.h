#pragma once

#include <QFile>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <string_view>

namespace Stomp {

/** Where a recording goes, and when it goes on in a further file. */
struct RecordingPlan
{
    QString path;
    std::uint64_t fileBytes = 0; //!< the next line begins a new file beyond it; 0: never
    int mostFiles = 0; //!< the oldest of this recording go; 0: all stay
};

/**
 * Appends whole lines to a file, and goes on in the next one when it is long enough: orders.jsonl,
 * orders-2.jsonl, and so on; names that are taken are passed over, but for the first, which is
 * replaced. What write() was given is the system's when it returns, so that the end of this process
 * takes nothing away, however it comes. When the disk takes only a part, the part of a line is
 * taken back. One thread.
 */
class RecordingFile
{
public:
    explicit RecordingFile(RecordingPlan plan);

    /** Makes the first file. False: problem() says why; nothing can be written. */
    [[nodiscard]] bool open();
    /** Lines, each with its LF. False as above; written lines stay. */
    [[nodiscard]] bool write(std::string_view lines);

    /** Of lines that are written whole, in all files, also in those that have gone. */
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::uint64_t lines() const { return m_lines; } //!< the same
    [[nodiscard]] int fileCount() const { return m_fileCount; } //!< that were made
    /** Those that are there, the oldest first. */
    [[nodiscard]] const QStringList& files() const { return m_files; }
    [[nodiscard]] QFileDevice::FileError error() const { return m_error; }
    [[nodiscard]] const QString& problem() const { return m_problem; } //!< in the system's words

private:
    bool openFile(const QString& path, QIODevice::OpenMode mode);
    bool openNext();
    bool append(std::string_view lines);
    bool fail();

    const RecordingPlan m_plan;
    std::unique_ptr<QFile> m_file;
    QStringList m_files;
    int m_number = 1;
    std::uint64_t m_fileBytes = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_lines = 0;
    int m_fileCount = 0;
    QFileDevice::FileError m_error = QFileDevice::NoError;
    QString m_problem;
};

} // namespace Stomp
