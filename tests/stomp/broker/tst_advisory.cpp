#include "dialogue.h"

#include <stomp/broker/advisory.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;

/** What the broker says of consumers in the skin of ActiveMQ Classic. */
class TestAdvisory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void consumersComeAndGo()
    {
        BrokerOptions options;
        options.wear(BrokerSkin::Kind::ActiveMq);
        const QString wrong = Dialogue(options).run(QString::fromUtf8(R"(
            W connect 1.2
            W > SUBSCRIBE id:w destination:/topic/ActiveMQ.Advisory.Consumer.Queue.>
            W > SUBSCRIBE id:t destination:/topic/ActiveMQ.Advisory.Consumer.Topic.b
            wait 1
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            wait 1
            W < MESSAGE subscription:w destination:/topic/ActiveMQ.Advisory.Consumer.Queue.a type:Advisory consumerCount:1 | {"ConsumerInfo":{"consumerId":"ID:practice-2:1","destination":{"@class":"org.apache.activemq.command.ActiveMQQueue","string":"a"}}}
            A > SUBSCRIBE id:2 destination:/topic/b
            A > SUBSCRIBE id:3 destination:/topic/c
            A > SUBSCRIBE id:4 destination:/topic/c.*
            wait 1
            W < MESSAGE subscription:t consumerCount:1 | {"ConsumerInfo":{"consumerId":"ID:practice-2:2","destination":{"@class":"org.apache.activemq.command.ActiveMQTopic","string":"b"}}}
            A > UNSUBSCRIBE id:1
            wait 1
            W < MESSAGE subscription:w consumerCount:0 | {"RemoveInfo":{"objectId":"ID:practice-2:1"}}
            wait 1
            W none)"));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void otherSkinsSayNothing()
    {
        QCOMPARE(Dialogue().run(QString::fromUtf8(R"(
            W connect 1.2
            W > SUBSCRIBE id:w destination:/topic/ActiveMQ.Advisory.Consumer.Queue.a
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            wait 1
            W none)")),
            QString());
    }

    void onlyConsumersOfWhatClientsName()
    {
        BrokerEvent event;
        event.destination = "/queue/a";
        QVERIFY(!consumerAdvisory(event, 1)); // a connection
        event.kind = BrokerEvent::Kind::Subscribed;
        QVERIFY(consumerAdvisory(event, 1));
        for (const char* name : {"/topic/practice.events", "/topic/ActiveMQ.Advisory.Queue",
                 "/queue/a.>", "/queue/a,b", "/temp-queue/x", ""}) {
            event.destination = name;
            QVERIFY2(!consumerAdvisory(event, 1), name);
        }
    }
};

QTEST_APPLESS_MAIN(TestAdvisory)
#include "tst_advisory.moc"
