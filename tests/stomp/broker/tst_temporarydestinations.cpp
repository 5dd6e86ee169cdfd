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

/** Temporary queues and topics, and reply-to; stomp-facts 3.11 and 4.8. */
class TestTemporaryDestinations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void plain_data() { addOwn(); }
    void plain() { play(BrokerSkin::Kind::Plain); }
    void activeMq_data() { addOwn(); }
    void activeMq() { play(BrokerSkin::Kind::ActiveMq); }

    void errors_data()
    {
        QTest::addColumn<QString>("script");
        addScript("only its owner reads it", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-queue/r
            B > SUBSCRIBE id:1 destination:/remote-temp-queue/ID:practice-1-1:1
            B < ERROR message:Cannot\ssubscribe\sto\sthe\stemporary\sdestination\s[/remote-temp-queue/ID:practice-1-1:1]
            B closed)");
        addScript("gone with its connection", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-queue/r
            A > DISCONNECT
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | late
            B < ERROR message:The\sdestination\s/remote-temp-queue/ID:practice-1-1:1\sdoes\snot\sexist.
            B closed)");
        addScript("a name is needed", R"(
            A connect 1.2
            A > SEND destination:/queue/a reply-to:/temp-queue/ | x
            A < ERROR message:Invalid\sdestination\s[/temp-queue/]
            A closed)");
        addScript("what waits in it is gone, and the room is free", R"(
            A connect 1.2
            A > SEND destination:/queue/a reply-to:/temp-queue/r | x
            B connect 1.2
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | 1
            count /remote-temp-queue/ID:practice-1-1:1 waiting 1
            A > DISCONNECT
            B > BEGIN transaction:t
            B > SEND destination:/queue/b transaction:t | 2
            B > COMMIT transaction:t
            count /queue/b waiting 1)");
    }
    void errors() { play(BrokerSkin::Kind::Plain); }

    void foreignReaders_data()
    {
        QTest::addColumn<QString>("script");
        addScript("share with the maker, and see the real name", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-queue/r
            B > SUBSCRIBE id:1 destination:/remote-temp-queue/ID:practice-1-1:1
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | 1
            A < MESSAGE destination:/temp-queue/r | 1
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | 2
            B < MESSAGE destination:/remote-temp-queue/ID:practice-1-1:1 | 2
            A > UNSUBSCRIBE id:1
            A > SEND destination:/temp-queue/r | 3
            B < MESSAGE destination:/remote-temp-queue/ID:practice-1-1:1 | 3)");
        addScript("the maker by either name", R"(
            A connect 1.1
            A > SEND destination:/temp-queue/r | 1
            A > SUBSCRIBE id:1 destination:/remote-temp-queue/ID:practice-1-1:1
            A < MESSAGE destination:/temp-queue/r | 1)");
        addScript("get copies of a topic", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-topic/t
            B > SUBSCRIBE id:1 destination:/remote-temp-topic/ID:practice-1-1:1
            A > SEND destination:/temp-topic/t | both
            A < MESSAGE destination:/temp-topic/t | both
            B < MESSAGE destination:/remote-temp-topic/ID:practice-1-1:1 | both)");
        addScript("read it among others", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-topic/t
            A > SUBSCRIBE id:2 destination:/temp-topic/u
            B > SUBSCRIBE id:1 destination:/queue/q,/remote-temp-topic/ID:practice-1-1:1,/remote-temp-topic/ID:practice-1-1:2
            A > SEND destination:/queue/q | q
            B < MESSAGE destination:/queue/q | q
            A > SEND destination:/temp-topic/u | u
            A < MESSAGE subscription:2 | u
            B < MESSAGE destination:/remote-temp-topic/ID:practice-1-1:2 | u)");
        addScript("keep what they have when the maker goes", R"(
            A connect 1.2
            B connect 1.2
            C connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/unread
            A > SEND destination:/temp-queue/r | 1
            A > SEND destination:/temp-queue/r | 2
            A > SEND destination:/temp-queue/r | 3
            B > SUBSCRIBE id:1 destination:/remote-temp-queue/ID:practice-1-1:1 ack:client-individual activemq.prefetchSize:2
            B < m=MESSAGE | 1
            B < n=MESSAGE | 2
            A > DISCONNECT
            B ack m receipt:a
            B < RECEIPT receipt-id:a
            C > BEGIN transaction:t
            C > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | late
            C < ERROR
            B nack n receipt:n
            B < RECEIPT receipt-id:n
            B > UNSUBSCRIBE id:1 receipt:u
            B < RECEIPT receipt-id:u
            B > SUBSCRIBE id:2 destination:/remote-temp-queue/ID:practice-1-1:1
            B < ERROR)");
        addScript("of a topic too", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-topic/t
            B > SUBSCRIBE id:1 destination:/remote-temp-topic/ID:practice-1-1:1 ack:client
            A > SEND destination:/temp-topic/t | 1
            A < MESSAGE | 1
            B < m=MESSAGE | 1
            A > DISCONNECT
            B ack m receipt:a
            B < RECEIPT receipt-id:a
            B > DISCONNECT receipt:d
            B < RECEIPT receipt-id:d)");
    }
    /** Classic lets whoever knows the name read; compared with the real one in tests/brokers. */
    void foreignReaders() { play(BrokerSkin::Kind::ActiveMq); }

    /** What it was made of goes with its last reader, when its maker has gone before. */
    void goesWithItsLastReader()
    {
        for (const char* kind : {"queue", "topic"}) {
            BrokerOptions options;
            options.wear(BrokerSkin::Kind::ActiveMq);
            Dialogue dialogue(options);
            QString script = QStringLiteral("A connect 1.2\nB connect 1.2\n"
                                            "A > SUBSCRIBE id:1 destination:/temp-KIND/r\n"
                                            "A > UNSUBSCRIBE id:1\n"
                                            "B > SUBSCRIBE id:1 ack:client destination:"
                                            "/remote-temp-KIND/ID:practice-1-1:1\n"
                                            "A > SEND destination:/temp-KIND/r | 1\n"
                                            "B < MESSAGE | 1\n"
                                            "A > DISCONNECT\n");
            script.replace(QStringLiteral("KIND"), QLatin1StringView(kind));
            QCOMPARE(dialogue.run(script), QString());
            QCOMPARE(dialogue.broker().snapshot().destinations.size(), std::size_t{1});
            QCOMPARE(dialogue.run(QStringLiteral("B > UNSUBSCRIBE id:1\n")), QString());
            QCOMPARE(dialogue.broker().snapshot().destinations.size(), std::size_t{0});
            QCOMPARE(dialogue.broker().snapshot().storedBytes, std::uint64_t{0});
        }
    }

    /** An idle one is not collected while its maker is there. */
    void staysWhileItsMakerIsThere()
    {
        BrokerOptions options;
        options.destinations = 2;
        QCOMPARE(Dialogue(options).run(
                     QStringLiteral("A connect 1.2\n"
                                    "A > SEND destination:/topic/a reply-to:/temp-queue/r | ask\n"
                                    "A > SEND destination:/topic/b | another\n"
                                    "A > SUBSCRIBE id:r destination:/temp-queue/r receipt:s\n"
                                    "A < RECEIPT receipt-id:s\n")),
            QString());
    }

    void storedBytesAreReleased()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QStringLiteral("A connect 1.2\n"
                                             "A > SEND destination:/temp-queue/r | waits\n"
                                             "A > DISCONNECT")),
            QString());
        QCOMPARE(dialogue.broker().snapshot().storedBytes, std::uint64_t{0});
        QCOMPARE(dialogue.broker().snapshot().destinations.size(), std::size_t{0});
    }

    void whatIsScheduledIsGoneAsWell()
    {
        Dialogue dialogue;
        QCOMPARE(dialogue.run(QString::fromUtf8(R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-queue/r
            A > SUBSCRIBE id:2 destination:/temp-topic/t
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 AMQ_SCHEDULED_DELAY:100 AMQ_SCHEDULED_PERIOD:100 AMQ_SCHEDULED_REPEAT:9 | later
            B > SEND destination:/remote-temp-topic/ID:practice-1-1:2 AMQ_SCHEDULED_DELAY:100 | later
            B > SEND destination:/queue/a AMQ_SCHEDULED_DELAY:300 | stays
            count /remote-temp-queue/ID:practice-1-1:1 scheduled 1
            wait 150
            A < MESSAGE | later
            A < MESSAGE | later
            count /remote-temp-queue/ID:practice-1-1:1 scheduled 1
            A lost
            wait 1000
            B none
            B > SUBSCRIBE id:1 destination:/queue/a
            B < MESSAGE | stays)")),
            QString());
        QCOMPARE(dialogue.broker().snapshot().destinations.size(), std::size_t{1});
        QCOMPARE(dialogue.broker().snapshot().storedBytes, std::uint64_t{0});
    }

    void rabbitMq_data()
    {
        QTest::addColumn<QString>("script");
        addScript("the broker makes the queue and reads it", R"(
            A connect 1.2
            B connect 1.2
            B > SUBSCRIBE id:s destination:/queue/service
            A > SEND destination:/queue/service reply-to:/temp-queue/r | ask
            B < MESSAGE reply-to:/reply-queue/amq.gen-practice-1-1-1 | ask
            B > SEND destination:/reply-queue/amq.gen-practice-1-1-1 | answer
            A < MESSAGE subscription:/temp-queue/r destination:/queue/amq.gen-practice-1-1-1 | answer
            A > SEND destination:/queue/service reply-to:/temp-queue/r | again
            B < MESSAGE reply-to:/reply-queue/amq.gen-practice-1-1-1 | again
            A > DISCONNECT
            B > SEND destination:/reply-queue/amq.gen-practice-1-1-1 receipt:1 | late
            B < RECEIPT receipt-id:1)");
        addScript("no SUBSCRIBE and no SEND to it", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-queue/foo
            A < ERROR message:Invalid\sdestination
            A > SEND destination:/temp-queue/foo | x
            A < ERROR message:Invalid\sdestination
            A > SUBSCRIBE id:/temp-queue/foo destination:/queue/a
            A < ERROR
            A open)");
    }
    void rabbitMq() { play(BrokerSkin::Kind::RabbitMq); }

    void others_data()
    {
        QTest::addColumn<QString>("script");
        addScript("reply-to is passed on as it is", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/topic/a
            A > SEND destination:/topic/a reply-to:/temp-queue/r | x
            A < MESSAGE reply-to:/temp-queue/r | x)");
    }
    void others() { play(BrokerSkin::Kind::Spring); }

private:
    static void addOwn()
    {
        QTest::addColumn<QString>("script");
        addScript("request and reply", R"(
            A connect 1.2
            B connect 1.2
            B > SUBSCRIBE id:s destination:/queue/service
            A > SUBSCRIBE id:r destination:/temp-queue/r
            A > SEND destination:/queue/service reply-to:/temp-queue/r | ask
            B < MESSAGE reply-to:/remote-temp-queue/ID:practice-1-1:1 | ask
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | answer
            A < MESSAGE subscription:r destination:/temp-queue/r | answer)");
        addScript("made by reply-to, read later", R"(
            A connect 1.1
            B connect 1.1
            B > SUBSCRIBE id:s destination:/queue/service
            A > SEND destination:/queue/service reply-to:/temp-queue/r | ask
            B < MESSAGE reply-to:/remote-temp-queue/ID:practice-1-1:1 | ask
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 | answer
            A > SUBSCRIBE id:r destination:/temp-queue/r
            A < MESSAGE subscription:r | answer)");
        addScript("a name is each connection's own", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:r destination:/temp-queue/r
            B > SUBSCRIBE id:r destination:/temp-queue/r
            A > SEND destination:/temp-queue/r | mine
            A < MESSAGE | mine)");
        addScript("a temporary topic", R"(
            A connect 1.2
            B connect 1.2
            A > SUBSCRIBE id:1 destination:/temp-topic/t
            A > SUBSCRIBE id:2 destination:/temp-topic/t
            B > SEND destination:/remote-temp-topic/ID:practice-1-1:1 | both
            A < MESSAGE subscription:1 destination:/temp-topic/t | both
            A < MESSAGE subscription:2 | both)");
        addScript("in a transaction", R"(
            A connect 1.2
            B connect 1.2
            B > SUBSCRIBE id:s destination:/queue/service
            A > BEGIN transaction:t
            A > SEND destination:/queue/service reply-to:/temp-queue/r transaction:t | ask
            A > COMMIT transaction:t
            B < MESSAGE reply-to:/remote-temp-queue/ID:practice-1-1:1 | ask
            B > BEGIN transaction:u
            B > SEND destination:/remote-temp-queue/ID:practice-1-1:1 transaction:u | answer
            A > DISCONNECT
            B > COMMIT transaction:u receipt:r
            B < RECEIPT receipt-id:r)");
    }
    static void play(BrokerSkin::Kind skin)
    {
        QFETCH(QString, script);
        BrokerOptions options;
        options.wear(skin);
        QCOMPARE(Dialogue(options).run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestTemporaryDestinations)
#include "tst_temporarydestinations.moc"
