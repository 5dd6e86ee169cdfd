#include <support/lessoncourse.h>

#include <QRegularExpression>

#include <algorithm>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using Kind = LessonOutcome::Kind;
using State = LessonRun::State;
using Lines = std::vector<std::string>;

namespace {

constexpr const char* sharing = R"({
 "format": 1, "id": "sharing", "title": "Sharing", "summary": "-",
 "consumers": ["A", "B"],
 "destinations": {"queue": "/queue/lesson-{run}"},
 "steps": [
  {"say": "Both subscribe.",
   "do": ["connect A", "subscribe A queue", "connect B", "subscribe B queue"]},
  {"say": "Four are sent.", "do": ["send queue 1-4"], "expect": ["A,B share 1-4"]},
  {"say": "Two more.", "do": ["send queue 5-6"], "expect": ["A,B share 5-6"]}
 ],
 "conclusion": "Shared."})";

constexpr const char* mixed = R"({
 "format": 1, "id": "mixed", "title": "Mixed", "summary": "-",
 "consumers": ["A", "B"],
 "destinations": {"queue": "/queue/lesson-{run}", "topic": "/topic/lesson-{run}"},
 "steps": [
  {"say": "A works and is gone.",
   "do": ["send topic 9", "connect A", "subscribe A queue ack=client-individual",
          "send queue 1-2", "ack A 1", "kill A"],
   "expect": ["A gets 1-2"]},
  {"say": "B gets what was not acknowledged.",
   "do": ["connect B", "subscribe B queue"], "expect": ["B gets 2 again"]}
 ],
 "conclusion": "Redelivered."})";

constexpr const char* copying = R"({
 "format": 1, "id": "copying", "title": "Copying", "summary": "-",
 "consumers": ["A", "B"],
 "destinations": {"topic": "/topic/lesson-{run}"},
 "steps": [
  {"say": "Two copies.",
   "do": ["connect A", "subscribe A topic", "connect B", "subscribe B topic", "send topic 1-2"],
   "expect": ["A,B copy 1-2"]}
 ],
 "conclusion": "Copied."})";

/** One release(), to the pause after it. */
void release(Course& course)
{
    QTRY_VERIFY(course.run.state() == State::Ready && !course.isAnyBusy());
    course.run.release();
    QCOMPARE(course.run.state(), State::Running);
    QTRY_VERIFY(course.run.state() == State::Ready || course.run.state() == State::Complete);
}

} // namespace

class TestLessonRelease : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void oneByOne_data() { addSkinRows(); }
    /** Each message by itself: who got it is known before the next one is sent. */
    void oneByOne()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(sharing, skin);
        const LessonRecord& record = course.run.record();
        QCOMPARE(record.ahead.actions.size(), std::size_t(4));
        QVERIFY(record.ahead.isLast && !record.ahead.message);
        release(course); // nothing to be sent: the whole step
        QCOMPARE(course.run.currentStep(), std::size_t(1));
        QVERIFY(!record.released);
        for (std::uint32_t number = 1; number <= 4; ++number) {
            QVERIFY(record.ahead.message);
            QCOMPARE(record.ahead.message->number, number);
            QCOMPARE(record.ahead.message->destination, std::string("queue"));
            QCOMPARE(record.ahead.isLast, number == 4);
            release(course);
            QCOMPARE(record.sent.size(), std::size_t(number));
            QVERIFY(record.released);
            QCOMPARE(record.released->number, number);
            QCOMPARE(record.released->receivers.size(), std::size_t(1));
            const LessonLane* lane = record.lane(record.released->receivers.front());
            QVERIFY(lane && lane->arrivals.back().number == number);
            QCOMPARE(course.lane(0).arrivals.size() + course.lane(1).arrivals.size(),
                std::size_t(number));
            QCOMPARE(course.run.currentStep(), std::size_t(number == 4 ? 2 : 1));
            QCOMPARE(record.isWithinStep, number != 4);
        }
        QCOMPARE(course.outcome(1), Kind::AsExpected);
    }

    /** What is done before, between and after the messages is a release of its own. */
    void whatIsBetween()
    {
        Course course(mixed);
        const LessonRecord& record = course.run.record();
        release(course); // 9, to a topic that nobody listens to
        QVERIFY(record.released && record.released->receivers.empty());
        QCOMPARE(
            record.ahead.actions, (Lines{"connect A", "subscribe A queue ack=client-individual"}));
        release(course);
        QVERIFY(course.lane(0).isConnected && !record.released);
        release(course);
        QCOMPARE(course.got(0), u"1"_s);
        QCOMPARE(record.released->receivers, Lines{"A"});
        release(course);
        QCOMPARE(course.got(0), u"1 2"_s);
        QCOMPARE(record.ahead.actions, (Lines{"ack A 1", "kill A"}));
        QVERIFY(record.isWithinStep && record.ahead.isLast);
        release(course);
        QCOMPARE(course.outcome(0), Kind::AsExpected);
        release(course);
        QCOMPARE(course.got(1), u"2*"_s);
        QCOMPARE(course.run.state(), State::Complete);
        QCOMPARE(course.outcome(1), Kind::AsExpected);
    }

    void copies()
    {
        Course course(copying);
        release(course);
        release(course);
        QCOMPARE(course.run.record().released->receivers, (Lines{"A", "B"}));
        QCOMPARE(course.got(0) + u';' + course.got(1), u"1;1"_s);
    }

    /** One by itself, and then what is left at once; a further step() is the next step. */
    void theRest()
    {
        Course course(sharing);
        course.step();
        release(course);
        course.step();
        QCOMPARE(course.run.record().sent.size(), std::size_t(4));
        QVERIFY(!course.run.record().released);
        QCOMPARE(course.outcome(1), Kind::AsExpected);
        course.step();
        QCOMPARE(course.run.record().sent.size(), std::size_t(6));
        QCOMPARE(course.run.state(), State::Complete);
    }

    /** In the middle of a step too; from then on nothing is expected of it. */
    void changedWithinTheStep()
    {
        Course course(sharing);
        course.step();
        release(course);
        course.run.kill(1);
        QTRY_VERIFY(course.isAway(1));
        QCOMPARE(course.run.record().changedBefore, std::optional<std::size_t>(1));
        release(course);
        QCOMPARE(course.run.record().released->receivers, Lines{"A"});
        course.step();
        QCOMPARE(course.outcome(1), Kind::ChangedByHand);
        QCOMPARE(course.lane(0).arrivals.size() + course.lane(1).arrivals.size(), std::size_t(4));
    }

    /** Stopped while one is on its way: nothing is said of who got it. */
    void stoppedOnItsWay()
    {
        Course course(sharing);
        course.step();
        course.run.release();
        QCOMPARE(course.run.state(), State::Running);
        course.run.stop();
        QCOMPARE(course.run.state(), State::Stopped);
        QVERIFY(!course.run.record().released);
    }
};

QTEST_GUILESS_MAIN(TestLessonRelease)
#include "tst_lessonrelease.moc"
