#include <stomp/protocol/frameparser.h>

#include <support/printing.h>

#include <atomic>
#include <cstdlib>
#include <new>

using namespace Stomp;

namespace {

std::atomic<std::size_t> allocations = 0;

constexpr std::size_t mebi = 1024 * 1024;

} // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

/** What the parser takes: no allocation a frame, memory for bytes that came, and time linear in
 * them (a rescan at each push would run into the time limit of the test). */
class TestFrameParserMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void steadyStateAllocatesNothing()
    {
        std::string wire;
        for (int i = 0; i < 1000; ++i)
            wire += "MESSAGE\nmessage-id:ID\\chost\\c1\ndestination:/queue/a\nsubscription:1\n\n"
                    "{\"a\":1}"
                + std::string(1, '\0') + '\n';
        FrameParser parser(FrameParser::Side::Client);
        parser.setVersion(Version::V12);
        QCOMPARE(parse(parser, wire, 1460), 1000U);
        const std::size_t size = parser.bufferSize();
        const std::size_t before = allocations;
        QCOMPARE(parse(parser, wire, 1460), 1000U);
        QCOMPARE(allocations - before, 0U);
        QCOMPARE(parser.bufferSize(), size);
        QVERIFY(size <= 64 * 1024);
    }

    void announcedBodyTakesNoMemory()
    {
        FrameParser parser(FrameParser::Side::Server);
        const std::size_t before = allocations;
        parser.push("SEND\ncontent-length:60000000\n\n12345");
        QCOMPARE(parser.next(), FrameParser::Result::Incomplete);
        QVERIFY(parser.isInFrame());
        QVERIFY(parser.bufferSize() < mebi);
        QVERIFY(allocations - before < 10);
    }

    void hugeBodyInSmallPieces_data()
    {
        QTest::addColumn<bool>("announced");
        QTest::newRow("content-length") << true;
        QTest::newRow("up to NUL") << false;
    }

    void hugeBodyInSmallPieces()
    {
        QFETCH(bool, announced);
        const std::size_t size = 64 * mebi;
        FrameParser parser(FrameParser::Side::Client);
        std::string head = "MESSAGE\ndestination:/queue/a\n";
        if (announced)
            head += "content-length:" + std::to_string(size) + '\n';
        parser.push(head + '\n');
        const std::string piece(1460, 'x');
        std::size_t sent = 0;
        while (sent < size) {
            const std::size_t now = std::min(piece.size(), size - sent);
            parser.push(std::string_view(piece).substr(0, now));
            sent += now;
            QCOMPARE(parser.next(), FrameParser::Result::Incomplete);
        }
        QVERIFY(parser.bufferSize() <= (announced ? size + mebi : 2 * size + mebi));
        parser.push(std::string(1, '\0'));
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.frame().body.size(), size);
        QCOMPARE(parser.frame().body.find_first_not_of('x'), std::string_view::npos);
        QCOMPARE(parser.next(), FrameParser::Result::Incomplete);
        QVERIFY(parser.bufferSize() <= mebi);
    }

    void longHeaderLineByteByByte()
    {
        const std::size_t size = 2'000'000;
        ParserLimits limits;
        limits.headerLine = 8 * mebi;
        FrameParser parser(FrameParser::Side::Client, limits);
        parser.push("SEND\na:");
        std::size_t complete = 0;
        for (std::size_t i = 0; i < size; ++i) {
            parser.push("x");
            complete += parser.next() != FrameParser::Result::Incomplete;
        }
        QCOMPARE(complete, 0U);
        parser.push(std::string("\n\n\0", 3));
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.frame().value("a").size(), size);
    }

private:
    static std::size_t parse(FrameParser& parser, std::string_view wire, std::size_t pieceSize)
    {
        std::size_t frames = 0;
        while (!wire.empty()) {
            const std::string_view piece = wire.substr(0, pieceSize);
            wire.remove_prefix(piece.size());
            parser.push(piece);
            while (parser.next() == FrameParser::Result::Frame)
                ++frames;
        }
        return frames;
    }
};

QTEST_APPLESS_MAIN(TestFrameParserMemory)
#include "tst_frameparser_memory.moc"
