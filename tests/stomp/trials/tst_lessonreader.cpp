#include <support/lessonfixture.h>

#include <stomp/trials/lessonline.h>

#include <QRegularExpression>

#include <algorithm>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;

class TestLessonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void shippedOnes()
    {
        const QStringList files = lessonFiles();
        QCOMPARE(files.size(), 14);
        for (const QString& path : files) {
            const LessonFile file = readLessonFile(path);
            QVERIFY2(file.error.empty(), (path.toStdString() + ": " + file.error).c_str());
            QVERIFY(!file.lesson.title.empty() && !file.lesson.conclusion.empty());
            QVERIFY(path.contains(QString::fromStdString(file.lesson.id)));
            // Something is asked and something is expected in each.
            QVERIFY(std::ranges::any_of(file.lesson.steps,
                [](const LessonStep& step) { return step.question.has_value(); }));
            QVERIFY(std::ranges::any_of(file.lesson.steps,
                [](const LessonStep& step) { return !step.expectations.empty(); }));
        }
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* name, const char* from, const char* to, const char* error) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(error);
        };
        row("no JSON", "\"title\": \"T\",", "\"title\": \"T\"", "line 5: ");
        row("later format", "\"format\": 1", "\"format\": 2", "line 2: expected format 1");
        row("unknown member", "\"title\"", "\"titel\"", "line 4: expected format, id, title");
        row("missing", "\"id\": \"x\",", "", "line 1: expected id in the lesson");
        row("twice", "\"id\": \"x\",", "\"id\": \"x\", \"id\": \"y\",",
            "line 3: id is there twice");
        row("not a text", "\"title\": \"T\"", "\"title\": 7",
            "line 4: expected a text that is not empty");
        row("no consumers", "[\"A\", \"B\"]", "[]", "line 1: expected one to six consumers");
        row("no such action", "send q 1-2", "sned q 1-2", "line 8: expected connect, subscribe");
        row("no such destination", "send q 1-2", "send r 1-2",
            "line 8: expected send DESTINATION NUMBERS, where the destination is one of: q");
        row("no numbers", "send q 1-2", "send q two", "line 8: expected numbers from 1 to 1000");
        row("backwards", "send q 1-2", "send q 2-1", "line 8: expected numbers");
        row("no such consumer", "connect A", "connect C",
            "line 8: expected a consumer after connect: A, B");
        row("open quote", "connect A", "connect \\\"A", "line 8: a \" is not closed");
        row("no such mode", "subscribe A q", "subscribe A q ack=none",
            "line 8: expected ack=auto, ack=client or ack=client-individual");
        row("too much", "connect A", "connect A now",
            "line 8: expected nothing more, but found now");
        row("no such expectation", "A,B share 1-2", "A,B divide 1-2",
            "line 9: expected share, copy, gets or is refused, but found divide");
        row("stranger", "A,B share 1-2", "A,C share 1-2", "line 9: expected consumers, of: A, B");
        row("alone", "A,B share 1-2", "A share 1-2",
            "line 9: expected at least two consumers who share");
        row("no broker", "\"spring\"", "\"summer\"",
            "line 6: expected practice, activemq, artemis, rabbitmq, spring or generic, but found "
            "summer");
        row("right answer", "\"right\": 2", "\"right\": 3",
            "line 10: expected right to be the number of an answer, from 1");
    }
    void mistakes()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, error);
        QByteArray text = R"({
 "format": 1,
 "id": "x",
 "title": "T",
 "consumers": ["A", "B"],
 "destinations": {"q": "/queue/{run}"}, "notOffered": {"spring": "No."},
 "steps": [
  {"say": "S", "do": ["connect A", "subscribe A q", "send q 1-2"],
   "expect": ["A,B share 1-2"],
   "ask": {"text": "Q?", "answers": ["a", "b"], "right": 2}}
 ]
})";
        QVERIFY2(readLesson(text.toStdString()).error.empty(),
            readLesson(text.toStdString()).error.c_str());
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const std::string found = readLesson(text.toStdString()).error;
        QVERIFY2(found.starts_with(error.toStdString()), found.c_str());
    }

    void lines()
    {
        const LessonLine lines({"A", "B"}, {"q"});
        LessonAction action;
        QCOMPARE(lines.readAction("subscribe A q ack=client acks=at-once prefetch=3 "
                                  "selector=\"a = 'b c'\" durable=n header=x:y:z",
                     action),
            std::string());
        QVERIFY(action.ack == AckMode::Client);
        QVERIFY(action.acksAtOnce);
        QCOMPARE(action.prefetch, 3U);
        QCOMPARE(action.selector, std::string("a = 'b c'"));
        QCOMPARE(action.durableName, std::string("n"));
        QVERIFY(action.headers == std::vector<Header>({{"x", "y:z"}}));
        QCOMPARE(lines.readAction("send q 1-3,7 by=B in=t colour=red", action), std::string());
        QCOMPARE(action.who, std::string("B"));
        QCOMPARE(action.transaction, std::string("t"));
        QVERIFY(action.numbers == LessonNumbers({1, 2, 3, 7}));
        QCOMPARE(lines.readAction("begin producer t", action), std::string());
        QCOMPARE(lines.readAction("reply B 1 2", action), std::string());
        QCOMPARE(action.replyTo, 1U);
        LessonExpectation expectation;
        QCOMPARE(lines.readExpectation("A|B gets 1,3", expectation), std::string());
        QVERIFY(expectation.kind == LessonExpectation::Kind::OneGets);
        QCOMPARE(lines.readExpectation("A gets in order 4-6,1", expectation), std::string());
        QVERIFY(expectation.order == std::vector<std::uint32_t>({4, 5, 6, 1}));
        QCOMPARE(lines.readExpectation("A gets 2 again", expectation), std::string());
        QVERIFY(expectation.kind == LessonExpectation::Kind::GetAgain);
        QCOMPARE(lines.readExpectation("A,B get nothing", expectation), std::string());
        QVERIFY(expectation.kind == LessonExpectation::Kind::Nothing);
        QCOMPARE(lines.readExpectation("A is refused", expectation), std::string());
        QVERIFY(expectation.kind == LessonExpectation::Kind::Refused);
    }
};

QTEST_GUILESS_MAIN(TestLessonReader)
#include "tst_lessonreader.moc"
