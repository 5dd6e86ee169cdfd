#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace App {

/**
 * Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, by the self-pipe trick, and ignores SIGPIPE.
 * One at a time; the signals are as before when it dies. System calls in progress are interrupted.
 */
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatcher(QObject* parent = nullptr);
    ~SignalWatcher() override;

    /** A file descriptor that can be read from while a signal waits to be told of, for code that
     * must wait outside the event loop; -1 when nobody watches. Never read it. */
    [[nodiscard]] static int pending();

Q_SIGNALS:
    void interrupted();

private:
    void drain();

    QSocketNotifier* m_notifier = nullptr;
};

} // namespace App
