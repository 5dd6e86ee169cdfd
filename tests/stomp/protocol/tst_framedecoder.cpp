#include <stomp/protocol/framedecoder.h>

#include <support/printing.h>

using namespace Stomp;

/** Every client row of tst_frameparser compares the decoder with the parser; here is the rest. */
class TestFrameDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void decodes()
    {
        const std::string bytes = "MESSAGE\r\na\\cb:\\\\1\nc:2\r\n\nbo\\cdy";
        FrameDecoder decoder;
        const FrameView& frame = decoder.decode(bytes, 24, Version::V12);
        QCOMPARE(frame.command, "MESSAGE");
        QCOMPARE(frame.headers.size(), 2U);
        QCOMPARE(frame.headers[0].name, "a:b");
        QCOMPARE(frame.headers[0].value, "\\1");
        QCOMPARE(frame.value("c"), "2");
        QCOMPARE(frame.body, "bo\\cdy");
        QCOMPARE(frame.bytes, std::string_view(bytes));
        QCOMPARE(frame.bodyOffset(), 24U);
    }

    void versionDecides()
    {
        const std::string bytes = "MESSAGE\na:\\c\\r\n\n";
        const auto offset = static_cast<std::uint32_t>(bytes.size());
        FrameDecoder decoder;
        QCOMPARE(decoder.decode(bytes, offset, Version::V10).value("a"), "\\c\\r");
        QCOMPARE(decoder.decode(bytes, offset, Version::V11).value("a"), ":\\r");
        QCOMPARE(decoder.decode(bytes, offset, Version::V12).value("a"), ":\r");
    }

    void nothingOfTheLastFrameStays()
    {
        FrameDecoder decoder;
        static_cast<void>(decoder.decode("ERROR\nbad\na:\\x\n\nbody", 16, Version::V12));
        const FrameView& frame = decoder.decode("RECEIPT\n\n", 9, Version::V12);
        QCOMPARE(frame.headers.size(), 0U);
        QCOMPARE(frame.body, "");
        QCOMPARE(int(frame.oddities), 0);
    }

    void damagedBytesAreNoHarm_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<unsigned>("bodyOffset");
        QTest::newRow("nothing") << std::string() << 0U;
        QTest::newRow("offset beyond the end") << std::string("MESSAGE\na:1\n") << 4000U;
        QTest::newRow("offset in the command") << std::string("MESSAGE\na:1\n\n") << 3U;
        QTest::newRow("offset in a header") << std::string("MESSAGE\na\\:1\n\n") << 10U;
        QTest::newRow("no line end") << std::string("MESSAGE") << 7U;
    }

    void damagedBytesAreNoHarm()
    {
        QFETCH(std::string, bytes);
        QFETCH(unsigned, bodyOffset);
        FrameDecoder decoder;
        const FrameView& frame = decoder.decode(bytes, bodyOffset, Version::V12);
        QCOMPARE(frame.bytes, std::string_view(bytes));
        QVERIFY(frame.command.size() + frame.body.size() <= bytes.size());
    }
};

QTEST_APPLESS_MAIN(TestFrameDecoder)
#include "tst_framedecoder.moc"
