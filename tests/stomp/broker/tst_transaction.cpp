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

/** BEGIN, COMMIT and ABORT; stomp-facts 2.5 and 4.10. */
class TestTransaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addSending();
        addAcknowledging();
        addMistakes();
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }

    void unsubscribed_data()
    {
        QTest::addColumn<BrokerSkin::Kind>("skin");
        QTest::addColumn<QString>("ack");
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("waits"); // after UNSUBSCRIBE, after the end, at last
        using enum BrokerSkin::Kind;
        const auto row = [](const char* name, BrokerSkin::Kind skin, const char* ack,
                             const char* end, const char* waits) {
            QTest::newRow(name) << skin << QString::fromLatin1(ack) << QString::fromLatin1(end)
                                << QString::fromLatin1(waits);
        };
        row("classic, commit", ActiveMq, "client-individual", "COMMIT", "1 1 1");
        row("classic, abort", ActiveMq, "client-individual", "ABORT", "1 2 2");
        row("classic, cumulative, commit", ActiveMq, "client", "COMMIT", "2 2 2");
        row("classic, cumulative, abort", ActiveMq, "client", "ABORT", "2 2 2");
        row("rabbitmq, commit", RabbitMq, "client-individual", "COMMIT", "0 0 1");
        row("rabbitmq, abort", RabbitMq, "client-individual", "ABORT", "0 0 2");
        row("rabbitmq, cumulative, commit", RabbitMq, "client", "COMMIT", "0 0 1");
    }
    /** The subscription of what the transaction acknowledges ends before it; compared with the real
     * ones in tests/brokers. */
    void unsubscribed()
    {
        QFETCH(BrokerSkin::Kind, skin);
        QFETCH(QString, ack);
        QFETCH(QString, end);
        QFETCH(QString, waits);
        BrokerOptions options;
        options.wear(skin);
        Dialogue dialogue(options);
        const QString script = QStringLiteral(R"(
            A connect 1.2
            P connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:%1
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < m=MESSAGE | 1
            A < MESSAGE | 2
            A > BEGIN transaction:t
            A ack m transaction:t
            A > UNSUBSCRIBE id:1
            count /queue/a waiting %3
            A > %2 transaction:t receipt:r
            A < RECEIPT receipt-id:r
            count /queue/a waiting %4
            A lost
            count /queue/a waiting %5
            count /queue/a inFlight 0)");
        const QStringList counts = waits.split(u' ');
        QCOMPARE(dialogue.run(script.arg(ack, end, counts.at(0), counts.at(1), counts.at(2))),
            QString());
    }

    void limits_data()
    {
        QTest::addColumn<QString>("script");
        addScript("frames", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 1
            A > SEND destination:/queue/a transaction:t | 2
            A > SEND destination:/queue/a transaction:t | 3
            A > SEND destination:/queue/a transaction:t receipt:4 | 4
            A < ERROR message:The\stransaction\sis\stoo\slarge receipt-id:4
            A closed
            count /queue/a in 0)");
        const QString big(3000, u'x');
        QTest::newRow("bytes") << QStringLiteral("A connect 1.2\nA > BEGIN transaction:t\n"
                                                 "A > SEND destination:/queue/a transaction:t | ")
                + big
                + QStringLiteral("\nA < ERROR message:The\\stransaction\\sis\\stoo\\slarge\n"
                                 "A closed");
        addScript("open transactions", R"(
            A connect 1.2
            A > BEGIN transaction:1
            A > BEGIN transaction:2
            A > BEGIN transaction:3
            A < ERROR message:Too\smany\sopen\stransactions
            A closed)");
    }
    void limits()
    {
        QFETCH(QString, script);
        BrokerOptions options;
        options.transactionOperations = 3;
        options.transactionBytes = 2000;
        options.transactionsPerSession = 2;
        QCOMPARE(Dialogue(options).run(script), QString());
    }

    void bytesAreGivenBack()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2
            A > BEGIN transaction:1
            A > BEGIN transaction:2
            A > BEGIN transaction:3
            A > SEND destination:/queue/a transaction:1 | 1
            A > SEND destination:/queue/a transaction:2 | 2
            A > SEND destination:/queue/a transaction:3 | 3)")),
            QString());
        QVERIFY(dialogue.broker().snapshot().storedBytes > 0);
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A > COMMIT transaction:1
            A > ABORT transaction:2
            A lost
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a
            B < MESSAGE | 1)")),
            QString());
        QCOMPARE(dialogue.broker().snapshot().storedBytes, std::uint64_t{0});
    }

