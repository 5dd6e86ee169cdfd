#include "bodyworker.h"

#include <stomp/messages/backgroundthread.h>

#include <algorithm>
#include <utility>

namespace Ui {

std::unique_lock<std::mutex> BodyLook::lock() const
{
    return std::unique_lock(m_worker->m_mutex);
}

void BodyLook::begin(const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end)
{
    ++m_generation;
    m_isRenewed = true;
    m_isOn = true;
    m_isHalted = false;
    m_inHand.reset();
    m_rowsInHand = 0;
    m_queue.assign(messages, end);
    wakeWorker();
}

void BodyLook::cease()
{
    begin({}, 0);
    m_isOn = false;
}

void BodyLook::halt(bool isHalted)
{
    {
        const auto held = lock();
        m_isHalted = isHalted;
    }
    wakeWorker();
}

void BodyLook::wakeWorker()
{
    m_worker->m_changed.notify_one();
}

BodyWorker::BodyWorker(std::initializer_list<BodyLook*> looks)
    : m_looks(looks), m_thread(Stomp::backgroundThread([this] { run(); }))
{
    const std::lock_guard lock(m_mutex);
    for (BodyLook* look : m_looks)
        look->m_worker = this;
}

BodyWorker::~BodyWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void BodyWorker::add(const Stomp::NumberedRange& messages)
{
    bool isWanted = false;
    {
        const std::lock_guard lock(m_mutex);
        for (BodyLook* look : m_looks) {
            if (!look->m_isOn)
                continue;
            look->m_queue.add(messages);
            isWanted = true;
        }
    }
    if (isWanted)
        m_changed.notify_one();
}

void BodyWorker::forget(std::uint64_t first, std::uint64_t end)
{
    {
        const std::lock_guard lock(m_mutex);
        for (BodyLook* look : m_looks) {
            const std::uint64_t gone = look->m_queue.forget(first, end);
            if (gone == 0)
                continue;
            look->missed(gone);
            look->m_isCutShort = look->m_queue.isEmpty();
        }
    }
    m_changed.notify_one();
}

BodyWorker::Slices BodyWorker::slices() const
{
    const std::lock_guard lock(m_mutex);
    return m_slices;
}

BodyLook* BodyWorker::chosen() const
{
    const auto canGo = [](const BodyLook* look) {
        return look->canGo();
    };
    const auto begin = m_looks.begin();
    if (m_slicesOfFirst >= slicesBetween) {
        const auto other = std::find_if(begin + 1, m_looks.end(), canGo);
        if (other != m_looks.end())
            return *other;
    }
    const auto first = std::find_if(begin, m_looks.end(), canGo);
    return first == m_looks.end() ? nullptr : *first;
}

void BodyWorker::gather(const BodyLook& chosen)
{
    m_hands.clear();
    const std::uint64_t place = chosen.m_queue.next();
    for (BodyLook* look : m_looks)
        if (look->canGo() && look->m_queue.next() == place)
            m_hands.push_back({look, look->m_generation});
    const bool isFirstAlone = m_hands.size() == 1 && m_hands.front().look == m_looks.front();
    m_slicesOfFirst = isFirstAlone ? m_slicesOfFirst + 1 : 0;
}

Stomp::NumberedRange BodyWorker::takeSlice()
{
    std::uint32_t rows = sliceRows;
    for (const Hand& hand : m_hands)
        rows = std::min(rows, hand.look->m_queue.nextRows());
    Stomp::NumberedRange slice;
    for (const Hand& hand : m_hands) {
        slice = hand.look->m_queue.take(rows);
        hand.look->m_inHand = slice.firstSerial;
        hand.look->m_rowsInHand = rows;
    }
    ++m_slices.read;
    m_slices.shared += m_hands.size() > 1 ? 1 : 0;
    return slice;
}

void BodyWorker::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto isTold = [](const BodyLook* look) {
            return look->m_isRenewed || look->m_isCutShort;
        };
        m_changed.wait(lock, [&] {
            return m_ends || chosen() || std::any_of(m_looks.begin(), m_looks.end(), isTold);
        });
        if (m_ends)
            return;
        for (BodyLook* look : m_looks) {
            if (std::exchange(look->m_isRenewed, false))
                look->renew();
            if (std::exchange(look->m_isCutShort, false))
                look->deliver();
        }
        const BodyLook* const next = chosen();
        if (!next)
            continue;
        gather(*next);
        {
            const Stomp::NumberedRange slice = takeSlice();
            lock.unlock();
            for (const Hand& hand : m_hands)
                hand.look->look(slice);
        } // lets the segment go before anybody is told
        lock.lock();
        for (const Hand& hand : m_hands) {
            if (hand.look->m_generation != hand.generation)
                continue;
            hand.look->m_inHand.reset();
            hand.look->m_rowsInHand = 0;
            hand.look->deliver();
        }
    }
}

} // namespace Ui
