#include "framelinks.h"

#include <algorithm>

// Where a chain ends and why: the part of FrameLinks that says what is not there.

namespace Stomp {

using enum FrameDirection;

bool FrameLinks::has(FrameLink link) const
{
    return std::any_of(m_steps.begin(), m_steps.end(),
        [link](const auto& step) { return step.second.link == link; });
}

void FrameLinks::addGaps(Index index, FrameChain& chain)
{
    const FrameRecord& record = m_ring.at(index);
    const std::string_view command = record.command();
    if (record.direction == In) {
        if (command == "MESSAGE")
            addMessageGaps(index, chain);
        else if (command == "ERROR" && requestOf(index).index == none)
            chain.gaps.push_back(value(index, "receipt-id").empty() ? FrameGap::ErrorNamesNoRequest
                                                                    : FrameGap::RequestNotInLog);
        else if ((command == "RECEIPT" || command == "CONNECTED") && requestOf(index).index == none)
            chain.gaps.push_back(FrameGap::RequestNotInLog);
        return;
    }
    const bool isConnect = command == "CONNECT" || command == "STOMP";
    if (!isConnect && value(index, "receipt").empty())
        chain.gaps.push_back(FrameGap::NoReceiptAsked);
    else if (answerTo(index).index == none)
        chain.gaps.push_back(FrameGap::NoAnswerYet);
    if (command == "SEND")
        addSendGaps(index, chain);
    else if ((command == "ACK" || command == "NACK") && messageOf(index) == none)
        chain.gaps.push_back(FrameGap::MessageNotInLog);
}

void FrameLinks::addSendGaps(Index index, FrameChain& chain)
{
    if (value(index, traceHeader).empty())
        chain.gaps.push_back(FrameGap::SendIsNotLinked);
    else if (!has(FrameLink::TraceResult))
        chain.gaps.push_back(FrameGap::TracedMessageNotSeen);
}

void FrameLinks::addMessageGaps(Index index, FrameChain& chain)
{
    const bool isSettled = has(FrameLink::Settlement) || has(FrameLink::SettledWithLater);
    if (!isSettled) {
        const Index subscribed =
            findLast(index, Out, "SUBSCRIBE", "id", value(index, "subscription"));
        const std::string mode = subscribed == none ? std::string() : value(subscribed, "ack");
        const bool is12 = m_ring.at(index).version == Version::V12;
        const bool needsAck = mode.empty() && is12
            ? !value(index, "ack").empty()
            : mode == "client" || mode == "client-individual";
        chain.gaps.push_back(needsAck ? FrameGap::NotAcknowledged : FrameGap::NeedsNoAck);
    }
    if (value(index, traceHeader).empty())
        chain.gaps.push_back(FrameGap::MessageIsNotLinked);
    else if (!has(FrameLink::TraceSource))
        chain.gaps.push_back(FrameGap::TraceSourceNotSeen);
}

} // namespace Stomp
