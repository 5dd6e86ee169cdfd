#include <stomp/protocol/escaping.h>

#include <support/printing.h>

using namespace Stomp;

/** stomp-facts 1.3. */
class TestEscaping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void unescaping_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("in11");
        QTest::addColumn<std::string>("in12");
        QTest::addColumn<int>("firstUndefinedIn11");
        QTest::addColumn<int>("firstUndefinedIn12");
        const auto row = [](const char* name, const char* text, const char* in11, const char* in12,
                             int first11 = -1, int first12 = -1) {
            QTest::newRow(name) << std::string(text) << std::string(in11) << std::string(in12)
                                << first11 << first12;
        };
        row("nothing to do", "plain", "plain", "plain");
        row("empty", "", "", "");
        row("the vector of 1.2", "a\\nb\\cc\\\\d\\re", "a\nb:c\\d\\re", "a\nb:c\\d\re", 10);
        row("one pass: backslash, n", "\\\\n", "\\n", "\\n");
        row("one pass: backslash, backslash, c", "\\\\\\\\c", "\\\\c", "\\\\c");
        row("backslash, then an escape", "\\\\\\n", "\\\n", "\\\n");
        row("path", "C:\\\\new", "C:\\new", "C:\\new");
        row("undefined", "\\x", "\\x", "\\x", 0, 0);
        row("tab is undefined", "a\\tb", "a\\tb", "a\\tb", 1, 1);
        row("capital letters are undefined", "\\N\\C", "\\N\\C", "\\N\\C", 0, 0);
        row("single at the end", "ab\\", "ab\\", "ab\\", 2, 2);
        row("single behind an escape", "\\\\\\", "\\\\", "\\\\", 2, 2);
        row("undefined before defined", "\\t\\n", "\\t\n", "\\t\n", 0, 0);
        row("undefined before a double", "\\x\\\\", "\\x\\", "\\x\\", 0, 0);
    }

    void unescaping()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, in11);
        QFETCH(std::string, in12);
        QFETCH(int, firstUndefinedIn11);
        QFETCH(int, firstUndefinedIn12);
        check(text, Version::V10, text, -1);
        check(text, Version::V11, in11, firstUndefinedIn11);
        check(text, Version::V12, in12, firstUndefinedIn12);
    }

    void escaping()
    {
        const std::string_view raw = "a\nb:c\\d\re";
        QCOMPARE(escaped(raw, Version::V10), raw);
        QCOMPARE(escaped(raw, Version::V11), "a\\nb\\cc\\\\d\re");
        QCOMPARE(escaped(raw, Version::V12), "a\\nb\\cc\\\\d\\re");
    }

    void everyTextOfAFewBytesSurvives()
    {
        constexpr std::string_view alphabet{"\\\n\r:nrcx"};
        for (const Version version : {Version::V10, Version::V11, Version::V12}) {
            for (unsigned number = 0; number < 8U * 8 * 8 * 8 * 8; ++number) {
                std::string text;
                for (unsigned rest = number; text.size() < 5; rest /= 8)
                    text += alphabet[rest % 8];
                std::string back;
                QVERIFY(unescape(escaped(text, version), version, back));
                QCOMPARE(back, text);
            }
        }
    }

    void exemptCommands()
    {
        for (const char* command : {"CONNECT", "CONNECTED", "STOMP"})
            QVERIFY(isExemptFromEscaping(command));
        for (const char* command : {"SEND", "MESSAGE", "ERROR", "RECEIPT", "connect", ""})
            QVERIFY(!isExemptFromEscaping(command));
    }

private:
    static void check(
        const std::string& text, Version version, const std::string& expected, int firstUndefined)
    {
        std::string out("before ");
        QCOMPARE(unescape(text, version, out), firstUndefined < 0);
        QCOMPARE(out, "before " + expected);
        const auto at = findUndefinedEscape(text, version);
        QCOMPARE(at == std::string::npos ? -1 : int(at), firstUndefined);
    }
};

QTEST_APPLESS_MAIN(TestEscaping)
#include "tst_escaping.moc"
