#include "lessonpupil.h"

#include <stomp/trials/prooflistener.h>

#include <support/widgetwarnings.h>

using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int lateSubscriber = 2; // rows of the list
constexpr int durableSubscription = 4;
constexpr int nack = 7;
constexpr int requestReply = 11;
constexpr int expiry = 13;

/** Of a place by the beginning of its name. */
std::string nameOf(const LessonLook& look, const QString& start)
{
    for (const LessonPlaceLook& place : look.places) {
        if (place.name.startsWith(start))
            return place.name.toStdString();
    }
    return {};
}

} // namespace

/**
 * Lessons in whose middle another client has to look: at a pause it reads, answers or takes what
 * the lesson's own consumer would have had, which is sent away by hand for that. What it finds is
 * what the lanes and places show.
 */
class TestLessonWitness : public LessonWitness
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void lateSubscriber();
    void durable();
    void nacked();
    void answered();
    void expired();

private:
    /** What of this run is in Classic's dead letter queue, which all runs share. */
    void findInDeadLetters(
        const std::string& run, const std::vector<int>& numbers, const std::string& lesson)
    {
        Peer consumer(broker, Stomp::Version::V12);
        OPEN(consumer);
        const std::string dead = "/queue/ActiveMQ.DLQ";
        const std::string header(Stomp::runHeader);
        CONFIRMED(consumer.send(dead, "marker", {{header, run}}));
        QVERIFY(consumer.subscribe(
            dead, Stomp::AckMode::Auto, {{"selector", header + " = '" + run + "'"}}));
        Bodies expected = bodies(numbers, lesson);
        expected.push_back("marker");
        QVERIFY(consumer.waitForMessages(expected.size()));
        QVERIFY(consumer.leave());
        QCOMPARE(consumer.bodies(), expected);
    }
    /** What the queue has now, without taking it: browsed, or given back where that cannot be. */
    void lookInto(const std::string& queue, const Bodies& expected)
    {
        Peer reader(broker, Stomp::Version::V12);
        OPEN(reader);
        if (broker.isRabbit())
            QVERIFY(reader.subscribe(reachable(queue), Stomp::AckMode::ClientIndividual));
        else
            QVERIFY(reader.subscribe(queue, Stomp::AckMode::Auto, {{"browser", "true"}}));
        const std::size_t end = broker.isRabbit() ? 0 : 1; // the browser's last one says so
        QVERIFY(reader.waitForMessages(expected.size() + end));
        Bodies found = reader.bodies();
        found.resize(found.size() - end);
        QCOMPARE(found, expected);
        reader.vanish();
    }
};

/** The queue kept what nobody had taken; a topic's subscriber gets what comes after it, and one
 * that was there before gets all. */
void TestLessonWitness::lateSubscriber()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    const Pupil pupil(*desk.connection, ::lateSubscriber);
    QVERIFY(pupil.begin());
    const std::string id = "late-subscriber";
    const std::string queue = nameOf(pupil.look(), u"/queue/"_s);
    const std::string topic = nameOf(pupil.look(), u"/topic/"_s);
    Peer early(broker, Stomp::Version::V12);
    OPEN(early);
    QVERIFY(early.subscribe(topic));
    QVERIFY(pupil.advance()); // 1 to 3 to the queue, 4 to 6 to the topic
    const std::vector<int> kept = notTaken(pupil.look());
    QCOMPARE(kept, (std::vector<int>{1, 2, 3}));
    lookInto(queue, bodies(kept, id));
    if (QTest::currentTestFailed())
        return;
    QVERIFY(pupil.advance()); // A subscribes to the queue
    QCOMPARE(pupil.numbers(0), kept);
    QVERIFY(pupil.advance()); // B subscribes to the topic
    QCOMPARE(pupil.numbers(1), std::vector<int>());
    Peer late(broker, Stomp::Version::V12);
    OPEN(late);
    QVERIFY(late.subscribe(topic));
    QVERIFY(pupil.advance()); // 7 to the topic
    QCOMPARE(pupil.state(), Pupil::State::Complete);
    QCOMPARE(pupil.look().notAsExpected, 0);
    QVERIFY(early.waitForMessages(4));
    QCOMPARE(early.bodies(), bodies({4, 5, 6, 7}, id));
    QVERIFY(late.waitForMessages(1));
    QCOMPARE(late.bodies(), bodies(pupil.numbers(1), id));
    findThere(queue, {}, id);
}

