#include "brokerdesk.h"
#include "brokertest.h"

#include <algorithm>

using Stomp::AckMode;
using Stomp::AckState;
using Stomp::Version;

/** The messages that the window marks before an ACK are those that the broker takes with it
 * (stomp-facts 2.4, 3.7): what it delivers to the next consumer are exactly the others. */
class TestAckReach : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatIsMarked_data();
    void takesWhatIsMarked();

private:
    [[nodiscard]] static std::string otherQueue() { return queue() + ".other"; }
    /** What a new consumer of the queue gets, up to a marker sent now. */
    void collect(const std::string& destination, Bodies& bodies);
};

void TestAckReach::takesWhatIsMarked_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<int>("row"); // of a1 b1 a2 b2 a3 b3
    QTest::addColumn<bool>("upTo");
    QTest::newRow("client") << int(AckMode::Client) << 2 << false;
    QTest::newRow("client, the other queue") << int(AckMode::Client) << 3 << false;
    QTest::newRow("client, up to here") << int(AckMode::Client) << 2 << true;
    QTest::newRow("individual") << int(AckMode::ClientIndividual) << 2 << false;
    QTest::newRow("individual, up to here") << int(AckMode::ClientIndividual) << 4 << true;
}

void TestAckReach::collect(const std::string& destination, Bodies& bodies)
{
    Peer consumer(broker, Version::V12);
    OPEN(consumer);
    CONFIRMED(consumer.send(destination, "marker"));
    QVERIFY(consumer.subscribe(destination));
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::count(consumer.bodies(), "marker") == 1, patienceMs);
    QVERIFY(consumer.leave());
    for (const std::string& body : consumer.bodies()) {
        if (body != "marker")
            bodies.push_back(body);
    }
}

void TestAckReach::takesWhatIsMarked()
{
    QFETCH(const int, mode);
    QFETCH(const int, row);
    QFETCH(const bool, upTo);
    Bodies marked;
    Bodies unmarked;
    {
        Desk desk(broker);
        QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
        for (const std::string& destination : {queue(), otherQueue()}) {
            Ui::SubscriptionWish wish;
            wish.destination = QString::fromStdString(destination);
            wish.ack = static_cast<AckMode>(mode);
            wish.acknowledgeOnArrival = false;
            const auto key = desk.connection->subscribe(wish);
            QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
        }
        Peer producer(broker, Version::V12);
        OPEN(producer);
        int sent = 0;
        for (const char* body : {"a1", "b1", "a2", "b2", "a3", "b3"}) {
            CONFIRMED(producer.send(
                *body == 'a' ? queue() : otherQueue(), body, {{"persistent", "true"}}));
            ++sent;
            QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), sent, patienceMs);
        }
        QVERIFY(producer.leave());

        Ui::Acknowledging& acknowledging = desk.acknowledging();
        const quint64 serial = desk.table().serialAt(row);
        const QList<quint64> chosen = upTo ? acknowledging.upTo(serial) : QList<quint64>{serial};
        QVERIFY(!chosen.isEmpty());
        std::set<quint64> taken;
        for (const Ui::Acknowledging::Taken& one : acknowledging.takenBy(chosen, true))
            taken.insert(one.serial);
        for (int i = 0; i < sent; ++i)
            (taken.contains(desk.table().serialAt(i)) ? marked : unmarked).push_back(desk.body(i));
        QCOMPARE(acknowledging.settle(chosen, true), QString());
        for (int i = 0; i < sent; ++i) {
            const auto state =
                taken.contains(desk.table().serialAt(i)) ? AckState::Acked : AckState::Waiting;
            QTRY_VERIFY_WITH_TIMEOUT(desk.table().ackStateAt(i) == state, patienceMs);
        }
        desk.connection->abort();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.connection->state(), Ui::Connection::State::Disconnected, patienceMs);
    }
    // Rabbit's reach over both queues is what this is about: there must be some of each.
    const auto ofOther = std::ranges::count_if(marked, [](const auto& b) { return b[0] == 'b'; });
    const auto ofOwn = std::ranges::count_if(marked, [](const auto& b) { return b[0] == 'a'; });
    const bool isWide = broker.isRabbit() && mode == int(AckMode::Client);
    QCOMPARE(ofOther > 0 && ofOwn > 0, isWide);

    Bodies left;
    collect(queue(), left);
    collect(otherQueue(), left);
    std::ranges::sort(left);
    std::ranges::sort(unmarked);
    QCOMPARE(left, unmarked);
}

QTEST_GUILESS_MAIN(TestAckReach)
#include "tst_ackreach.moc"
