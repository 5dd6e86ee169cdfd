#pragma once

#include <stomp/messages/messagelines.h>
#include <stomp/messages/recordingfile.h>

#include <QObject>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace Ui {

/**
 * Writes messages to a recording as they come, on a thread of its own, and tells how far behind it
 * is. Keeps the segments that it has not written; when these are too many it asks that no further
 * message comes. Drops nothing, unless the disk fails, and then it ends and says so. Window's
 * thread; its end waits until all is written that it was given.
 */
class Recorder : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 100;
    static constexpr std::size_t usualWaiting = 128 * 1024 * 1024;

    /** What a file calls a connection. */
    using NameOf = std::function<std::string(quint32 connection)>;

    struct Report
    {
        bool hasFailed = false;
        quint64 messages = 0;
        quint64 bytes = 0;
        quint64 unwritten = 0; //!< messages that came before it failed, and are not in the file
        QStringList files;
        std::map<std::string, std::uint64_t> masked; //!< Stomp::MaskTally::counts()
        QFileDevice::FileError error = QFileDevice::NoError;
        QString problem; //!< in the system's words
    };

    /** Begins at once; a file that cannot be made ends it. mostWaiting: bytes that may wait for the
     * file. */
    Recorder(const Stomp::RecordingPlan& plan, NameOf nameOf,
        std::size_t mostWaiting = usualWaiting, QObject* parent = nullptr);
    ~Recorder() override;

    void add(const Stomp::SegmentRange& messages);
    /** Writes what it was given, and ends. */
    void finish();

    [[nodiscard]] const QString& path() const { return m_plan.path; }
    [[nodiscard]] quint64 messages() const { return m_written; }
    [[nodiscard]] quint64 bytes() const { return m_bytes; }
    [[nodiscard]] int fileCount() const { return m_fileCount; } //!< made so far
    /** Messages that are still to be written. */
    [[nodiscard]] quint64 behind() const { return m_added - m_written; }
    [[nodiscard]] bool isFarBehind() const { return m_isFarBehind; }

Q_SIGNALS:
    void progressed();
    void farBehindChanged(bool isFarBehind);
    /** Once; nothing is written any more. */
    void ended(const Ui::Recorder::Report& report);

private:
    // The writing thread's.
    [[nodiscard]] Report record();
    [[nodiscard]] bool takeNext(Stomp::SegmentRange& messages);
    [[nodiscard]] bool write(const Stomp::SegmentRange& messages);

    void updateFarBehind();

    const Stomp::RecordingPlan m_plan;
    const NameOf m_nameOf;
    const std::size_t m_mostWaiting;
    std::set<quint32> m_named;
    bool m_isFarBehind = false;
    QTimer m_timer{this};
    std::atomic<quint64> m_added = 0;
    std::atomic<quint64> m_written = 0;
    std::atomic<quint64> m_bytes = 0;
    std::atomic<int> m_fileCount = 0;

    Stomp::MessageLines m_lines{{}};
    Stomp::RecordingFile m_file;
    std::string m_text;

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Stomp::SegmentRange> m_queue;
    std::vector<std::pair<quint32, std::string>> m_newNames; //!< before what stands in the queue
    std::size_t m_waitingBytes = 0;
    bool m_isFinishing = false;
    bool m_hasFailed = false;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
