#include <support/sessionharness.h>

using namespace Stomp;
using Testing::SessionHarness;
using Testing::wire;

namespace {

std::string message(std::string_view subscription, std::string_view id)
{
    return wire("MESSAGE\nsubscription:" + std::string(subscription) + "\nmessage-id:m"
        + std::string(id) + "\nack:a" + std::string(id) + "\n\n" + std::string(id) + "^@");
}

AckReference reference(SubscriptionKey key, std::string_view id)
{
    return {key, "m" + std::string(id), "a" + std::string(id)};
}

/** Connected to this broker, with subscriptions 3 (id 1) and 4 (id 2) by hand. */
struct Booked : SessionHarness
{
    explicit Booked(std::string_view server, AckMode mode = AckMode::Client)
    {
        session.start(now);
        feed(wire("CONNECTED\nversion:1.2\nserver:" + std::string(server) + "\n\n^@"));
        for (const SubscriptionKey key : {3U, 4U})
            std::ignore = session.subscribe(key, {.destination = "/q", .ack = mode}, now);
        feed(message("1", "1") + message("2", "2") + message("1", "3") + message("2", "4"));
        out();
    }
    [[nodiscard]] std::uint64_t held(SubscriptionKey key) const
    {
        return session.unacknowledged().outstanding(key);
    }
    void ack(SubscriptionKey key, std::string_view id, const std::string& transaction = {})
    {
        std::ignore = session.acknowledge(reference(key, id), transaction, true, now);
    }
};

} // namespace

/** What the session knows of deliveries that wait for an acknowledgement. */
class TestClientSessionBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anAckReachesAsFarAsTheBrokerSays_data()
    {
        QTest::addColumn<std::string>("server");
        QTest::addColumn<int>("ofTheOther");
        QTest::newRow("its subscription") << std::string("ActiveMQ/5.17.2") << 2;
        QTest::newRow("the connection") << std::string("RabbitMQ/3.10.8") << 1;
    }

    void anAckReachesAsFarAsTheBrokerSays()
    {
        QFETCH(const std::string, server);
        QFETCH(const int, ofTheOther);
        Booked one(server);
        QCOMPARE(one.held(3), std::uint64_t(2));
        QCOMPARE(one.held(4), std::uint64_t(2));
        one.ack(3, "3");
        QCOMPARE(one.held(3), std::uint64_t(0));
        QCOMPARE(one.held(4), std::uint64_t(ofTheOther));
    }

    void individualTakesOne()
    {
        Booked one("RabbitMQ/3.10.8", AckMode::ClientIndividual);
        one.ack(3, "3");
        QCOMPARE(one.held(3), std::uint64_t(1));
        QCOMPARE(one.held(4), std::uint64_t(2));
        std::ignore = one.session.reject(reference(3, "1"), {}, true, one.now);
        QCOMPARE(one.held(3), std::uint64_t(0));
    }

    void withATransactionAtCommit()
    {
        Booked one("ActiveMQ/5.17.2");
        std::ignore = one.session.begin("t", one.now);
        one.ack(3, "3", "t");
        QCOMPARE(one.held(3), std::uint64_t(2));
        std::ignore = one.session.abortTransaction("t", one.now);
        QCOMPARE(one.held(3), std::uint64_t(2)); // to be acknowledged again
        std::ignore = one.session.begin("u", one.now);
        one.ack(3, "3", "u");
        std::ignore = one.session.commitTransaction("u", one.now);
        QCOMPARE(one.held(3), std::uint64_t(0));
    }

    void artemisAcknowledgesAtOnce()
    {
        Booked one("ActiveMQ-Artemis/2.31.0");
        std::ignore = one.session.begin("t", one.now);
        one.ack(3, "3", "t");
        QCOMPARE(one.held(3), std::uint64_t(0));
    }

    void unsubscribing_data()
    {
        QTest::addColumn<std::string>("server");
        QTest::addColumn<int>("held");
        QTest::newRow("gives back") << std::string("ActiveMQ/5.17.2") << 0;
        QTest::newRow("leaves them held") << std::string("RabbitMQ/3.10.8") << 2;
    }

    void unsubscribing()
    {
        QFETCH(const std::string, server);
        QFETCH(const int, held);
        Booked one(server);
        std::ignore = one.session.unsubscribe(3, {}, one.now);
        one.feed(wire("RECEIPT\nreceipt-id:r3\n\n^@"));
        QCOMPARE(one.held(3), std::uint64_t(held));
        QCOMPARE(one.held(4), std::uint64_t(2));
    }

    /** On RabbitMQ the session's own cumulative ACK takes what was to be acknowledged by hand. */
    void onArrivalTakesOthersWithIt()
    {
        Booked one("RabbitMQ/3.10.8");
        std::ignore = one.session.subscribe(
            5, {.destination = "/q", .ack = AckMode::Client, .ackOnArrival = true}, one.now);
        one.feed(message("3", "5"));
        QCOMPARE(one.session.unacknowledged().outstanding(), std::uint64_t(0));
        one.feed(message("1", "6"));
        QCOMPARE(one.held(3), std::uint64_t(1));
    }

    void onArrivalHoldsNothing()
    {
        Booked one("ActiveMQ/5.17.2");
        std::ignore = one.session.subscribe(
            5, {.destination = "/q", .ack = AckMode::Client, .ackOnArrival = true}, one.now);
        one.feed(message("3", "5"));
        QCOMPARE(one.held(5), std::uint64_t(0));
        QCOMPARE(one.held(3), std::uint64_t(2));
    }

    void theEndMarkOfABrowserIsNotHeld()
    {
        Booked one("ActiveMQ/5.17.2");
        one.feed(wire("MESSAGE\nsubscription:1\nmessage-id:0\nbrowser:end\n\n^@"));
        QCOMPARE(one.held(3), std::uint64_t(2));
    }
};

QTEST_APPLESS_MAIN(TestClientSessionBook)
#include "tst_clientsession_book.moc"
