#include "workspacefixture.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using namespace Testing;
using Stomp::SubscriptionState;

/** Publishing, once and many times, with receipts and without. */
class TestWorkspacePublishing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void publishesManyAndCountsTheReceipts()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/topic/a"));
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        const PublishId id = desk.connection->publish(request("/topic/a", "{}", 5000));
        const auto last = [&told] {
            return told.isEmpty() ? PublishProgress()
                                  : told.constLast().constFirst().value<PublishProgress>();
        };
        QTRY_VERIFY_WITH_TIMEOUT(last().finished, 20'000);
        QCOMPARE(last().id, id);
        QCOMPARE(last().sent, 5000U);
        QCOMPARE(last().confirmed, 5000U);
        QCOMPARE(last().failed, 0U);
        QVERIFY(last().longestRoundTripUs >= last().shortestRoundTripUs);
        QVERIFY(last().shortestRoundTripUs > 0);
        QVERIFY2(told.size() < 1000, "progress is gathered, not told for each receipt");
        QTRY_COMPARE(desk.rows(), 5000);
    }

    void publishesWithoutReceipts()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        desk.connection->subscribe(wish("/topic/a"));
        QTRY_VERIFY(
            desk.connection->subscriptions().constFirst().state == SubscriptionState::Confirmed);
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        PublishRequest silent = request("/topic/a", "{}", 3000);
        silent.withReceipt = false;
        desk.connection->publish(silent);
        QTRY_COMPARE(desk.rows(), 3000);
        QTRY_VERIFY(
            !told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.sent, 3000U);
        QCOMPARE(last.confirmed, 0U);
        QCOMPARE(last.failed, 0U);
    }

    void aRefusedPublishEndsThere()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        PublishRequest wrong = request("/queue/a", "{}", 10);
        wrong.frame.add("transaction", "never-begun");
        desk.connection->publish(wrong);
        QTRY_VERIFY(
            !told.isEmpty() && told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.confirmed, 0U);
        QVERIFY(last.failed > 0);
        QVERIFY(!last.firstFailure.isEmpty());
    }

    void stopsPublishing()
    {
        Desk desk;
        QTRY_VERIFY(desk.connection->isConnected());
        const QSignalSpy told(desk.connection, &Connection::publishProgressed);
        const PublishId id = desk.connection->publish(request("/topic/a", "{}", 1'000'000'000));
        QTRY_VERIFY(!told.isEmpty());
        desk.connection->stopPublishing(id);
        QTRY_VERIFY(told.constLast().constFirst().value<PublishProgress>().finished);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QCOMPARE(last.confirmed, last.sent);
        QVERIFY(last.sent < 1'000'000'000);
    }
};

QTEST_GUILESS_MAIN(TestWorkspacePublishing)
#include "tst_workspacepublishing.moc"