/** Another client does what A does, under a name of its own, and gets the same; one that is not
 * durable gets what B does. In the end nothing is kept in A's name. */
void TestLessonWitness::durable()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    const Pupil pupil(*desk.connection, durableSubscription);
    QVERIFY(pupil.begin());
    const std::string id = "durable-subscription";
    const std::string topic = pupil.destination();
    const std::string name = "witness-" + runOf(topic);
    Peer witness(broker, Stomp::Version::V12);
    witness.options.session.headers.push_back({"client-id", name});
    const auto listen = [&] {
        return witness.open()
            && witness.subscribe(topic, Stomp::AckMode::Auto,
                   Stomp::durableHeaders(witness.client().dialect(), name))
            != 0;
    };
    QVERIFY2(listen(), qPrintable(witness.trouble()));
    QVERIFY(pupil.advance()); // A subscribes, and gets 1
    QCOMPARE(pupil.numbers(0), std::vector<int>{1});
    QVERIFY(witness.waitForMessages(1));
    QVERIFY(witness.leave());
    QVERIFY(pupil.advance()); // A leaves; 2 and 3
    QCOMPARE(pupil.numbers(0), std::vector<int>{1});
    QCOMPARE(notTaken(pupil.look()), (std::vector<int>{2, 3}));
    Peer late(broker, Stomp::Version::V12);
    OPEN(late);
    QVERIFY(late.subscribe(topic));
    QCOMPARE(witness.bodies(), bodies({1}, id));
    QVERIFY2(listen(), qPrintable(witness.trouble()));
    QVERIFY(witness.waitForMessages(3));
    QVERIFY(pupil.advance()); // A is back, and B new
    QCOMPARE(witness.bodies(), bodies(pupil.numbers(0), id));
    QCOMPARE(late.bodies(), bodies(pupil.numbers(1), id));
    QCOMPARE(pupil.numbers(1), std::vector<int>());
    QVERIFY(pupil.advance()); // it is ended for good
    QCOMPARE(pupil.state(), Pupil::State::Complete);
    QCOMPARE(pupil.look().notAsExpected, 0);
    QVERIFY(witness.leave());
    findNothingKept(topic);
}

/** In D's place another client watches the dead letters, and takes what A held when it was killed.
 */
void TestLessonWitness::nacked()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    const Pupil pupil(*desk.connection, nack);
    QVERIFY(pupil.begin());
    const std::string id = "nack-and-dead-letters";
    QVERIFY(pupil.advance()); // A gets 1 and 2
    QCOMPARE(pupil.numbers(0), (std::vector<int>{1, 2}));
    if (!broker.isRabbit())
        QVERIFY(pupil.change("lessonPresence1", 1, false));
    QVERIFY(pupil.advance()); // A refuses 1
    const bool isBack = broker.isRabbit();
    QCOMPARE(pupil.numbers(0), isBack ? (std::vector<int>{1, 2, 1}) : (std::vector<int>{1, 2}));
    QCOMPARE(pupil.look().lanes.at(0).tokens.at(0).state, LessonToken::State::Nacked);
    const std::vector<int> held = notTaken(pupil.look());
    QCOMPARE(held, isBack ? (std::vector<int>{1, 2}) : std::vector<int>{2});
    QVERIFY(pupil.change("lessonKill0", 0, false));
    const std::string queue = nameOf(pupil.look(), u"/queue/lesson-"_s);
    findThere(queue, held, id);
    if (!broker.isRabbit() && !QTest::currentTestFailed())
        findInDeadLetters(runOf(queue), {1}, id);
}

