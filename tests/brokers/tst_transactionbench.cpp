#include "ackbench.h"

#include <support/widgetwarnings.h>

#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishresult.h>

using namespace Ui;
using Stomp::AckMode;
using Stomp::Version;

/**
 * Transactions through the window on a real broker; what its notices, its table and its publish
 * panel say is compared with what independent clients were given.
 */
class TestTransactionBench : public AckBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void transaction_data();
    void transaction();
    void publishedInTransaction();
    void dropInTransaction();
    void unsubscribedInTransaction_data();
    void unsubscribedInTransaction();
    void acknowledgedBesideTransaction();
    void refusedInTransaction();
};

void TestTransactionBench::transaction_data()
{
    QTest::addColumn<bool>("commits");
    QTest::newRow("commit") << true;
    QTest::newRow("abort") << false;
}

void TestTransactionBench::transaction()
{
    QFETCH(const bool, commits);
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    feed({"a", "b", "c"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, patienceMs);
    Peer witness(broker, Version::V12);
    OPEN(witness);
    QVERIFY(witness.subscribe(out()));

    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.publish(one, out(), "in 1");
    bench.publish(one, out(), "in 2");
    bench.acknowledge(0);
    bench.acknowledge(2);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(0), QStringLiteral("acked in transaction"), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(2), QStringLiteral("acked in transaction"), patienceMs);
    QCOMPARE(bench.state(1), QStringLiteral("waiting"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    CONFIRMED(witness.send(out(), "before"));
    QVERIFY(witness.waitForMessages(1));
    QCOMPARE(witness.bodies(), Bodies{"before"});

    bench.action(commits ? "commit" : "abort")->trigger();
    SAYS(bench,
        commits ? QStringLiteral("COMMIT on One: 2 messages were sent, 2 were acknowledged or "
                                 "rejected.")
                : QStringLiteral("ABORT on One: 2 messages are not sent after all, 2 messages wait "
                                 "again for an acknowledgement."));
    for (const int row : {0, 2})
        QCOMPARE(bench.state(row), commits ? QStringLiteral("acked") : QStringLiteral("waiting"));
    QCOMPARE(bench.state(1), QStringLiteral("waiting"));
    if (commits)
        QVERIFY(witness.waitForMessages(3));
    CONFIRMED(witness.send(out(), "after"));
    QVERIFY(witness.waitForMessages(commits ? 4 : 2));
    QVERIFY(witness.leave());
    QCOMPARE(witness.bodies(),
        commits ? (Bodies{"before", "in 1", "in 2", "after"}) : (Bodies{"before", "after"}));
    QCOMPARE(bench.rows(), 3); // nothing is delivered again while the connection lives

    if (!commits) { // what waits again can be acknowledged
        bench.acknowledge(0);
        QTRY_COMPARE_WITH_TIMEOUT(bench.state(0), QStringLiteral("acked"), patienceMs);
    }
    bench.action("dropConnection")->trigger();
    SAYS(bench,
        commits
            ? QStringLiteral("Dropped One without DISCONNECT: 1 message was not acknowledged")
            : QStringLiteral("Dropped One without DISCONNECT: 2 messages were not acknowledged"));
    SAYS(bench, QStringLiteral("None has come to this console so far"));
    findThere(commits ? Bodies{"b"} : (Bodies{"b", "c"}));
}

/** Through the publish panel: RabbitMQ sends no RECEIPT before COMMIT, and after ABORT none. */
void TestTransactionBench::publishedInTransaction()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    Peer witness(broker, Version::V12);
    OPEN(witness);
    QVERIFY(witness.subscribe(out()));
    PublishPanel* const panel = bench.window->publishPanel();
    const auto send = [panel](const std::string& destination, const std::string& body) {
        panel->setDestination(text(destination));
        panel->body()->setBody(body);
        panel->send();
    };
    const auto said = [panel] {
        return panel->findChild<PublishResult*>()->text();
    };
    for (const bool commits : {false, true}) {
        bench.action("begin")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
        for (const char* body : {"1", "2"}) {
            send(out(), body);
            QTRY_VERIFY2_WITH_TIMEOUT(
                said().endsWith(QStringLiteral("in the transaction: counts at COMMIT")),
                qPrintable(said()), patienceMs);
            QCOMPARE(said().startsWith(QStringLiteral("Confirmed by receipt")), broker.isClassic());
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
        bench.action(commits ? "commit" : "abort")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(said(),
            commits ? QStringLiteral("Committed with its transaction")
                    : QStringLiteral("Aborted with its transaction: not sent after all"),
            patienceMs);
    }
    QVERIFY(witness.waitForMessages(2));
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    send(out(), "3");
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.action("dropConnection")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(said(),
        QStringLiteral("Not sent after all: the connection ended before COMMIT"), patienceMs);
    CONFIRMED(witness.send(out(), "after"));
    QVERIFY(witness.waitForMessages(3));
    QVERIFY(witness.leave());
    QCOMPARE(witness.bodies(), (Bodies{"1", "2", "after"}));
}

void TestTransactionBench::dropInTransaction()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    feed({"a", "b"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 2, patienceMs);
    Peer witness(broker, Version::V12);
    OPEN(witness);
    QVERIFY(witness.subscribe(out()));
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.publish(one, out(), "in 1");
    bench.acknowledge(0);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(0), QStringLiteral("acked in transaction"), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.action("dropConnection")->trigger();
    SAYS(bench,
        QStringLiteral("The connection One ended before COMMIT: 1 message is not sent after all."));
    SAYS(bench, QStringLiteral("Dropped One without DISCONNECT: 2 messages were not acknowledged"));
    QCOMPARE(bench.state(0), QStringLiteral("returned"));
    findThere({"a", "b"});
    CONFIRMED(witness.send(out(), "after"));
    QVERIFY(witness.waitForMessages(1));
    QVERIFY(witness.leave());
    QCOMPARE(witness.bodies(), Bodies{"after"});
}

void TestTransactionBench::unsubscribedInTransaction_data()
{
    QTest::addColumn<AckMode>("mode");
    QTest::addColumn<bool>("commits");
    QTest::newRow("individual, commit") << AckMode::ClientIndividual << true;
    QTest::newRow("individual, abort") << AckMode::ClientIndividual << false;
    QTest::newRow("cumulative, commit") << AckMode::Client << true;
    QTest::newRow("cumulative, abort") << AckMode::Client << false;
}

/**
 * UNSUBSCRIBE while an ACK of the subscription pends in the transaction. Classic 5.17.2 keeps the
 * message for the transaction in client-individual mode; in client mode it takes it back at once,
 * and COMMIT, which it confirms, does nothing with it. RabbitMQ holds all until the connection
 * ends.
 */
void TestTransactionBench::unsubscribedInTransaction()
{
    QFETCH(const AckMode, mode);
    QFETCH(const bool, commits);
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue(), {}, mode));
    feed({"a", "b", "c"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, patienceMs);
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.acknowledge(0);
    const QString acked = QStringLiteral("acked in transaction");
    const QString returned = QStringLiteral("returned");
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(0), acked, patienceMs);
    one->unsubscribe(one->subscriptions().front().key);
    QTRY_VERIFY_WITH_TIMEOUT(one->subscriptions().empty(), patienceMs);
    const bool isLost = broker.isClassic() && mode == AckMode::Client;
    QCOMPARE(bench.state(0), isLost ? returned : acked);
    QCOMPARE(bench.state(1), broker.isClassic() ? returned : QStringLiteral("waiting"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.action(commits ? "commit" : "abort")->trigger();
    SAYS(bench,
        (commits ? QStringLiteral("COMMIT on One: ") : QStringLiteral("ABORT on One: "))
            + (isLost         ? QStringLiteral("nothing was in it")
                    : commits ? QStringLiteral("1 was acknowledged or rejected")
                              : QStringLiteral("1 message waits again for an acknowledgement")));
    QCOMPARE(bench.state(0),
        isLost                   ? returned
            : commits            ? QStringLiteral("acked")
            : broker.isClassic() ? returned
                                 : QStringLiteral("waiting"));
    bench.action("dropConnection")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!one->isConnected(), patienceMs);
    findThere(commits && !isLost ? Bodies{"b", "c"} : Bodies{"a", "b", "c"});
}

/** RabbitMQ: the ACK that the session sends by itself for another subscription takes along what the
 * transaction has, which then has nothing of it. On Classic it concerns its own subscription. */
void TestTransactionBench::acknowledgedBesideTransaction()
{
    BrokerWindow bench;
    Connection* const one = bench.open(broker, "One");
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    QVERIFY(bench.subscribe(one, queue()));
    QVERIFY(bench.subscribe(one, out(), {}, AckMode::Client, true));
    feed({"a", "b"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 2, patienceMs);
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.acknowledge(0);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(0), QStringLiteral("acked in transaction"), patienceMs);
    Peer producer(broker, Version::V12);
    OPEN(producer);
    CONFIRMED(producer.send(out(), "beside"));
    QVERIFY(producer.leave());
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 3, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(bench.state(0),
        broker.isRabbit() ? QStringLiteral("acked") : QStringLiteral("acked in transaction"),
        patienceMs);
    QCOMPARE(
        bench.state(1), broker.isRabbit() ? QStringLiteral("acked") : QStringLiteral("waiting"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("abort")->isEnabled(), patienceMs);
    bench.action("abort")->trigger();
    SAYS(bench,
        broker.isRabbit()
            ? QStringLiteral("ABORT on One: nothing was in it.")
            : QStringLiteral("ABORT on One: 1 message waits again for an acknowledgement."));
    QCOMPARE(
        bench.state(0), broker.isRabbit() ? QStringLiteral("acked") : QStringLiteral("waiting"));
    bench.action("dropConnection")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!one->isConnected(), patienceMs);
    findThere(broker.isRabbit() ? Bodies{} : Bodies{"a", "b"});
}

/** Classic says which SEND it refuses, RabbitMQ only that something is wrong; COMMIT does the rest
 * on both. */
void TestTransactionBench::refusedInTransaction()
{
    BrokerWindow bench;
    Stomp::BrokerUrl url = broker.url();
    if (broker.isClassic())
        url.user = "reader", url.password = "reader";
    Connection* const one = bench.open(broker, "One", url);
    QTRY_VERIFY_WITH_TIMEOUT(one->isConnected(), patienceMs);
    bench.action("begin")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    PublishPanel* const panel = bench.window->publishPanel();
    panel->setDestination(broker.isClassic() ? text(out()) : QStringLiteral("/nowhere/x"));
    panel->body()->setBody("1");
    panel->send();
    const auto said = [panel] {
        return panel->findChild<PublishResult*>()->text();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(
        said().startsWith(QStringLiteral("Not confirmed: ")), qPrintable(said()), patienceMs);
    const QString refused = said();
    QVERIFY2(refused.contains(broker.isClassic() ? QStringLiteral("not authorized")
                                                 : QStringLiteral("Unknown destination")),
        qPrintable(refused));
    QTRY_VERIFY_WITH_TIMEOUT(bench.action("commit")->isEnabled(), patienceMs);
    bench.action("commit")->trigger();
    SAYS(bench,
        broker.isClassic() ? QStringLiteral("COMMIT on One: nothing was in it.")
                           : QStringLiteral("The broker answered ERROR 1 time(s) meanwhile: what "
                                            "that was about is not in it."));
    QCOMPARE(said(), refused);
}

QTEST_MAIN(TestTransactionBench)
#include "tst_transactionbench.moc"
