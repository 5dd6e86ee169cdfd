#include <stomp/session/ackbook.h>

#include <QTest>

#include <deque>
#include <random>

using Stomp::AckBook;
using Stomp::AckMode;
using Stomp::AckReach;
using Stomp::Dialect;
using Stomp::Version;

namespace {

std::vector<AckBook::Tag> tags(const std::vector<AckBook::Entry>& entries)
{
    std::vector<AckBook::Tag> all;
    for (const AckBook::Entry& entry : entries)
        all.push_back(entry.tag);
    return all;
}

using Tags = std::vector<AckBook::Tag>;

/** 1 to 6, on subscriptions 1 and 2 in turn. */
AckBook twoSubscriptions(std::size_t limit = AckBook::defaultLimit)
{
    AckBook book(limit);
    for (AckBook::Tag tag = 1; tag <= 6; ++tag)
        book.add(tag % 2 == 1 ? 1 : 2, tag);
    return book;
}

/** Any that differ. */
std::uint32_t sizeOf(AckBook::Tag tag)
{
    return static_cast<std::uint32_t>(tag % 97);
}

} // namespace

class TestAckBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reach_data()
    {
        QTest::addColumn<int>("dialect");
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("version");
        QTest::addColumn<bool>("accept");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, Dialect dialect, AckMode mode, Version version,
                             bool accept, AckReach expected) {
            QTest::newRow(name) << int(dialect) << int(mode) << int(version) << accept
                                << int(expected);
        };
        using enum AckMode;
        constexpr auto v12 = Version::V12;
        row("auto", Dialect::Generic, Auto, v12, true, AckReach::Nothing);
        row("individual", Dialect::RabbitMq, ClientIndividual, v12, true, AckReach::One);
        row("client", Dialect::Generic, Client, v12, true, AckReach::Subscription);
        row("client, NACK", Dialect::Generic, Client, v12, false, AckReach::Subscription);
        row("client in 1.0", Dialect::Generic, Client, Version::V10, true, AckReach::One);
        row("practice, 1.0", Dialect::Practice, Client, Version::V10, true, AckReach::Subscription);
        row("Classic", Dialect::ActiveMq, Client, v12, true, AckReach::Subscription);
        row("Classic, NACK", Dialect::ActiveMq, Client, v12, false, AckReach::One);
        row("Artemis, NACK", Dialect::Artemis, Client, v12, false, AckReach::Subscription);
        row("RabbitMQ", Dialect::RabbitMq, Client, v12, true, AckReach::Connection);
        row("RabbitMQ, NACK", Dialect::RabbitMq, Client, v12, false, AckReach::Connection);
        row("Spring", Dialect::Spring, Client, v12, true, AckReach::Nothing);
    }

    void reach()
    {
        QFETCH(const int, dialect);
        QFETCH(const int, mode);
        QFETCH(const int, version);
        QFETCH(const bool, accept);
        QFETCH(const int, expected);
        QCOMPARE(int(Stomp::ackReach(static_cast<Dialect>(dialect), static_cast<AckMode>(mode),
                     static_cast<Version>(version), accept)),
            expected);
    }

    void settles_data()
    {
        QTest::addColumn<int>("reach");
        QTest::addColumn<int>("tag");
        QTest::addColumn<Tags>("expected");
        QTest::newRow("one") << int(AckReach::One) << 3 << Tags{3};
        QTest::newRow("of its subscription") << int(AckReach::Subscription) << 5 << Tags{1, 3, 5};
        QTest::newRow("its first") << int(AckReach::Subscription) << 1 << Tags{1};
        QTest::newRow("of the connection") << int(AckReach::Connection) << 5 << Tags{1, 2, 3, 4, 5};
        QTest::newRow("nothing") << int(AckReach::Nothing) << 5 << Tags{};
        QTest::newRow("of another subscription") << int(AckReach::Subscription) << 4 << Tags{};
        QTest::newRow("unknown") << int(AckReach::Connection) << 99 << Tags{};
    }

    void settles()
    {
        QFETCH(const int, reach);
        QFETCH(const int, tag);
        QFETCH(const Tags, expected);
        AckBook book = twoSubscriptions();
        const auto far = static_cast<AckReach>(reach);
        QCOMPARE(book.countUpTo(1, AckBook::Tag(tag), far), expected.size());
        QCOMPARE(tags(book.settle(1, AckBook::Tag(tag), far)), expected);
        QCOMPARE(book.outstanding(), 6 - expected.size());
        // What was settled is so: not twice.
        QCOMPARE(book.settle(1, AckBook::Tag(tag), far).size(), std::size_t(0));
    }

    void putsBackWhatFailed()
    {
        AckBook book = twoSubscriptions();
        const auto taken = book.settle(1, 5, AckReach::Connection);
        book.add(1, 7);
        book.restore(taken);
        QCOMPARE(book.outstanding(), std::uint64_t(7));
        QCOMPARE(tags(book.settle(1, 7, AckReach::Connection)), (Tags{1, 2, 3, 4, 5, 6, 7}));
    }

    void forgetsSubscriptions()
    {
        AckBook book = twoSubscriptions();
        book.end(1);
        QCOMPARE(book.outstanding(1), std::uint64_t(0));
        QCOMPARE(book.outstanding(2), std::uint64_t(3));
        QVERIFY(!book.contains(1, 3));
        QVERIFY(book.contains(2, 4));
        book.clear();
        QCOMPARE(book.outstanding(), std::uint64_t(0));
    }

    void isBoundedAndCountsOn()
    {
        AckBook book = twoSubscriptions(4); // 1 and 2 are forgotten
        QCOMPARE(book.outstanding(), std::uint64_t(6));
        QCOMPARE(book.forgotten(), std::uint64_t(2));
        QCOMPARE(book.outstanding(1), std::uint64_t(3));
        QVERIFY(!book.contains(1, 1));
        QCOMPARE(book.countUpTo(1, 5, AckReach::Subscription), std::size_t(3));
        QCOMPARE(tags(book.settle(1, 5, AckReach::Subscription)), (Tags{3, 5}));
        QCOMPARE(book.outstanding(1), std::uint64_t(0));
        QCOMPARE(book.forgotten(), std::uint64_t(1)); // the other subscription's
        book.end(2);
        for (AckBook::Tag tag = 10; tag < 14; ++tag)
            book.add(1, tag);
        QCOMPARE(book.forgotten(), std::uint64_t(0)); // there is room again
    }

    /** Against a plain list of everything. */
    void agreesWithAList()
    {
        std::mt19937 random(20);
        AckBook book;
        std::deque<std::pair<Stomp::SubscriptionKey, AckBook::Tag>> list;
        AckBook::Tag next = 0;
        for (int step = 0; step < 3000; ++step) {
            if (list.empty() || random() % 5 != 0) {
                const Stomp::SubscriptionKey key = 1 + random() % 3;
                ++next;
                book.add(key, next, sizeOf(next));
                list.emplace_back(key, next);
                continue;
            }
            const std::size_t at = random() % list.size();
            const auto [key, tag] = list[at];
            const auto far = static_cast<AckReach>(1 + random() % 3);
            Tags expected;
            std::deque<std::pair<Stomp::SubscriptionKey, AckBook::Tag>> rest;
            for (std::size_t i = 0; i < list.size(); ++i) {
                const bool goes = i == at
                    || (i < at
                        && (far == AckReach::Connection
                            || (far == AckReach::Subscription && list[i].first == key)));
                if (goes)
                    expected.push_back(list[i].second);
                else
                    rest.push_back(list[i]);
            }
            list = rest;
            QCOMPARE(book.countUpTo(key, tag, far), expected.size());
            QCOMPARE(tags(book.reachedFrom(key, tag, far)), expected); // and takes nothing out
            QCOMPARE(tags(book.settle(key, tag, far)), expected);
            QCOMPARE(book.outstanding(), std::uint64_t(list.size()));
            std::uint64_t bytes = 0;
            for (const auto& [owner, left] : list)
                bytes += owner == key ? sizeOf(left) : 0;
            QCOMPARE(book.outstandingBytes(key), bytes);
        }
    }

    void bytesOfTheForgottenCountOn()
    {
        AckBook book(1);
        book.add(1, 1, 100);
        book.add(1, 2, 20);
        QCOMPARE(book.outstandingBytes(1), std::uint64_t(120));
        const auto taken = book.settle(1, 2, AckReach::One);
        QCOMPARE(book.outstandingBytes(1), std::uint64_t(100));
        book.restore(taken);
        QCOMPARE(book.outstandingBytes(1), std::uint64_t(120));
        (void)book.settle(1, 2, AckReach::Subscription); // takes the forgotten one too
        QCOMPARE(book.outstandingBytes(1), std::uint64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestAckBook)
#include "tst_ackbook.moc"
