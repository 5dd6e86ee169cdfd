#include "sessionverbs.h"

#include "broker.h"
#include "faultcontrol.h"
#include "sendterms.h"

// What a SEND does.

namespace Stomp {

Verdict SessionVerbs::send(const FrameView& frame, Version version, Millis now)
{
    if (isFaultControl(frame))
        return controlFaults(m_broker.faults(), frame, now, [&] { m_host.confirm(frame, now); });
    const auto replyTo = frame.header("reply-to");
    if (replyTo && m_names.isOwnAlias(*replyTo))
        return sendWithReplyTo(frame, *replyTo, version, now);
    const std::vector<Destination*>* targets = nullptr;
    if (auto refusal = m_names.targets(frame, targets))
        return refusal;
    SendTerms terms;
    if (auto refusal = SendTerms::read(frame, m_broker.skin(), m_broker.wallClock(now), terms))
        return refusal;
    Transaction* transaction = nullptr;
    if (auto refusal = findTransaction(frame, transaction))
        return refusal;
    if (targets->size() == 1)
        return sendTo(*targets->front(), frame, terms, transaction, true, now);
    if (targets->empty()) // the skin lets it vanish
        m_host.confirm(frame, now);
    const std::vector<Destination*> all = *targets;
    for (std::size_t i = 0; i < all.size(); ++i) { // one may be there twice
        if (auto refusal = sendTo(*all[i], frame, terms, transaction, i + 1 == all.size(), now))
            return refusal;
    }
    return {};
}

Verdict SessionVerbs::sendTo(Destination& destination, const FrameView& frame,
    const SendTerms& terms, Transaction* transaction, bool isLast, Millis now)
{
    if (destination.keeps() || transaction) {
        if (auto refusal = m_broker.checkRoom(frame.body.size()))
            return refusal;
    }
    if (auto refusal = m_broker.checkStore(destination, frame))
        return refusal;
    MessagePtr message = m_broker.store(destination.shownName(), frame, terms);
    if (transaction) {
        if (auto refusal = transaction->add(std::move(message), destination, m_broker))
            return refusal;
        if (!isLast)
            return {};
        const auto receipt = frame.header("receipt");
        if (m_broker.skin().transactions != BrokerSkin::Transactions::Replayed)
            m_host.confirm(frame, now);
        else if (receipt)
            transaction->addReceipt(*receipt);
        return {};
    }
    if (isLast)
        m_host.confirm(frame, now);
    m_broker.deliver(destination, message, now);
    m_host.afterSend(destination, now);
    return {};
}

Verdict SessionVerbs::sendWithReplyTo(
    const FrameView& frame, std::string_view alias, Version version, Millis now)
{
    const BrokerSkin& skin = m_broker.skin();
    std::string name;
    bool isNew = false;
    if (auto refusal = m_names.remoteName(alias, name, isNew))
        return refusal;
    if (isNew && skin.makesReplyQueues) {
        if (auto refusal = readReplies(alias, name))
            return refusal;
    }
    if (skin.makesReplyQueues)
        name.replace(0, 1, "/reply-"); // "/queue/amq.gen-..."
    std::vector<HeaderView> headers(frame.headers.begin(), frame.headers.end());
    for (HeaderView& header : headers) {
        if (header.name == "reply-to")
            header.value = name;
    }
    FrameView changed = frame;
    changed.headers = headers;
    return send(changed, version, now);
}

Verdict SessionVerbs::readReplies(std::string_view alias, std::string_view queue)
{
    ConsumerRequest request;
    request.hasId = true;
    request.id = alias;
    request.prefetch = m_broker.skin().prefetch;
    DestinationPath path;
    path.text = queue;
    request.paths.push_back(std::move(path));
    Consumer* consumer = nullptr;
    if (auto refusal = m_consumers.subscribe(std::move(request), consumer))
        return refusal;
    m_host.setHeads(*consumer);
    return {};
}

} // namespace Stomp
