#include "skintest.h"

using namespace Stomp;

/** The broker that looks like Spring's simple one; stomp-facts 3.3, 3.7 and 3.14. */
class TestSkinSpring : public SkinTest
{
    Q_OBJECT

public:
    TestSkinSpring() : SkinTest(BrokerSkin::Kind::Spring) { }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void spring_data()
    {
        addColumns();
        addScript("what CONNECTED says", R"(
            A > CONNECT accept-version:1.2 heart-beat:1000,1000
            A < CONNECTED version:1.2 heart-beat:10000,10000 !server !session practice:spring)");
        addScript("everything is a topic, and nothing is confirmed", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a receipt:r
            B > SUBSCRIBE id:2 destination:/queue/a ack:client
            A > SEND destination:/queue/a receipt:s | x
            A < MESSAGE destination:/queue/a message-id:practice-1-1-1 !ack !redelivered | x
            B < MESSAGE subscription:2 !ack | x
            A > DISCONNECT receipt:t
            A < RECEIPT receipt-id:t
            A closed)");
        addScript("other prefixes are ignored", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/app/a
            A > SEND destination:/app/a receipt:r | x
            A open)");
        addScript("ACK, NACK and transactions are ignored", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > ACK id:nothing
            A > NACK
            A > BEGIN transaction:t
            A > SEND destination:/topic/a transaction:t | x
            A < MESSAGE | x
            A > COMMIT transaction:t
            A > UNSUBSCRIBE id:9
            A open)");
        addScript("its patterns", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a?/*
            A > SUBSCRIBE id:2 destination:/topic/**
            A > SEND destination:/topic/ab/c | x
            A < MESSAGE subscription:1 | x
            A < MESSAGE subscription:2 | x
            A > SEND destination:/topic/ab/c/d | y
            A < MESSAGE subscription:2 | y)");
        addScript("an ERROR is bare, and the end", R"(
            A connect 1.2
            A raw SEND\nno\scolon\n\nbody\0
            A < ERROR !content-type
            A closed)");
    }
    void spring() { play(); }
};

QTEST_APPLESS_MAIN(TestSkinSpring)
#include "tst_skin_spring.moc"
