#include "dialogue.h"

#include <stomp/broker/sampletraffic.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;
using Testing::TestOutbox;

namespace {

struct Client
{
    explicit Client(Broker& broker) : session(broker, outbox, 0)
    {
        outbox.setVersion(Version::V12);
        say("CONNECT\naccept-version:1.2\n\n");
        outbox.frames.clear();
    }
    void say(std::string frame)
    {
        frame += '\0';
        session.receive(frame, 0);
    }

    TestOutbox outbox;
    ServerSession session;
};

} // namespace

/** The router: destinations come and go, counts add up, many clients. */
class TestBroker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void publishingFromInside()
    {
        Broker broker;
        Client client(broker);
        client.say("SUBSCRIBE\nid:1\ndestination:/queue/orders\n\n");
        SampleTraffic sample(1);
        const Frame order = sample.order(0);
        QVERIFY(!broker.publish(order, 0));
        QCOMPARE(client.outbox.frames.size(), std::size_t{1});
        QCOMPARE(client.outbox.frames[0].body, order.body);
        QCOMPARE(client.outbox.frames[0].value("correlation-id"), order.value("correlation-id"));

        Frame wrong = order;
        wrong.headers[0].value = "/nowhere";
        QCOMPARE(broker.publish(wrong, 0)->message, std::string("Unknown destination [/nowhere]"));
    }

    void idleDestinationsMakeRoom()
    {
        BrokerOptions options;
        options.destinations = 3;
        Dialogue dialogue(options);
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/kept
            A > SEND destination:/topic/idle | 1
            A > SEND destination:/queue/full | 2
            A > SEND destination:/topic/next receipt:r | 3
            A < RECEIPT
            count /queue/full waiting 1
            count /queue/kept consumers 1
            A > SEND destination:/topic/next receipt:r | 4
            A < RECEIPT
            count /topic/next in 2
            A > SEND destination:/topic/idle receipt:r | 5
            A < RECEIPT
            A > SEND destination:/topic/idle | 6
            count /topic/idle in 2
            A > SUBSCRIBE id:2 destination:/topic/idle
            A > SEND destination:/queue/more | 7
            A < ERROR message:Too\smany\sdestinations
            A closed)")),
            QString());
        QCOMPARE(dialogue.broker().snapshot().destinations.size(), std::size_t{3});
    }

    /** What a list has made is idle as well until the whole list has been found. */
    void listsDoNotMakeRoomForThemselves()
    {
        BrokerOptions options;
        options.wear(BrokerSkin::Kind::ActiveMq);
        options.destinations = 2;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            A connect 1.2
            A > SEND destination:/topic/idle | 1
            A > SEND destination:/topic/a,/topic/b receipt:r | 2
            A < RECEIPT receipt-id:r
            count /topic/a in 1
            count /topic/b in 1
            A > SEND destination:/topic/a,/topic/b,/topic/c | 3
            A < ERROR message:Too\smany\sdestinations
            count /topic/a in 1
            B connect 1.2
            B > SEND destination:/topic/a receipt:r | 4
            B < RECEIPT receipt-id:r
            count /topic/a in 2)")),
            QString());
    }

    void manyClientsOnOneQueue()
    {
        Broker broker;
        std::vector<std::unique_ptr<Client>> clients;
        for (int i = 0; i < 200; ++i) {
            clients.push_back(std::make_unique<Client>(broker));
            clients.back()->say("SUBSCRIBE\nid:1\ndestination:/queue/work\n\n");
            clients.back()->say("SUBSCRIBE\nid:2\ndestination:/topic/news\n\n");
        }
        for (int i = 0; i < 1000; ++i)
            clients[0]->say("SEND\ndestination:/queue/work\n\n" + std::to_string(i));
        clients[0]->say("SEND\ndestination:/topic/news\n\nnew");
        for (const auto& client : clients) {
            // Round robin: five each, every two hundredth.
            QCOMPARE(client->outbox.frames.size(), std::size_t{6});
            const int first = std::stoi(client->outbox.frames[0].body);
            QCOMPARE(client->outbox.frames[4].body, std::to_string(first + 800));
            QCOMPARE(client->outbox.frames[5].body, std::string("new"));
        }
        const BrokerSnapshot snapshot = broker.snapshot();
        QCOMPARE(snapshot.sessions, std::size_t{200});
        QCOMPARE(snapshot.messagesIn, std::uint64_t{1001});
        QCOMPARE(snapshot.storedBytes, std::uint64_t{0});
        QCOMPARE(snapshot.destinations.size(), std::size_t{2});
        QCOMPARE(snapshot.destinations[0].name, std::string("/queue/work"));
        QVERIFY(snapshot.destinations[0].isQueue);
        QCOMPARE(snapshot.destinations[1].counters.out, std::uint64_t{200});
    }

    /** Whatever happens, in = acknowledged + dropped + waiting + in flight. */
    void countsAddUp()
    {
        Broker broker;
        std::mt19937 random(7);
        std::vector<std::unique_ptr<Client>> clients(6);
        for (int step = 0; step < 20'000; ++step) {
            auto& client = clients[random() % clients.size()];
            if (!client || client->session.state() != ServerSession::State::Connected) {
                client = std::make_unique<Client>(broker);
                const std::string modes[] = {"auto", "client", "client-individual"};
                client->say("SUBSCRIBE\nid:1\ndestination:/queue/q\nprefetch-count:"
                    + std::to_string(1 + random() % 20) + "\nack:" + modes[random() % 3] + "\n\n");
                continue;
            }
            switch (random() % 8) {
            case 0:
            case 1:
            case 2:
                client->say("SEND\ndestination:/queue/q\n\nx");
                break;
            case 3:
            case 4:
            case 5:
                if (!client->outbox.frames.empty()) {
                    const std::string ack(client->outbox.frames.front().value("ack"));
                    client->outbox.frames.pop_front();
                    if (!ack.empty())
                        client->say((random() % 4 ? "ACK\nid:" : "NACK\nrequeue:false\nid:") + ack
                            + "\n\n");
                }
                break;
            case 6:
                client->outbox.pending = random() % 2 ? 0 : broker.options().outboxForMessages;
                client->session.outboxDrained(step);
                break;
            default:
                if (random() % 20 == 0)
                    client.reset();
            }
            const BrokerSnapshot snapshot = broker.snapshot();
            const DestinationSnapshot& queue = snapshot.destinations.at(0);
            QCOMPARE(queue.counters.in,
                queue.counters.acked + queue.counters.discarded + queue.waiting + queue.inFlight);
        }
        const BrokerSnapshot before = broker.snapshot();
        QVERIFY(before.destinations[0].counters.redelivered > 100);
        QVERIFY(before.destinations[0].counters.discarded > 100);
        clients.clear();
        Client last(broker);
        last.say("SUBSCRIBE\nid:1\ndestination:/queue/q\n\n");
        const BrokerSnapshot after = broker.snapshot();
        QCOMPARE(after.destinations[0].waiting, std::size_t{0});
        QCOMPARE(after.destinations[0].waitingBytes, std::size_t{0});
        QCOMPARE(after.destinations[0].inFlight, std::size_t{0});
        QCOMPARE(after.storedBytes, std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestBroker)
#include "tst_broker.moc"
