#include "messagefiltering.h"

#include <algorithm>

namespace Ui {

MessageFiltering::MessageFiltering(
    const Stomp::MessageStore& store, MessageTableModel& model, FilterLook& look, QObject* parent)
    : QObject(parent), m_store(store), m_model(model), m_look(look)
{ }

void MessageFiltering::set(const Stomp::MessageFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_isHalted = false;
    m_firstPassEnd = m_store.appendedCount();
    if (filter.isEmpty())
        m_look.stop();
    else
        m_look.start(filter, m_store.ranges(), m_firstPassEnd);
    m_model.setFiltered(!filter.isEmpty());
    Q_EMIT changed();
}

void MessageFiltering::setHalted(bool halted)
{
    if (m_isHalted == halted || !isActive())
        return;
    m_isHalted = halted;
    m_look.setHalted(halted);
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

void MessageFiltering::takeHits()
{
    if (!isActive())
        return;
    const FilterLook::Verdict verdict = m_look.take();
    m_model.addHits(verdict.hits, verdict.judged);
}

} // namespace Ui
