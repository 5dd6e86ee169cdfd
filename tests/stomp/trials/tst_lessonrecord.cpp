#include <stomp/trials/lessonline.h>
#include <stomp/trials/lessonrecord.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace Qt::StringLiterals;

/** What a step expects, beside what came. Received is written as "A:1,3 B:2r" (r: redelivered). */
class TestLessonRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void expectations_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("received");
        QTest::addColumn<QByteArray>("complaint"); // empty: it is met
        const auto row = [](const char* name, const char* line, const char* received,
                             const char* complaint = "") {
            QTest::newRow(name) << QByteArray(line) << QByteArray(received)
                                << QByteArray(complaint);
        };
        row("shared", "A,B share 1-3", "A:1,3 B:2");
        row("shared, all to one", "A,B share 1-3",
            "A:1,2,3 B:", "A,B share 1-3: A received 1-3, B received nothing");
        row("shared, one missing", "A,B share 1-3", "A:1 B:2",
            "A,B share 1-3: A received 1, B received 2");
        row("shared, one twice", "A,B share 1-3", "A:1,2,3 B:3",
            "A,B share 1-3: A received 1-3, B received 3");
        row("copied", "A,B copy 1-2", "A:1,2 B:1,2");
        row("copied, one more", "A,B copy 1-2", "A:1,2 B:1,2,3",
            "A,B copy 1-2: A received 1-2, B received 1-3");
        row("copied, one twice", "A,B copy 1-2", "A:1,2,2 B:1,2",
            "A,B copy 1-2: A received 1-2, some of them twice, B received 1-2");
        row("gets", "A gets 1-2", "A:2,1 B:5");
        row("gets more", "A gets 1-2", "A:1,2,4", "A gets 1-2: A received 1-2,4");
        row("nothing", "A,B get nothing", "A: B:");
        row("something", "A,B get nothing", "A: B:7",
            "A,B get nothing: A received nothing, B received 7");
        row("again", "A gets 1 again", "A:1r");
        row("not again", "A gets 1 again", "A:1",
            "A gets 1 again: A received 1, not marked as redelivered");
        row("in order", "A gets in order 3,1-2", "A:3,1,2");
        row("not in order", "A gets in order 3,1-2", "A:1,2,3",
            "A gets in order 3,1-2: A received 1,2,3");
        row("one of them", "A|B gets 1,3", "A:2 B:1,3");
        row("both of them", "A|B gets 1,3", "A:1 B:3", "A|B gets 1,3: A received 1, B received 3");
        row("refused", "A is refused", "A:!");
        row("not refused", "A is refused", "A:", "A is refused: A received nothing");
    }
    void expectations()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, received);
        QFETCH(QByteArray, complaint);
        LessonRecord record;
        for (const QByteArray& word : received.split(' ')) {
            LessonLane& lane = record.lanes.emplace_back();
            lane.name = word.left(1).toStdString();
            // What came in an earlier step does not count.
            lane.arrivals.push_back({99, false, 0, LessonArrival::State::Taken});
            for (const QByteArray& one : word.mid(2).split(',')) {
                if (one == "!") {
                    lane.refusedIn = 1;
                } else if (!one.isEmpty()) {
                    const bool again = one.endsWith('r');
                    lane.arrivals.push_back({again ? one.chopped(1).toUInt() : one.toUInt(), again,
                        1, LessonArrival::State::Taken});
                }
            }
        }
        const LessonLine lines({"A", "B"}, {"q"});
        std::vector<LessonExpectation> all(1);
        QCOMPARE(lines.readExpectation(line.toStdString(), all[0]), std::string());
        const std::vector<std::string> found = unmet(all, record, 1);
        QCOMPARE(QByteArray::fromStdString(found.empty() ? std::string() : found[0]), complaint);
    }

    void fills()
    {
        QCOMPARE(filled("/queue/lesson-{run}", "ab12", 5'000), std::string("/queue/lesson-ab12"));
        QCOMPARE(filled("{in:1500}", "ab12", 5'000), std::string("6500"));
        QCOMPARE(filled("{in:15", "ab12", 5'000), std::string("{in:15"));
    }

    void ranges()
    {
        QCOMPARE(rangesOf({}), std::string("nothing"));
        QCOMPARE(rangesOf({1, 2, 3, 5, 7, 8}), std::string("1-3,5,7-8"));
    }
};

QTEST_GUILESS_MAIN(TestLessonRecord)
#include "tst_lessonrecord.moc"
