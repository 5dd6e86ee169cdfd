#include "ackbench.h"

#include <support/widgetwarnings.h>

#include <algorithm>

using namespace Ui;
using Stomp::AckMode;
using Stomp::Version;

/**
 * Dropped connections through the window on a real broker; what its notices and its table say is
 * compared with what independent clients were given.
 */
class TestAckBench : public AckBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void dropIsShared();
    void dropTwice();
    void dropTwo();
    void countsRedeliveries();
};

void TestAckBench::dropIsShared()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    Connection* const two = bench.open(broker, "Two");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected() && two->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    feed({"a", "b", "c", "d", "e", "f", "g"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 7, patienceMs);
    bench.acknowledge(3);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(3), QStringLiteral("acked"), patienceMs);
    QVERIFY(bench.subscribe(two, queue()));
    Peer witness(broker, Version::V12);
    OPEN(witness);
    QVERIFY(witness.subscribe(queue(), AckMode::Client));
    bench.window->connectionsBar()->setCurrent(one);
    bench.action("dropConnection")->trigger();
    const auto toTwo = [&] {
        return bench.bodiesOf(two).size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(toTwo() + witness.messages.size(), 6U, patienceMs);
    QVERIFY(toTwo() > 0 && !witness.messages.empty()); // each of them gets a share
    SAYS(bench, QStringLiteral("Dropped One without DISCONNECT: 6 messages were not acknowledged"));
    SAYS(bench,
        QStringLiteral("Delivered again so far: %1 to Two on %2. %3 have not "
                       "come to this console.")
            .arg(
                QString::number(toTwo()), text(queue()), QString::number(witness.messages.size())));
    Bodies all = bench.bodiesOf(two);
    for (const std::string& body : witness.bodies())
        all.push_back(body);
    std::ranges::sort(all);
    QCOMPARE(all, (Bodies{"a", "b", "c", "e", "f", "g"}));
    for (int row = 7; row < bench.rows(); ++row)
        QCOMPARE(bench.state(row), QStringLiteral("waiting, redelivered"));
    QVERIFY(witness.leave());
}

void TestAckBench::dropTwice()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    Connection* const two = bench.open(broker, "Two");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected() && two->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    feed({"a", "b", "c"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, patienceMs);
    QVERIFY(bench.subscribe(two, queue()));
    bench.window->connectionsBar()->setCurrent(one);
    bench.action("dropConnection")->trigger();
    SAYS(bench, QStringLiteral("All were delivered again: 3 to Two on ") + text(queue()));
    bench.acknowledge(4);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(4), QStringLiteral("acked, redelivered"), patienceMs);
    const std::string acked(bench.model().messageAt(4).body());
    bench.window->connectionsBar()->setCurrent(two);
    bench.action("dropConnection")->trigger();
    SAYS(bench, QStringLiteral("Dropped Two without DISCONNECT: 2 messages were not acknowledged"));
    Bodies left{"a", "b", "c"};
    std::erase(left, acked);
    findThere(left);
}

void TestAckBench::dropTwo()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    Connection* const two = bench.open(broker, "Two");
    Connection* const three = bench.open(broker, "Three");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected() && two->isConnected(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(three->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    QVERIFY(bench.subscribe(two, out()));
    feed({"a", "b", "c"});
    for (const char* body : {"d", "e"})
        bench.publish(three, out(), body);
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 5, patienceMs);
    QVERIFY(bench.subscribe(three, queue()));
    QVERIFY(bench.subscribe(three, out()));
    for (Connection* const dropped : {one, two}) {
        bench.window->connectionsBar()->setCurrent(dropped);
        bench.action("dropConnection")->trigger();
    }
    SAYS(bench, QStringLiteral("Dropped One without DISCONNECT: 3 messages were not acknowledged"));
    SAYS(bench, QStringLiteral("Dropped Two without DISCONNECT: 2 messages were not acknowledged"));
    SAYS(bench, QStringLiteral("All were delivered again: 3 to Three on ") + text(queue()));
    SAYS(bench, QStringLiteral("All were delivered again: 2 to Three on ") + text(out()));
    QCOMPARE(bench.bodiesOf(three).size(), 5U);
}

/** Only RabbitMQ's quorum queues count them. */
void TestAckBench::countsRedeliveries()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    const Headers quorum{{"x-queue-type", "quorum"}, {"durable", "true"}, {"auto-delete", "false"}};
    QVERIFY(bench.subscribe(one, queue(), broker.isRabbit() ? quorum : Headers{}));
    Peer producer(broker, Version::V12);
    OPEN(producer);
    // Without declaring it again, which it would not be like.
    CONFIRMED(
        producer.send((broker.isRabbit() ? "/amq" : "") + queue(), "a", {{"persistent", "true"}}));
    QVERIFY(producer.leave());
    const auto last = [&bench] {
        return bench.state(bench.rows() - 1);
    };
    QTRY_COMPARE_WITH_TIMEOUT(last(), QStringLiteral("waiting"), patienceMs);
    const QStringList counted{
        QStringLiteral("once"), QStringLiteral("2 times"), QStringLiteral("3 times")};
    std::size_t deliveries = 1;
    for (const QString& times : counted) {
        ++deliveries;
        bench.action("dropConnection")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(one->state(), Connection::State::Disconnected, patienceMs);
        bench.workspace.reopen(one);
        QTRY_COMPARE_WITH_TIMEOUT(bench.bodiesOf(one).size(), deliveries, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(last(),
            broker.isRabbit() ? QStringLiteral("waiting, redelivered ") + times
                              : QStringLiteral("waiting, redelivered"),
            patienceMs);
    }
    bench.acknowledge(bench.rows() - 1);
    QTRY_VERIFY_WITH_TIMEOUT(last().startsWith(QStringLiteral("acked")), patienceMs);
}

QTEST_MAIN(TestAckBench)
#include "tst_ackbench.moc"
