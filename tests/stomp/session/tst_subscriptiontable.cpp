#include <stomp/session/subscriptiontable.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestSubscriptionTable : public QObject
{
    Q_OBJECT

    static SubscribeRequest named(const char* id)
    {
        return {.destination = "/q", .headers = {{"id", id}}};
    }
    static SubscriptionKey keyOf(SubscriptionTable& table, std::string_view id)
    {
        const Subscription* found = table.find(id);
        return found ? found->origin.subscription : 0;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsByOwnNumber()
    {
        SubscriptionTable table;
        for (SubscriptionKey key = 101; key <= 250; ++key)
            QVERIFY(table.add(key, {.destination = "/q"}, Version::V12));
        QCOMPARE(keyOf(table, "1"), SubscriptionKey(101));
        QCOMPARE(keyOf(table, "150"), SubscriptionKey(250));
        for (const char* id : {"", "0", "151", "01", "+1", "1 ", "-1", "1a", "9999999999",
                 "18446744073709551617", "\xb2"})
            QCOMPARE(keyOf(table, id), SubscriptionKey(0));
        QCOMPARE(table.byKey(107)->id, "7");
        QVERIFY(!table.byKey(1));
    }

    void idsFromElsewhere()
    {
        SubscriptionTable table;
        QVERIFY(table.add(1, named("2"), Version::V12));
        QVERIFY(table.add(2, {.destination = "/q"}, Version::V12)); // is "1"
        Subscription* third = table.add(3, {.destination = "/q"}, Version::V12); // is not "2"
        QVERIFY(third);
        QCOMPARE(third->id, "3");
        QCOMPARE(keyOf(table, "1"), SubscriptionKey(2));
        QCOMPARE(keyOf(table, "2"), SubscriptionKey(1));
        QCOMPARE(keyOf(table, "3"), SubscriptionKey(3));
        QVERIFY(!table.add(4, named("2"), Version::V12));
        QVERIFY(!table.add(4, named("1"), Version::V12));
    }

    void anIdCanBeUsedAgainAfterItsEnd()
    {
        SubscriptionTable table;
        QVERIFY(table.add(1, named("news"), Version::V12));
        QVERIFY(!table.add(2, named("news"), Version::V12));
        QCOMPARE(keyOf(table, "news"), SubscriptionKey(1));
        table.byKey(1)->state = SubscriptionState::Ended;
        QCOMPARE(keyOf(table, "news"), SubscriptionKey(1)); // stragglers
        QVERIFY(table.add(3, named("news"), Version::V12));
        QCOMPARE(keyOf(table, "news"), SubscriptionKey(3));
    }

    void onlyOneOfADestination()
    {
        SubscriptionTable table;
        std::ignore = table.add(1, {.destination = "/q"}, Version::V10);
        std::ignore = table.add(2, {.destination = "/p"}, Version::V10);
        QCOMPARE(table.onlyOneOf("/q")->origin.subscription, SubscriptionKey(1));
        QVERIFY(!table.onlyOneOf("/x"));
        std::ignore = table.add(3, {.destination = "/q"}, Version::V10);
        QVERIFY(!table.onlyOneOf("/q"));
        table.byKey(1)->state = SubscriptionState::Ended;
        QCOMPARE(table.onlyOneOf("/q")->origin.subscription, SubscriptionKey(3));
    }

    void arrivalNeedsAClientMode()
    {
        SubscriptionTable table;
        QVERIFY(
            !table.add(1, {.destination = "/q", .ackOnArrival = true}, Version::V12)->ackOnArrival);
        QVERIFY(table
                    .add(2, {.destination = "/q", .ack = AckMode::Client, .ackOnArrival = true},
                        Version::V12)
                    ->ackOnArrival);
    }
};

QTEST_APPLESS_MAIN(TestSubscriptionTable)
#include "tst_subscriptiontable.moc"
