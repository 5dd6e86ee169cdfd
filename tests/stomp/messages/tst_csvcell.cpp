#include <stomp/messages/csvcell.h>

#include <QRegularExpression>
#include <QTest>

#include <string>
#include <vector>

using namespace Stomp;
using namespace Qt::StringLiterals;

namespace {

std::string cell(std::string_view text)
{
    std::string out;
    appendCsvCell(text, out);
    return out;
}

/** Reads one line of cells as RFC 4180 has it. */
std::vector<std::string> cellsOf(std::string_view line)
{
    std::vector<std::string> cells(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (isQuoted && line.substr(i, 2) == "\"\"")
            cells.back().push_back(line[i++]);
        else if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == ',' && !isQuoted)
            cells.emplace_back();
        else if (line.substr(i) == "\r\n" && !isQuoted)
            break;
        else
            cells.back().push_back(line[i]);
    }
    return cells;
}

} // namespace

class TestCsvCell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void writesCells_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("written");

        QTest::newRow("empty") << std::string() << std::string();
        QTest::newRow("plain") << std::string("abc") << std::string("abc");
        QTest::newRow("space at the ends") << std::string(" a ") << std::string(" a ");
        QTest::newRow("comma") << std::string("a,b") << std::string("\"a,b\"");
        QTest::newRow("quote") << std::string("a\"b\"") << std::string("\"a\"\"b\"\"\"");
        QTest::newRow("only a quote") << std::string("\"") << std::string("\"\"\"\"");
        QTest::newRow("line ends") << std::string("a\r\nb\nc") << std::string("\"a\r\nb\nc\"");
        QTest::newRow("NUL") << std::string("a\0b", 3) << std::string("a\0b", 3);
        QTest::newRow("UTF-8") << std::string("Zürich €😀") << std::string("Zürich €😀");
        QTest::newRow("not UTF-8") << std::string("a\xFF\xC3") << std::string("a\uFFFD\uFFFD");
        QTest::newRow("not UTF-8, quoted")
            << std::string("\"\xFF,\"") << std::string("\"\"\"\uFFFD,\"\"\"");
        QTest::newRow("JSON") << std::string(R"({"a":1,"b":"x"})")
                              << std::string(R"("{""a"":1,""b"":""x""}")");
    }

    void writesCells()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, written);
        QCOMPARE(cell(text), written);
    }

    void makesFormulasHarmless_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("read");

        const auto formula = [](const char* name, const std::string& text) {
            QTest::newRow(name) << text << "'" + text;
        };
        formula("=", "=1+1");
        formula("= alone", "=");
        formula("+", "+1+1|cmd");
        formula("-", "-1+1");
        formula("- word", "-a");
        formula("- alone", "-");
        formula("@", "@SUM(A1)");
        formula("TAB", "\t=1+1");
        formula("CR", "\r=1+1");
        formula("LF", "\n=1+1");
        formula("link", "=HYPERLINK(\"http://a.example\",\"b\")");
        formula("DDE", "=cmd|' /C calc'!A0");
        formula("minus and e", "-1e");
        formula("minus and two points", "-1.2.3");
        formula("minus without digits", "-.5");
        formula("full-width =", "\uFF1D1+1");
        formula("full-width +", "\uFF0B1");
        formula("full-width -", "\uFF0D1");
        formula("full-width @", "\uFF20A1");

        const auto harmless = [](const char* text) {
            QTest::newRow(text) << std::string(text) << std::string(text);
        };
        harmless("-5");
        harmless("-0");
        harmless("+1.0");
        harmless("-1e400");
        harmless("-2.50E-3");
        harmless("18446744073709551615");
        harmless("a=b");
        harmless(" =1");
        harmless("1-1");
        harmless("'=1");
    }

    void makesFormulasHarmless()
    {
        QFETCH(const std::string, text);
        QFETCH(const std::string, read);
        const std::vector<std::string> cells = cellsOf(cell(text));
        QCOMPARE(cells.size(), std::size_t(1));
        QCOMPARE(cells.front(), read);
    }

    void writesRows()
    {
        const std::vector<std::string_view> cells{"a", "", "b,c", "=d", "\"e\"\r\n"};
        std::string out = "x\r\n";
        appendCsvRow(cells, out);
        QCOMPARE(out, std::string("x\r\na,,\"b,c\",'=d,\"\"\"e\"\"\r\n\"\r\n"));
        QCOMPARE(
            cellsOf(out.substr(3)), (std::vector<std::string>{"a", "", "b,c", "'=d", "\"e\"\r\n"}));
    }

    void writesARowOfNothing()
    {
        std::string out;
        appendCsvRow({}, out);
        QCOMPARE(out, std::string("\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestCsvCell)
#include "tst_csvcell.moc"
