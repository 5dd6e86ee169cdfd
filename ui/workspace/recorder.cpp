#include "recorder.h"

#include <stomp/messages/backgroundthread.h>

namespace Ui {

namespace {
/** Formatted and written at once, at most: what the file lacks after a sudden end. */
constexpr std::size_t pieceBytes = 256 * 1024;
} // namespace

Recorder::Recorder(
    const Stomp::RecordingPlan& plan, NameOf nameOf, std::size_t mostWaiting, QObject* parent)
    : QObject(parent), m_plan(plan), m_nameOf(std::move(nameOf)), m_mostWaiting(mostWaiting),
      m_file(plan)
{
    m_timer.callOnTimeout(this, [this] {
        updateFarBehind();
        Q_EMIT progressed();
    });
    m_timer.start(tickMs);
    m_thread = Stomp::backgroundThread([this] {
        const Report report = record();
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_timer.stop();
                updateFarBehind();
                Q_EMIT ended(report);
            },
            Qt::QueuedConnection);
    });
}

Recorder::~Recorder()
{
    finish();
    m_thread.join();
}

void Recorder::add(const Stomp::SegmentRange& messages)
{
    std::vector<std::pair<quint32, std::string>> names;
    quint32 last = 0;
    for (std::uint32_t i = 0; i < messages.rowCount; ++i) {
        const quint32 connection = messages.segment->row(messages.firstRow + i).connection;
        if (connection != last && m_named.insert(connection).second)
            names.emplace_back(connection, m_nameOf(connection));
        last = connection;
    }
    m_added += messages.rowCount;
    {
        const std::lock_guard lock(m_mutex);
        if (m_hasFailed)
            return;
        m_newNames.insert(m_newNames.end(), names.begin(), names.end());
        m_queue.push_back(messages);
        m_waitingBytes += messages.bytes();
    }
    m_changed.notify_one();
    updateFarBehind();
}

void Recorder::finish()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isFinishing = true;
    }
    m_changed.notify_one();
}

void Recorder::updateFarBehind()
{
    bool isFar = m_isFarBehind;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waitingBytes > m_mostWaiting)
            isFar = true;
        else if (m_waitingBytes <= m_mostWaiting / 2)
            isFar = false;
    }
    if (isFar == m_isFarBehind)
        return;
    m_isFarBehind = isFar;
    Q_EMIT farBehindChanged(isFar);
}

bool Recorder::takeNext(Stomp::SegmentRange& messages)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isFinishing || !m_queue.empty(); });
    if (m_queue.empty())
        return false;
    messages = std::move(m_queue.front());
    m_queue.pop_front();
    for (const auto& [connection, name] : m_newNames)
        m_lines.setName(connection, name);
    m_newNames.clear();
    return true;
}

bool Recorder::write(const Stomp::SegmentRange& messages)
{
    const auto flush = [this] {
        const bool isWritten = m_file.write(m_text);
        m_text.clear();
        m_bytes = m_file.bytes();
        m_written = m_file.lines();
        m_fileCount = m_file.fileCount();
        return isWritten;
    };
    for (std::uint32_t i = 0; i < messages.rowCount; ++i) {
        const Stomp::MessageRow& row = messages.segment->row(messages.firstRow + i);
        m_lines.append(messages.segment->bytes(row), row, m_text);
        if (m_text.size() >= pieceBytes && !flush())
            return false;
    }
    return flush();
}

Recorder::Report Recorder::record()
{
    bool isFine = m_file.open();
    Stomp::SegmentRange messages;
    while (isFine && takeNext(messages)) {
        isFine = write(messages);
        const std::size_t bytes = messages.bytes();
        messages = {}; // before anybody is told
        const std::lock_guard lock(m_mutex);
        m_waitingBytes -= bytes;
    }
    Report report;
    {
        const std::lock_guard lock(m_mutex);
        m_hasFailed = !isFine;
        m_queue.clear();
        m_waitingBytes = 0;
    }
    report.hasFailed = !isFine;
    report.messages = m_written;
    report.bytes = m_file.bytes();
    report.unwritten = behind();
    report.files = m_file.files();
    report.masked = m_lines.masked().counts();
    report.error = m_file.error();
    report.problem = m_file.problem();
    return report;
}

} // namespace Ui
