#include <stomp/protocol/framebuffer.h>

#include <support/printing.h>

#include <cstring>

using namespace Stomp;

namespace {

constexpr std::size_t mebi = 1024 * 1024;

void put(FrameBuffer& buffer, std::string_view bytes)
{
    std::memcpy(buffer.prepare(bytes.size()).data(), bytes.data(), bytes.size());
    buffer.commit(bytes.size());
}

} // namespace

class TestFrameBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void emptyAtFirst()
    {
        FrameBuffer buffer;
        QVERIFY(buffer.view().empty());
        QCOMPARE(buffer.capacity(), 0U);
        buffer.release();
        QCOMPARE(buffer.capacity(), 0U);
        QVERIFY(buffer.prepare(1).size() >= 1);
    }

    void keepsTheBytesInOrder()
    {
        FrameBuffer buffer;
        std::string expected;
        unsigned random = 1;
        for (int i = 0; i < 20'000; ++i) {
            random = random * 1664525U + 1013904223U;
            const std::string piece((random >> 16) % 900, static_cast<char>('a' + random % 26));
            put(buffer, piece);
            expected += piece;
            const std::size_t take = std::min<std::size_t>(expected.size(), (random >> 8) % 1000);
            QVERIFY(buffer.view().starts_with(std::string_view(expected).substr(0, take)));
            QCOMPARE(buffer.view().size(), expected.size());
            buffer.consume(take);
            expected.erase(0, take);
        }
        QCOMPARE(buffer.view(), std::string_view(expected));
    }

    void steadyTrafficDoesNotGrow()
    {
        FrameBuffer buffer;
        std::size_t capacity = 0;
        for (int i = 0; i < 10'000; ++i) {
            static_cast<void>(buffer.prepare(65536));
            buffer.commit(60'000);
            buffer.consume(buffer.view().size() - 300);
            if (i == 10)
                capacity = buffer.capacity();
        }
        QCOMPARE(buffer.capacity(), capacity);
        QVERIFY(capacity <= 4 * 65536);
    }

    void bytesAreMovedRarely()
    {
        FrameBuffer buffer;
        put(buffer, std::string(mebi, 'x'));
        int moves = 0;
        for (int i = 0; i < 50'000; ++i) {
            const char* const expected = buffer.view().data() + 100;
            buffer.consume(100);
            put(buffer, std::string(100, 'y'));
            moves += buffer.view().data() != expected;
        }
        QVERIFY(moves < 10);
    }

    void growsGeometrically()
    {
        FrameBuffer buffer;
        int growths = 0;
        for (std::size_t held = 0; held < 64 * mebi; held += 1460) {
            const std::size_t before = buffer.capacity();
            static_cast<void>(buffer.prepare(1460));
            buffer.commit(1460);
            growths += buffer.capacity() != before;
        }
        QVERIFY(growths < 20);
        QVERIFY(buffer.capacity() <= 2 * 64 * mebi + mebi);
    }

    void expectedSizeSavesRoom()
    {
        FrameBuffer buffer;
        while (buffer.view().size() < 20 * mebi) {
            static_cast<void>(buffer.prepare(65536, 20 * mebi));
            buffer.commit(65536);
        }
        QVERIFY(buffer.capacity() <= 20 * mebi + 2 * 65536);
    }

    void expectedSizeTakesNoRoom()
    {
        FrameBuffer buffer;
        static_cast<void>(buffer.prepare(1460, 200 * mebi));
        QVERIFY(buffer.capacity() < mebi);
    }

    void expectedSizeThatIsExceededStillGrowsGeometrically()
    {
        FrameBuffer buffer;
        int growths = 0;
        while (buffer.view().size() < 16 * mebi) {
            const std::size_t before = buffer.capacity();
            static_cast<void>(buffer.prepare(1460, 100'000));
            buffer.commit(1460);
            growths += buffer.capacity() != before;
        }
        QVERIFY(growths < 25);
    }

    void givesBackWhatAHugeFrameTook()
    {
        FrameBuffer buffer;
        while (buffer.view().size() < 64 * mebi)
            put(buffer, std::string(65536, 'x'));
        buffer.consume(buffer.view().size() - 3);
        buffer.release();
        QVERIFY(buffer.capacity() <= mebi);
        QCOMPARE(buffer.view(), "xxx");
    }

    void keepsWhatIsStillNeeded()
    {
        FrameBuffer buffer;
        put(buffer, std::string(16 * mebi, 'x'));
        buffer.consume(4 * mebi);
        const std::size_t before = buffer.capacity();
        buffer.release();
        QCOMPARE(buffer.capacity(), before);
        QCOMPARE(buffer.view().size(), 12 * mebi);
    }
};

QTEST_APPLESS_MAIN(TestFrameBuffer)
#include "tst_framebuffer.moc"
