#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <random>
#include <set>
#include <vector>

using namespace Stomp;

namespace {

constexpr int s_clients = 6;
constexpr int s_topics = 3;

/** Clients that do what a seed says, and the sums that must hold after each step. */
class Walk
{
public:
    explicit Walk(unsigned seed) : m_random(seed), m_broker(options()), m_clients(s_clients) { }

    void step()
    {
        m_now += pick(300);
        Client& client = clientAt(pick(s_clients));
        switch (pick(11)) {
        case 0:
            subscribe(client);
            break;
        case 1:
            unsubscribe(client);
            break;
        case 2:
            client.outbox.pending = pick(2) ? m_broker.options().outboxForMessages : 0;
            break;
        case 3:
            client.outbox.pending = 0;
            client.session->outboxDrained(m_now);
            break;
        case 4:
            if (pick(8) == 0)
                client.session.reset();
            break;
        default:
            say(client,
                "SEND\ndestination:/topic/t" + std::to_string(pick(s_topics)) + "\nn:"
                    + std::to_string(pick(4)) + "\n\n" + std::string(std::size_t(pick(40)), 'x'));
            break;
        }
        m_broker.tick(m_now);
    }

    /** Empty, or what does not add up. */
    [[nodiscard]] std::string wrong() const
    {
        for (int i = 0; i < s_topics; ++i) {
            const auto topic = m_broker.inspectTopic("/topic/t" + std::to_string(i));
            if (!topic)
                continue;
            for (const InspectedSubscriber& one : topic->subscribers) {
                if (one.copies != one.delivered + one.waiting + one.discarded)
                    return "subscription " + one.subscription;
            }
            if (topic->state.consumers != topic->subscribers.size())
                return "consumers of " + topic->state.name;
        }
        for (const InspectedDurable& one : m_broker.inspectDurables()) {
            const DestinationCounters& all = one.queue.counters;
            if (all.in
                != all.acked + one.queue.waiting + one.queue.inFlight + one.queue.scheduled
                    + all.dead() + all.expired + all.dropped())
                return "durable " + one.clientId + ' ' + one.name;
        }
        return {};
    }

    void note()
    {
        for (const DestinationSnapshot& one : m_broker.snapshot().destinations) {
            if (one.counters.discarded > 0)
                m_seen.insert("discarded");
            if (one.counters.abandoned > 0)
                m_seen.insert("abandoned");
            if (one.waiting > 0)
                m_seen.insert("waiting");
        }
    }
    [[nodiscard]] bool hasSeen(const char* what) const { return m_seen.count(what) > 0; }

private:
    struct Client
    {
        Testing::TestOutbox outbox;
        std::unique_ptr<ServerSession> session;
    };

    static BrokerOptions options()
    {
        BrokerOptions options;
        options.topicBacklogMessages = 5;
        options.prefetch = 3;
        return options;
    }
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
    void say(Client& client, std::string frame)
    {
        frame += '\0';
        client.session->receive(frame, m_now);
        client.outbox.frames.clear();
    }
    Client& clientAt(int index)
    {
        auto& client = m_clients[std::size_t(index)];
        if (!client || !client->session
            || client->session->state() != ServerSession::State::Connected) {
            client = std::make_unique<Client>();
            client->session = std::make_unique<ServerSession>(m_broker, client->outbox, m_now);
            say(*client,
                "CONNECT\naccept-version:1.2\nclient-id:c" + std::to_string(index) + "\n\n");
        }
        return *client;
    }
    void subscribe(Client& client)
    {
        static const char* const destinations[]{"t0", "t1", "t2", "*", ">"};
        std::string frame = "SUBSCRIBE\nid:" + std::to_string(pick(4)) + "\ndestination:/topic/"
            + destinations[pick(5)] + '\n';
        frame += pick(2) ? "ack:client\n" : "";
        frame += pick(3) == 0 ? "selector:n > 1\n" : "";
        frame += pick(3) == 0 ? "activemq.subscriptionName:d" + std::to_string(pick(2)) + '\n' : "";
        say(client, frame + '\n');
    }
    void unsubscribe(Client& client)
    {
        std::string frame = "UNSUBSCRIBE\nid:" + std::to_string(pick(4)) + '\n';
        frame += pick(3) == 0 ? "activemq.subscriptionName:d" + std::to_string(pick(2)) + '\n' : "";
        say(client, frame + '\n');
    }

    std::mt19937 m_random;
    Broker m_broker;
    Millis m_now = 1'000;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::set<std::string> m_seen;
};

} // namespace

/** copies = delivered + waiting + discarded, for each subscription at every moment. */
class TestTopicCounters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void addUpInEachStep_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void addUpInEachStep()
    {
        QFETCH(unsigned, seed);
        Walk walk(seed);
        for (int i = 0; i < 3'000; ++i) {
            walk.step();
            const std::string wrong = walk.wrong();
            QVERIFY2(wrong.empty(), (wrong + " in step " + std::to_string(i)).c_str());
            walk.note();
        }
        // It has been where it is interesting.
        for (const char* what : {"discarded", "abandoned", "waiting"})
            QVERIFY2(walk.hasSeen(what), what);
    }
};

QTEST_APPLESS_MAIN(TestTopicCounters)
#include "tst_topic_counters.moc"
