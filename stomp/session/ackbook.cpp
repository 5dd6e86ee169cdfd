#include "ackbook.h"

#include <algorithm>
#include <utility>

namespace Stomp {

AckReach ackReach(Dialect dialect, AckMode mode, Version version, bool accept)
{
    if (mode == AckMode::Auto || dialect == Dialect::Spring)
        return AckReach::Nothing;
    if (mode == AckMode::ClientIndividual)
        return AckReach::One;
    if (dialect == Dialect::RabbitMq)
        return AckReach::Connection;
    if (dialect == Dialect::ActiveMq && !accept)
        return AckReach::One;
    // 1.0 does not say that earlier ones go with it; the brokers that we know do it all the same.
    if (dialect == Dialect::Generic && version == Version::V10)
        return AckReach::One;
    return AckReach::Subscription;
}

void AckBook::add(SubscriptionKey subscription, Tag tag, std::uint32_t bytes)
{
    Page& page = m_pages[subscription];
    page.ascends = page.ascends && (page.notes.empty() || page.notes.back().tag < tag);
    page.notes.push_back({tag, ++m_lastOrder, bytes});
    page.bytes += bytes;
    if (++m_noted > m_limit)
        forgetOldest();
}

void AckBook::forgetOldest()
{
    Page* oldest = nullptr;
    for (auto& [key, page] : m_pages) {
        if (page.notes.empty())
            continue;
        if (!oldest || page.notes.front().order < oldest->notes.front().order)
            oldest = &page;
    }
    if (!oldest)
        return;
    oldest->forgottenBytes += oldest->notes.front().bytes;
    oldest->notes.pop_front();
    ++oldest->forgotten;
    --m_noted;
}

AckBook::Notes::const_iterator AckBook::find(const Page& page, Tag tag)
{
    if (!page.ascends)
        return std::ranges::find(page.notes, tag, &Note::tag);
    const auto found = std::ranges::lower_bound(page.notes, tag, {}, &Note::tag);
    return found != page.notes.end() && found->tag == tag ? found : page.notes.end();
}

std::size_t AckBook::countUpTo(const Page& page, std::uint64_t order)
{
    const auto end = std::ranges::upper_bound(page.notes, order, {}, &Note::order);
    return static_cast<std::size_t>(end - page.notes.begin());
}

bool AckBook::contains(SubscriptionKey subscription, Tag tag) const
{
    const auto page = m_pages.find(subscription);
    return page != m_pages.end() && find(page->second, tag) != page->second.notes.end();
}

std::size_t AckBook::countUpTo(SubscriptionKey subscription, Tag tag, AckReach reach) const
{
    const auto page = m_pages.find(subscription);
    if (page == m_pages.end() || reach == AckReach::Nothing)
        return 0;
    const auto note = find(page->second, tag);
    if (note == page->second.notes.end())
        return 0;
    if (reach == AckReach::One)
        return 1;
    std::size_t count = 0;
    for (const auto& [key, other] : m_pages) {
        if (reach == AckReach::Connection || key == subscription)
            count += countUpTo(other, note->order) + other.forgotten;
    }
    return count;
}

std::vector<AckBook::Entry> AckBook::reachedFrom(
    SubscriptionKey subscription, Tag tag, AckReach reach) const
{
    std::vector<Entry> reached;
    const auto page = m_pages.find(subscription);
    if (page == m_pages.end() || reach == AckReach::Nothing)
        return reached;
    const auto note = find(page->second, tag);
    if (note == page->second.notes.end())
        return reached;
    if (reach == AckReach::One)
        return {{subscription, note->tag, note->order, note->bytes}};
    for (const auto& [key, other] : m_pages) {
        if (reach != AckReach::Connection && key != subscription)
            continue;
        const auto count = static_cast<std::ptrdiff_t>(countUpTo(other, note->order));
        for (auto one = other.notes.begin(); one != other.notes.begin() + count; ++one)
            reached.push_back({key, one->tag, one->order, one->bytes});
    }
    std::ranges::sort(reached, {}, &Entry::order);
    return reached;
}

std::vector<AckBook::Entry> AckBook::settle(SubscriptionKey subscription, Tag tag, AckReach reach)
{
    std::vector<Entry> taken = reachedFrom(subscription, tag, reach);
    if (taken.empty())
        return taken;
    m_noted -= taken.size();
    const Entry& last = taken.back();
    if (reach == AckReach::One) {
        Page& page = m_pages.at(subscription);
        page.notes.erase(find(page, tag));
        page.bytes -= last.bytes;
        return taken;
    }
    for (const Entry& entry : taken)
        m_pages.at(entry.subscription).bytes -= entry.bytes;
    for (auto& [key, other] : m_pages) {
        if (reach != AckReach::Connection && key != subscription)
            continue;
        const auto count = static_cast<std::ptrdiff_t>(countUpTo(other, last.order));
        other.notes.erase(other.notes.begin(), other.notes.begin() + count);
        other.forgotten = 0;
        other.bytes -= std::exchange(other.forgottenBytes, 0);
    }
    return taken;
}

void AckBook::restore(const std::vector<Entry>& entries)
{
    for (const Entry& entry : entries) {
        Page& page = m_pages[entry.subscription];
        Notes& notes = page.notes;
        const auto place = std::ranges::upper_bound(notes, entry.order, {}, &Note::order);
        notes.insert(place, {entry.tag, entry.order, entry.bytes});
        page.bytes += entry.bytes;
        if (++m_noted > m_limit)
            forgetOldest();
    }
}

std::vector<AckBook::Entry> AckBook::end(SubscriptionKey subscription)
{
    std::vector<Entry> held;
    const auto page = m_pages.find(subscription);
    if (page == m_pages.end())
        return held;
    held.reserve(page->second.notes.size());
    for (const Note& note : page->second.notes)
        held.push_back({subscription, note.tag, note.order, note.bytes});
    m_noted -= held.size();
    m_pages.erase(page);
    return held;
}

void AckBook::clear()
{
    m_pages.clear();
    m_noted = 0;
}

std::uint64_t AckBook::outstanding() const
{
    std::uint64_t count = 0;
    for (const auto& [key, page] : m_pages)
        count += page.notes.size() + page.forgotten;
    return count;
}

std::uint64_t AckBook::outstanding(SubscriptionKey subscription) const
{
    const auto page = m_pages.find(subscription);
    return page == m_pages.end() ? 0 : page->second.notes.size() + page->second.forgotten;
}

std::uint64_t AckBook::outstandingBytes(SubscriptionKey subscription) const
{
    const auto page = m_pages.find(subscription);
    return page == m_pages.end() ? 0 : page->second.bytes;
}

std::uint64_t AckBook::forgotten() const
{
    std::uint64_t count = 0;
    for (const auto& [key, page] : m_pages)
        count += page.forgotten;
    return count;
}

} // namespace Stomp
