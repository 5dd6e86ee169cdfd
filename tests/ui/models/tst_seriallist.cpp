#include <ui/models/seriallist.h>

#include <QTest>

#include <algorithm>
#include <random>

using Ui::SerialList;
using Ui::SerialReader;

namespace {

using Serials = std::vector<std::uint64_t>;

Serials serialsFrom(std::uint64_t first, std::size_t count)
{
    Serials serials(count);
    for (std::size_t i = 0; i < count; ++i)
        serials[i] = first + 2 * i; // there is room between any two
    return serials;
}

bool isSame(const SerialList& list, const Serials& expected)
{
    Serials found;
    list.forParts(0, list.count(), [&](std::span<const std::uint64_t> part) {
        found.insert(found.end(), part.begin(), part.end());
    });
    Serials read;
    for (SerialReader reader(list); !reader.isAtEnd(); reader.next())
        read.push_back(reader.serial());
    return list.count() == expected.size() && list.isEmpty() == expected.empty()
        && found == expected && read == expected
        && (expected.empty() || list.last() == expected.back());
}

/** Of any part of them, and where serials stand that are there or not. */
bool agreesAt(const SerialList& list, const Serials& expected, std::mt19937& random)
{
    if (expected.empty())
        return list.countBelow(0) == 0 && list.countBelow(~std::uint64_t(0)) == 0;
    const std::size_t index = random() % expected.size();
    const std::uint64_t serial = expected[index] + random() % 3 - 1;
    const auto below = std::lower_bound(expected.begin(), expected.end(), serial);
    const std::size_t end = index + random() % (expected.size() - index + 1);
    Serials part;
    list.forParts(index, end, [&](std::span<const std::uint64_t> some) {
        part.insert(part.end(), some.begin(), some.end());
    });
    return list.at(index) == expected[index]
        && list.countBelow(serial) == std::size_t(below - expected.begin())
        && std::equal(part.begin(), part.end(), expected.begin() + std::ptrdiff_t(index),
            expected.begin() + std::ptrdiff_t(end));
}

} // namespace

/** A list in pieces is one vector to who uses it. */
class TestSerialList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing()
    {
        SerialList list;
        QVERIFY(isSame(list, {}));
        list.remove(0, 0);
        list.insert(0, {});
        QVERIFY(isSame(list, {}));
        QCOMPARE(list.countBelow(5), std::size_t(0));
    }

    void aroundWholePieces_data()
    {
        QTest::addColumn<std::size_t>("count");
        for (const std::size_t count : {1U, 8191U, 8192U, 8193U, 16384U, 20000U})
            QTest::addRow("%zu", count) << count;
    }
    void aroundWholePieces()
    {
        QFETCH(const std::size_t, count);
        const Serials serials = serialsFrom(10, count);
        SerialList atOnce(serials);
        QVERIFY(isSame(atOnce, serials));
        SerialList oneByOne;
        for (const std::uint64_t serial : serials)
            oneByOne.append(serial);
        QVERIFY(isSame(oneByOne, serials));
        for (std::size_t gone = 0; gone < count; ++gone)
            oneByOne.remove(0, 1);
        QVERIFY(isSame(oneByOne, {}));
        oneByOne.append(serials);
        QVERIFY(isSame(oneByOne, serials));
        atOnce.clear();
        QVERIFY(isSame(atOnce, {}));
    }

    /** Anything that is done to it, and its copies, which keep what they had. */
    void asAVector()
    {
        std::mt19937 random(20261130);
        SerialList list;
        Serials expected;
        std::vector<std::pair<SerialList, Serials>> copies;
        std::uint64_t next = 1;
        for (int step = 0; step < 500; ++step) {
            const std::size_t place = expected.empty() ? 0 : random() % expected.size();
            const std::size_t left = expected.size() - place;
            const std::size_t some = std::min<std::size_t>(left, random() % 9000);
            const auto at = expected.begin() + std::ptrdiff_t(place);
            switch (random() % 8) {
            case 0:
            case 1: {
                const Serials more = serialsFrom(next, random() % 6000);
                list.append(more);
                expected.insert(expected.end(), more.begin(), more.end());
                next += 2 * more.size();
                break;
            }
            case 7: { // a part of another list, whose pieces are shared
                Serials more = serialsFrom(next, random() % 40'000);
                next += 2 * more.size();
                const std::size_t first = random() % (more.size() + 1);
                const std::size_t end = first + random() % (more.size() - first + 1);
                list.append(SerialList(more).between(first, end));
                more = {more.begin() + std::ptrdiff_t(first), more.begin() + std::ptrdiff_t(end)};
                expected.insert(expected.end(), more.begin(), more.end());
                break;
            }
            case 2:
                list.append(next);
                expected.push_back(next);
                next += 2;
                break;
            case 3:
                list.remove(0, some);
                expected.erase(expected.begin(), expected.begin() + std::ptrdiff_t(some));
                break;
            case 4:
                list.remove(place, place + some / 8);
                expected.erase(at, at + std::ptrdiff_t(some / 8));
                break;
            case 5:
                if (left > 1 && expected[place] + 1 < expected[place + 1]) {
                    const Serials between{expected[place] + 1};
                    list.insert(place + 1, between);
                    expected.insert(at + 1, between.begin(), between.end());
                }
                break;
            default:
                if (left > 1 && expected[place] + 1 < expected[place + 1]) {
                    list.replace(place, expected[place] + 1);
                    ++expected[place];
                }
                break;
            }
            QVERIFY2(agreesAt(list, expected, random), qPrintable(QString::number(step)));
            if (step % 50 == 0) {
                QVERIFY(isSame(list, expected));
                copies.emplace_back(list, expected);
            }
        }
        for (const auto& [copy, had] : copies)
            QVERIFY(isSame(copy, had));
    }

    /** Many into a place between two, as when a long run is opened, and out again. */
    void manyBetween()
    {
        Serials expected{1, 1'000'000};
        SerialList list(expected);
        const Serials between = serialsFrom(3, 50'000);
        list.insert(1, between);
        expected.insert(expected.begin() + 1, between.begin(), between.end());
        QVERIFY(isSame(list, expected));
        list.remove(1, 1 + between.size());
        QVERIFY(isSame(list, {1, 1'000'000}));
    }
};

QTEST_GUILESS_MAIN(TestSerialList)
#include "tst_seriallist.moc"
