#include <ui/models/sortedorder.h>

#include <QTest>

#include <algorithm>
#include <numeric>
#include <random>

using Ui::SortedOrder;

/** Rows of messages that go from anywhere. */
class TestSortedOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing()
    {
        const SortedOrder order(7, {});
        QCOMPARE(order.count(), 0);
        QVERIFY(!order.rowOf(7));
        QCOMPARE(order.rowNear(9), 0);
    }

    void rowsAndMessagesMatch_data()
    {
        QTest::addColumn<int>("messages");
        for (const int count : {1, 64, 65, 4096, 5000, 300'000})
            QTest::addRow("%d", count) << count;
    }
    void rowsAndMessagesMatch()
    {
        QFETCH(const int, messages);
        constexpr std::uint64_t first = 1'000'000'000'000;
        std::mt19937 random{std::uint32_t(messages)};
        std::vector<std::uint32_t> shuffled(std::size_t(messages) * 2); // some are not among them
        std::iota(shuffled.begin(), shuffled.end(), 0U);
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        std::vector<std::uint32_t> left(shuffled.begin(), shuffled.begin() + messages);
        const std::vector<std::uint32_t> others(shuffled.begin() + messages, shuffled.end());
        SortedOrder order(first, left);
        for (const double part : {1.0, 0.9, 0.5, 0.01, 0.0}) {
            const auto goes = [&](std::uint32_t) {
                return double(random() % 1000) >= part * 1000;
            };
            std::vector<std::uint32_t> kept;
            for (const std::uint32_t message : left) {
                if (goes(message))
                    order.remove(first + message);
                else
                    kept.push_back(message);
            }
            left = kept;
            QCOMPARE(order.count(), int(left.size()));
            const std::size_t step = std::max<std::size_t>(1, left.size() / 1000);
            for (std::size_t row = 0; row < left.size(); row += step) {
                QCOMPARE(order.serialAt(int(row)), first + left[row]);
                QCOMPARE(order.rowOf(first + left[row]), std::optional(int(row)));
            }
        }
        for (const std::uint32_t message : others)
            order.remove(first + message);
        QCOMPARE(order.count(), 0);
    }

    void whatHasGoneStillHasItsPlace()
    {
        SortedOrder order(0, {3, 1, 0, 2});
        order.remove(0);
        order.remove(0);
        order.remove(3);
        QCOMPARE(order.count(), 2);
        QVERIFY(!order.rowOf(0));
        QCOMPARE(order.rowNear(0), 1);
        QCOMPARE(order.rowOf(2), std::optional(1));
        QCOMPARE(order.serialAt(0), std::uint64_t(1));
    }
};

QTEST_GUILESS_MAIN(TestSortedOrder)
#include "tst_sortedorder.moc"
