#include <stomp/payload/hexdump.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestHexDump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void linesAreCounted();
    void columns();
    void utf8Column_data();
    void utf8Column();
    void wholeLines();
    void everyRangeIsItsLinesOfTheWhole();
    void largeOffsets();
};

void TestHexDump::linesAreCounted()
{
    QCOMPARE(HexDump::lineCount(0), 0U);
    QCOMPARE(HexDump::lineCount(1), 1U);
    QCOMPARE(HexDump::lineCount(16), 1U);
    QCOMPARE(HexDump::lineCount(17), 2U);
}

void TestHexDump::columns()
{
    QCOMPARE(HexDump::hexText(""), std::string());
    QCOMPARE(HexDump::hexText("A"), std::string("41"));
    QCOMPARE(HexDump::hexText("12345678\xFF"), std::string("31 32 33 34 35 36 37 38  ff"));
    QCOMPARE(HexDump::asciiText(std::string_view("a\0\n\x1f ~\x7f\x80\xff", 9)),
        std::string("a... ~..."));
}

void TestHexDump::utf8Column_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("column");
    const auto row = [](const char* name, const QByteArray& bytes, int offset,
                         const QString& column) {
        QTest::newRow(name) << bytes << offset << column;
    };
    row("ASCII", QByteArray("a\0\n~", 4), 0, QStringLiteral("a..~"));
    row("two bytes", "x\xC3\xA4y", 0, QStringLiteral("x\u00e4\u00b7y"));
    row("wide", "\xE6\x97\xA5!", 0, QStringLiteral("\u65e5\u00b7!"));
    row("wide, four bytes", "\xF0\x9F\x98\x80", 0, QString::fromUcs4(U"\U0001F600\u00b7\u00b7"));
    row("across the beginning", "123\xE2\x82\xAC+", 4, QStringLiteral("\u00b7\u00b7+"));
    row("across the end", "123\xE2\x82\xAC", 0, QStringLiteral("123\u20ac"));
    row("bad", "\xC3(\x80", 0, QStringLiteral(".(."));
    row("joins the letter before", "e\xCC\x81", 0, QStringLiteral("e.\u00b7"));
    row("turns the direction", "\xE2\x80\xAE", 0, QStringLiteral(".\u00b7\u00b7"));
}

void TestHexDump::utf8Column()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, offset);
    QFETCH(QString, column);
    const std::string_view all(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto from = static_cast<std::size_t>(offset);
    QCOMPARE(QString::fromStdString(HexDump::utf8Text(all, from, 4)), column);
}

void TestHexDump::wholeLines()
{
    QCOMPARE(HexDump::dump("{\"id\": 42, \"x\":1}", 0, 18),
        std::string(
            "00000000  7b 22 69 64 22 3a 20 34  32 2c 20 22 78 22 3a 31  {\"id\": 42, \"x\":1\n"
            "00000010  7d                                                }\n"));
    QCOMPARE(HexDump::dump("", 0, 100), std::string());
    QCOMPARE(HexDump::dump("abc", 3, 3), std::string());
}

void TestHexDump::everyRangeIsItsLinesOfTheWhole()
{
    std::string bytes;
    for (int i = 0; i < 100; ++i)
        bytes.push_back(static_cast<char>(i * 7));
    const std::string whole = HexDump::dump(bytes, 0, bytes.size());
    const QStringList lines = QString::fromLatin1(whole.c_str()).split(QLatin1Char('\n'));
    for (std::size_t first = 0; first < bytes.size(); ++first) {
        for (std::size_t last = first + 1; last <= bytes.size() + 20; ++last) {
            const auto from = static_cast<qsizetype>(first / 16);
            const auto to = static_cast<qsizetype>((std::min(last, bytes.size()) - 1) / 16);
            QCOMPARE(QString::fromStdString(HexDump::dump(bytes, first, last)),
                lines.mid(from, to - from + 1).join(QLatin1Char('\n')) + QLatin1Char('\n'));
        }
    }
}

void TestHexDump::largeOffsets()
{
    QCOMPARE(HexDump::offsetText(0), std::string("00000000"));
    QCOMPARE(HexDump::offsetText(0xABCDEF), std::string("00abcdef"));
    QCOMPARE(HexDump::offsetText(0x123456789AULL), std::string("123456789a"));
}

QTEST_APPLESS_MAIN(TestHexDump)
#include "tst_hexdump.moc"
