#include "framelinks.h"

#include <algorithm>
#include <unordered_set>

namespace Stomp {

using enum FrameDirection;

FrameChain FrameLinks::chainOf(std::uint64_t serial)
{
    FrameChain chain;
    m_steps.clear();
    m_hasMore = false;
    if (!m_ring.find(serial))
        return chain;
    const Index start = m_ring.indexOf(serial);
    if (m_ring.at(start).kind != FrameRecord::Kind::Frame) {
        chain.steps.push_back({serial});
        return chain;
    }
    add(start, FrameLink::Itself);
    while (!m_toFollow.empty()) {
        const Index next = m_toFollow.back();
        m_toFollow.pop_back();
        findSession(next);
        follow(next);
    }
    for (const auto& [index, step] : m_steps)
        chain.steps.push_back({m_ring.at(index).serial, step.link, step.isProbable});
    std::sort(chain.steps.begin(), chain.steps.end(),
        [](const FrameStep& a, const FrameStep& b) { return a.serial < b.serial; });
    for (std::size_t i = 1; i < chain.steps.size(); ++i) {
        chain.steps[i].sinceUs = m_ring.find(chain.steps[i].serial)->timeUs
            - m_ring.find(chain.steps[i - 1].serial)->timeUs;
    }
    findSession(start);
    addGaps(start, chain);
    if (m_hasMore)
        chain.gaps.push_back(FrameGap::MoreSteps);
    return chain;
}

void FrameLinks::findSession(Index index)
{
    m_connection = m_ring.at(index).connection;
    const auto isConnect = [this](Index i) {
        return isOf(i, Out, "CONNECT") || isOf(i, Out, "STOMP");
    };
    m_begin = index;
    while (m_begin > 0 && !isConnect(m_begin))
        --m_begin;
    m_end = index + 1;
    while (m_end < m_ring.size() && !isConnect(m_end))
        ++m_end;
}

void FrameLinks::add(Index index, FrameLink link, bool isProbable)
{
    if (index == none || m_steps.contains(index))
        return;
    if (m_steps.size() >= mostSteps) {
        m_hasMore = true;
        return;
    }
    m_steps.emplace(index, Step{link, isProbable});
    m_toFollow.push_back(index);
}

void FrameLinks::follow(Index index)
{
    const std::string_view command = m_ring.at(index).command();
    if (m_ring.at(index).direction == In) {
        if (command == "MESSAGE") {
            const std::string trace = value(index, traceHeader);
            if (!trace.empty())
                add(findLast(index, Out, "SEND", traceHeader, trace), FrameLink::TraceSource);
            followSettlements(index);
            return;
        }
        const Found request = requestOf(index);
        const bool isNamed = command == "ERROR" && request.index != none
            && isOf(request.index, Out, "SUBSCRIBE")
            && value(index, "subscription") == value(request.index, "id");
        add(request.index, isNamed ? FrameLink::Subscription : FrameLink::Request,
            request.isProbable);
        return;
    }
    followAnswer(index);
    if (command == "ACK" || command == "NACK")
        add(messageOf(index), FrameLink::Message);
    else if (command == "SEND")
        followTraced(index);
    else if (command == "SUBSCRIBE")
        add(find(index + 1, m_end, Out, "UNSUBSCRIBE", "id", value(index, "id")),
            FrameLink::Unsubscription);
    else if (command == "UNSUBSCRIBE")
        add(findLast(index, Out, "SUBSCRIBE", "id", value(index, "id")), FrameLink::Subscription);
    followTransaction(index);
}

void FrameLinks::followAnswer(Index request)
{
    const Found answer = answerTo(request);
    add(answer.index, FrameLink::Answer, answer.isProbable);
}

void FrameLinks::followTransaction(Index index)
{
    const std::string transaction = value(index, "transaction");
    if (transaction.empty())
        return;
    const std::string_view command = m_ring.at(index).command();
    if (command == "COMMIT" || command == "ABORT") {
        add(findLast(index, Out, "BEGIN", "transaction", transaction), FrameLink::TransactionBegin);
        return;
    }
    const Index commit = find(index + 1, m_end, Out, "COMMIT", "transaction", transaction);
    const Index abort = find(index + 1, m_end, Out, "ABORT", "transaction", transaction);
    add(std::min(commit, abort), FrameLink::TransactionEnd);
}

void FrameLinks::followSettlements(Index message)
{
    bool isSettled = false;
    for (Index i = message + 1; i < m_end; ++i) {
        if (!isOf(i, Out, "ACK") && !isOf(i, Out, "NACK"))
            continue;
        if (settles(m_ring.at(i), m_ring.at(message))) {
            add(i, FrameLink::Settlement);
            isSettled = true;
        }
    }
    if (!isSettled)
        add(laterAck(message), FrameLink::SettledWithLater);
}

void FrameLinks::followTraced(Index send)
{
    const std::string trace = value(send, traceHeader);
    if (trace.empty())
        return;
    for (Index i = send + 1; i < m_ring.size(); ++i) {
        const FrameRecord& record = m_ring.at(i);
        if (record.kind == FrameRecord::Kind::Frame && record.direction == In
            && record.command() == "MESSAGE" && value(i, traceHeader) == trace)
            add(i, FrameLink::TraceResult);
    }
}

FrameLinks::Found FrameLinks::answerTo(Index request) const
{
    const std::string_view command = m_ring.at(request).command();
    if (command == "CONNECT" || command == "STOMP") {
        for (Index i = request + 1; i < m_end; ++i) {
            if (isOf(i, In, "CONNECTED") || isOf(i, In, "ERROR"))
                return {i};
        }
        return {};
    }
    const std::string receipt = value(request, "receipt");
    if (receipt.empty())
        return {};
    const Index confirmed = find(request + 1, m_end, In, "RECEIPT", "receipt-id", receipt);
    if (confirmed != none)
        return {confirmed};
    const Index refused = find(request + 1, m_end, In, "ERROR", "receipt-id", receipt);
    if (refused != none)
        return {refused};
    for (Index i = request + 1; i < m_end; ++i) {
        if (isOf(i, In, "ERROR") && value(i, "receipt-id").empty() && requestOf(i).index == request)
            return {i, requestOf(i).isProbable};
    }
    return {};
}

FrameLinks::Found FrameLinks::requestOf(Index answer) const
{
    const std::string_view command = m_ring.at(answer).command();
    const Index connect =
        isOf(m_begin, Out, "CONNECT") || isOf(m_begin, Out, "STOMP") ? m_begin : none;
    if (command == "CONNECTED")
        return {connect};
    const std::string receipt = value(answer, "receipt-id");
    if (!receipt.empty()) {
        for (Index i = answer; i-- > m_begin;) {
            if (m_ring.at(i).kind == FrameRecord::Kind::Frame
                && m_ring.at(i).connection == m_connection && m_ring.at(i).direction == Out
                && value(i, "receipt") == receipt)
                return {i};
        }
        return {};
    }
    if (command != "ERROR")
        return {};
    if (connect != none && find(m_begin, answer, In, "CONNECTED", {}, {}) == none)
        return {connect};
    const std::string subscription = value(answer, "subscription");
    if (!subscription.empty())
        return {findLast(answer, Out, "SUBSCRIBE", "id", subscription)};
    return {onlySuspect(answer), true};
}

FrameLinks::Index FrameLinks::onlySuspect(Index error) const
{
    std::unordered_set<std::string> answered;
    for (Index i = m_begin; i < m_end; ++i) {
        if (isOf(i, In, "RECEIPT") || isOf(i, In, "ERROR"))
            answered.insert(value(i, "receipt-id"));
    }
    Index only = none;
    for (Index i = m_begin; i < error; ++i) {
        const FrameRecord& record = m_ring.at(i);
        if (record.kind != FrameRecord::Kind::Frame || record.connection != m_connection
            || record.direction != Out)
            continue;
        const std::string receipt = value(i, "receipt");
        if (receipt.empty() || answered.contains(receipt))
            continue;
        if (only != none)
            return none;
        only = i;
    }
    return only;
}

FrameLinks::Index FrameLinks::messageOf(Index settlement) const
{
    for (Index i = settlement; i-- > m_begin;) {
        if (isOf(i, In, "MESSAGE") && settles(m_ring.at(settlement), m_ring.at(i)))
            return i;
    }
    return none;
}

FrameLinks::Index FrameLinks::laterAck(Index message) const
{
    // 1.0 does not say that an ACK means the messages before it as well.
    if (m_ring.at(message).version == Version::V10)
        return none;
    const std::string subscription = value(message, "subscription");
    const Index subscribed = findLast(message, Out, "SUBSCRIBE", "id", subscription);
    if (subscription.empty() || subscribed == none || value(subscribed, "ack") != "client")
        return none;
    const bool is12 = m_ring.at(message).version == Version::V12;
    std::unordered_set<std::string> later;
    for (Index i = message + 1; i < m_end; ++i) {
        if (isOf(i, In, "MESSAGE") && value(i, "subscription") == subscription)
            later.insert(value(i, is12 ? "ack" : "message-id"));
        else if (isOf(i, Out, "ACK") && later.contains(value(i, is12 ? "id" : "message-id"))
            && (is12 || value(i, "subscription") == subscription))
            return i;
    }
    return none;
}

bool FrameLinks::settles(const FrameRecord& settlement, const FrameRecord& message) const
{
    const auto same = [&](std::string_view mine, std::string_view theirs) {
        const auto value = headerOf(settlement, mine);
        return value && value == headerOf(message, theirs);
    };
    switch (settlement.version) {
    case Version::V12:
        return same("id", "ack");
    case Version::V11:
        return same("message-id", "message-id") && same("subscription", "subscription");
    case Version::V10:
        break;
    }
    return same("message-id", "message-id");
}

FrameLinks::Index FrameLinks::find(Index from, Index to, FrameDirection direction,
    std::string_view command, std::string_view header, std::string_view wanted) const
{
    for (Index i = from; i < to; ++i) {
        if (isOf(i, direction, command) && (header.empty() || value(i, header) == wanted))
            return i;
    }
    return none;
}

FrameLinks::Index FrameLinks::findLast(Index before, FrameDirection direction,
    std::string_view command, std::string_view header, std::string_view wanted) const
{
    // A trace is the only link between connections and sessions.
    const bool everywhere = header == traceHeader;
    for (Index i = before; i-- > (everywhere ? 0 : m_begin);) {
        const FrameRecord& record = m_ring.at(i);
        if (record.kind == FrameRecord::Kind::Frame && record.direction == direction
            && (everywhere || record.connection == m_connection) && record.command() == command
            && value(i, header) == wanted)
            return i;
    }
    return none;
}

bool FrameLinks::isOf(Index index, FrameDirection direction, std::string_view command) const
{
    const FrameRecord& record = m_ring.at(index);
    return record.kind == FrameRecord::Kind::Frame && record.connection == m_connection
        && record.direction == direction && record.command() == command;
}

std::string FrameLinks::value(Index index, std::string_view header) const
{
    return headerOf(m_ring.at(index), header).value_or(std::string());
}

} // namespace Stomp
