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

/** A topic gives a copy to everybody who is there; stomp-facts 4.6. */
class TestTopic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addScript("a copy for each subscriber, nothing for late ones", R"(
            P connect 1.2
            P > SEND destination:/topic/a receipt:r | nobody
            P < RECEIPT
            A connect 1.0
            B connect 1.1
            C connect 1.2
            A > SUBSCRIBE destination:/topic/a
            B > SUBSCRIBE id:b destination:/topic/a
            P > SEND destination:/topic/a k:v\c1 | one
            C > SUBSCRIBE id:c destination:/topic/a
            A < MESSAGE !subscription k:v:1 | one
            B < MESSAGE subscription:b k:v:1 | one
            C none
            count /topic/a in 2
            count /topic/a out 2
            count /topic/a noConsumer 1
            count /topic/a waiting 0)");
        addScript("two overlapping subscriptions of one connection", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > SUBSCRIBE id:2 destination:/topic/a
            A > SUBSCRIBE id:3 destination:/topic/>
            A > SEND destination:/topic/a | x
            A < MESSAGE subscription:1 destination:/topic/a
            A < MESSAGE subscription:2
            A < MESSAGE subscription:3)");
        addScript("a queue of the same name is another place", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > SEND destination:/queue/a | x
            A none)");
        addScript("wildcards, for topics that are there and those to come", R"(
            P connect 1.2
            P > SEND destination:/topic/price.stock.ibm | early
            A connect 1.2
            A > SUBSCRIBE id:star destination:/topic/price.*.ibm
            A > SUBSCRIBE id:rest destination:/topic/price.>
            A > SUBSCRIBE id:hash destination:/topic/#
            P > SEND destination:/topic/price.stock.ibm | 1
            A < MESSAGE subscription:star destination:/topic/price.stock.ibm | 1
            A < MESSAGE subscription:rest | 1
            A < MESSAGE subscription:hash | 1
            P > SEND destination:/topic/price.bond | 2
            A < MESSAGE subscription:rest destination:/topic/price.bond | 2
            A < MESSAGE subscription:hash | 2
            A > UNSUBSCRIBE id:rest
            A > UNSUBSCRIBE id:hash
            P > SEND destination:/topic/price.new.ibm | 3
            A < MESSAGE subscription:star | 3
            A > UNSUBSCRIBE id:star
            P > SEND destination:/topic/price.new.ibm | 4
            A none
            count /topic/price.new.ibm noConsumer 1)");
        addScript("a wildcard in a name to send to", R"(
            A connect 1.2
            A > SEND destination:/topic/price.* | x
            A < ERROR message:Invalid\sdestination\s[/topic/price.*]
            A closed)");
        addScript("unacknowledged copies are gone with their subscriber", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a ack:client
            P > SEND destination:/topic/a | 1
            A < MESSAGE ack:ack-2-1-1 | 1
            count /topic/a inFlight 1
            A lost
            count /topic/a inFlight 0
            count /topic/a abandoned 1
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/topic/a ack:client
            B none)");
        addScript("NACK: the copy is gone", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a ack:client-individual
            A > SEND destination:/topic/a | 1
            A < m=MESSAGE
            A nack m receipt:r
            A < RECEIPT
            A none
            count /topic/a discarded 1
            count /topic/a inFlight 0)");
        addScript("copies wait for a subscriber that cannot take them yet", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/topic/a
            A full
            P > SEND destination:/topic/a | 1
            P > SEND destination:/topic/a | 2
            B < MESSAGE | 1
            B < MESSAGE | 2
            A none
            count /topic/a waiting 2
            A drains
            A < MESSAGE | 1
            A < MESSAGE | 2
            count /topic/a waiting 0
            count /topic/a discarded 0)");
        addScript("what is too old when it is sent goes to nobody", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > SEND destination:/topic/a expires:999999 | late
            A none
            count /topic/a in 1
            count /topic/a expired 1)");
        addScript("a copy that grows too old behind a slow subscriber is discarded", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a ack:client-individual prefetch-count:1
            P > SEND destination:/topic/a | 1
            P > SEND destination:/topic/a expires:1000500 | 2
            P > SEND destination:/topic/a expires:1002000 | 3
            A < m=MESSAGE | 1
            A none
            wait 1000
            A ack m
            A < m=MESSAGE | 3
            count /topic/a discarded 1
            count /topic/a waiting 0
            P > SEND destination:/topic/a expires:1002000 | 4
            wait 2000
            A ack m
            A none
            count /topic/a discarded 2
            count /topic/a waiting 0)");
        addScript("no copy overtakes another", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A full
            P > SEND destination:/topic/a | 1
            A room
            P > SEND destination:/topic/a | 2
            A drains
            A < MESSAGE | 1
            A < MESSAGE | 2)");
        addScript("prefetch holds for topics too", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a ack:client-individual prefetch-count:1
            A > SEND destination:/topic/a | 1
            A > SEND destination:/topic/a | 2
            A < m=MESSAGE | 1
            A none
            A ack m
            A < MESSAGE | 2)");
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    void slowSubscribers_data()
    {
        QTest::addColumn<QString>("script");
        const QString start = QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A full
            P > SEND destination:/topic/a | 1
            P > SEND destination:/topic/a | 2
            P > SEND destination:/topic/a | 3
            P free
            P > SEND destination:/topic/a | 4
            P held
            P > SEND destination:/topic/a | 5
            count /topic/a in 4
            )");
        QTest::newRow("the producer waits, nothing is lost") << start + QString::fromUtf8(R"(
            wait 1000
            A drains
            A < MESSAGE | 1
            A < MESSAGE | 2
            A < MESSAGE | 3
            A < MESSAGE | 4
            wait 10
            P free
            A < MESSAGE | 5
            count /topic/a discarded 0)");
        QTest::newRow("other producers wait as well") << start + QString::fromUtf8(R"(
            B > SEND destination:/topic/a | 6
            B held
            B > SEND destination:/queue/z | for\slater
            A drains
            A < MESSAGE | 1
            A < MESSAGE | 2
            A < MESSAGE | 3
            A < MESSAGE | 4
            A < MESSAGE | 6
            wait 10
            A < MESSAGE | 5
            B free
            count /queue/z waiting 1)");
        QTest::newRow("one that takes nothing holds nobody back; its oldest are discarded")
            << start + QString::fromUtf8(R"(
            wait 2200
            P free
            count /topic/a in 5
            count /topic/a waiting 4
            count /topic/a discarded 1
            P > SEND destination:/topic/a | 6
            P free
            count /topic/a discarded 2
            A drains
            A < MESSAGE | 3
            A < MESSAGE | 4
            A < MESSAGE | 5
            A < MESSAGE | 6)");
        QTest::newRow("the subscriber goes: the producer goes on") << start + QString::fromUtf8(R"(
            A lost
            wait 10
            P free
            count /topic/a in 5
            count /topic/a abandoned 4
            count /topic/a noConsumer 1)");
        QTest::newRow("the producer goes while it is held") << start + QString::fromUtf8(R"(
            P lost
            A drains
            A < MESSAGE | 1
            A < MESSAGE | 2
            A < MESSAGE | 3
            A < MESSAGE | 4
            wait 1000
            count /topic/a in 4)");
    }
    void slowSubscribers()
    {
        QFETCH(QString, script);
        BrokerOptions options;
        options.topicBacklogMessages = 4;
        QCOMPARE(Dialogue(options).run(script), QString());
    }

    void theByteBound()
    {
        BrokerOptions options;
        options.topicBacklogBytes = 3000;
        const QString send =
            QStringLiteral("\nP > SEND destination:/topic/a | ") + QString(1000, u'x');
        QCOMPARE(
            Dialogue(options).run(QString::fromUtf8(R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A full )")
                + send + send + QStringLiteral("\nP free") + send + QStringLiteral("\nP held")),
            QString());
    }

    void aTransactionCannotOverrunTheHardBound()
    {
        BrokerOptions options;
        options.topicBacklogMessages = 2;
        QString sends;
        for (int i = 1; i <= 40; ++i)
            sends += QStringLiteral("P > SEND destination:/topic/a transaction:t | %1\n").arg(i);
        QString received;
        for (int i = 9; i <= 40; ++i)
            received += QStringLiteral("A < MESSAGE | %1\n").arg(i);
        QCOMPARE(
            Dialogue(options).run(QStringLiteral("P connect 1.2\nA connect 1.2\n"
                                                 "A > SUBSCRIBE id:1 destination:/topic/a\nA full\n"
                                                 "P > BEGIN transaction:t\n")
                + sends
                + QStringLiteral("P > COMMIT transaction:t\ncount /topic/a waiting 32\n"
                                 "count /topic/a discarded 8\nP held\nA drains\n")
                + received + QStringLiteral("wait 10\nP free")),
            QString());
    }

    /** A connection that is told to acknowledge cannot be kept from doing so. */
    void aProducerThatMustAcknowledgeIsNotHeld()
    {
        BrokerOptions options;
        options.topicBacklogMessages = 1;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a ack:client-individual prefetch-count:1
            A > SEND destination:/topic/a | 1
            A > SEND destination:/topic/a | 2
            A > SEND destination:/topic/a | 3
            A free
            A < m=MESSAGE | 1
            A ack m
            A < m=MESSAGE | 2
            A ack m
            A < MESSAGE | 3
            count /topic/a discarded 0)")),
            QString());
    }
};

QTEST_APPLESS_MAIN(TestTopic)
#include "tst_topic.moc"
