#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;

/** Sample traffic as clients see it. */
class TestTrafficPacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ordersAndPrices()
    {
        PracticeOptions options;
        options.traffic.ordersPerSecond = 200;
        options.traffic.pricesPerSecond = 500;
        PracticeFixture broker(options);
        RawClient orders(broker.port());
        orders.connectStomp();
        orders.sayFrame("SUBSCRIBE\nid:o\ndestination:/queue/orders\n\n");
        RawClient prices(broker.port());
        prices.connectStomp();
        prices.sayFrame("SUBSCRIBE\nid:p\ndestination:/topic/prices\n\n");
        QVERIFY(orders.waitFrames(30));
        QVERIFY(prices.waitFrames(30));
        QCOMPARE(orders.frames[1].value("content-type"), std::string("application/json"));
        QCOMPARE(orders.frames[1].value("correlation-id"), std::string("ORD-000001"));
        QVERIFY(!prices.frames[1].value("symbol").empty());
    }

    void ordersThatNobodyReads()
    {
        PracticeOptions options;
        options.traffic.ordersPerSecond = 5000;
        options.traffic.maxWaitingOrders = 40;
        PracticeFixture broker(options);
        const auto waiting = [&] {
            const BrokerSnapshot snapshot = broker.snapshot();
            return snapshot.destinations.empty() ? 0 : snapshot.destinations[0].waiting;
        };
        QTRY_COMPARE(waiting(), std::size_t{40});
        // As soon as somebody reads, there are more.
        RawClient reader(broker.port());
        reader.connectStomp();
        reader.sayFrame("SUBSCRIBE\nid:o\ndestination:/queue/orders\n\n");
        QVERIFY(reader.waitFrames(100));
        QCOMPARE(reader.frames[100 - 1].value("correlation-id"), std::string("ORD-000099"));
        reader.sayFrame("UNSUBSCRIBE\nid:o\n\n");
        QTRY_COMPARE(waiting(), std::size_t{40});
    }

    void switchedOnAndOff()
    {
        PracticeFixture broker;
        const auto sent = [&] {
            return broker.snapshot().messagesIn;
        };
        QCOMPARE(sent(), std::uint64_t{0});
        TrafficOptions traffic;
        traffic.pricesPerSecond = 1000;
        broker.server().setTraffic(traffic);
        QTRY_VERIFY(sent() > 10);
        QCOMPARE(broker.snapshot().destinations.at(0).counters.noConsumer, sent());
        broker.server().setTraffic({});
        const std::uint64_t before = sent();
        // Another client's whole visit later, nothing has come.
        RawClient client(broker.port());
        client.sayFrame("CONNECT\naccept-version:1.2\nheart-beat:0,500\n\n");
        QVERIFY(client.waitFrames(1));
        const std::uint64_t beats = client.lineEnds();
        QTRY_VERIFY(client.lineEnds() > beats);
        QCOMPARE(sent(), before);
    }
};

QTEST_GUILESS_MAIN(TestTrafficPacer)
#include "tst_trafficpacer.moc"
