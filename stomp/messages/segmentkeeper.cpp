#include "segmentkeeper.h"

#include "backgroundthread.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

namespace Stomp {

/** What the thread works on, also when its keeper has gone. */
struct SegmentKeeper::Work
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<SegmentPtr> full;
    std::vector<std::unique_ptr<Segment>> retired;
    bool isMoving = false;
    bool ends = false;
    std::string problem;

    void run();
    void moveNext(std::unique_lock<std::mutex>& lock);
};

void SegmentKeeper::Work::run()
{
    // Not at a lower priority: the window would wait for the locks that a thread without turn
    // holds.
    std::unique_lock lock(mutex);
    for (;;) {
        changed.wait(lock, [this] { return ends || !full.empty() || !retired.empty(); });
        if (ends)
            return;
        std::vector<std::unique_ptr<Segment>> gone;
        gone.swap(retired);
        lock.unlock();
        gone.clear();
        lock.lock();
        moveNext(lock);
    }
}

void SegmentKeeper::Work::moveNext(std::unique_lock<std::mutex>& lock)
{
    if (full.empty())
        return;
    SegmentPtr segment = std::move(full.front());
    full.pop_front();
    isMoving = true;
    lock.unlock();
    changed.notify_all();
    std::string why;
    const bool isWanted = segment.use_count() > 1;
    if (isWanted)
        std::ignore = segment->moveToDisk(why);
    segment.reset();
    lock.lock();
    isMoving = false;
    if (isWanted)
        problem = std::move(why);
}

SegmentKeeper::SegmentKeeper() : m_work(std::make_shared<Work>()) { }

SegmentKeeper::~SegmentKeeper()
{
    {
        const std::lock_guard lock(m_work->mutex);
        m_work->ends = true;
    }
    m_work->changed.notify_all();
    if (m_thread.get_id() == std::this_thread::get_id())
        m_thread.detach();
    else if (m_thread.joinable())
        m_thread.join();
}

void SegmentKeeper::start()
{
    if (!m_thread.joinable())
        m_thread = backgroundThread([work = m_work] { work->run(); });
}

void SegmentKeeper::move(SegmentPtr full)
{
    {
        std::unique_lock lock(m_work->mutex);
        start();
        m_work->changed.wait(lock, [this] { return m_work->full.size() < mostWaiting; });
        m_work->full.push_back(std::move(full));
    }
    m_work->changed.notify_all();
}

void SegmentKeeper::giveUp(std::unique_ptr<Segment> retired)
{
    {
        const std::lock_guard lock(m_work->mutex);
        start();
        m_work->retired.push_back(std::move(retired));
    }
    m_work->changed.notify_all();
}

std::size_t SegmentKeeper::waiting() const
{
    const std::lock_guard lock(m_work->mutex);
    return m_work->full.size() + (m_work->isMoving ? 1 : 0);
}

std::string SegmentKeeper::problem() const
{
    const std::lock_guard lock(m_work->mutex);
    return m_work->problem;
}

} // namespace Stomp
