#include "lessonconsumer.h"

#include "prooflistener.h"
#include "queuelook.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/dialect/durableheaders.h>

#include <charconv>
#include <utility>

namespace Stomp {

using State = LessonArrival::State;

LessonConsumer::LessonConsumer(
    LessonLane& lane, std::string run, const std::size_t& step, QObject* parent)
    : QObject(parent), m_lane(lane), m_run(std::move(run)), m_step(step), m_client(*this, this)
{
    connect(&m_client, &Client::connected, this, [this] {
        m_lane.isConnected = true;
        m_lane.error.clear();
        answer();
    });
    connect(&m_client,
        qOverload<SubscriptionKey, SubscriptionState, const QString&>(&Client::subscriptionChanged),
        this, [this](SubscriptionKey key, SubscriptionState state, const QString& reason) {
            if (key != m_subscription)
                return;
            switch (state) {
            case SubscriptionState::Requested:
                break;
            case SubscriptionState::Confirmed:
            case SubscriptionState::Assumed:
                answer();
                break;
            case SubscriptionState::Refused:
                m_lane.subscribedTo.clear();
                refuse(reason);
                answer();
                break;
            case SubscriptionState::Ended:
                m_lane.subscribedTo.clear();
                if (m_client.state() == Client::State::Connected)
                    answer();
                break;
            }
        });
    connect(&m_client, &Client::requestConfirmed, this, [this](RequestId request) {
        noteConfirmed(request);
        if (m_openRequests > 0 && --m_openRequests == 0)
            answer();
    });
    connect(&m_client, &Client::requestFailed, this,
        [this](RequestId request, RequestFailure failure, const QString& reason) {
            noteFailed(request, failure);
            refuse(reason);
            if (m_openRequests > 0 && --m_openRequests == 0)
                answer();
        });
    connect(&m_client, &Client::errorReceived, this, [this](const Frame& frame) {
        refuse(QString::fromStdString(std::string(frame.value("message"))));
    });
    connect(&m_client, &Client::failed, this, [this](const ConnectionFailure& failure) {
        m_lane.isConnected = false;
        m_lane.subscribedTo.clear();
        returnWaiting();
        Q_EMIT changed();
        // An ERROR that ends the connection is an answer; a lesson may expect it.
        if (failure.errorFrame && m_isBusy)
            answer();
        else
            Q_EMIT failed(failure);
    });
    connect(&m_client, &Client::disconnected, this, [this] {
        m_lane.isConnected = false;
        m_lane.subscribedTo.clear();
        returnWaiting();
        answer();
    });
}

LessonConsumer::~LessonConsumer()
{
    m_client.disconnect(this);
}

void LessonConsumer::end()
{
    m_client.disconnect(this);
    m_client.abort();
}

void LessonConsumer::connectToBroker(const ClientOptions& options)
{
    m_isBusy = true;
    m_references.clear();
    m_client.connectToBroker(options);
}

void LessonConsumer::subscribe(
    const LessonAction& action, const std::string& destination, Dialect dialect)
{
    m_isBusy = true;
    SubscribeRequest request;
    request.destination = destination;
    request.ack = action.ack;
    if (action.prefetch > 0) {
        if (const auto header = QueueLook::creditFor(dialect, action.prefetch))
            request.headers.push_back(*header);
    }
    if (!action.selector.empty())
        request.headers.push_back({"selector", action.selector});
    m_durableName = action.durableName.empty() ? std::string() : action.durableName + '-' + m_run;
    for (const Header& header : durableHeaders(dialect, m_durableName))
        request.headers.push_back(header);
    request.headers.insert(request.headers.end(), action.headers.begin(), action.headers.end());
    m_acksAtOnce = action.acksAtOnce;
    m_lane.ack = action.ack;
    m_lane.subscribedTo = action.destination;
    m_subscription = Client::newSubscriptionKey();
    m_client.subscribe(m_subscription, request);
    Q_EMIT changed();
}

void LessonConsumer::unsubscribe()
{
    m_isBusy = true;
    if (m_lane.subscribedTo.empty())
        answer();
    else
        m_client.unsubscribe(m_subscription);
}

void LessonConsumer::forget(Dialect dialect)
{
    m_isBusy = true;
    const std::vector<Header> headers = durableHeaders(dialect, m_durableName);
    if (m_lane.subscribedTo.empty() || headers.empty()) {
        answer();
        return;
    }
    const bool isSecond = factsOf(dialect).durable.value.deletedOffline;
    m_client.unsubscribe(m_subscription, isSecond ? std::vector<Header>() : headers);
    if (isSecond)
        m_client.forget(m_subscription, headers);
}

void LessonConsumer::reply(std::uint32_t to, Frame frame, bool withReceipt)
{
    const auto asked = m_replyTo.find(to);
    if (asked == m_replyTo.end()) {
        refuse(tr("Message %1 has no reply-to.").arg(to));
        m_isBusy = true;
        answer();
        return;
    }
    frame.headers.insert(frame.headers.begin(), {"destination", asked->second.first});
    if (!asked->second.second.empty())
        frame.headers.push_back({"correlation-id", asked->second.second});
    send(std::move(frame), withReceipt);
}

void LessonConsumer::leave()
{
    m_isBusy = true;
    if (m_client.state() == Client::State::Disconnected)
        answer();
    else
        m_client.disconnectFromBroker();
}

void LessonConsumer::kill()
{
    m_isBusy = true;
    if (m_client.state() == Client::State::Disconnected)
        answer();
    else
        m_client.abort();
}

void LessonConsumer::send(Frame frame, bool withReceipt)
{
    m_isBusy = true;
    m_client.send(std::move(frame), ContentLength::Omit, withReceipt);
    if (withReceipt)
        ++m_openRequests;
    else if (m_openRequests == 0)
        QMetaObject::invokeMethod(this, &LessonConsumer::answer, Qt::QueuedConnection);
}

void LessonConsumer::answer()
{
    Q_EMIT changed();
    if (std::exchange(m_isBusy, false))
        QMetaObject::invokeMethod(this, &LessonConsumer::done, Qt::QueuedConnection);
}

void LessonConsumer::refuse(const QString& reason)
{
    m_lane.error = reason.toStdString();
    m_lane.refusedIn = m_step;
    Q_EMIT changed();
}

bool LessonConsumer::takeMessage(const FrameView& frame, const MessageOrigin& origin)
{
    std::uint32_t number = 0;
    const std::string_view text = frame.value(numberHeader);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (frame.value(runHeader) != m_run || error != std::errc() || end != text.data() + text.size())
        return true;
    LessonArrival arrival;
    arrival.number = number;
    arrival.redelivered = frame.value("redelivered") == "true";
    arrival.step = m_step;
    arrival.state = m_lane.ack == AckMode::Auto ? State::Taken : State::Waiting;
    arrival.destination = m_lane.subscribedTo;
    m_lane.arrivals.push_back(arrival);
    if (const std::string_view replyTo = frame.value("reply-to"); !replyTo.empty())
        m_replyTo[number] = {std::string(replyTo), std::string(frame.value("correlation-id"))};
    if (m_lane.ack != AckMode::Auto) {
        const std::size_t index = m_lane.arrivals.size() - 1;
        m_references[index] = AckReference::of(frame, origin);
        if (m_acksAtOnce)
            m_toAcknowledge.push_back(index);
    }
    m_hasNews = true;
    return true;
}

void LessonConsumer::chunkDone(std::uint64_t /*received*/)
{
    for (const std::size_t index : std::exchange(m_toAcknowledge, {})) {
        m_client.acknowledge(m_references.at(index), {}, false);
        m_lane.arrivals[index].state = State::Acked;
    }
    if (std::exchange(m_hasNews, false))
        QMetaObject::invokeMethod(this, &LessonConsumer::changed, Qt::QueuedConnection);
}

} // namespace Stomp
