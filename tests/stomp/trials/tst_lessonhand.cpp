#include <support/lessoncourse.h>

#include <QRegularExpression>

#include <algorithm>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using Kind = LessonOutcome::Kind;
using Pace = LessonLane::Pace;
using State = LessonRun::State;

namespace {

/** A queue that A and B share; later steps take both for granted. */
constexpr const char* sharing = R"({
 "format": 1, "id": "sharing", "title": "Sharing", "summary": "-",
 "consumers": ["A", "B"],
 "destinations": {"queue": "/queue/lesson-{run}", "topic": "/topic/lesson-{run}",
                  "foreign": "/queue/of-others", "answers": "/temp-queue/answers"},
 "steps": [
  {"say": "Both subscribe.",
   "do": ["connect A", "subscribe A queue", "connect B", "subscribe B queue"]},
  {"say": "Four are sent.", "do": ["send queue 1-4"], "expect": ["A,B share 1-4"]},
  {"say": "Two more, and B leaves.", "do": ["send queue 5-6", "leave B", "connect A"],
   "expect": ["A,B share 5-6"]},
  {"say": "A acknowledges what is done.", "do": ["ack A 1"], "expect": ["B gets 5-6"]}
 ],
 "conclusion": "Shared."})";

constexpr const char* lasting = R"({
 "format": 1, "id": "lasting", "title": "Lasting", "summary": "-",
 "consumers": ["A"],
 "destinations": {"topic": "/topic/lesson-{run}"},
 "steps": [
  {"say": "A subscribes under a name.", "do": ["connect A", "subscribe A topic durable=news"]},
  {"say": "One is sent.", "do": ["send topic 1 persistent=true"], "expect": ["A gets 1"]},
  {"say": "A ends its subscription.", "do": ["forget A"]}
 ],
 "conclusion": "Kept."})";

} // namespace

class TestLessonHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void asleepFromAutoMode_data() { addSkinRows(); }
    /** In auto mode nothing could wait: it subscribes anew, then holds one and gets no more. */
    void asleepFromAutoMode()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(sharing, skin);
        course.step();
        QVERIFY(course.lane(0).ack == AckMode::Auto);
        QVERIFY(!course.run.record().changedBefore);
        course.run.setPace(0, Pace::Asleep);
        QCOMPARE(course.run.record().changedBefore, std::optional<std::size_t>(1));
        QVERIFY(course.lane(0).isBusy);
        course.run.step(); // it waits for the hand
        QCOMPARE(course.run.state(), State::Ready);
        QTRY_VERIFY(course.isThere(0));
        QVERIFY(course.lane(0).ack == AckMode::ClientIndividual);
        course.step();
        QCOMPARE(course.lane(0).arrivals.size(), std::size_t(1));
        QCOMPARE(course.lane(0).arrivals[0].state, LessonArrival::State::Waiting);
        QCOMPARE(course.lane(1).arrivals.size(), std::size_t(3));
        // Neither met nor not met, although A and B do share 1 to 4.
        QCOMPARE(course.outcome(1), Kind::ChangedByHand);
        const std::uint32_t held = course.lane(0).arrivals[0].number;
        course.run.kill(0);
        QTRY_COMPARE(course.lane(1).arrivals.size(), std::size_t(4));
        QCOMPARE(course.lane(1).arrivals[3].number, held);
        QVERIFY(course.lane(1).arrivals[3].redelivered);
        QTRY_VERIFY(course.isAway(0));
    }

    void wakesAndDawdles()
    {
        Course course(sharing);
        course.step();
        course.run.setPace(0, Pace::Slow);
        course.run.leave(1);
        QTRY_VERIFY(course.isThere(0) && course.isAway(1));
        course.step();
        QTRY_COMPARE(course.got(0), u"1 2 3 4"_s); // one after the other
        course.run.setPace(0, Pace::Asleep);
        course.run.setPace(0, Pace::Quick);
        QTRY_VERIFY(std::ranges::all_of(course.lane(0).arrivals,
            [](const LessonArrival& one) { return one.state == LessonArrival::State::Acked; }));
    }

    /** What a later step cannot do is left out at once, and told. */
    void leavesOut()
    {
        Course course(sharing);
        course.step();
        course.step();
        QCOMPARE(course.outcome(1), Kind::AsExpected); // before the change
        course.run.leave(1);
        QTRY_VERIFY(course.isAway(1));
        course.step();
        QCOMPARE(course.leftOut(2), "leave B (B is away); connect A (A is connected already)");
        QCOMPARE(course.got(0).split(u' ').mid(2).join(u' '), u"5 6"_s);
        course.run.setPace(0, Pace::Asleep);
        course.step();
        QCOMPARE(course.run.state(), State::Complete);
        QCOMPARE(course.outcome(3), Kind::ChangedByHand);
        QCOMPARE(course.leftOut(3), "ack A 1 (A is asleep)");
        course.run.join(1); // it is over
        QVERIFY(!course.lane(1).isBusy);
    }

    /** While a step runs it waits, so that the step's verdict holds. */
    void waitsForThePause()
    {
        Course course(sharing);
        course.step();
        course.run.step();
        QCOMPARE(course.run.state(), State::Running);
        course.run.kill(1);
        QVERIFY(course.run.record().isChangeHeld);
        QVERIFY(course.isThere(1));
        QTRY_COMPARE(course.run.state(), State::Ready);
        QCOMPARE(course.outcome(1), Kind::AsExpected);
        QVERIFY(!course.run.record().isChangeHeld);
        QCOMPARE(course.run.record().changedBefore, std::optional<std::size_t>(2));
        QTRY_VERIFY(course.isAway(1));
    }

    void adds_data() { addSkinRows(); }
    void adds()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(sharing, skin);
        course.step();
        const LessonRecord& record = course.run.record();
        QVERIFY(LessonRun::mayJoin(record, "queue") && LessonRun::mayJoin(record, "topic"));
        // It would take what is not the lesson's, or make a queue of its own.
        QVERIFY(!LessonRun::mayJoin(record, "foreign") && !LessonRun::mayJoin(record, "answers"));
        course.run.add("foreign");
        QVERIFY(!record.changedBefore);
        course.run.add("queue");
        QTRY_VERIFY(record.lanes.size() == 3 && course.isThere(2));
        QCOMPARE(record.lanes[2].name, "C");
        course.step();
        QCOMPARE(course.lane(2).arrivals.size(), std::size_t(course.got(2).split(u' ').size()));
        QVERIFY(!course.lane(2).arrivals.empty());
        for (int i = 0; i < 6; ++i)
            course.run.add("topic");
        QCOMPARE(record.lanes.size(), LessonRun::mostConsumers);
        QTRY_VERIFY(course.isThere(5));
        QTRY_COMPARE(course.broker.snapshot().sessions, std::size_t(7));
        course.run.stop();
        QTRY_COMPARE(course.broker.snapshot().sessions, std::size_t(0));
    }

    void lastingOnesAreRemoved_data() { addSkinRows(); }
    /** Away by hand, A cannot end its durable subscription: the end of the lesson does. */
    void lastingOnesAreRemoved()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(lasting, skin);
        course.run.join(0); // before the lesson comes to it, and with its name
        QTRY_VERIFY(course.isThere(0) && !course.lane(0).subscribedTo.empty());
        course.step();
        QCOMPARE(course.leftOut(0),
            "connect A (A is connected already); "
            "subscribe A topic durable=news (A has a subscription already)");
        course.run.leave(0);
        QTRY_VERIFY(course.isAway(0));
        course.step();
        QCOMPARE(course.got(0), QString());
        course.run.join(0);
        // The message may come before the RECEIPT of the SUBSCRIBE.
        QTRY_VERIFY(course.got(0) == u"1"_s && course.isThere(0));
        course.run.kill(0);
        QTRY_VERIFY(course.isAway(0));
        course.step();
        QCOMPARE(course.leftOut(2), "forget A (A is away)");
        QTRY_COMPARE(course.run.record().removed.size(), std::size_t(1));
        QVERIFY(course.run.record().kept.empty());
    }
};

QTEST_GUILESS_MAIN(TestLessonHand)
#include "tst_lessonhand.moc"
