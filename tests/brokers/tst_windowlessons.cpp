#include "lessonpupil.h"

#include <support/widgetwarnings.h>
#include <support/witnessedlesson.h>

#include <map>

using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonLook::State;

namespace {

constexpr int lessonCount = 14;
constexpr int topicLesson = 1; // rows of the list
constexpr int durableLesson = 4;
constexpr int queueByHand = 14;

} // namespace

/**
 * Every lesson and free play through the window on a real broker; what the lanes show is compared
 * with what an independent client finds there.
 */
class TestWindowLessons : public LessonWitness
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void everyLesson();
    void witnessedTopic();
    void byHand();
    void stoppedWithDurable();
};

/** All at the same time, each on a queue and a line of its own: at each pause the lanes show what
 * the line carried. Afterwards the queue has what no lane took. */
void TestWindowLessons::everyLesson()
{
    const std::map<int, std::string> queues{{0, "competing-consumers"}, {2, "late-subscriber"},
        {3, "the-queue-waits"}, {7, "nack-and-dead-letters"}, {13, "expiry-and-priority"},
        {5, "lost-ack"}, {6, "cumulative-or-individual"}, {8, "greedy-consumer"},
        {9, "transaction"}, {10, "selector"}, {12, "message-groups"}};
    Desk desk(broker);
    Testing::WitnessedLessons witnessed(
        broker.stompPort(), lessonCount, [&](quint16 port) { return desk.open(broker, port); });
    const QString trouble = witnessed.run(180'000);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    int complete = 0;
    for (int row = 0; row < lessonCount; ++row) {
        const LessonDialog& dialog = witnessed.lessons[static_cast<std::size_t>(row)]->dialog;
        const LessonLook& look = dialog.look();
        QVERIFY2(look.state != State::Failed && look.notAsExpected == 0,
            qPrintable(look.title + u' ' + look.problem + look.outcomeText));
        const QString result = dialog.findChild<QLabel*>(u"lessonResult"_s)->text();
        const bool isComplete = look.state == State::Complete;
        QVERIFY2(
            result.startsWith(isComplete ? u"Done: all "_s : u"Not offered"_s), qPrintable(result));
        QVERIFY2(look.leftovers.isEmpty(), qPrintable(look.leftovers));
        complete += isComplete ? 1 : 0;
        const auto id = queues.find(row);
        if (!isComplete || id == queues.end())
            continue;
        findThere(look.places.constFirst().name.toStdString(), notTaken(look), id->second);
        if (QTest::currentTestFailed())
            return;
    }
    QCOMPARE(complete, broker.isRabbit() ? 12 : 14); // no selectors, no message groups
}

/** A client of another program beside A, B and C gets the same copies. */
void TestWindowLessons::witnessedTopic()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    Pupil pupil(*desk.connection, topicLesson);
    pupil.step();
    QTRY_COMPARE_WITH_TIMEOUT(pupil.state(), State::Ready, patienceMs);
    Peer witness(broker, Stomp::Version::V12);
    OPEN(witness);
    QVERIFY(witness.subscribe(pupil.destination()));
    while (!pupil.isOver()) {
        QTRY_VERIFY_WITH_TIMEOUT(pupil.state() == State::Ready || pupil.isOver(), patienceMs);
        if (!pupil.isOver()) {
            const int step = pupil.look().step;
            pupil.step();
            QTRY_VERIFY_WITH_TIMEOUT(pupil.look().step > step || pupil.isOver(), patienceMs);
        }
    }
    QCOMPARE(pupil.state(), State::Complete);
    const QList<int> sent = pupil.look().sent;
    QVERIFY(witness.waitForMessages(static_cast<std::size_t>(sent.size())));
    QCOMPARE(witness.bodies(), bodies({sent.begin(), sent.end()}, "copies-on-a-topic"));
    QList<int> got;
    for (const LessonToken& token : pupil.look().lanes.constFirst().tokens)
        got << token.number;
    QCOMPARE(got, sent);
}

/** Asleep one holds one message; killed, the other one gets it; with nobody there it stays. */
void TestWindowLessons::byHand()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    Pupil pupil(*desk.connection, queueByHand);
    pupil.step();
    QTRY_VERIFY_WITH_TIMEOUT(pupil.isThere(0) && pupil.isThere(1), patienceMs);
    pupil.press("lessonAsleep0");
    QTRY_COMPARE(pupil.look().lanes.at(0).pace, LessonLaneLook::Pace::Asleep);
    const auto send = [&](int number) {
        QTRY_COMPARE_WITH_TIMEOUT(pupil.state(), State::Ready, patienceMs);
        pupil.step();
        QTRY_VERIFY_WITH_TIMEOUT(
            pupil.look().step == number && pupil.state() == State::Ready, patienceMs);
    };
    const auto tokens = [&](int lane) {
        return pupil.look().lanes.at(lane).tokens;
    };
    for (int number = 1; number <= 4; ++number)
        send(number);
    QTRY_COMPARE_WITH_TIMEOUT(tokens(0).size() + tokens(1).size(), 4, patienceMs);
    QCOMPARE(tokens(0).size(), 1);
    QCOMPARE(tokens(0)[0].state, LessonToken::State::Waiting);
    const int held = tokens(0)[0].number;
    pupil.press("lessonKill0");
    QTRY_COMPARE_WITH_TIMEOUT(tokens(1).size(), 4, patienceMs);
    QCOMPARE(tokens(1).constLast().number, held);
    QVERIFY(tokens(1).constLast().isRedelivered);
    QTRY_COMPARE_WITH_TIMEOUT(tokens(1).constLast().state, LessonToken::State::Acked, patienceMs);
    pupil.press("lessonPresence1");
    QTRY_VERIFY_WITH_TIMEOUT(pupil.isAway(1), patienceMs);
    send(5);
    QCOMPARE(pupil.text("lessonReleased"), u"No consumer has received message 5."_s);
    const std::string queue = pupil.destination();
    pupil.find<QPushButton>("lessonStop")->click();
    QTRY_COMPARE(pupil.state(), State::Stopped);
    findThere(queue, {5}, "free play");
}

/** Stopped while A is away, the lesson removes what the broker keeps for it: under the same name
 * another client gets only what comes from then on. */
void TestWindowLessons::stoppedWithDurable()
{
    Desk desk(broker);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), patienceMs);
    Pupil pupil(*desk.connection, durableLesson);
    pupil.step();
    for (int step = 0; step < 2; ++step) {
        QTRY_VERIFY_WITH_TIMEOUT(
            pupil.state() == State::Ready && pupil.look().step == step, patienceMs);
        pupil.step();
    }
    QTRY_VERIFY_WITH_TIMEOUT(pupil.state() == State::Ready && pupil.look().step == 2, patienceMs);
    const std::string destination = pupil.destination();
    pupil.find<QPushButton>("lessonStop")->click();
    QTRY_COMPARE_WITH_TIMEOUT(pupil.state(), State::Stopped, patienceMs);
    const QString said = pupil.text("lessonExplanation");
    const QString run = QString::fromStdString(runOf(destination));
    QVERIFY2(said.contains(u"Removed: the durable subscription news-%1 of A"_s.arg(run)),
        qPrintable(said));
    findNothingKept(destination);
}

QTEST_MAIN(TestWindowLessons)
#include "tst_windowlessons.moc"
