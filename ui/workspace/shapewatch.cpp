#include "shapewatch.h"

#include <utility>

namespace Ui {

ShapeWatch::ShapeWatch(const Stomp::MessageStore& store, QObject* parent)
    : QObject(parent), m_store(store)
{
    m_timer.setInterval(tickMs);
    m_timer.callOnTimeout(this, &ShapeWatch::look);
}

void ShapeWatch::setOn(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    m_reports.clear();
    m_behind = 0;
    m_missed = 0;
    m_isSettling = false;
    if (on) {
        m_worker.start(m_store.ranges());
        m_behind = m_store.rowCount();
        m_timer.start();
    } else {
        m_worker.stop();
        m_timer.stop();
    }
    Q_EMIT changed();
}

void ShapeWatch::appended(const Stomp::SegmentRange& range)
{
    if (!m_isOn || range.rowCount == 0)
        return;
    m_worker.add({range, m_store.appendedCount() - range.rowCount});
    m_isSettling = false;
    if (!m_timer.isActive())
        m_timer.start();
}

void ShapeWatch::removing(const Stomp::RowSpan& span)
{
    if (m_isOn && span.count > 0)
        m_worker.forget(
            m_store.serialAt(span.first), m_store.serialAt(span.first + span.count - 1) + 1);
}

void ShapeWatch::look()
{
    ShapeWorker::State state = m_worker.take();
    const bool hasChanged =
        !state.news.empty() || state.behind != m_behind || state.missed != m_missed;
    for (Stomp::ShapeNews& news : state.news) {
        const Stomp::ShapeSubject subject = news.subject;
        m_reports.insert_or_assign(subject, std::move(news));
    }
    m_behind = state.behind;
    m_missed = state.missed;
    if (m_behind == 0 && std::exchange(m_isSettling, true))
        m_timer.stop();
    if (hasChanged)
        Q_EMIT changed();
}

} // namespace Ui
