#include "latesttask.h"

#include <stomp/messages/backgroundthread.h>

namespace Ui {

LatestTask::LatestTask(QObject* parent)
    : QObject(parent), m_latest(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
}

LatestTask::~LatestTask()
{
    ++*m_latest;
    m_pool.clear();
    m_pool.waitForDone();
}

void LatestTask::start(Work work)
{
    m_pool.clear();
    const quint64 mine = ++*m_latest;
    m_pool.start([this, mine, latest = m_latest, work = std::move(work)] {
        if (*latest != mine)
            return;
        Stomp::giveWay(Stomp::workingNiceness);
        // The destructor waits for this thread, so this object is still whole here.
        QMetaObject::invokeMethod(
            this,
            [this, mine, finish = work()] {
                if (*m_latest != mine)
                    return;
                setRunning(false);
                finish();
            },
            Qt::QueuedConnection);
    });
    setRunning(true);
}

void LatestTask::cancel()
{
    ++*m_latest;
    m_pool.clear();
    setRunning(false);
}

void LatestTask::setRunning(bool running)
{
    if (m_running == running)
        return;
    m_running = running;
    Q_EMIT runningChanged(running);
}

} // namespace Ui
