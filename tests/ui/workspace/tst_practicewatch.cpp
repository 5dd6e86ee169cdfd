#include "workspacefixture.h"

#include <ui/workspace/practicewatch.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::Desk;
using Testing::request;
using Testing::wish;

namespace {

/** Until the broker has confirmed them. */
void publish(const Desk& desk, const char* destination, quint32 count)
{
    const QSignalSpy told(desk.connection, &Connection::publishProgressed);
    desk.connection->publish(request(destination, "x", count));
    QTRY_VERIFY(!told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
}

} // namespace

/** Looks into a real practice broker on its own thread. */
class TestPracticeWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void looksOnlyWhileShown()
    {
        Desk desk;
        PracticeWatch watch(desk.workspace.practiceBroker());
        QSignalSpy looked(&watch, &PracticeWatch::looked);
        QTRY_VERIFY(desk.connection->isConnected());
        publish(desk, "/queue/a", 3);
        QCOMPARE(looked.size(), 0);

        watch.setShown(true);
        QTRY_COMPARE(watch.model().rowCount(), 1);
        QTRY_COMPARE(watch.look().broker.destinations.at(0).waiting, std::size_t{3});
        QVERIFY(watch.look().broker.destinations.at(0).addsUp());
        watch.setShown(false);
        QTRY_VERIFY(!watch.isAsking());
        looked.clear();
        publish(desk, "/queue/b", 1);
        QCOMPARE(looked.size(), 0);
        watch.setShown(true);
        QTRY_COMPARE(watch.model().rowCount(), 2);
    }

    void eventsComeOnceEach()
    {
        Desk desk;
        PracticeWatch watch(desk.workspace.practiceBroker());
        QList<quint64> numbers;
        connect(&watch, &PracticeWatch::looked, this, [&] {
            for (const Stomp::BrokerEvent& event : watch.look().events)
                numbers.append(event.number);
        });
        watch.setShown(true);
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/queue/a"));
        QTRY_VERIFY(numbers.size() >= 3); // connect, subscribe, the queue
        desk.connection->subscribe(wish("/topic/b"));
        QTRY_VERIFY(numbers.size() >= 5);
        for (qsizetype i = 0; i < numbers.size(); ++i)
            QCOMPARE(numbers.at(i), static_cast<quint64>(i + 1));
    }

    void aNewSkinStartsItAnewOnTheSamePort()
    {
        Desk desk;
        PracticeBroker& broker = desk.workspace.practiceBroker();
        PracticeWatch watch(broker);
        watch.setShown(true);
        QTRY_VERIFY(desk.connection->isConnected());
        publish(desk, "/queue/a", 1);
        QTRY_COMPARE(watch.model().rowCount(), 1);
        const quint16 port = broker.port();
        QSignalSpy started(&broker, &PracticeBroker::started);
        broker.setSkin(QStringLiteral("nonesuch"));
        QCOMPARE(broker.skin(), QStringLiteral("plain"));
        QVERIFY(PracticeBroker::skins().contains(QStringLiteral("rabbitmq")));
        broker.setSkin(QStringLiteral("rabbitmq"));
        QCOMPARE(broker.skin(), QStringLiteral("rabbitmq"));
        QVERIFY(started.wait());
        QCOMPARE(broker.port(), port);
        QTRY_COMPARE(watch.model().rowCount(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isConnected(), 20'000);
        QTRY_VERIFY(watch.look().broker.sessions == 1);
        broker.stop();
        QTRY_VERIFY(!broker.isRunning());
        QCOMPARE(watch.look().broker.sessions, std::size_t{0});
    }

    void ratesOfSampleTraffic()
    {
        Desk desk;
        PracticeBroker& broker = desk.workspace.practiceBroker();
        PracticeWatch watch(broker);
        watch.setShown(true);
        broker.setSampleRates(500, 0);
        QTRY_VERIFY(desk.connection->isConnected());
        broker.setSampleTraffic(true);
        QTRY_VERIFY(watch.model().find(QStringLiteral("/queue/orders"))
            && watch.model().find(QStringLiteral("/queue/orders"))->waiting > 50);
        QVERIFY(!watch.model().find(QStringLiteral("/topic/prices")));
    }
};

QTEST_GUILESS_MAIN(TestPracticeWatch)
#include "tst_practicewatch.moc"
