#include "requester.h"

#include <QPointer>
#include <QTimerEvent>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

std::string newName()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

} // namespace

Requester::Requester(Client& client, QObject* parent) : QObject(parent), m_client(client)
{
    connect(&client, &Client::subscriptionChanged, this,
        [this](SubscriptionKey key, SubscriptionState state, const QString& reason) {
            if (state != SubscriptionState::Refused && state != SubscriptionState::Ended)
                return;
            const auto gone = std::ranges::find(m_addresses, key, &Address::subscription);
            if (gone == m_addresses.end())
                return;
            m_addresses.erase(gone);
            failThose([key](const Waiting& one) { return one.subscription == key; },
                state == SubscriptionState::Refused ? Failure::Refused : Failure::SessionEnded,
                reason);
        });
    connect(&client, &Client::requestConfirmed, this, [this](RequestId id, qint64 roundTripUs) {
        const auto place = std::ranges::find(m_waiting, id, &Waiting::sent);
        if (place != m_waiting.end())
            Q_EMIT confirmed(place->number, roundTripUs);
    });
    connect(&client, &Client::requestFailed, this,
        [this](RequestId id, RequestFailure failure, const QString& reason) {
            // Without a receipt the reply may come all the same.
            if (failure == RequestFailure::NoReceipt)
                return;
            failThose([id](const Waiting& one) { return one.sent == id; },
                failure == RequestFailure::SessionEnded ? Failure::SessionEnded : Failure::Refused,
                reason);
        });
    connect(&client, &Client::stateChanged, this, [this](Client::State state) {
        if (state != Client::State::Disconnected)
            return;
        m_addresses.clear(); // the broker deletes them with the connection
        failThose([](const Waiting&) { return true; }, Failure::SessionEnded,
            tr("the connection ended before the reply"));
    });
}

Requester::~Requester() = default;

Requester::Number Requester::request(
    Frame frame, ContentLength contentLength, Millis timeout, ReplyWay way)
{
    const Address to = address(way == ReplyWay::None ? replyWayOf(m_client.dialect()) : way);
    Waiting one;
    one.number = ++m_last;
    one.address = to.name;
    one.subscription = to.subscription;
    std::erase_if(frame.headers, [](const Header& header) { return header.name == "reply-to"; });
    frame.add("reply-to", to.name);
    if (!frame.header("correlation-id"))
        frame.add("correlation-id", newName());
    one.correlation = frame.value("correlation-id");
    one.timer.start(int(timeout), this);
    one.sent = m_client.send(std::move(frame), contentLength);
    const Number number = one.number;
    m_waiting.push_back(std::move(one));
    if (m_client.state() == Client::State::Disconnected) {
        QMetaObject::invokeMethod(
            this,
            [this, number] {
                failThose([number](const Waiting& waits) { return waits.number == number; },
                    Failure::SessionEnded, tr("not connected"));
            },
            Qt::QueuedConnection);
    }
    return number;
}

void Requester::cancel(Number request)
{
    const auto place = std::ranges::find(m_waiting, request, &Waiting::number);
    if (place == m_waiting.end())
        return;
    setLate(place->address);
    m_waiting.erase(place);
    dropLateAddresses();
}

Requester::Address Requester::address(ReplyWay way)
{
    const bool subscribes = way != ReplyWay::ByBroker;
    if (!m_addresses.empty() && !m_addresses.back().late
        && (m_addresses.back().subscription != 0) == subscribes)
        return m_addresses.back();
    Address address{"/temp-queue/" + newName()};
    if (subscribes)
        address.subscription = Client::newSubscriptionKey();
    // Known before it is subscribed to: that may fail at once.
    m_addresses.push_back(address);
    if (subscribes) {
        SubscribeRequest request;
        request.destination = address.name;
        m_client.subscribe(address.subscription, request);
    }
    return address;
}

bool Requester::offer(const FrameView& message, const MessageOrigin& origin)
{
    const auto to = std::ranges::find_if(m_addresses, [&](const Address& one) {
        return one.subscription != 0 ? one.subscription == origin.subscription
                                     : one.name == message.value("subscription");
    });
    if (to == m_addresses.end())
        return false;
    const Place place = find(*to, message);
    if (place == m_waiting.end())
        return false;
    const Number number = place->number;
    m_waiting.erase(place);
    dropLateAddresses();
    Q_EMIT replied(number, Frame::copyOf(message));
    return true;
}

Requester::Place Requester::find(const Address& address, const FrameView& message)
{
    if (const auto correlation = message.header("correlation-id"))
        return std::ranges::find(m_waiting, *correlation, &Waiting::correlation);
    const auto isOfAddress = [&](const Waiting& one) {
        return one.address == address.name;
    };
    const bool isOnlyOne = std::ranges::count_if(m_waiting, isOfAddress) == 1;
    return isOnlyOne && !address.late ? std::ranges::find_if(m_waiting, isOfAddress)
                                      : m_waiting.end();
}

void Requester::timerEvent(QTimerEvent* event)
{
    const auto place = std::ranges::find_if(
        m_waiting, [event](const Waiting& one) { return one.timer.timerId() == event->timerId(); });
    if (place == m_waiting.end())
        return;
    setLate(place->address);
    fail(place, Failure::TimedOut, tr("no reply in time"));
}

void Requester::setLate(const std::string& address)
{
    const auto to = std::ranges::find(m_addresses, address, &Address::name);
    if (to != m_addresses.end())
        to->late = true;
}

void Requester::fail(Place place, Failure failure, const QString& reason)
{
    const Number number = place->number;
    m_waiting.erase(place);
    dropLateAddresses();
    Q_EMIT failed(number, failure, reason);
}

void Requester::failThose(
    const std::function<bool(const Waiting&)>& meant, Failure failure, const QString& reason)
{
    const QPointer<Requester> self(this);
    // Those of this moment: who hears of it may ask again.
    const Number last = m_last;
    const auto next = [&] {
        return std::ranges::find_if(
            m_waiting, [&](const Waiting& one) { return one.number <= last && meant(one); });
    };
    while (self) {
        const Place place = next();
        if (place == m_waiting.end())
            return;
        fail(place, failure, reason);
    }
}

/** Those that nobody waits on any more. */
void Requester::dropLateAddresses()
{
    const auto isIdle = [this](const Address& address) {
        return address.late
            && std::ranges::find(m_waiting, address.name, &Waiting::address) == m_waiting.end();
    };
    std::vector<SubscriptionKey> subscriptions;
    for (const Address& address : m_addresses) {
        if (isIdle(address) && address.subscription != 0)
            subscriptions.push_back(address.subscription);
    }
    m_addresses.remove_if(isIdle);
    for (const SubscriptionKey key : subscriptions)
        m_client.unsubscribe(key);
}

} // namespace Stomp
