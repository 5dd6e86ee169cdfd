#include "broker.h"

#include "brokerstore.h"
#include "queue.h"

#include <stomp/protocol/escaping.h>

// How a broker takes over what its store has kept.

namespace Stomp {

namespace {

/** Cuts the first line off header lines, and decodes it. */
Header takeHeader(std::string_view& lines)
{
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    const std::size_t colon = line.find(':');
    Header header;
    // This broker wrote them, so they decode; what somebody else changed stays as far as it goes.
    static_cast<void>(unescape(line.substr(0, colon), Version::V12, header.name));
    if (colon != std::string_view::npos)
        static_cast<void>(unescape(line.substr(colon + 1), Version::V12, header.value));
    return header;
}

MessagePtr messageOf(const PersistentMessage& stored)
{
    Frame frame;
    std::string_view lines = stored.headers;
    while (!lines.empty())
        frame.headers.push_back(takeHeader(lines));
    std::vector<HeaderView> headers;
    headers.reserve(frame.headers.size());
    for (const Header& header : frame.headers)
        headers.push_back({header.name, header.value});
    FrameView view;
    view.command = "SEND";
    view.headers = headers;
    view.body = stored.body;
    SendTerms terms;
    terms.priority = stored.priority;
    terms.expires = stored.expires;
    return BrokerMessage::make(stored.id, view.value("destination"), view, terms);
}

} // namespace

void Broker::restore(const StoredDurable& stored)
{
    DurableSubscription durable;
    durable.clientId = stored.clientId;
    durable.name = stored.name;
    durable.path.kind = DestinationPath::Kind::Topic;
    durable.path.text = stored.topic;
    durable.path.shown = stored.shown;
    durable.path.isPattern = stored.isPattern;
    durable.path.style = static_cast<PatternStyle>(stored.style);
    durable.selector = stored.selector;
    durable.queue = stored.queue;
    m_destinations.durables().restore(durable);
}

void Broker::restore(const PersistentMessage& stored, Millis now)
{
    DestinationPath path;
    path.kind = stored.isTopic ? DestinationPath::Kind::Topic : DestinationPath::Kind::Queue;
    path.text = stored.queue;
    path.shown = stored.shown;
    Destination& destination = *m_destinations.obtain(path);
    MessagePtr message = messageOf(stored);
    if (stored.due != 0) {
        MessageSchedule::Entry entry{
            std::move(message), &destination, stored.period, stored.repeats, stored.row};
        m_schedule.restore(std::move(entry), std::max(now, m_books.steady(stored.due)));
    } else if (Queue* queue = destination.asQueue()) {
        queue->restore({std::move(message), 0, stored.deliveries, 0, stored.row});
    }
}

Verdict Broker::checkStore(const Destination& destination, const FrameView& send) const
{
    if (!m_books.store || !destination.keeps() || send.value("persistent") != "true")
        return {};
    return m_books.store->refusal();
}

} // namespace Stomp
