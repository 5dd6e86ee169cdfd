#include "filterlook.h"

#include <utility>

namespace Ui {

void FilterLook::start(Stomp::MessageFilter filter,
    const std::vector<Stomp::NumberedRange>& messages, std::uint64_t end)
{
    const auto held = lock();
    m_filter = std::move(filter);
    m_hits.clear();
    begin(messages, end);
}

void FilterLook::stop()
{
    const auto held = lock();
    m_filter = {};
    m_hits = {};
    cease();
}

FilterLook::Verdict FilterLook::take()
{
    const auto held = lock();
    return {std::exchange(m_hits, {}), lookedBelow()};
}

void FilterLook::renew()
{
    m_judge.emplace(m_filter);
    m_found.clear();
}

void FilterLook::look(const Stomp::NumberedRange& slice)
{
    m_judge->judge(slice, m_found);
}

void FilterLook::deliver()
{
    m_hits.insert(m_hits.end(), m_found.begin(), m_found.end());
    m_found.clear();
}

} // namespace Ui
