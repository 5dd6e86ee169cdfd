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
    begin(isFolding());
}

void MessageFiltering::setFolding(bool folds)
{
    if (folds == isFolding())
        return;
    if (folds) {
        begin(true);
        return;
    }
    // What was found stays.
    m_model.unfold();
    if (isActive())
        m_look.stopFolding();
    else
        m_look.stop();
    m_isHalted = m_isHalted && isActive();
    Q_EMIT changed();
}

void MessageFiltering::begin(bool folds)
{
    m_isHalted = false;
    m_firstPassEnd = m_store.appendedCount();
    if (m_filter.isEmpty() && !folds)
        m_look.stop();
    else
        m_look.start(m_filter, folds, m_store.ranges(), m_firstPassEnd);
    m_model.setFiltered(!m_filter.isEmpty(), folds);
    Q_EMIT changed();
}

void MessageFiltering::setHalted(bool halted)
{
    if (m_isHalted == halted || !isLooking())
        return;
    m_isHalted = halted;
    m_look.setHalted(halted);
    Q_EMIT changed();
}

MessageFiltering::Progress MessageFiltering::progress() const
{
    const quint64 all = m_store.rowCount();
    return {isLooking() ? m_store.rowFrom(m_model.messages().judged()) : all, all};
}

bool MessageFiltering::isBusy() const
{
    return isLooking() && !m_isHalted && m_model.messages().judged() < m_store.appendedCount();
}

bool MessageFiltering::isFirstPass() const
{
    return isLooking() && m_model.messages().judged() < m_firstPassEnd;
}

std::size_t MessageFiltering::seenRows() const
{
    const std::size_t decided = m_model.messages().decidedRows();
    if (!isLooking())
        return decided;
    return std::max(decided, m_store.rowFrom(std::min<quint64>(m_firstPassEnd, m_model.limit())));
}

void MessageFiltering::takeHits()
{
    if (!isLooking())
        return;
    const FilterLook::Verdict verdict = m_look.take();
    m_model.addHits(verdict.hits, verdict.judged, verdict.firsts);
}

} // namespace Ui
