#include <stomp/protocol/linescanner.h>

#include <support/printing.h>

using namespace Stomp;

/** Compared with plain searches, for lines of all lengths, whole and cut at every point. */
class TestLineScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsWhatPlainSearchesFind()
    {
        constexpr std::string_view alphabet{"abcdefghijklmnopqrstuvwxyz\x80\xff:\\\n\0\r", 33};
        unsigned random = 1;
        for (int i = 0; i < 3000; ++i) {
            std::string text;
            const std::size_t size = static_cast<std::size_t>(i) % 70;
            while (text.size() < size) {
                random = random * 1664525U + 1013904223U;
                text += alphabet[(random >> 16) % alphabet.size()];
            }
            const std::size_t begin = size / 5;
            for (std::size_t cut = begin; cut <= size; ++cut)
                compare(text, begin, cut);
        }
    }

    void nothingBehindTheLineEndCounts()
    {
        LineScanner scanner;
        QCOMPARE(scanner.scan("abc\n:\\" + std::string(20, '\0'), 0), 3U);
        QCOMPARE(scanner.colon(), LineScanner::npos);
        QCOMPARE(scanner.nul(), LineScanner::npos);
        QVERIFY(!scanner.hasBackslash());
    }

private:
    static void compare(std::string_view text, std::size_t begin, std::size_t cut)
    {
        LineScanner scanner;
        std::size_t lineEnd = scanner.scan(text.substr(0, cut), begin);
        if (lineEnd == LineScanner::npos)
            lineEnd = scanner.scan(text, cut);
        const std::string_view line = text.substr(0, lineEnd);
        QCOMPARE(lineEnd, text.find('\n', begin));
        QCOMPARE(scanner.colon(), line.find(':', begin));
        QCOMPARE(scanner.nul(), line.find('\0', begin));
        QCOMPARE(scanner.hasBackslash(), line.find('\\', begin) != std::string_view::npos);
    }
};

QTEST_APPLESS_MAIN(TestLineScanner)
#include "tst_linescanner.moc"
