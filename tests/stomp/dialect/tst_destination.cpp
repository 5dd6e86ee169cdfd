#include <stomp/dialect/destination.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

/** stomp-facts 3.3. */
class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void kinds_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<std::string>("destination");
        QTest::addColumn<std::string>("expected");
        const auto row = [](Dialect dialect, const char* destination, const char* expected) {
            QTest::addRow("%s %s", toString(dialect).data(), destination)
                << int(dialect) << std::string(destination) << std::string(expected);
        };
        for (const Dialect dialect :
            {Dialect::Generic, Dialect::Practice, Dialect::ActiveMq, Dialect::Artemis}) {
            row(dialect, "/queue/a", "queue");
            row(dialect, "/queue/a/b.c", "queue");
            row(dialect, "/topic/a.>", "topic");
            row(dialect, "/temp-queue/a", "temporary queue");
            row(dialect, "/temp-topic/a", "temporary topic");
            row(dialect, "/remote-temp-queue/ID:x", "temporary queue");
            row(dialect, "/remote-temp-topic/ID:x", "temporary topic");
            row(dialect, "", "destination");
        }
        row(Dialect::Generic, "foo", "destination");
        row(Dialect::Generic, "/exchange/a", "destination");
        row(Dialect::Practice, "/queues/a", "destination");

        row(Dialect::ActiveMq, "foo", "queue");
        row(Dialect::ActiveMq, "/foo/a", "queue");
        row(Dialect::ActiveMq, "/queue/a,/queue/b", "queue");
        row(Dialect::ActiveMq, "/queue/a,b", "queue");
        row(Dialect::ActiveMq, "/topic/a,/topic/b,/topic/c", "topic");
        row(Dialect::ActiveMq, "/queue/a,/topic/b", "destination");
        row(Dialect::ActiveMq, "/topic/a,", "destination");

        row(Dialect::Artemis, "address::queue", "queue");
        row(Dialect::Artemis, "foo", "destination");

        row(Dialect::RabbitMq, "/queue/a", "queue");
        row(Dialect::RabbitMq, "/amq/queue/a", "queue");
        row(Dialect::RabbitMq, "/topic/a.#", "topic");
        row(Dialect::RabbitMq, "/temp-queue/a", "temporary queue");
        row(Dialect::RabbitMq, "/reply-queue/amq.gen-1", "temporary queue");
        row(Dialect::RabbitMq, "/exchange/a/b", "destination");
        row(Dialect::RabbitMq, "/temp-topic/a", "destination");
        row(Dialect::RabbitMq, "/foo", "destination");
        row(Dialect::RabbitMq, "foo", "queue");
        row(Dialect::RabbitMq, "", "destination");

        row(Dialect::Spring, "/topic/a", "topic");
        row(Dialect::Spring, "/queue/a", "topic");
        row(Dialect::Spring, "/user/queue/a", "topic");
        row(Dialect::Spring, "", "destination");
    }

    void kinds()
    {
        QFETCH(int, dialect);
        QFETCH(std::string, destination);
        QFETCH(std::string, expected);
        QCOMPARE(toString(kindOf(Dialect(dialect), destination)), std::string_view(expected));
    }

    void consuming()
    {
        QVERIFY(consumesMessages(DestinationKind::Queue));
        QVERIFY(consumesMessages(DestinationKind::TempQueue));
        QVERIFY(!consumesMessages(DestinationKind::Topic));
        QVERIFY(!consumesMessages(DestinationKind::TempTopic));
        QVERIFY(!consumesMessages(DestinationKind::Other));
    }
};

QTEST_APPLESS_MAIN(TestDestination)
#include "tst_destination.moc"
