#include "brokertest.h"

#include <algorithm>

using Stomp::AckMode;
using Stomp::Version;

/** BEGIN, COMMIT, ABORT, and receipts (stomp-facts 2.5, 2.6, 3.7). */
class TestTransactions : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void commitSendsAll_data() { addVersions(); }
    void commitSendsAll();
    void abortSendsNothing_data() { addVersions(); }
    void abortSendsNothing();
    void vanishingSendsNothing_data() { addVersions(); }
    void vanishingSendsNothing();
    void acksCountAtCommit_data();
    void acksCountAtCommit();
    void sendIsConfirmed();
    void unknownTransactionIsAnError_data() { addVersions(); }
    void unknownTransactionIsAnError();
    void receiptsComeInOrder_data() { addVersions(); }
    void receiptsComeInOrder();

private:
    QString sendInT1(Peer& peer, const std::string& body) const;
};

/** Classic confirms at once that it has it; RabbitMQ at COMMIT, and after ABORT never. */
QString TestTransactions::sendInT1(Peer& peer, const std::string& body) const
{
    const Headers inT1{{"transaction", "t1"}};
    if (broker.isClassic())
        return peer.send(queue(), body, inT1);
    Stomp::Frame frame{"SEND", {{"destination", queue()}}, body};
    frame.headers.insert(frame.headers.end(), inT1.begin(), inT1.end());
    peer.client().send(frame, Stomp::ContentLength::Write, false);
    return {};
}

void TestTransactions::commitSendsAll()
{
    QFETCH(Version, version);
    Peer producer(broker, version);
    Peer consumer(broker, version);
    OPEN(producer);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue()));
    CONFIRMED(producer.begin("t1"));
    CONFIRMED(sendInT1(producer, "one"));
    CONFIRMED(sendInT1(producer, "two"));
    CONFIRMED(producer.send(queue(), "outside"));
    QVERIFY(consumer.waitForMessages(1));
    QCOMPARE(consumer.bodies(), Bodies{"outside"});
    CONFIRMED(producer.commitTransaction("t1"));
    QVERIFY(consumer.waitForMessages(3));
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.bodies(), (Bodies{"outside", "one", "two"}));
}

void TestTransactions::abortSendsNothing()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    QVERIFY(peer.subscribe(queue()));
    CONFIRMED(peer.begin("t1"));
    CONFIRMED(sendInT1(peer, "one"));
    CONFIRMED(peer.abortTransaction("t1"));
    CONFIRMED(peer.begin("t1")); // the name is free again
    CONFIRMED(sendInT1(peer, "two"));
    CONFIRMED(peer.commitTransaction("t1"));
    QVERIFY(peer.waitForMessages(1));
    QVERIFY(peer.leave());
    QCOMPARE(peer.bodies(), Bodies{"two"});
}

void TestTransactions::vanishingSendsNothing()
{
    QFETCH(Version, version);
    Peer producer(broker, version);
    OPEN(producer);
    CONFIRMED(producer.begin("t1"));
    CONFIRMED(sendInT1(producer, "one"));
    producer.vanish();
    Peer consumer(broker, version);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(queue()));
    CONFIRMED(consumer.send(queue(), "marker"));
    QVERIFY(consumer.waitForMessages(1));
    QVERIFY(consumer.leave());
    QCOMPARE(consumer.bodies(), Bodies{"marker"});
}

void TestTransactions::acksCountAtCommit_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<bool>("commit");
    for (const Version version : {Version::V10, Version::V11, Version::V12}) {
        const std::string tag(Stomp::toString(version));
        QTest::addRow("%s commit", tag.c_str()) << version << true;
        QTest::addRow("%s abort", tag.c_str()) << version << false;
    }
}

void TestTransactions::acksCountAtCommit()
{
    QFETCH(Version, version);
    QFETCH(bool, commit);
    Peer consumer(broker, version);
    OPEN(consumer);
    CONFIRMED(consumer.send(queue(), "one"));
    QVERIFY(consumer.subscribe(queue(), AckMode::Client));
    QVERIFY(consumer.waitForMessages(1));
    CONFIRMED(consumer.begin("t1"));
    CONFIRMED(consumer.acknowledge(consumer.messages.at(0), "t1"));
    CONFIRMED(commit ? consumer.commitTransaction("t1") : consumer.abortTransaction("t1"));
    QCOMPARE(consumer.messages.size(), 1U); // neither broker delivers again to the same consumer
    consumer.vanish();

    Peer next(broker, version);
    OPEN(next);
    CONFIRMED(next.send(queue(), "marker"));
    QVERIFY(next.subscribe(queue()));
    QVERIFY(next.waitForMessages(commit ? 1 : 2));
    QVERIFY(next.leave());
    QCOMPARE(next.bodies(), commit ? Bodies{"marker"} : (Bodies{"one", "marker"}));
}

void TestTransactions::sendIsConfirmed()
{
    Peer peer(broker, Version::V12);
    OPEN(peer);
    std::vector<Stomp::RequestId> confirmed;
    connect(&peer.client(), &Stomp::Client::requestConfirmed, this,
        [&confirmed](Stomp::RequestId id) { confirmed.push_back(id); });
    const Stomp::RequestId begun = peer.client().begin("t1");
    const Stomp::RequestId sent =
        peer.client().send({"SEND", {{"destination", queue()}, {"transaction", "t1"}}, "one"},
            Stomp::ContentLength::Write);
    CONFIRMED(peer.send(queue() + ".other", "outside"));
    QCOMPARE(std::count(confirmed.begin(), confirmed.end(), begun), 1);
    QCOMPARE(std::count(confirmed.begin(), confirmed.end(), sent), broker.isClassic() ? 1 : 0);
    CONFIRMED(peer.commitTransaction("t1"));
    QTRY_COMPARE(std::count(confirmed.begin(), confirmed.end(), sent), 1);
    QVERIFY(peer.leave());
}

void TestTransactions::unknownTransactionIsAnError()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    QVERIFY(peer.subscribe(queue()));
    QVERIFY(!peer.send(queue(), "one", {{"transaction", "never begun"}}).isEmpty());
    QCOMPARE(peer.errors.size(), 1U);
    QVERIFY(!peer.errors.front().value("message").empty());
    CONFIRMED(peer.send(queue(), "two")); // both keep the connection open
    QVERIFY(peer.waitForMessages(1));
    QVERIFY(peer.leave());
    QCOMPARE(peer.bodies(), Bodies{"two"});
}

void TestTransactions::receiptsComeInOrder()
{
    QFETCH(Version, version);
    Peer peer(broker, version);
    OPEN(peer);
    std::vector<Stomp::RequestId> confirmed;
    bool timed = true;
    connect(&peer.client(), &Stomp::Client::requestConfirmed, this,
        [&](Stomp::RequestId id, qint64 roundTripUs) {
            confirmed.push_back(id);
            timed = timed && roundTripUs > 0;
        });
    std::vector<Stomp::RequestId> sent;
    for (int i = 0; i < 50; ++i)
        sent.push_back(peer.client().send(
            {"SEND", {{"destination", queue()}}, std::to_string(i)}, Stomp::ContentLength::Write));
    QTRY_COMPARE(confirmed.size(), sent.size());
    // RabbitMQ confirms in batches, and out of order: each once is what counts.
    std::sort(confirmed.begin(), confirmed.end());
    QCOMPARE(confirmed, sent);
    QVERIFY(timed);
    QVERIFY(peer.leave());
}

QTEST_GUILESS_MAIN(TestTransactions)
#include "tst_transactions.moc"
