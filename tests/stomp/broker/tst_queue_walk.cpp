#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

using namespace Stomp;
using Testing::TestOutbox;

namespace {

/** One subscription as its client knows it. */
struct Subscription
{
    std::string queue;
    std::string colour; //!< its selector; empty: none
    bool isAuto = false;
    bool isCumulative = false;
    bool isBrowser = false;
    std::vector<std::string> unacked; //!< ack headers, in order
    /** By group: the sequence of the last message that had not been delivered before. */
    std::map<std::string, std::uint64_t> lastFresh;
};

struct Client
{
    Client(Broker& broker, Millis now) : session(broker, outbox, now) { }

    TestOutbox outbox;
    ServerSession session;
    std::map<std::string, Subscription> subscriptions; //!< by id
    bool isRefused = false;
};

} // namespace

/**
 * Clients that do at random whatever can be done with queues, checked after each step: the counters
 * of every queue add up and agree with what is inside, each consumer gets what it selects, in the
 * order in which it was sent, a group stays with its consumer, nothing waits that a consumer could
 * take. In the end the kept bytes are those of the messages that are there.
 */
class TestQueueWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void walks_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void walks()
    {
        QFETCH(unsigned, seed);
        m_random.seed(seed);
        m_clients.clear();
        m_broker.reset();
        m_owners.clear();
        m_hasMoved = false;
        m_now = 1'000'000;
        m_sent = 0;
        m_subscriptions = 0;
        BrokerOptions options;
        options.queues.priorityOrder = seed % 2 == 0;
        options.queues.nack = static_cast<QueuePolicy::Nack>(seed % 3);
        options.queues.cumulativeNack = seed % 4 < 2;
        options.queues.deadLetters = static_cast<QueuePolicy::DeadLetters>(seed % 5 % 3);
        options.queues.dropNonPersistent = seed % 7 == 0;
        options.queues.maxDeliveries = seed % 3 == 0 ? 3 : 6;
        options.queues.ackTimeout = seed % 4 == 1 ? 5'000 : 0;
        m_broker = std::make_unique<Broker>(options);
        for (int i = 0; i < 5; ++i)
            m_clients.push_back(connect());
        for (int step = 0; step < 4'000; ++step) {
            act();
            for (std::size_t i = 0; i < m_clients.size(); ++i) {
                read(*m_clients[i]);
                if (m_clients[i]->isRefused)
                    lose(*m_clients[i]);
            }
            check();
            if (QTest::currentTestFailed()) {
                qInfo("step %d", step);
                return;
            }
        }
        m_clients.clear();
        check();
        checkBytes();
    }

