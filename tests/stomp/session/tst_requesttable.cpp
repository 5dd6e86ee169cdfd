#include <stomp/session/requesttable.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;

class TestRequestTable : public QObject
{
    Q_OBJECT

    static RequestTable withIds(std::initializer_list<RequestId> ids)
    {
        RequestTable table;
        for (const RequestId id : ids) {
            Request request;
            request.id = id;
            request.deadline = std::chrono::seconds(id);
            table.add(request);
        }
        return table;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takesEachOnce()
    {
        RequestTable table = withIds({2, 5, 9, 10});
        QVERIFY(!table.take(1, true));
        QVERIFY(!table.take(3, true));
        QVERIFY(!table.take(11, true));
        QCOMPARE(table.take(5, true)->id, RequestId(5));
        QVERIFY(!table.take(5, true));
        QCOMPARE(table.waiting(), std::size_t(3));
        QCOMPARE(*table.nextDeadline(), SessionTime(2s));
        QVERIFY(table.take(2, true));
        QCOMPARE(*table.nextDeadline(), SessionTime(9s));
        QCOMPARE(table.takeFirst()->id, RequestId(9));
        QCOMPARE(table.takeFirst()->id, RequestId(10));
        QVERIFY(!table.takeFirst());
        QVERIFY(!table.nextDeadline());
        QCOMPARE(table.waiting(), std::size_t(0));
    }

    void expiresInOrder()
    {
        RequestTable table = withIds({1, 2, 3});
        QVERIFY(!table.takeExpired(999ms));
        QCOMPARE(table.takeExpired(2s)->id, RequestId(1));
        QCOMPARE(table.takeExpired(2s)->id, RequestId(2));
        QVERIFY(!table.takeExpired(2s));
    }

    void blamesTheOnlySuspectOnly()
    {
        RequestTable two = withIds({1, 2});
        QVERIFY(!two.takeOnlySuspect());
        std::ignore = two.take(1, true);
        QCOMPARE(two.takeOnlySuspect()->id, RequestId(2));
        QVERIFY(!two.takeOnlySuspect());

        RequestTable mixed = withIds({4});
        mixed.noteUnconfirmable(5);
        QVERIFY(!mixed.takeOnlySuspect());
        Request later;
        later.id = 6;
        mixed.add(later);
        later.id = 7;
        mixed.add(later);
        std::ignore = mixed.take(4, true);
        std::ignore = mixed.take(6, false); // an ERROR says nothing of frames before it
        QVERIFY(!mixed.takeOnlySuspect());
        later.id = 8;
        mixed.add(later);
        std::ignore = mixed.take(7, true);
        QCOMPARE(mixed.takeOnlySuspect()->id, RequestId(8));
    }

    // A million requests, answered last to first and first to last.
    void isQuickWithMany()
    {
        for (const bool backwards : {false, true}) {
            RequestTable table;
            constexpr RequestId count = 1'000'000;
            for (RequestId id = 1; id <= count; ++id) {
                Request request;
                request.id = id;
                table.add(request);
            }
            RequestId found = 0;
            for (RequestId id = 1; id <= count; ++id)
                found += table.take(backwards ? count + 1 - id : id, true).has_value();
            QCOMPARE(found, count);
            QCOMPARE(table.waiting(), std::size_t(0));
        }
    }
};

QTEST_APPLESS_MAIN(TestRequestTable)
#include "tst_requesttable.moc"
