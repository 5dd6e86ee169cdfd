#include "dialogue.h"

#include <stomp/broker/statswriter.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <initializer_list>

using namespace Stomp;
using Testing::Dialogue;
using Testing::TestOutbox;

namespace {

constexpr char end = '\0';

struct Client
{
    explicit Client(Broker& broker) : session(broker, outbox, 0)
    {
        outbox.setVersion(Version::V12);
        say("CONNECT\naccept-version:1.2\nlogin:ann\n\n");
        outbox.frames.clear();
    }
    void say(std::string frame)
    {
        frame += end;
        session.receive(frame, 0);
    }
    /** The bodies of what came since the last call, each a JSON object. */
    [[nodiscard]] QList<QJsonObject> take()
    {
        QList<QJsonObject> objects;
        for (const Frame& frame : outbox.frames) {
            const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(frame.body));
            if (frame.value("content-type") == "application/json" && document.isObject())
                objects.append(document.object());
            else
                QTest::qFail(frame.body.c_str(), __FILE__, __LINE__);
        }
        outbox.frames.clear();
        return objects;
    }

    TestOutbox outbox;
    ServerSession session;
};

QStringList kinds(const QList<QJsonObject>& events)
{
    QStringList names;
    for (const QJsonObject& event : events)
        names.append(event[u"event"].toString());
    return names;
}

qint64 sumOf(const QJsonObject& queue, std::initializer_list<const char*> names)
{
    qint64 sum = 0;
    for (const char* name : names)
        sum += queue[QLatin1StringView(name)].toInteger();
    for (const QJsonValue& part : queue[u"dead"].toObject())
        sum += part.toInteger();
    for (const QJsonValue& part : queue[u"dropped"].toObject())
        sum += part.toInteger();
    return sum;
}

} // namespace

