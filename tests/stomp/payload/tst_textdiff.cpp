#include <stomp/payload/textdiff.h>

#include <QTest>

#include <random>

using namespace Stomp;

namespace {

QByteArray printed(const TextDiff& diff)
{
    QByteArray out;
    for (const TextDiffLine& line : diff.lines) {
        constexpr char signs[] = {' ', '-', '+'};
        out += signs[static_cast<int>(line.kind)];
        out += QByteArray(line.text.data(), qsizetype(line.text.size())) + '\n';
    }
    return out;
}

std::string randomLines(std::mt19937& dice)
{
    std::string out;
    for (unsigned i = dice() % 12; i > 0; --i)
        out += std::string(1, static_cast<char>('a' + dice() % 4)) + "\n";
    return out;
}

} // namespace

class TestTextDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void makesTheSecondOfTheFirst();
    void saysWhatItLeavesOut();
};

void TestTextDiff::finds_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("lines");
    const auto row = [](const char* name, const char* before, const char* after,
                         const char* lines) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(lines);
    };
    row("the same", "a\nb\n", "a\nb\n", "");
    row("both empty", "", "", "");
    row("line ends are not compared", "a\r\nb\r", "a\nb", "");
    row("from nothing", "", "a\nb", "+a\n+b\n");
    row("to nothing", "a\nb", "", "-a\n-b\n");
    row("changed", "a\nb\nc", "a\nx\nc", " a\n-b\n+x\n c\n");
    row("several changed", "a\nb\nc\nd", "a\nx\ny\nd", " a\n-b\n-c\n+x\n+y\n d\n");
    row("put in and taken out", "a\nb\nc\nd\ne\n", "b\nc\nx\nd\ne\n", "-a\n b\n c\n+x\n d\n e\n");
    row("far lines are left out", "1\n2\n3\n4\n5\n6\n7\n8", "x\n2\n3\n4\n5\n6\n7\ny",
        "-1\n+x\n 2\n 3\n 6\n 7\n-8\n+y\n");
}

void TestTextDiff::finds()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const std::string old = before.toStdString();
    const std::string now = after.toStdString();
    QTEST(printed(diffText(old, now, 1000, 2)), "lines");
}

void TestTextDiff::makesTheSecondOfTheFirst()
{
    std::mt19937 dice(1128);
    for (int i = 0; i < 20'000; ++i) {
        const std::string before = randomLines(dice);
        const std::string after = randomLines(dice);
        const TextDiff diff = diffText(before, after, 1000, 1000);
        if (before == after) {
            QVERIFY(diff.lines.empty());
            continue;
        }
        std::string old;
        std::string now;
        std::size_t oldLine = 0;
        std::size_t nowLine = 0;
        for (const TextDiffLine& line : diff.lines) {
            if (line.kind != TextDiffLine::Kind::Added) {
                old += std::string(line.text) + "\n";
                QCOMPARE(line.before, ++oldLine);
            }
            if (line.kind != TextDiffLine::Kind::Removed) {
                now += std::string(line.text) + "\n";
                QCOMPARE(line.after, ++nowLine);
            }
        }
        QCOMPARE(old, before);
        QCOMPARE(now, after);
        QVERIFY(!diff.isCut && !diff.isCoarse);
    }
}

void TestTextDiff::saysWhatItLeavesOut()
{
    std::string before;
    std::string after;
    for (int i = 0; i < 3000; ++i) {
        before += "old " + std::to_string(i) + "\n";
        after += "new " + std::to_string(i) + "\n";
    }
    const TextDiff diff = diffText(before, after, 100);
    QVERIFY(diff.isCut);
    QVERIFY(diff.isCoarse);
    QCOMPARE(diff.lines.size(), 100U);
    QCOMPARE(diff.removed, 3000U);
    QCOMPARE(diff.added, 3000U);
}

QTEST_APPLESS_MAIN(TestTextDiff)
#include "tst_textdiff.moc"
