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

/** Which consumer gets a message: priorities, exclusive ones, groups; stomp-facts 4.3. */
class TestQueueConsumers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addPriorities();
        addExclusive();
        addGroups();
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    void theInsideIsShown()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:a destination:/queue/a ack:client prefetch-count:1
            B > SUBSCRIBE id:b destination:/queue/a ack:client prefetch-count:3 activemq.priority:5
            B full
            P > SEND destination:/queue/a JMSXGroupID:g | 1
            A < MESSAGE | 1
            P > SEND destination:/queue/a JMSXGroupID:g priority:7 persistent:true | 2
            P > SEND destination:/queue/a expires:2000000 | 3
            P > SEND destination:/queue/a | 4
            P > SEND destination:/queue/a AMQ_SCHEDULED_DELAY:500 | later)")),
            QString());
        const auto inside = dialogue.broker().inspectQueue("/queue/a", 2, 1'000'100);
        QVERIFY(inside);
        QCOMPARE(inside->state.waiting, std::size_t{3});
        QCOMPARE(inside->next.size(), std::size_t{2});
        QVERIFY(
            QString::fromStdString(inside->next[0].id).startsWith(QStringLiteral("ID:practice-")));
        QCOMPARE(inside->next[0].group, std::string("g"));
        QCOMPARE(inside->next[0].priority, 7U);
        QVERIFY(inside->next[0].isPersistent);
        QVERIFY(inside->next[0].bytes > 0);
        QCOMPARE(inside->next[1].expires, Millis{2'000'000});
        QCOMPARE(inside->scheduled.size(), std::size_t{1});
        QCOMPARE(inside->scheduled[0].dueIn, Millis{400});
        QCOMPARE(inside->consumers.size(), std::size_t{2});
        // The higher priority stands first.
        QCOMPARE(inside->consumers[0].subscription, std::string("b"));
        QCOMPARE(inside->consumers[0].credit(), std::size_t{3});
        QVERIFY(!inside->consumers[0].hasRoom);
        QCOMPARE(inside->consumers[1].subscription, std::string("a"));
        QCOMPARE(inside->consumers[1].credit(), std::size_t{0});
        QCOMPARE(inside->consumers[1].unacked, std::size_t{1});
        QCOMPARE(inside->groups.size(), std::size_t{1});
        QCOMPARE(inside->groups[0].owner, std::size_t{1});
        QCOMPARE(inside->groups[0].messages, std::size_t{2});
        QVERIFY(inside->turn);
        QVERIFY(!dialogue.broker().inspectQueue("/queue/other", 2, 0));
    }

private:
    static void addPriorities()
    {
        addScript("a higher priority is served first, the others when it is full", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            B > SUBSCRIBE id:1 destination:/queue/a ack:client-individual activemq.priority:9 prefetch-count:2
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            B < m1=MESSAGE | 1
            B < MESSAGE | 2
            A < MESSAGE | 3
            B ack m1
            P > SEND destination:/queue/a | 4
            B < MESSAGE | 4
            B lost
            A < MESSAGE redelivered:true | 2
            A < MESSAGE redelivered:true | 4)");
        addScript("those with the same take turns", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a x-priority:2
            B > SUBSCRIBE id:1 destination:/queue/a
            C > SUBSCRIBE id:1 destination:/queue/a x-priority:2
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            A < MESSAGE | 1
            C < MESSAGE | 2
            A < MESSAGE | 3
            B none)");
        addScript("a priority is a number", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a activemq.priority:first
            A < ERROR message:The\sheader\sactivemq.priority\sis\snot\sa\snumber:\sfirst
            A closed)");
        addScript("not at a topic", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a activemq.priority:3
            A < ERROR
            A closed)");
    }

    static void addExclusive()
    {
        addScript("an exclusive consumer gets everything, until it leaves", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a activemq.exclusive:true ack:client prefetch-count:2
            C > SUBSCRIBE id:1 destination:/queue/a exclusive:true
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            B < MESSAGE | 1
            B < MESSAGE | 2
            A none
            C none
            B lost
            C < MESSAGE redelivered:true | 1
            C < MESSAGE redelivered:true | 2
            C < MESSAGE | 3
            C > UNSUBSCRIBE id:1
            P > SEND destination:/queue/a | 4
            A < MESSAGE | 4)");
        addScript("one that holds nothing leaves the rest to the others", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a exclusive:true
            B full
            P > SEND destination:/queue/a | 1
            A none
            B lost
            A < MESSAGE !redelivered | 1)");
        addScript("exclusive:false asks for nothing", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a exclusive:false
            B > SUBSCRIBE id:1 destination:/queue/a activemq.exclusive:false
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < MESSAGE | 1
            B < MESSAGE | 2)");
    }

    static void addGroups()
    {
        addScript("a group stays with the consumer that got it first", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a JMSXGroupID:x | x1
            A < MESSAGE JMSXGroupID:x | x1
            P > SEND destination:/queue/a JMSXGroupID:y | y1
            B < MESSAGE | y1
            P > SEND destination:/queue/a JMSXGroupID:y | y2
            B < MESSAGE | y2
            P > SEND destination:/queue/a JMSXGroupID:y | y3
            B < MESSAGE | y3
            P > SEND destination:/queue/a JMSXGroupID:x | x2
            A < MESSAGE | x2)");
        addScript("and waits for it, while others pass", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            P > SEND destination:/queue/a JMSXGroupID:x | x1
            A < m=MESSAGE | x1
            P > SEND destination:/queue/a JMSXGroupID:x | x2
            B > SUBSCRIBE id:1 destination:/queue/a
            B none
            P > SEND destination:/queue/a | free
            B < MESSAGE | free
            A ack m
            A < MESSAGE | x2)");
        addScript("until its last message closes it", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            P > SEND destination:/queue/a JMSXGroupID:x JMSXGroupSeq:1 | x1
            A < m=MESSAGE | x1
            P > SEND destination:/queue/a JMSXGroupID:x JMSXGroupSeq:-1 | x2
            P > SEND destination:/queue/a JMSXGroupID:x | y1
            P > SEND destination:/queue/a JMSXGroupID:x | y2
            B > SUBSCRIBE id:1 destination:/queue/a
            B none
            A ack m
            A < n=MESSAGE JMSXGroupSeq:-1 | x2
            B < MESSAGE | y1
            B < MESSAGE | y2
            A ack n
            A none)");
        addScript("an exclusive consumer takes the groups over", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a JMSXGroupID:x | x1
            A < MESSAGE | x1
            B > SUBSCRIBE id:1 destination:/queue/a exclusive:true
            P > SEND destination:/queue/a JMSXGroupID:x | x2
            B < MESSAGE | x2)");
        addScript("it is given anew when its consumer leaves, in order", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            P > SEND destination:/queue/a JMSXGroupID:x | x1
            A < MESSAGE | x1
            B > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a JMSXGroupID:x | x2
            P > SEND destination:/queue/a JMSXGroupID:x | x3
            B none
            A lost
            B < MESSAGE redelivered:true | x1
            B < MESSAGE | x2
            B < MESSAGE | x3
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a JMSXGroupID:x | x4
            B < MESSAGE | x4
            P > SEND destination:/queue/a JMSXGroupID:x | x5
            B < MESSAGE | x5)");
    }
};

QTEST_APPLESS_MAIN(TestQueueConsumers)
#include "tst_queue_consumers.moc"
