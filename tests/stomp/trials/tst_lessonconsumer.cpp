#include <support/lessoncourse.h>

#include <QRegularExpression>

#include <array>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using State = LessonRun::State;
using Fate = LessonSent::Transaction;

namespace {

/** A acknowledges 1, and sends 3, in a transaction of its own; B waits for what comes again. */
constexpr const char* transacting = R"({
 "format": 1, "id": "transacting", "title": "Transacting", "summary": "-",
 "consumers": ["A", "B"],
 "destinations": {"queue": "/queue/lesson-{run}", "other": "/queue/other-{run}"},
 "steps": [
  {"say": "A has two.",
   "do": ["connect A", "subscribe A queue ack=client-individual", "send queue 1-2"],
   "expect": ["A gets 1-2"]},
  {"say": "In a transaction.", "do": ["begin A t", "ack A 1 in=t", "send other 3 by=A in=t"]},
  {"say": "B comes.", "do": ["connect B", "subscribe B queue ack=client-individual"]},
  {"say": "The end of it.", "do": ["commit A t"]}
 ],
 "conclusion": "-"})";

constexpr const char* aborting = R"({
 "format": 1, "id": "aborting", "title": "Aborting", "summary": "-",
 "consumers": ["A"],
 "destinations": {"queue": "/queue/lesson-{run}"},
 "steps": [
  {"say": "-", "do": ["connect A", "subscribe A queue ack=client-individual", "send queue 1",
                      "begin A t", "ack A 1 in=t", "send queue 2 by=A in=t"]},
  {"say": "-", "do": ["abort A t"]},
  {"say": "-", "do": ["ack A 1"]},
  {"say": "-", "do": ["commit A t"], "expect": ["A is refused"]}
 ],
 "conclusion": "-"})";

/** "1 waiting, 2 acked in t": what a lane says of what it got. */
QString stateOf(const LessonLane& lane)
{
    constexpr std::array<const char*, 5> words{"taken", "waiting", "acked", "nacked", "returned"};
    QStringList all;
    for (const LessonArrival& one : lane.arrivals) {
        QString text = u"%1 %2"_s.arg(one.number)
                           .arg(QLatin1StringView(words.at(static_cast<std::size_t>(one.state))));
        if (!one.transaction.empty())
            text += u" in "_s + QString::fromStdString(one.transaction);
        all << text;
    }
    return all.join(u", "_s);
}

} // namespace

class TestLessonConsumer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void committed_data() { addSkinRows(); }
    void committed()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(transacting, skin);
        course.step();
        course.step();
        QCOMPARE(stateOf(course.lane(0)), u"1 acked in t, 2 waiting"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Open);
        course.step();
        course.step();
        QCOMPARE(course.run.state(), State::Complete);
        QCOMPARE(stateOf(course.lane(0)), u"1 acked, 2 waiting"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Committed);
    }

    void aborted_data() { addSkinRows(); }
    /** Then it waits again, and can be acknowledged anew. */
    void aborted()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(aborting, skin);
        course.step();
        QCOMPARE(stateOf(course.lane(0)), u"1 acked in t"_s);
        course.step();
        QCOMPARE(stateOf(course.lane(0)), u"1 waiting"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
        course.step();
        QCOMPARE(stateOf(course.lane(0)), u"1 acked"_s);
        QCOMPARE(course.lane(0).error, std::string());
        course.step(); // a COMMIT that is refused commits nothing
        QCOMPARE(course.outcome(3), LessonOutcome::Kind::AsExpected);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
    }

    void killedInTransaction_data() { addSkinRows(); }
    /** Its transaction is gone with the connection: what was in it is with B now, or never was. */
    void killedInTransaction()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Course course(transacting, skin);
        course.step();
        course.step();
        course.step();
        course.run.kill(0);
        QTRY_COMPARE(course.got(1), u"1* 2*"_s);
        QTRY_VERIFY(course.isAway(0));
        QCOMPARE(stateOf(course.lane(0)), u"1 returned, 2 returned"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
        course.run.join(0); // on a new connection, where nothing is open
        QTRY_VERIFY(course.isThere(0));
        course.step();
        QCOMPARE(course.leftOut(3), "commit A t (A's transaction t has ended with its connection)");
        QCOMPARE(course.lane(0).error, std::string());
        QCOMPARE(stateOf(course.lane(0)), u"1 returned, 2 returned"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
    }

    void leftInTransaction()
    {
        Course course(transacting);
        course.step();
        course.step();
        course.run.leave(0);
        QTRY_VERIFY(course.isAway(0));
        QCOMPARE(stateOf(course.lane(0)), u"1 returned, 2 returned"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
    }

    /** There an ACK counts at once, whatever the transaction (stomp-facts 3.7). */
    void acksCountAtOnceOnArtemis()
    {
        Course course(transacting, BrokerSkin::Kind::Artemis);
        course.step();
        course.step();
        QCOMPARE(stateOf(course.lane(0)), u"1 acked, 2 waiting"_s);
        course.step();
        course.run.kill(0);
        QTRY_COMPARE(course.got(1), u"2*"_s);
        QCOMPARE(stateOf(course.lane(0)), u"1 acked, 2 returned"_s);
        QCOMPARE(course.run.record().sent.back().state, Fate::Aborted);
    }
};

QTEST_GUILESS_MAIN(TestLessonConsumer)
#include "tst_lessonconsumer.moc"
