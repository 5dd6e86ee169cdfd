#include <ui/workspace/lessonlooks.h>

#include <QTest>

using namespace Stomp;
using namespace Ui;
using Transaction = LessonSent::Transaction;

/** What the lanes of a lesson show of transactions. */
class TestLessonLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsOfTransactions()
    {
        const std::vector<LessonPlaceKey> places{
            {"queue", placeLook(Dialect::Practice, "/queue/q")}};
        LessonLane lane;
        lane.name = "A";
        lane.arrivals = {{1, false, 0, LessonArrival::State::Acked, "queue", "t"},
            {2, false, 0, LessonArrival::State::Acked, "queue"}};
        std::vector<LessonSent> sent(5);
        for (std::uint32_t i = 0; i < 5; ++i) {
            sent[i].number = i + 1;
            sent[i].destination = "queue";
        }
        sent[2].state = Transaction::Open;
        sent[3].state = Transaction::Committed;
        sent[4].state = Transaction::Aborted;
        LessonLook look;
        tellRecord(look, places, {&lane}, sent, 0);
        QCOMPARE(look.notThere, (QList<int>{2, 4}));
        QCOMPARE(look.inTransaction, QList<int>{2});
        QVERIFY(look.lanes[0].tokens[0].isInTransaction);
        QVERIFY(!look.lanes[0].tokens[1].isInTransaction);
        QCOMPARE(look.places[0].tokens.size(), 1);
        QCOMPARE(look.places[0].tokens[0].number, 4);
        // The consumer is killed: it is the queue's again.
        lane.arrivals[0].state = LessonArrival::State::Returned;
        lane.arrivals[0].transaction.clear();
        sent[2].state = Transaction::Aborted;
        look = {};
        tellRecord(look, places, {&lane}, sent, 0);
        QCOMPARE(look.notThere, (QList<int>{2, 4}));
        QVERIFY(look.inTransaction.isEmpty());
        QCOMPARE(look.lanes[0].tokens[0].state, LessonToken::State::Returned);
        QVERIFY(!look.lanes[0].tokens[0].isInTransaction);
        QCOMPARE(look.places[0].tokens[0].number, 1);
        QCOMPARE(look.places[0].tokens[0].state, LessonToken::State::Returned);
    }
};

QTEST_APPLESS_MAIN(TestLessonLooks)
#include "tst_lessonlooks.moc"