/** /topic/practice.stats and /topic/practice.events (stomp-facts 4.12). */
class TestObservatory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void lifeIsToldInOrder()
    {
        Broker broker;
        Client watcher(broker);
        watcher.say("SUBSCRIBE\nid:w\ndestination:/topic/practice.events\n\n");
        QVERIFY(broker.nextDeadline(50));
        broker.tick(50);
        QCOMPARE(kinds(watcher.take()),
            (QStringList{QStringLiteral("connect"), QStringLiteral("destination-made"),
                QStringLiteral("subscribe")}));
        {
            Client other(broker);
            other.say("SUBSCRIBE\nid:7\ndestination:/queue/a \"quoted\"\n\n");
            other.say("UNSUBSCRIBE\nid:7\n\n");
            other.say("SEND\ndestination:/nowhere\n\nx");
        }
        broker.tick(60);
        const QList<QJsonObject> events = watcher.take();
        QCOMPARE(kinds(events),
            (QStringList{QStringLiteral("connect"), QStringLiteral("destination-made"),
                QStringLiteral("subscribe"), QStringLiteral("unsubscribe"), QStringLiteral("error"),
                QStringLiteral("disconnect")}));
        QCOMPARE(events[0][u"detail"].toString(), QStringLiteral("STOMP 1.2, login ann"));
        QCOMPARE(events[0][u"session"].toInteger(), 2);
        QCOMPARE(events[0][u"at"].toInteger(), 60);
        QCOMPARE(events[2][u"destination"].toString(), QStringLiteral("/queue/a \"quoted\""));
        QCOMPARE(events[2][u"subscription"].toString(), QStringLiteral("7"));
        QVERIFY(events[4][u"detail"].toString().startsWith(QStringLiteral("Unknown destination")));
        QVERIFY(!events[0].contains(u"destination"));
        for (qsizetype i = 1; i < events.size(); ++i)
            QCOMPARE(events[i][u"number"].toInteger(), events[0][u"number"].toInteger() + i);
    }

    void nobodyListensAndNothingIsMade()
    {
        Broker broker;
        {
            Client client(broker);
            client.say("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
            broker.tick(10);
        }
        broker.tick(20);
        QCOMPARE(broker.snapshot().destinations.size(), std::size_t{1});
        QVERIFY(!broker.nextDeadline(20));
        // They are kept for who looks from inside.
        const auto events = broker.eventsSince(0);
        QCOMPARE(events.size(), std::size_t{5});
        QCOMPARE(events.back().kind, BrokerEvent::Kind::Disconnected);
        QCOMPARE(broker.eventsSince(events[3].number).size(), std::size_t{1});
    }

    void aPatternHearsThemToo()
    {
        Broker broker;
        Client watcher(broker);
        watcher.say("SUBSCRIBE\nid:w\ndestination:/topic/practice.*\n\n");
        broker.tick(10);
        // Its topics are made by this, which is told next.
        QCOMPARE(watcher.take().size(), 3); // connect, subscribe, and stats
        broker.tick(20);
        QCOMPARE(kinds(watcher.take()),
            (QStringList{QStringLiteral("destination-made"), QStringLiteral("destination-made")}));
    }

    void statsComeWhileSomebodyIsSubscribed()
    {
        BrokerOptions options;
        options.statsInterval = 500;
        Broker broker(options);
        Client client(broker);
        client.say("SEND\ndestination:/queue/a\n\n1");
        client.say("SEND\ndestination:/queue/a\n\n2");
        client.say("SEND\ndestination:/queue/a\n\n3");
        client.say("SUBSCRIBE\nid:q\ndestination:/queue/a\nack:client\n\n");
        client.say("ACK\nid:" + std::string(client.outbox.frames.at(0).value("ack")) + "\n\n");
        client.outbox.frames.clear();
        broker.tick(100);
        QVERIFY(!broker.nextDeadline(100));

        client.say("SUBSCRIBE\nid:s\ndestination:/topic/practice.stats\n\n");
        broker.tick(200);
        const QList<QJsonObject> stats = client.take();
        QCOMPARE(stats.size(), 1);
        QCOMPARE(stats[0][u"at"].toInteger(), 200);
        QCOMPARE(stats[0][u"sessions"].toInteger(), 1);
        QCOMPARE(stats[0][u"queues"].toArray().size(), 1);
        const QJsonObject queue = stats[0][u"queues"].toArray().at(0).toObject();
        QCOMPARE(queue[u"destination"].toString(), QStringLiteral("/queue/a"));
        QCOMPARE(queue[u"in"].toInteger(), 3);
        QCOMPARE(queue[u"acked"].toInteger(), 1);
        QCOMPARE(queue[u"inFlight"].toInteger(), 2);
        QVERIFY(queue[u"addsUp"].toBool());
        QCOMPARE(sumOf(queue, {"acked", "waiting", "inFlight", "scheduled", "expired"}), 3);
        QCOMPARE(queue[u"consumers"].toArray().size(), 1);
        const QJsonObject consumer = queue[u"consumers"].toArray().at(0).toObject();
        QCOMPARE(consumer[u"subscription"].toString(), QStringLiteral("q"));
        QCOMPARE(consumer[u"unacked"].toInteger(), 2);
        QCOMPARE(consumer[u"credit"].toInteger(), consumer[u"prefetch"].toInteger() - 2);
        QVERIFY(consumer[u"isNext"].toBool());
        QCOMPARE(stats[0][u"topics"].toArray().size(), 1);
        const QJsonObject topic = stats[0][u"topics"].toArray().at(0).toObject();
        const QJsonObject subscriber = topic[u"subscriptions"].toArray().at(0).toObject();
        QCOMPARE(subscriber[u"subscription"].toString(), QStringLiteral("s"));
        QVERIFY(subscriber[u"addsUp"].toBool());

        QCOMPARE(broker.nextDeadline(300), std::optional<Millis>(700));
        broker.tick(600);
        QCOMPARE(client.take().size(), 0);
        broker.tick(700);
        QCOMPARE(client.take().size(), 1);
        client.say("UNSUBSCRIBE\nid:s\n\n");
        broker.tick(1300);
        QCOMPARE(client.take().size(), 0);
        QVERIFY(!broker.nextDeadline(1300));
    }

    void clientsDoNotSendThere()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2
            A > SEND destination:/topic/practice.events | {}
            A < ERROR message:[/topic/practice.events]\sis\sthe\sbroker's\sown\stopic
            A closed
            B connect 1.2
            B > SEND destination:/topic/practice.stats | {}
            B < ERROR
            B closed)")),
            QString());
    }

    void eventsNobodyReadInTimeAreCounted()
    {
        Broker broker;
        Client watcher(broker);
        watcher.say("SUBSCRIBE\nid:w\ndestination:/topic/practice.events\n\n");
        broker.tick(10);
        watcher.outbox.frames.clear();
        for (int i = 0; i < 1200; ++i) {
            BrokerEvent event;
            event.kind = BrokerEvent::Kind::Expired;
            broker.report(std::move(event));
        }
        broker.tick(20);
        const QList<QJsonObject> events = watcher.take();
        QCOMPARE(events.size(), 1001);
        QCOMPARE(events[0][u"event"].toString(), QStringLiteral("missed"));
        QCOMPARE(events[0][u"detail"].toString(), QStringLiteral("200"));
    }

    void manyDestinationsAreNamedUpToABound()
    {
        Broker broker;
        Client client(broker);
        for (int i = 0; i < 50; ++i) {
            const std::string name = "/queue/" + std::to_string(i);
            client.say("SUBSCRIBE\nid:1\ndestination:" + name + "\n\n");
            client.say("UNSUBSCRIBE\nid:1\n\n");
            for (int j = 0; i % 2 == 1 && j < 5; ++j)
                client.say("SEND\ndestination:" + name + "\n\nx");
        }
        const QJsonObject stats =
            QJsonDocument::fromJson(QByteArray::fromStdString(statsJson(broker, 25, 1))).object();
        QCOMPARE(stats[u"destinationsLeftOut"].toInteger(), 25);
        QCOMPARE(stats[u"queues"].toArray().size(), 25);
        for (const QJsonValue& queue : stats[u"queues"].toArray())
            QCOMPARE(queue[u"waiting"].toInteger(), 5);
    }

    void numbersOfFaults()
    {
        Broker broker;
        FaultPlan plan;
        QVERIFY(!FaultPlan::parse("drop on MESSAGE /queue/a every 2", plan));
        broker.faults().arm(plan, 0);
        Client reader(broker);
        reader.say("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        for (int i = 0; i < 4; ++i)
            reader.say("SEND\ndestination:/queue/a\n\nx");
        const QJsonObject stats =
            QJsonDocument::fromJson(QByteArray::fromStdString(statsJson(broker, 25, 1))).object();
        const QJsonObject faults = stats[u"faults"].toObject();
        QCOMPARE(faults[u"plan"].toString(), QString::fromStdString(plan.text()));
        QCOMPARE(faults[u"messagesLost"].toInteger(), 2);
        QCOMPARE(faults[u"framesLost"].toInteger(), 2);
        QCOMPARE(faults[u"connectionsCut"].toInteger(-1), 0);
        const QJsonObject one = faults[u"each"].toArray().first().toObject();
        QCOMPARE(one[u"seen"].toInteger(), 4);
        QCOMPARE(one[u"hits"].toInteger(), 2);
        QCOMPARE(stats[u"queues"].toArray().first()[u"acked"].toInteger(), 4);
    }

    void faultsThatHitAreTold()
    {
        Broker broker;
        FaultPlan plan;
        QVERIFY(!FaultPlan::parse("drop on MESSAGE", plan));
        broker.faults().arm(plan, 0);
        Client watcher(broker);
        watcher.say("SUBSCRIBE\nid:w\ndestination:/topic/practice.events\n\n");
        Client reader(broker);
        reader.say("SUBSCRIBE\nid:1\ndestination:/topic/t\n\n");
        broker.tick(10);
        reader.say("SEND\ndestination:/topic/t\n\nx");
        // What tells of faults is hit as well, but does not tell of that: it would never end.
        for (int i = 0; i < 10; ++i)
            broker.tick(20 + i);
        const auto events = broker.eventsSince(0);
        QCOMPARE(
            std::count_if(events.begin(), events.end(),
                [](const BrokerEvent& event) { return event.kind == BrokerEvent::Kind::FaultHit; }),
            1);
        QCOMPARE(events.back().destination, std::string("/topic/t"));
        QCOMPARE(events.back().detail, std::string("drop"));
        QVERIFY(!broker.nextDeadline(100));
    }

    void whatIsNoUtf8IsStillJson()
    {
        BrokerEvent event;
        event.detail = "a\xff\xc0\xaf\xed\xa0\x80\x01\"\\ \xf0\x9f\x98\x80\xe2\x82";
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(event)));
        QVERIFY(document.isObject());
        QCOMPARE(document.object()[u"detail"].toString(),
            QString::fromUtf8("a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                              "\xef\xbf\xbd\x01\"\\ \xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd"));
    }
};

QTEST_APPLESS_MAIN(TestObservatory)
#include "tst_observatory.moc"
