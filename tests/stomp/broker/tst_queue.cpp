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

/** A queue keeps each message for one consumer; stomp-facts 4.3 and 4.4. */
class TestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addHolding();
        addSharing();
        addPrefetch();
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    void aFullBrokerRefuses()
    {
        BrokerOptions options;
        options.storedBytes = 2000;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            A connect 1.2
            A > SEND destination:/queue/a receipt:1 | )")
                     + QString(1500, u'x') + QString::fromUtf8(R"(
            A < RECEIPT
            A > SEND destination:/queue/a receipt:2 | )")
                     + QString(1500, u'x') + QString::fromUtf8(R"(
            A < ERROR message:The\sbroker\sis\sfull receipt-id:2
            A closed
            count /queue/a waiting 1
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a
            B < MESSAGE
            B > SEND destination:/queue/a | room\sagain
            B < MESSAGE)")),
            QString());
    }

    void aProducerWaitsForALiveReader()
    {
        BrokerOptions options;
        options.queueBacklogBytes = 3000;
        const QString body = QString(1000, u'x');
        const QString send = QStringLiteral("\nP > SEND destination:/queue/a | ") + body;
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P connect 1.2 )")
                     + send + QStringLiteral("\nC < m1=MESSAGE") + send + send
                     + QStringLiteral("\nP free") + send + QStringLiteral("\nP held")
                     + QString::fromUtf8(R"(
            P > SEND destination:/queue/a | last
            C ack m1
            C < m2=MESSAGE
            P held
            C ack m2
            C < m3=MESSAGE
            wait 10
            P free
            count /queue/a in 5
            C ack m3
            C < m4=MESSAGE
            C ack m4
            C < m5=MESSAGE | last
            count /queue/a inFlight 1)")),
            QString());
    }

    void aStalledReaderHoldsNobodyBack()
    {
        BrokerOptions options;
        options.queueBacklogBytes = 2000;
        const QString send =
            QStringLiteral("\nP > SEND destination:/queue/a | ") + QString(1000, u'x');
        QCOMPARE(Dialogue(options).run(QString::fromUtf8(R"(
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P connect 1.2 )")
                     + send + QStringLiteral("\nC < MESSAGE") + send + send + QString::fromUtf8(R"(
            P held
            wait 1900
            P held
            wait 200
            P free )")
                     + send + QString::fromUtf8(R"(
            P free
            count /queue/a waiting 3)")),
            QString());
    }

private:
    static void addHolding()
    {
        addScript("held until a consumer comes, in order", R"(
            P connect 1.2
            P > SEND destination:/queue/a n:1 | one
            P > SEND destination:/queue/a n:2 | two
            P > SEND destination:/queue/b | other
            count /queue/a waiting 2
            C connect 1.2
            C > SUBSCRIBE id:s destination:/queue/a receipt:r
            C < RECEIPT receipt-id:r
            C < MESSAGE subscription:s destination:/queue/a n:1 !redelivered !ack | one
            C < MESSAGE subscription:s n:2 content-length:3 | two
            C none
            count /queue/a waiting 0
            count /queue/a acked 2
            count /queue/b waiting 1)");
        addScript("each message to one consumer only, and only once", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a | one
            A < MESSAGE | one
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a
            B none
            count /queue/a in 1
            count /queue/a out 1)");
        addScript("to the sender itself, after the receipt", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SEND destination:/queue/a receipt:r | me
            A < RECEIPT receipt-id:r
            A < MESSAGE | me)");
        addScript("nothing after UNSUBSCRIBE", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > UNSUBSCRIBE id:1 receipt:r
            A < RECEIPT receipt-id:r
            A > SEND destination:/queue/a | kept
            A none
            count /queue/a waiting 1
            count /queue/a consumers 0)");
        addScript("an empty body, and one of NULs", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            A > SEND destination:/queue/a
            A < MESSAGE content-length:0 |
            A > SEND destination:/queue/a content-length:3 | \0x\0
            A < MESSAGE content-length:3 | \0x\0)");
    }

    static void addSharing()
    {
        addScript("round robin", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            P > SEND destination:/queue/a | 4
            P > SEND destination:/queue/a | 5
            A < MESSAGE | 1
            A < MESSAGE | 4
            B < MESSAGE | 2
            B < MESSAGE | 5
            C < MESSAGE | 3)");
        addScript("only over those that are ready", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a
            A full
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            B < MESSAGE | 1
            B < MESSAGE | 2
            B full
            P > SEND destination:/queue/a | 3
            P > SEND destination:/queue/a | 4
            count /queue/a waiting 2
            A drains
            A < MESSAGE | 3
            A < MESSAGE | 4
            B none)");
        addScript("the others keep their turn when one leaves", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a
            B > SUBSCRIBE id:1 destination:/queue/a
            C > SUBSCRIBE id:1 destination:/queue/a
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < MESSAGE | 1
            B < MESSAGE | 2
            C > UNSUBSCRIBE id:1
            P > SEND destination:/queue/a | 3
            P > SEND destination:/queue/a | 4
            A < MESSAGE | 3
            B < MESSAGE | 4)");
    }

    static void addPrefetch()
    {
        addScript("as many as the consumer may hold", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual activemq.prefetchSize:2
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            A < m1=MESSAGE | 1
            A < m2=MESSAGE | 2
            A none
            A ack m2 receipt:r
            A < RECEIPT receipt-id:r
            A < MESSAGE | 3
            A none)");
        addScript("prefetch does not count in mode auto", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a prefetch-count:1
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < MESSAGE | 1
            A < MESSAGE | 2)");
        addScript("the other consumer gets what the first cannot hold", R"(
            P connect 1.2
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            B > SUBSCRIBE id:1 destination:/queue/a ack:client prefetch-count:1
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            A < MESSAGE | 1
            B < b=MESSAGE | 2
            B ack b
            B < MESSAGE | 3
            A none)");
        addScript("no number", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a prefetch-count:many
            A < ERROR message:The\sheader\sprefetch-count\sis\snot\sa\snumber:\smany
            A closed)");
        addScript("0", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a activemq.prefetchSize:0
            A < ERROR message:The\sheader\sactivemq.prefetchSize\sis\s0
            A closed)");
    }
};

QTEST_APPLESS_MAIN(TestQueue)
#include "tst_queue.moc"
