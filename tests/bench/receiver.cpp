#include "receiver.h"

#include "benchsupport.h"

#include <QCoreApplication>

#include <cstdio>

namespace Bench {

Receiver::Receiver(std::vector<std::string> destinations, std::uint64_t messages)
    : m_destinations(std::move(destinations)), m_wanted(messages), m_tallies(m_destinations.size()),
      m_client(*this)
{
    // Made one behind the other, the keys are consecutive numbers.
    for (std::size_t i = 0; i < m_destinations.size(); ++i)
        m_keys.push_back(Stomp::Client::newSubscriptionKey());
    QObject::connect(&m_client, &Stomp::Client::connected, &m_client, [this] {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            Stomp::SubscribeRequest request;
            request.destination = m_destinations[i];
            m_client.subscribe(m_keys[i], request);
        }
    });
    QObject::connect(&m_client, &Stomp::Client::subscriptionChanged, &m_client,
        [this](Stomp::SubscriptionKey, Stomp::SubscriptionState state) {
            if (state == Stomp::SubscriptionState::Confirmed && ++m_confirmed == m_keys.size()
                && onSubscribed)
                onSubscribed();
        });
    QObject::connect(
        &m_client, &Stomp::Client::failed, &m_client, [](const Stomp::ConnectionFailure& failure) {
            std::fprintf(stderr, "bench: %s\n", qPrintable(failure.detail));
            QCoreApplication::exit(1);
        });
}

Receiver::~Receiver() = default;

void Receiver::start(quint16 port)
{
    Stomp::ClientOptions options;
    options.url.host = "127.0.0.1";
    options.url.port = port;
    m_client.connectToBroker(options);
}

bool Receiver::takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)
{
    if (m_received++ == 0)
        m_began = secondsNow();
    const std::size_t index = origin.subscription - m_keys.front();
    if (index >= m_tallies.size()) {
        ++m_foreign;
        return true;
    }
    Tally& tally = m_tallies[index];
    ++tally.count;
    tally.hash = chained(tally.hash, hashOfMessage(frame.value("destination"), {}, frame.body));
    return true;
}

void Receiver::chunkDone(std::uint64_t)
{
    if (m_received < m_wanted || m_ended > 0)
        return;
    m_ended = secondsNow();
    onDone();
}

bool Receiver::isRight(const FrameSet& set) const
{
    std::vector<Tally> expected(m_tallies.size());
    const std::size_t frames = set.hashes.size();
    for (std::uint64_t i = 0; i < m_wanted; ++i) {
        Tally& tally = expected[routeOf(i % frames, expected.size())];
        ++tally.count;
        tally.hash = chained(tally.hash, set.hashes[i % frames]);
    }
    if (m_received == m_wanted && m_foreign == 0 && m_tallies == expected)
        return true;
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        wrong += m_tallies[i] != expected[i];
    std::fprintf(stderr,
        "bench: %llu of %llu messages, %llu of an unknown subscription; %zu of %zu subscriptions "
        "have others than they should\n",
        static_cast<unsigned long long>(m_received), static_cast<unsigned long long>(m_wanted),
        static_cast<unsigned long long>(m_foreign), wrong, expected.size());
    return false;
}

} // namespace Bench