private:
    static void addSending()
    {
        addScript("messages appear at COMMIT, in their order", R"(
            A connect 1.2
            B connect 1.2
            B > SUBSCRIBE id:1 destination:/queue/a
            A > BEGIN transaction:t receipt:1
            A < RECEIPT receipt-id:1
            A > SEND destination:/queue/a transaction:t receipt:2 | 1
            A < RECEIPT receipt-id:2
            A > SEND destination:/queue/a | outside
            B < MESSAGE | outside
            A > SEND destination:/queue/a transaction:t | 2
            B none
            A > COMMIT transaction:t receipt:3
            A < RECEIPT receipt-id:3
            B < MESSAGE !transaction !receipt | 1
            B < MESSAGE | 2)");
        addScript("ABORT forgets them", R"(
            A connect 1.1
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 1
            A > ABORT transaction:t receipt:r
            A < RECEIPT
            count /queue/a in 0
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 2
            A > COMMIT transaction:t
            A > SUBSCRIBE id:1 destination:/queue/a
            A < MESSAGE | 2)");
        addScript("DISCONNECT aborts", R"(
            A connect 1.0
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | 1
            A > DISCONNECT
            A closed
            count /queue/a in 0)");
        addScript("two at a time do not mix", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > BEGIN transaction:u
            A > SEND destination:/queue/a transaction:t | t
            A > SEND destination:/queue/a transaction:u | u
            A > COMMIT transaction:u
            A > ABORT transaction:t
            A > SUBSCRIBE id:1 destination:/queue/a
            A < MESSAGE | u)");
        addScript("ids are the connection's own", R"(
            A connect 1.2
            B connect 1.2
            A > BEGIN transaction:t
            B > BEGIN transaction:t receipt:r
            B < RECEIPT)");
        addScript("to a topic: who is there at COMMIT", R"(
            A connect 1.2
            B connect 1.2
            A > BEGIN transaction:t
            A > SEND destination:/topic/a transaction:t | x
            B > SUBSCRIBE id:1 destination:/topic/a
            B none
            A > COMMIT transaction:t
            B < MESSAGE | x)");
    }

    static void addAcknowledging()
    {
        addScript("ACK takes effect at COMMIT", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t receipt:r
            A < RECEIPT
            A none
            count /queue/a inFlight 1
            A > COMMIT transaction:t
            A < MESSAGE | 2
            count /queue/a acked 1)");
        addScript("after ABORT it is outstanding with the same subscription", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            A > ABORT transaction:t
            A none
            count /queue/a inFlight 1
            A ack m receipt:r
            A < RECEIPT
            count /queue/a acked 1)");
        addScript("when the connection is lost it goes to others", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            A lost
            P > SUBSCRIBE id:1 destination:/queue/a
            P < MESSAGE redelivered:true | 1)");
        addScript("cumulative: those of an open transaction are not taken twice", R"(
            P connect 1.1
            A connect 1.1
            A > SUBSCRIBE id:1 destination:/queue/a ack:client
            P > SEND destination:/queue/a | 1
            P > SEND destination:/queue/a | 2
            P > SEND destination:/queue/a | 3
            A < m1=MESSAGE | 1
            A < m2=MESSAGE | 2
            A < m3=MESSAGE | 3
            A > BEGIN transaction:t
            A ack m2 transaction:t
            A ack m3
            count /queue/a acked 1
            count /queue/a inFlight 2
            A > COMMIT transaction:t
            count /queue/a acked 3
            count /queue/a inFlight 0)");
        addScript("NACK at COMMIT", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A nack m transaction:t
            A none
            A > COMMIT transaction:t receipt:r
            A < RECEIPT
            A < MESSAGE redelivered:true | 1)");
        addScript("consume and answer in one: the ACK first, then the messages", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            A > SEND destination:/queue/a | question
            A < m=MESSAGE | question
            A > BEGIN transaction:t
            A > SEND destination:/queue/a transaction:t | answer
            A ack m transaction:t
            A > COMMIT transaction:t receipt:r
            A < RECEIPT
            A < MESSAGE | answer)");
        addScript("a second ACK of the same message", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            A ack m
            A < ERROR
            A closed
            count /queue/a waiting 1)");
        addScript("all or nothing: its subscription has ended", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual
            P > SEND destination:/queue/a | 1
            A < m=MESSAGE | 1
            A > BEGIN transaction:t
            A ack m transaction:t
            A > SEND destination:/queue/b transaction:t | answer
            A > UNSUBSCRIBE id:1
            A > COMMIT transaction:t receipt:r
            A < ERROR message:The\stransaction\scannot\sbe\scommitted receipt-id:r
            A closed
            count /queue/a waiting 1
            count /queue/b in 0)");
    }

    static void addMistakes()
    {
        addScript("BEGIN twice", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > BEGIN transaction:t
            A < ERROR message:Transaction\s[t]\shas\sbegun\salready
            A closed)");
        addScript("BEGIN without id", R"(
            A connect 1.2
            A > BEGIN receipt:r
            A < ERROR message:BEGIN\swithout\stransaction receipt-id:r
            A closed)");
        for (const char* frame : {"COMMIT transaction:t", "ABORT transaction:t",
                 "SEND destination:/queue/a transaction:t"}) {
            QTest::addRow("unknown: %s", frame)
                << QStringLiteral("A connect 1.2\nA > %1\n"
                                  "A < ERROR message:Unknown\\stransaction\\s[t]\nA closed")
                       .arg(QLatin1StringView(frame));
        }
        addScript("COMMIT without id", R"(
            A connect 1.2
            A > COMMIT
            A < ERROR message:COMMIT\swithout\stransaction
            A closed)");
        addScript("COMMIT twice", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > COMMIT transaction:t
            A > COMMIT transaction:t
            A < ERROR message:Unknown\stransaction\s[t]
            A closed)");
        addScript("a bad destination is refused at once", R"(
            A connect 1.2
            A > BEGIN transaction:t
            A > SEND destination:/nowhere transaction:t | x
            A < ERROR message:Unknown\sdestination\s[/nowhere]
            A closed)");
    }
};

QTEST_APPLESS_MAIN(TestTransaction)
#include "tst_transaction.moc"
