#include <stomp/dialect/routingheaders.h>

#include <stomp/dialect/dialectfacts.h>

#include <QTest>

using namespace Stomp;

class TestRoutingHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void artemis()
    {
        using enum DestinationKind;
        const auto of = [](DestinationKind kind, RoutingUse use) {
            const auto header = routingHeader(Dialect::Artemis, kind, use);
            return header ? header->name + ':' + header->value : std::string();
        };
        QCOMPARE(of(Queue, RoutingUse::Send), "destination-type:ANYCAST");
        QCOMPARE(of(Queue, RoutingUse::Subscribe), "subscription-type:ANYCAST");
        QCOMPARE(of(Topic, RoutingUse::Send), "destination-type:MULTICAST");
        QCOMPARE(of(Topic, RoutingUse::Subscribe), "subscription-type:MULTICAST");
        for (const DestinationKind kind : {TempQueue, TempTopic, Other})
            QCOMPARE(of(kind, RoutingUse::Send), std::string());
    }

    /** To all others the name says it, and RabbitMQ would take the header for the user's. */
    void others()
    {
        for (const DialectFacts& facts : allDialects()) {
            for (const RoutingUse use : {RoutingUse::Send, RoutingUse::Subscribe}) {
                QCOMPARE(routingHeader(facts.dialect, DestinationKind::Queue, use).has_value(),
                    facts.dialect == Dialect::Artemis);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestRoutingHeaders)
#include "tst_routingheaders.moc"
