#pragma once

#include <QObject>
#include <QThread>

#include <utility>

namespace Ui {

/**
 * A thread with an event loop for sockets, running from construction to destruction. Objects that
 * were moved to it are to be given up with deleteLater(); the destructor lets those deletions
 * happen there before it returns.
 */
class IoThread
{
public:
    explicit IoThread(const QString& name);
    ~IoThread();

    IoThread(const IoThread&) = delete;
    IoThread& operator=(const IoThread&) = delete;

    /** object has no parent. */
    void adopt(QObject* object) { object->moveToThread(&m_thread); }

    /** Runs the function on the thread, after what was posted before it. */
    template <typename Function>
    void post(Function&& function)
    {
        QMetaObject::invokeMethod(
            &m_context, std::forward<Function>(function), Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    QObject m_context;
};

} // namespace Ui
