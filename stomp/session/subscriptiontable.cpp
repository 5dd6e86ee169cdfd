#include "subscriptiontable.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

// 0 for anything but a number of at most nine digits.
std::size_t smallNumber(std::string_view text)
{
    if (text.empty() || text.size() > 9)
        return 0;
    std::size_t number = 0;
    for (const char c : text) {
        const auto digit = static_cast<unsigned char>(c - '0');
        if (digit > 9)
            return 0;
        number = number * 10 + digit;
    }
    return number;
}

} // namespace

Subscription* SubscriptionTable::add(
    SubscriptionKey key, const SubscribeRequest& request, Version version)
{
    Subscription subscription;
    subscription.destination = request.destination;
    subscription.origin = {key, request.ack, version};
    subscription.ackOnArrival = request.ackOnArrival && request.ack != AckMode::Auto;
    subscription.origin.ackOnArrival = subscription.ackOnArrival;

    const auto given = std::ranges::find(request.headers, "id", &Header::name);
    if (given != request.headers.end()) {
        subscription.id = given->value;
        const auto sameId = [&](const Subscription& one) {
            return one.id == given->value;
        };
        if (std::ranges::any_of(
                m_all, [&](const Subscription& one) { return one.isActive() && sameId(one); }))
            return nullptr;
        m_named.push_back(&m_all.emplace_back(std::move(subscription)));
        return m_named.back();
    }

    do {
        m_numbered.push_back(nullptr);
        subscription.id = std::to_string(m_numbered.size());
    } while (isKnown(subscription.id));
    m_numbered.back() = &m_all.emplace_back(std::move(subscription));
    return m_numbered.back();
}

Subscription* SubscriptionTable::find(std::string_view id)
{
    const auto named = std::find_if(
        m_named.rbegin(), m_named.rend(), [id](const Subscription* one) { return one->id == id; });
    if (named != m_named.rend())
        return *named;
    const std::size_t number = smallNumber(id);
    if (number == 0 || number > m_numbered.size() || !m_numbered[number - 1])
        return nullptr;
    // "007" is not our 7.
    return m_numbered[number - 1]->id.size() == id.size() ? m_numbered[number - 1] : nullptr;
}

Subscription* SubscriptionTable::byKey(SubscriptionKey key)
{
    return const_cast<Subscription*>(std::as_const(*this).byKey(key));
}

const Subscription* SubscriptionTable::byKey(SubscriptionKey key) const
{
    const auto found = std::ranges::find_if(
        m_all, [key](const Subscription& one) { return one.origin.subscription == key; });
    return found == m_all.end() ? nullptr : &*found;
}

Subscription* SubscriptionTable::onlyOneOf(std::string_view destination)
{
    Subscription* only = nullptr;
    for (Subscription& one : m_all) {
        if (!one.isActive() || one.destination != destination)
            continue;
        if (only)
            return nullptr;
        only = &one;
    }
    return only;
}

bool SubscriptionTable::isKnown(std::string_view id) const
{
    return std::ranges::any_of(m_named, [id](const Subscription* one) { return one->id == id; });
}

} // namespace Stomp
