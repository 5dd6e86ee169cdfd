#include "framelogtext.h"

#include <support/printing.h>

#include <QTest>

using namespace Stomp;
using Testing::frameOf;

class TestFrameRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void heartBeatsFold()
    {
        FrameRing ring;
        std::int64_t time = 0;
        for (int i = 0; i < 12; ++i) {
            ring.append(frameOf("1 < ~", time += 5'000'000));
            ring.append(frameOf("1 > ~", time));
            ring.append(frameOf("2 < ~", time));
        }
        QCOMPARE(ring.size(), std::size_t(3));
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(ring.at(i).count, std::uint64_t(12));
            QCOMPARE(ring.at(i).lastUs - ring.at(i).timeUs, std::int64_t(55'000'000));
        }
        QVERIFY(!ring.append(frameOf("1 > SEND", time)).folded);
        const auto after = ring.append(frameOf("1 < ~", time));
        QVERIFY(!after.folded);
        QCOMPARE(after.serial, std::uint64_t(5));
        const auto folded = ring.append(frameOf("1 < ~", time));
        QVERIFY(folded.folded);
        QCOMPARE(folded.serial, std::uint64_t(5));
        ring.append(frameOf("1 < ?7", time));
        QVERIFY(ring.append(frameOf("1 < ?5", time)).folded);
        QCOMPARE(ring.at(ring.size() - 1).count, std::uint64_t(12));
    }

    void boundsAreKeptAndCounted()
    {
        FrameRing ring({10, 1'000'000});
        for (int i = 0; i < 25; ++i)
            ring.append(frameOf("1 > SEND n:" + std::to_string(i), i));
        QCOMPARE(ring.excess(), std::size_t(15));
        ring.dropOldest(ring.excess());
        QCOMPARE(ring.size(), std::size_t(10));
        QCOMPARE(ring.dropped(), std::uint64_t(15));
        QCOMPARE(ring.firstSerial(), std::uint64_t(16));
        QVERIFY(!ring.find(15));
        QVERIFY(!ring.find(26));
        QCOMPARE(ring.find(16)->timeUs, std::int64_t(15));
        QCOMPARE(ring.indexOf(25), std::size_t(9));
        ring.addDropped(5);
        QCOMPARE(ring.dropped(), std::uint64_t(20));
        ring.clear();
        QCOMPARE(ring.dropped(), std::uint64_t(0));
        QCOMPARE(ring.bytes(), std::size_t(0));
        QCOMPARE(ring.append(frameOf("1 > SEND")).serial, std::uint64_t(26));
    }

    void bytesAreBounded()
    {
        FrameRing ring({1000, 100'000});
        const std::string body(30'000, 'x');
        for (int i = 0; i < 20; ++i) {
            ring.append(frameOf("1 > SEND | " + body));
            ring.dropOldest(ring.excess());
            QVERIFY(ring.bytes() <= 100'000);
        }
        QVERIFY(ring.size() >= 2 && ring.size() <= 3);
        ring.append(frameOf("1 > SEND | " + std::string(500'000, 'x')));
        ring.dropOldest(ring.excess());
        QCOMPARE(ring.size(), std::size_t(1)); // the newest stays
    }

    void takenAllIsEmpty()
    {
        FrameRing ring = Testing::ringOf("1 > SEND\n1 < RECEIPT\n");
        ring.addDropped(3);
        QCOMPARE(ring.takeAll().size(), std::size_t(2));
        QCOMPARE(ring.size(), std::size_t(0));
        QCOMPARE(ring.bytes(), std::size_t(0));
        QCOMPARE(ring.dropped(), std::uint64_t(0));
        QCOMPARE(ring.append(frameOf("1 > SEND")).serial, std::uint64_t(3));
    }
};

QTEST_APPLESS_MAIN(TestFrameRing)
#include "tst_framering.moc"
