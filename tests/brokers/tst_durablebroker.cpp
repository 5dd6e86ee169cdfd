#include "brokerdesk.h"
#include "brokertest.h"

using Stomp::Version;

/** The life of a durable subscription as the window leads it, by each broker's own way
 * (stomp-facts 3.9). */
class TestDurableBroker : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void collectsWhileOffline();

private:
    void publish(std::initializer_list<const char*> bodies)
    {
        Peer publisher(broker, Version::V12);
        OPEN(publisher);
        for (const char* body : bodies)
            CONFIRMED(publisher.send(topic(), body, {{"persistent", "true"}}));
        QVERIFY(publisher.leave());
    }
    [[nodiscard]] static bool isGone(const Desk& desk, Stomp::SubscriptionKey key)
    {
        const Ui::Subscription* one = desk.connection->subscription(key);
        return !one || !one->isLive();
    }
};

void TestDurableBroker::collectsWhileOffline()
{
    const Stomp::HeartBeat heartBeat{10'000, 10'000};
    const std::vector<Stomp::Header> client{{"client-id", name()}};
    {
        Desk desk(broker, heartBeat, client);
        QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
        auto key = desk.subscribeDurably(topic(), "audit");
        QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
        publish({"1"});
        QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 1, patienceMs);

        // Offline on a connection that stays.
        desk.connection->unsubscribe(key);
        QTRY_VERIFY_WITH_TIMEOUT(isGone(desk, key), patienceMs);
        publish({"2", "3"});
        key = desk.subscribeDurably(topic(), "audit");
        QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 3, patienceMs);
        QCOMPARE(desk.body(1), std::string("2"));
        QCOMPARE(desk.body(2), std::string("3"));

        desk.connection->close();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.connection->state(), Ui::Connection::State::Disconnected, patienceMs);
    }
    publish({"4", "5"}); // offline with its connection
    Desk desk(broker, heartBeat, client);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    auto key = desk.subscribeDurably(topic(), "audit");
    QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 2, patienceMs);
    QCOMPARE(desk.body(0), std::string("4"));
    QCOMPARE(desk.body(1), std::string("5"));

    // Deleted, nothing is collected: a new one begins with what comes then.
    desk.connection->unsubscribe(key, true);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(desk, key), patienceMs);
    publish({"6"});
    key = desk.subscribeDurably(topic(), "audit");
    QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
    publish({"7"});
    QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 3, patienceMs);
    QCOMPARE(desk.body(2), std::string("7"));
    desk.connection->unsubscribe(key, true);
    QTRY_VERIFY_WITH_TIMEOUT(isGone(desk, key), patienceMs);
    QVERIFY(desk.connection->isConnected());
}

QTEST_GUILESS_MAIN(TestDurableBroker)
#include "tst_durablebroker.moc"