/** In the server's place another client gets the question, and its answer is what the asker's lane
 * shows. */
void TestLessonWitness::answered()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    const Pupil pupil(*desk.connection, requestReply);
    QVERIFY(pupil.begin());
    QVERIFY(pupil.advance());
    QVERIFY(pupil.change("lessonPresence1", 1, false));
    const std::string queue = nameOf(pupil.look(), u"/queue/lesson-"_s);
    Peer responder(broker, Stomp::Version::V12);
    OPEN(responder);
    QVERIFY(responder.subscribe(reachable(queue)));
    QVERIFY(pupil.advance()); // the question
    QCOMPARE(pupil.numbers(1), std::vector<int>());
    QVERIFY(responder.waitForMessages(1));
    QCOMPARE(responder.bodies(), bodies({1}, "request-reply"));
    const Stomp::Frame asked = responder.messages.front().frame;
    QCOMPARE(asked.value("correlation-id"), std::string_view("q-1"));
    const std::string replyTo(asked.value("reply-to"));

    CONFIRMED(responder.send(replyTo, "answer",
        {{std::string(Stomp::runHeader), runOf(queue)}, {std::string(Stomp::numberHeader), "2"},
            {"correlation-id", "q-1"}}));
    QTRY_COMPARE_WITH_TIMEOUT(pupil.numbers(0), std::vector<int>{2}, patienceMs);
    QVERIFY(responder.leave());

    // What the lesson says of others who know the name: RabbitMQ refuses them, Classic does not.
    Peer eavesdropper(broker, Stomp::Version::V12);
    OPEN(eavesdropper);
    QCOMPARE(eavesdropper.subscribe(replyTo) != 0, !broker.isRabbit());
    QVERIFY(eavesdropper.messages.empty());

    QVERIFY(pupil.advance()); // the server is away
    QVERIFY(pupil.text("lessonExplanation").contains(u"Server is away"));
    QCOMPARE(pupil.numbers(0), std::vector<int>{2});
    findThere(queue, {}, "request-reply");
}

/** Asleep, A holds what has not expired, and one of the six; killed, it all goes to another client,
 * in the order that the lesson expects of this broker. */
void TestLessonWitness::expired()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    const Pupil pupil(*desk.connection, expiry);
    QVERIFY(pupil.begin());
    const std::string id = "expiry-and-priority";
    pupil.press("lessonAsleep0");
    QTRY_COMPARE(pupil.look().lanes.at(0).pace, LessonLaneLook::Pace::Asleep);
    QVERIFY(pupil.advance());
    QCOMPARE(pupil.numbers(0), std::vector<int>{2});
    QCOMPARE(notTaken(pupil.look()), std::vector<int>{2}); // 1 is not shown as waiting
    const std::string queue = pupil.destination();
    const std::string second = queue + "-second";
    QVERIFY(pupil.change("lessonKill0", 0, false));
    findThere(queue, {2}, id);
    // It was not persistent: such a one is no dead letter on Classic (stomp-facts 3.7).
    if (!broker.isRabbit() && !QTest::currentTestFailed())
        findInDeadLetters(runOf(queue), {}, id);
    if (QTest::currentTestFailed())
        return;

    // The last step ends the connections, and so gives back what A holds.
    QVERIFY(pupil.advance());
    QCOMPARE(pupil.state(), Pupil::State::Complete);
    const std::vector<int> order =
        broker.isRabbit() ? std::vector<int>{4, 5, 6, 1, 2, 3} : std::vector<int>{1, 2, 3, 4, 5, 6};
    QCOMPARE(pupil.numbers(0).back(), order.front());
    QCOMPARE(pupil.numbers(0).size(), std::size_t(2));
    Peer consumer(broker, Stomp::Version::V12);
    OPEN(consumer);
    QVERIFY(consumer.subscribe(reachable(second)));
    QVERIFY(consumer.waitForMessages(6));
    QCOMPARE(consumer.bodies(), bodies(order, id));
}

QTEST_MAIN(TestLessonWitness)
#include "tst_lessonwitness.moc"