private:
    [[nodiscard]] unsigned dice(unsigned sides)
    {
        return static_cast<unsigned>(m_random() % sides);
    }
    [[nodiscard]] std::string queue() { return "/queue/q" + std::to_string(dice(2)); }

    std::unique_ptr<Client> connect()
    {
        auto client = std::make_unique<Client>(*m_broker, m_now);
        client->outbox.setVersion(Version::V12);
        feed(*client, "CONNECT\naccept-version:1.2\nhost:h\n\n");
        client->outbox.frames.clear();
        return client;
    }

    void feed(Client& client, std::string text)
    {
        text += '\0';
        client.session.receive(text, m_now);
    }

    void act()
    {
        Client& client = *m_clients[dice(static_cast<unsigned>(m_clients.size()))];
        switch (dice(14)) {
        case 5:
            subscribe(client);
            break;
        case 6:
            unsubscribe(client);
            break;
        case 7:
        case 8:
        case 9:
            acknowledge(client, "ACK");
            break;
        case 10:
            acknowledge(client, "NACK");
            break;
        case 11:
            pass(dice(20) == 0 ? 3'000 : dice(300));
            break;
        case 12:
            if (dice(4) == 0)
                lose(client);
            else
                fillOrDrain(client);
            break;
        case 13:
            moveBack();
            break;
        default:
            send(client);
            break;
        }
    }

    void send(Client& client)
    {
        std::string text = "SEND\ndestination:" + queue() + "\nseq:" + std::to_string(++m_sent)
            + "\ncolour:" + std::to_string(dice(3)) + '\n';
        if (dice(4) == 0)
            text += "JMSXGroupID:g" + std::to_string(dice(3)) + '\n';
        if (dice(6) == 0)
            text += "expires:" + std::to_string(m_now - 50 + dice(2'000)) + '\n';
        if (dice(8) == 0)
            text += "AMQ_SCHEDULED_DELAY:" + std::to_string(1 + dice(1'500)) + '\n';
        if (dice(3) == 0)
            text += "priority:" + std::to_string(dice(10)) + '\n';
        if (dice(2) == 0)
            text += "persistent:true\n";
        feed(client, text + "\nbody");
    }

    void subscribe(Client& client)
    {
        if (client.subscriptions.size() >= 4)
            return;
        const std::string id = std::to_string(++m_subscriptions);
        Subscription made;
        made.queue = dice(6) == 0 ? "/queue/DLQ.q0" : queue();
        made.isAuto = dice(4) == 0;
        made.isBrowser = dice(6) == 0;
        std::string text = "SUBSCRIBE\nid:" + id + "\ndestination:" + made.queue
            + "\nprefetch-count:" + std::to_string(1 + dice(6)) + '\n';
        made.isCumulative = !made.isAuto && dice(2) == 0;
        text += made.isAuto     ? "ack:auto\n"
            : made.isCumulative ? "ack:client\n"
                                : "ack:client-individual\n";
        if (made.isBrowser)
            text += "browser:true\n";
        if (dice(3) == 0) {
            made.colour = std::to_string(dice(3));
            text += "selector:colour = '" + made.colour + "'\n";
        }
        if (dice(8) == 0) {
            text += "activemq.exclusive:true\n";
            std::erase_if(m_owners,
                [&](const auto& entry) { return entry.first.starts_with(made.queue + ' '); });
        }
        if (dice(4) == 0)
            text += "activemq.priority:" + std::to_string(dice(3)) + '\n';
        client.subscriptions[id] = made;
        feed(client, text + '\n');
    }

    void unsubscribe(Client& client)
    {
        if (client.subscriptions.empty())
            return;
        const std::string id = client.subscriptions.begin()->first;
        forget(client, id);
        feed(client, "UNSUBSCRIBE\nid:" + id + "\n\n");
    }

    void forget(Client& client, const std::string& id)
    {
        std::erase_if(m_owners, [&](const auto& entry) {
            return entry.second.first == &client && entry.second.second == id;
        });
        client.subscriptions.erase(id);
    }

    void acknowledge(Client& client, const std::string& command)
    {
        for (auto& [id, subscription] : client.subscriptions) {
            if (subscription.unacked.empty() || (subscription.isBrowser && command == "NACK"))
                continue;
            const std::size_t index = dice(static_cast<unsigned>(subscription.unacked.size()));
            auto& unacked = subscription.unacked;
            std::string text = command + "\nid:" + unacked[index] + '\n';
            if (command == "NACK" && dice(2) == 0)
                text += dice(2) == 0 ? "requeue:true\n" : "requeue:false\n";
            const bool takesEarlier = subscription.isCumulative
                && (command == "ACK" || m_broker->options().queues.cumulativeNack);
            const auto last = unacked.begin() + static_cast<std::ptrdiff_t>(index);
            unacked.erase(takesEarlier ? unacked.begin() : last, last + 1);
            feed(client, text + '\n');
            return;
        }
    }

    void pass(Millis time)
    {
        m_now += time;
        m_broker->tick(m_now);
        for (auto& client : m_clients)
            client->session.tick(m_now);
    }

    void lose(Client& client)
    {
        while (!client.subscriptions.empty())
            forget(client, client.subscriptions.begin()->first);
        const auto found = std::find_if(m_clients.begin(), m_clients.end(),
            [&](const auto& each) { return each.get() == &client; });
        m_clients.erase(found);
        m_clients.push_back(connect());
    }

    void fillOrDrain(Client& client)
    {
        client.outbox.pending =
            client.outbox.pending > 0 ? 0 : m_broker->options().outboxForMessages;
        client.session.outboxDrained(m_now);
    }

    void moveBack()
    {
        std::size_t moved = 0;
        static_cast<void>(m_broker->moveBack("/queue/DLQ.q1", {}, m_now, moved));
        m_hasMoved = m_hasMoved || moved > 0;
    }

    void read(Client& client)
    {
        while (!client.outbox.frames.empty()) {
            const Frame frame = client.outbox.frames.front();
            client.outbox.frames.pop_front();
            if (frame.command == "ERROR") {
                // Its acknowledgement came after the time-out.
                const std::string_view message = frame.value("message");
                QVERIFY2(
                    m_broker->options().queues.ackTimeout > 0 && message.starts_with("Unexpected "),
                    frame.body.c_str());
                client.isRefused = true;
                return;
            }
            if (frame.command == "MESSAGE" && frame.value("browser") != "end")
                received(client, frame);
        }
    }

    void received(Client& client, const Frame& frame)
    {
        const std::string id(frame.value("subscription"));
        const auto found = client.subscriptions.find(id);
        QVERIFY(found != client.subscriptions.end());
        Subscription& subscription = found->second;
        QCOMPARE(std::string(frame.value("destination")), subscription.queue);
        if (!subscription.colour.empty())
            QCOMPARE(std::string(frame.value("colour")), subscription.colour);
        if (!subscription.isAuto)
            subscription.unacked.emplace_back(frame.value("ack"));
        if (subscription.isBrowser)
            return;
        const std::uint64_t sequence = std::stoull(std::string(frame.value("seq")));
        // What was scheduled or moved back has come in later than its number says.
        const bool isLate = frame.header("scheduledJobId").has_value()
            || (m_hasMoved && subscription.queue == "/queue/q1");
        if (!m_broker->options().queues.priorityOrder && !isLate && !frame.header("redelivered")
            && !subscription.queue.starts_with("/queue/DLQ")) {
            // A message of a group may have waited for another consumer, while others passed.
            std::uint64_t& last = subscription.lastFresh[std::string(frame.value("JMSXGroupID"))];
            QVERIFY2(sequence > last, "out of order");
            last = sequence;
        }
        if (const auto group = frame.header("JMSXGroupID")) {
            const std::pair<Client*, std::string> here(&client, id);
            const auto owner =
                m_owners.emplace(subscription.queue + ' ' + std::string(*group), here).first;
            QVERIFY2(owner->second == here, "a group is with two consumers");
        }
    }

    void check()
    {
        const BrokerSnapshot snapshot = m_broker->snapshot();
        for (const DestinationSnapshot& place : snapshot.destinations) {
            if (!place.isQueue)
                continue;
            QVERIFY2(place.addsUp(), place.name.c_str());
            checkInside(*m_broker->inspectQueue(place.name, 100'000, m_now));
        }
    }

    void checkInside(const QueueInspection& inside)
    {
        QCOMPARE(inside.next.size(), inside.state.waiting);
        QCOMPARE(inside.scheduled.size(), inside.state.scheduled);
        std::size_t unacked = 0;
        std::size_t bytes = 0;
        std::set<std::string> ids;
        for (const InspectedMessage& message : inside.next) {
            bytes += message.bytes;
            QVERIFY2(ids.insert(message.id).second, "a message waits twice");
        }
        QCOMPARE(bytes, inside.state.waitingBytes);
        for (const InspectedConsumer& consumer : inside.consumers) {
            unacked += consumer.unacked;
            QVERIFY(consumer.unacked <= consumer.prefetch);
            if (consumer.isIdle || !consumer.hasRoom || consumer.credit() == 0
                || !consumer.selector.empty())
                continue;
            // Whatever is left rests, has expired since, or belongs to another one's group.
            for (const InspectedMessage& message : inside.next) {
                if (message.isResting || !message.group.empty()
                    || (message.expires != 0 && message.expires <= m_now))
                    continue;
                QVERIFY2(false, "a message waits that a consumer could take");
            }
        }
        QCOMPARE(unacked, inside.state.inFlight);
    }

    void checkBytes()
    {
        std::uint64_t bytes = 0;
        for (const DestinationSnapshot& place : m_broker->snapshot().destinations) {
            QCOMPARE(place.inFlight, std::size_t{0});
            bytes += place.waitingBytes;
            const auto inside = m_broker->inspectQueue(place.name, 100'000, m_now);
            if (!inside)
                continue;
            for (const ScheduledMessage& message : inside->scheduled)
                bytes += message.bytes;
        }
        QCOMPARE(m_broker->snapshot().storedBytes, bytes);
    }

    std::mt19937 m_random;
    Millis m_now = 0;
    std::unique_ptr<Broker> m_broker;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::uint64_t m_sent = 0;
    unsigned m_subscriptions = 0;
    bool m_hasMoved = false;
    std::map<std::string, std::pair<Client*, std::string>> m_owners; //!< by queue and group
};

QTEST_APPLESS_MAIN(TestQueueWalk)
#include "tst_queue_walk.moc"
