#include "peer.h"

#include <QTest>

#include <algorithm>

namespace {

constexpr int patienceMs = 30'000; // a broker on a loaded machine, under a sanitizer

} // namespace

using Stomp::Client;

Peer::Peer()
{
    connect(&m_client, &Client::failed, this,
        [this](const Stomp::ConnectionFailure& what) { failure = what; });
    connect(&m_client, &Client::errorReceived, this,
        [this](const Stomp::Frame& frame) { errors.push_back(frame); });
    connect(&m_client, &Client::subscriptionChanged, this,
        [this](Stomp::SubscriptionKey key, Stomp::SubscriptionState state) {
            if (key == m_lastSubscription)
                m_lastState = state;
        });
    connect(&m_client, &Client::requestConfirmed, this,
        [this](Stomp::RequestId id) { m_answers.emplace_back(id, QString()); });
    connect(&m_client, &Client::requestFailed, this,
        [this](Stomp::RequestId id, Stomp::RequestFailure, const QString& reason) {
            m_answers.emplace_back(id, reason.isEmpty() ? QStringLiteral("no reason") : reason);
        });
}

Peer::Peer(const RealBroker& broker, Stomp::Version version, Stomp::BrokerUrl::Scheme scheme)
    : Peer()
{
    options.url = broker.url(scheme);
    options.tls.caFile = broker.caFile();
    options.dialect = broker.isRabbit() ? Stomp::Dialect::RabbitMq : Stomp::Dialect::ActiveMq;
    options.session.versions = {version};
}

bool Peer::open()
{
    failure.reset();
    m_client.connectToBroker(options);
    return QTest::qWaitFor(
               [this] { return failure || m_client.state() == Client::State::Connected; },
               patienceMs)
        && !failure;
}

bool Peer::leave()
{
    m_client.disconnectFromBroker();
    return QTest::qWaitFor(
               [this] { return m_client.state() == Client::State::Disconnected; }, patienceMs)
        && !failure;
}

void Peer::vanish()
{
    m_client.abort();
}

Stomp::SubscriptionKey Peer::subscribe(
    const std::string& destination, Stomp::AckMode ack, const Headers& headers)
{
    m_lastState.reset();
    m_lastSubscription = Client::newSubscriptionKey();
    Stomp::SubscribeRequest request;
    request.destination = destination;
    request.ack = ack;
    request.headers = headers;
    m_client.subscribe(m_lastSubscription, request);
    const bool answered = QTest::qWaitFor(
        [this] { return m_lastState && *m_lastState != Stomp::SubscriptionState::Requested; },
        patienceMs);
    return answered && m_lastState == Stomp::SubscriptionState::Confirmed ? m_lastSubscription : 0;
}

bool Peer::unsubscribe(Stomp::SubscriptionKey key)
{
    m_lastSubscription = key;
    m_client.unsubscribe(key);
    return QTest::qWaitFor(
        [this] { return m_lastState == Stomp::SubscriptionState::Ended; }, patienceMs);
}

QString Peer::send(const std::string& destination, const std::string& body, const Headers& headers,
    Stomp::ContentLength length)
{
    Stomp::Frame frame{"SEND", {{"destination", destination}}, body};
    frame.headers.insert(frame.headers.end(), headers.begin(), headers.end());
    return answerOf(m_client.send(frame, length));
}

QString Peer::acknowledge(const Received& message, const std::string& transaction)
{
    return answerOf(m_client.acknowledge(message.reference, transaction));
}

QString Peer::reject(
    const Received& message, const std::string& transaction, const Headers& headers)
{
    return answerOf(m_client.reject(message.reference, transaction, true, headers));
}

QString Peer::begin(const std::string& transaction)
{
    return answerOf(m_client.begin(transaction));
}

QString Peer::commitTransaction(const std::string& transaction)
{
    return answerOf(m_client.commitTransaction(transaction));
}

QString Peer::abortTransaction(const std::string& transaction)
{
    return answerOf(m_client.abortTransaction(transaction));
}

QString Peer::answerOf(Stomp::RequestId id)
{
    const auto find = [this, id] {
        return std::find_if(m_answers.begin(), m_answers.end(),
            [id](const auto& answer) { return answer.first == id; });
    };
    if (!QTest::qWaitFor([&] { return find() != m_answers.end(); }, patienceMs))
        return QStringLiteral("no answer at all");
    return find()->second;
}

bool Peer::waitForMessages(std::size_t count)
{
    return QTest::qWaitFor([this, count] { return messages.size() >= count; }, patienceMs);
}

bool Peer::waitForFailure()
{
    return QTest::qWaitFor([this] { return failure.has_value(); }, patienceMs);
}

QString Peer::trouble() const
{
    return failure ? failure->detail : QStringLiteral("no answer, and no failure either");
}

std::vector<std::string> Peer::bodies() const
{
    std::vector<std::string> bodies;
    for (const Received& message : messages)
        bodies.push_back(message.frame.body);
    return bodies;
}

bool Peer::takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)
{
    messages.push_back(
        {Stomp::Frame::copyOf(frame), origin.subscription, Stomp::AckReference::of(frame, origin)});
    return true;
}
