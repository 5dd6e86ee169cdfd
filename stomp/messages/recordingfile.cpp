#include "recordingfile.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

/** orders.jsonl is orders-2.jsonl. */
QString numbered(const QString& path, int number)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix();
    QString base = path;
    if (!suffix.isEmpty())
        base.chop(suffix.size() + 1);
    return base + u'-' + QString::number(number) + (suffix.isEmpty() ? QString() : u'.' + suffix);
}

} // namespace

RecordingFile::RecordingFile(RecordingPlan plan) : m_plan(std::move(plan)) { }

bool RecordingFile::open()
{
    const QFileInfo there(m_plan.path);
    if (there.exists() && !there.isFile()) {
        m_error = QFileDevice::OpenError;
        m_problem = QStringLiteral("not a file");
        return false;
    }
    return openFile(m_plan.path, QIODevice::Truncate);
}

bool RecordingFile::openFile(const QString& path, QIODevice::OpenMode mode)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::WriteOnly | QIODevice::Unbuffered | mode)) {
        m_error = file->error();
        m_problem = file->errorString();
        return false;
    }
    m_file = std::move(file);
    m_fileBytes = 0;
    m_files.append(path);
    ++m_fileCount;
    return true;
}

bool RecordingFile::openNext()
{
    QString path = numbered(m_plan.path, ++m_number);
    while (QFileInfo::exists(path))
        path = numbered(m_plan.path, ++m_number);
    if (!openFile(path, QIODevice::NewOnly))
        return false;
    while (m_plan.mostFiles > 0 && m_files.size() > m_plan.mostFiles)
        QFile::remove(m_files.takeFirst());
    return true;
}

bool RecordingFile::write(std::string_view lines)
{
    while (!lines.empty()) {
        std::size_t part = lines.size();
        if (m_plan.fileBytes > 0) {
            if (m_fileBytes >= m_plan.fileBytes && !openNext())
                return false;
            // Up to the line that makes the file long enough.
            const std::uint64_t room = m_plan.fileBytes - m_fileBytes;
            if (room < part)
                part = std::min(part, lines.find('\n', static_cast<std::size_t>(room) - 1) + 1);
        }
        if (!append(lines.substr(0, part)))
            return false;
        lines.remove_prefix(part);
    }
    return true;
}

bool RecordingFile::append(std::string_view lines)
{
    std::size_t done = 0;
    while (done < lines.size()) {
        const qint64 taken =
            m_file->write(lines.data() + done, static_cast<qint64>(lines.size() - done));
        if (taken <= 0)
            break;
        done += static_cast<std::size_t>(taken);
    }
    const std::size_t whole =
        done == lines.size() ? done : lines.substr(0, done).rfind('\n') + 1; // npos + 1 is 0
    m_fileBytes += whole;
    m_bytes += whole;
    m_lines += static_cast<std::uint64_t>(
        std::count(lines.begin(), lines.begin() + std::ptrdiff_t(whole), '\n'));
    return done == lines.size() || fail();
}

bool RecordingFile::fail()
{
    m_error = m_file->error();
    m_problem = m_file->errorString();
    m_file->resize(static_cast<qint64>(m_fileBytes));
    return false;
}

} // namespace Stomp
