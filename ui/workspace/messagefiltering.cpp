#include "messagefiltering.h"

#include <algorithm>

namespace Ui {

MessageFiltering::MessageFiltering(
    const Stomp::MessageStore& store, MessageTableModel& model, QObject* parent)
    : QObject(parent), m_store(store), m_model(model)
{ }

void MessageFiltering::set(const Stomp::MessageFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_isHalted = false;
    m_firstPassEnd = m_store.appendedCount();
    if (filter.isEmpty())
        m_worker.stop();
    else
        m_worker.start(filter, m_store.ranges(), m_firstPassEnd);
    m_model.setFiltered(!filter.isEmpty());
    Q_EMIT changed();
}

void MessageFiltering::setHalted(bool halted)
{
    if (m_isHalted == halted || !isActive())
        return;
    m_isHalted = halted;
    m_worker.setHalted(halted);
    Q_EMIT changed();
}

MessageFiltering::Progress MessageFiltering::progress() const
{
    const quint64 all = m_store.rowCount();
    return {isActive() ? m_store.rowFrom(m_model.messages().judged()) : all, all};
}

bool MessageFiltering::isBusy() const
{
    return isActive() && !m_isHalted && m_model.messages().judged() < m_store.appendedCount();
}

bool MessageFiltering::isFirstPass() const
{
    return isActive() && m_model.messages().judged() < m_firstPassEnd;
}

std::size_t MessageFiltering::seenRows() const
{
    const std::size_t decided = m_model.messages().decidedRows();
    if (!isActive())
        return decided;
    return std::max(decided, m_store.rowFrom(std::min<quint64>(m_firstPassEnd, m_model.limit())));
}

void MessageFiltering::appended(const Stomp::SegmentRange& range)
{
    if (isActive() && range.rowCount > 0)
        m_worker.add({range, m_store.appendedCount() - range.rowCount});
}

void MessageFiltering::removing(const Stomp::RowSpan& span)
{
    if (isActive() && span.count > 0)
        m_worker.forget(
            m_store.serialAt(span.first), m_store.serialAt(span.first + span.count - 1) + 1);
}

void MessageFiltering::takeHits()
{
    if (!isActive())
        return;
    const FilterWorker::Verdict verdict = m_worker.take();
    m_model.addHits(verdict.hits, verdict.judged);
}

} // namespace Ui
