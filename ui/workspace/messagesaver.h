#pragma once

#include <stomp/messages/messagefilewriter.h>

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <thread>

namespace Ui {

/**
 * Saves messages of one moment to a file, on a thread of its own, and tells how far it is. Further
 * messages that arrive are none of its business. Window's thread; its end stops the saving and
 * waits for the slice under way.
 */
class MessageSaver : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 100;

    /** Begins at once. */
    explicit MessageSaver(Stomp::MessageFile file, QObject* parent = nullptr);
    ~MessageSaver() override;

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const QDateTime& moment() const { return m_moment; }
    /** Messages that were looked at, and how many there are to look at. */
    [[nodiscard]] quint64 looked() const { return m_progress.looked; }
    [[nodiscard]] quint64 total() const { return m_total; }
    [[nodiscard]] quint64 written() const { return m_progress.written; }
    [[nodiscard]] quint64 bytes() const { return m_progress.bytes; }

    /** No file comes of it; ended() says so. */
    void stop() { m_progress.isStopped = true; }

Q_SIGNALS:
    void progressed();
    void ended(const Stomp::MessageFileResult& result);

private:
    const QString m_path;
    const QDateTime m_moment;
    const quint64 m_total;
    Stomp::MessageFileProgress m_progress;
    QTimer m_timer{this};
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
