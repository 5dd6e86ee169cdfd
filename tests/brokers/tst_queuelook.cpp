#include "brokertest.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/trials/queuelook.h>

#include <support/listsink.h>

#include <QSignalSpy>

using namespace Stomp;

/** Looking into a queue without consuming it: promise 2 of the console (stomp-facts 3.5, 3.10). */
class TestQueueLook : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void peekLeavesTheRestToOthers_data() { addVersions(); }
    void peekLeavesTheRestToOthers();
    void peekAtFewerThanWanted();
    void browseTakesNothing_data() { addVersions({Version::V11, Version::V12}); }
    void browseTakesNothing();
    void browseIsRefusedWhereItWouldConsume();

private:
    [[nodiscard]] LookRequest request(LookRequest::Way way, Version version) const
    {
        LookRequest look;
        look.options = Peer(broker, version).options;
        look.destination = queue();
        look.way = way;
        return look;
    }
    /** Five messages; the queue is new. */
    void fill()
    {
        Peer producer(broker, Version::V12);
        OPEN(producer);
        for (const char* body : {"1", "2", "3", "4", "5"})
            CONFIRMED(producer.send(queue(), body, {{"persistent", "true"}}));
        QVERIFY(producer.leave());
    }
};

void TestQueueLook::peekLeavesTheRestToOthers()
{
    QFETCH(Version, version);
    fill();
    Testing::ListSink sink;
    auto wanted = request(LookRequest::Way::Peek, version);
    wanted.count = 2;
    QueueLook look(wanted, sink);
    QSignalSpy gathered(&look, &QueueLook::gathered);
    QSignalSpy ended(&look, &QueueLook::ended);
    look.start();
    QTRY_COMPARE_WITH_TIMEOUT(gathered.count(), 1, 30'000);
    QCOMPARE(gathered[0][0].value<QueueLook::End>(), QueueLook::End::CountReached);
    QCOMPARE(look.messages(), 2U);
    QCOMPARE(sink.frames.size(), std::size_t(2));
    QCOMPARE(sink.frames.at(0).body, std::string("1"));

    // During the peek the others get the rest.
    Peer other(broker, version);
    OPEN(other);
    QVERIFY(other.subscribe(queue()));
    QVERIFY(other.waitForMessages(3));
    QCOMPARE(other.bodies(), (Bodies{"3", "4", "5"}));

    // After it, what was peeked at, marked as delivered before.
    look.giveBack();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(ended[0][0].value<QueueLook::End>(), QueueLook::End::CountReached);
    QCOMPARE(ended[0][1].toUInt(), 2U);
    QVERIFY(other.waitForMessages(5));
    QCOMPARE(other.bodies(), (Bodies{"3", "4", "5", "1", "2"}));
    for (const std::size_t i : {3U, 4U})
        QCOMPARE(other.messages.at(i).frame.value("redelivered"), std::string_view("true"));
    QVERIFY(other.leave());
}

void TestQueueLook::peekAtFewerThanWanted()
{
    fill();
    Testing::ListSink sink;
    auto wanted = request(LookRequest::Way::Peek, Version::V12);
    wanted.count = 20;
    wanted.quiet = 300;
    QueueLook look(wanted, sink);
    QSignalSpy gathered(&look, &QueueLook::gathered);
    QSignalSpy ended(&look, &QueueLook::ended);
    connect(&look, &QueueLook::gathered, &look, &QueueLook::giveBack);
    look.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(ended[0][0].value<QueueLook::End>(), QueueLook::End::Complete);
    QCOMPARE(ended[0][1].toUInt(), 5U);
    Peer other(broker, Version::V12);
    OPEN(other);
    QVERIFY(other.subscribe(queue()));
    QVERIFY(other.waitForMessages(5));
    QCOMPARE(other.bodies(), (Bodies{"1", "2", "3", "4", "5"})); // in their places
    QVERIFY(other.leave());
}

void TestQueueLook::browseTakesNothing()
{
    QFETCH(Version, version);
    if (!broker.isClassic()) {
        // What this broker has instead stands in browseIsRefusedWhereItWouldConsume().
        QVERIFY(factsOf(Dialect::RabbitMq).browseHeader.value.empty());
        return;
    }
    fill();
    Testing::ListSink sink;
    QueueLook look(request(LookRequest::Way::Browse, version), sink);
    QSignalSpy ended(&look, &QueueLook::ended);
    connect(&look, &QueueLook::gathered, &look, &QueueLook::giveBack);
    look.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(ended[0][0].value<QueueLook::End>(), QueueLook::End::Complete);
    QCOMPARE(ended[0][1].toUInt(), 5U); // the marker is not counted
    QCOMPARE(sink.frames.size(), std::size_t(6));
    QCOMPARE(sink.frames.at(5).value("browser"), std::string_view("end"));
    Peer other(broker, version);
    OPEN(other);
    QVERIFY(other.subscribe(queue()));
    QVERIFY(other.waitForMessages(5));
    for (const Received& message : other.messages)
        QCOMPARE(message.frame.value("redelivered"), std::string_view());
    QVERIFY(other.leave());
}

void TestQueueLook::browseIsRefusedWhereItWouldConsume()
{
    if (broker.isClassic()) {
        QVERIFY(!factsOf(Dialect::ActiveMq).browseHeader.value.empty());
        return;
    }
    fill();
    Testing::ListSink sink;
    QueueLook look(request(LookRequest::Way::Browse, Version::V12), sink);
    QSignalSpy ended(&look, &QueueLook::ended);
    look.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
    QCOMPARE(ended[0][0].value<QueueLook::End>(), QueueLook::End::Failed);
    QVERIFY(!ended[0][2].toString().isEmpty());
    QVERIFY(sink.frames.empty());
    Peer other(broker, Version::V12);
    OPEN(other);
    QVERIFY(other.subscribe(queue()));
    QVERIFY(other.waitForMessages(5));
    QVERIFY(other.leave());
}

QTEST_GUILESS_MAIN(TestQueueLook)
#include "tst_queuelook.moc"
