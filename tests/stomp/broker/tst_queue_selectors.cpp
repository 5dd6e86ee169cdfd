#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;

namespace {

void addScript(const char* name, const char* script)
{
    QTest::newRow(name) << QString::fromUtf8(script);
}

} // namespace

/** Selectors at queues and topics; stomp-facts 4.3 and 4.9. */
class TestQueueSelectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addScript("each gets what it selects; the rest stays and blocks nobody", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:color\s=\s'red'
            P > SEND destination:/queue/a color:blue | 1
            P > SEND destination:/queue/a color:red | 2
            P > SEND destination:/queue/a | 3
            A < MESSAGE | 2
            A none
            count /queue/a waiting 2
            B > SUBSCRIBE id:1 destination:/queue/a selector:color\sIS\sNOT\sNULL
            B < MESSAGE | 1
            B none
            P > SEND destination:/queue/a color:red | 4
            P > SEND destination:/queue/a color:red | 5
            A < MESSAGE | 4
            B < MESSAGE | 5
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE | 3)");
        addScript("what came back goes to those who select it, in order", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual selector:n\s<\s9
            P > SEND destination:/queue/a n:1 | 1
            P > SEND destination:/queue/a n:10 | 10
            P > SEND destination:/queue/a n:2 | 2
            P > SEND destination:/queue/a n:3 | 3
            A < MESSAGE | 1
            A < MESSAGE | 2
            A < MESSAGE | 3
            B > SUBSCRIBE id:1 destination:/queue/a selector:n\s>\s1
            B < MESSAGE | 10
            A lost
            B < MESSAGE redelivered:true | 2
            B < MESSAGE redelivered:true | 3
            count /queue/a waiting 1)");
        addScript("a returned message before fresh ones", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1 selector:c\s=\s'x'
            P > SEND destination:/queue/a c:y | y
            P > SEND destination:/queue/a c:x | 1
            P > SEND destination:/queue/a c:x | 2
            A < m=MESSAGE | 1
            A nack m
            A < m=MESSAGE delivery-count:2 | 1
            A ack m
            A < MESSAGE | 2)");
        addScript("by JMSRedelivered", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a selector:JMSRedelivered\s=\sTRUE
            P > SEND destination:/queue/a | 1
            B none
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            A < MESSAGE | 1
            A lost
            B < MESSAGE redelivered:true | 1)");
        addScript("a browser looks at what it selects", R"(
            P connect 1.2
            P > SEND destination:/queue/a c:x | 1
            P > SEND destination:/queue/a c:y | 2
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a browser:true selector:c\s=\s'y'
            B < MESSAGE | 2
            B < MESSAGE browser:end)");
        addScript("expiry of what nobody selects", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:c\s=\s'y'
            P > SEND destination:/queue/a c:x expires:1000500 | 1
            wait 600
            count /queue/a deadExpired 1)");
        addScript("copies of a topic", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a selector:price\s>\s10
            A > SUBSCRIBE id:2 destination:/topic/>
            P > SEND destination:/topic/a price:9 | 9
            P > SEND destination:/topic/a price:11 | 11
            A < MESSAGE subscription:2 | 9
            A < MESSAGE subscription:1 | 11
            A < MESSAGE subscription:2 | 11)");
        addScript("an error says where", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:color\s=\s receipt:r
            A < ERROR receipt-id:r
            A closed)");
        addScript("Artemis' prefix is usual here", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:convert_string_expressions:age\s>\s18
            P > SEND destination:/queue/a age:21 | 1
            A < MESSAGE | 1)");
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    /** stomp-facts 4.9, row by row. */
    void theTable_data()
    {
        QTest::addColumn<QString>("outcome");
        const QString yes = QStringLiteral("A < MESSAGE | it\ncount /queue/a waiting 0");
        const QString no = QStringLiteral("A none\nA open\ncount /queue/a waiting 1");
        const QString refused = QStringLiteral("A < ERROR\nA closed\ncount /queue/a waiting 1");
        for (const char* selector : {"age > 18", "age = 21", "age = '21'", "age BETWEEN 20 AND 22",
                 "age NOT BETWEEN 1 AND 5", "color IN ('red','blue')", "color LIKE 'b%'",
                 "color LIKE 'b_ue'", "JMSPriority >= 5", "JMSType = 'car'", "missing IS NULL",
                 "flag = TRUE"})
            QTest::newRow(selector) << yes;
        for (const char* selector : {"color = 'BLUE'", "age + 1 = 22", "missing = 'x'",
                 "missing <> 'x'", "NOT (missing = 'x')", "missing NOT IN ('a')", "flag",
                 "color = blue", "content-type = 'text/plain'"})
            QTest::newRow(selector) << no;
        for (const char* selector : {"color > 'a'", "AND"})
            QTest::newRow(selector) << refused;
    }
    void theTable()
    {
        QFETCH(QString, outcome);
        const QString selector =
            QString::fromLatin1(QTest::currentDataTag()).replace(u' ', QStringLiteral("\\s"));
        const QString script = QStringLiteral(
            "P connect 1.2\nA connect 1.2\n"
            "P > SEND destination:/queue/a age:21 color:blue flag:true priority:7 type:car "
            "content-type:text/plain | it\n"
            "A > SUBSCRIBE id:1 destination:/queue/a selector:%1\n");
        QCOMPARE(Dialogue().run(script.arg(selector) + outcome), QString());
    }

    void aBadSelectorHasItsPosition()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:color\s>\s'a'
            A < e=ERROR
            A closed)")),
            QString());
        const QString message = dialogue.kept(QStringLiteral("e"), "message");
        QVERIFY2(message.startsWith(QStringLiteral("Invalid selector: ")), qPrintable(message));
        QVERIFY2(message.contains(QStringLiteral("at character ")), qPrintable(message));
    }

    /** Each consumer looks at each message once, however many wait: this takes hours otherwise. */
    void aLongQueueThatNobodyWants()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a selector:c\s=\s'x')")),
            QString());
        Frame send{"SEND", {}, "body"};
        send.add("destination", "/queue/a");
        send.add("c", "y");
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(!dialogue.broker().publish(send, 1'000'000));
        QCOMPARE(dialogue.broker().waiting("/queue/a"), std::size_t{100'000});
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            P > SEND destination:/queue/a c:x | it
            A < MESSAGE | it)")),
            QString());
    }
};

QTEST_APPLESS_MAIN(TestQueueSelectors)
#include "tst_queue_selectors.moc"
