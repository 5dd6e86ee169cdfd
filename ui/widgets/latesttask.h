#pragma once

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace Ui {

/**
 * Runs work on a thread of its own, one piece at a time, where only the latest counts: starting or
 * cancelling drops the answer of what was started before, and skips it if it has not begun. Work
 * must own what it reads and touch nothing of the window.
 */
class LatestTask : public QObject
{
    Q_OBJECT

public:
    /** What is done in the window with the answer, on the window's thread. */
    using Finish = std::function<void()>;
    /** On the worker's thread. */
    using Work = std::function<Finish()>;

    explicit LatestTask(QObject* parent = nullptr);
    /** Waits for the piece under way. */
    ~LatestTask() override;

    void start(Work work);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void runningChanged(bool running);

private:
    void setRunning(bool running);

    QThreadPool m_pool;
    std::shared_ptr<std::atomic<quint64>> m_latest;
    bool m_running = false;
};

} // namespace Ui
