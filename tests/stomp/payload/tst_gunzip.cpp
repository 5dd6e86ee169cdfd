#include <stomp/payload/gunzip.h>
#include <support/gzip.h>

#include <QTest>

#include <random>

using namespace Stomp;
using Testing::gzipped;

namespace {

struct Result
{
    std::string text;
    bool isWhole = false;
    std::string error;
};

/** Given in such pieces, taken in such ones. */
Result unpack(std::string_view packed, std::size_t given, std::size_t taken)
{
    Gunzip gunzip;
    Result result;
    std::string out(taken, '\0');
    for (std::size_t at = 0; at < packed.size();) {
        const Gunzip::Step step = gunzip.unpack(packed.substr(at, given), out.data(), taken);
        result.text.append(out, 0, step.made);
        at += step.taken;
        if (!gunzip.error().empty() || (step.taken == 0 && step.made == 0))
            break;
    }
    for (;;) { // what zlib still holds back
        const Gunzip::Step step = gunzip.unpack({}, out.data(), taken);
        if (step.made == 0)
            break;
        result.text.append(out, 0, step.made);
    }
    result.isWhole = gunzip.isWhole();
    result.error = gunzip.error();
    return result;
}

/** Hard to pack, so that every piece of it is many bytes. */
std::string noise(std::size_t size)
{
    std::mt19937 random(11);
    std::string text;
    while (text.size() < size)
        text += static_cast<char>(random() % 250);
    return text;
}

} // namespace

/** gzip in pieces. */
class TestGunzip : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacksPiecesOfAnySize_data()
    {
        QTest::addColumn<int>("given");
        QTest::addColumn<int>("taken");
        for (const int given : {1, 2, 7, 1000, 1'000'000})
            for (const int taken : {1, 3, 4096, 1'000'000})
                QTest::addRow("%d to %d", given, taken) << given << taken;
    }
    void unpacksPiecesOfAnySize()
    {
        QFETCH(int, given);
        QFETCH(int, taken);
        for (const std::string& text : {std::string(), std::string("{}\n"), noise(20'000),
                 std::string(70'000, 'a') + noise(100) + std::string(70'000, 'b')}) {
            const Result result = unpack(gzipped(text), std::size_t(given), std::size_t(taken));
            QVERIFY2(result.error.empty(), result.error.c_str());
            QVERIFY(result.text == text);
            QVERIFY(result.isWhole);
        }
    }

    void membersFollowOneAnother()
    {
        const std::string packed = gzipped("one,") + gzipped("") + gzipped("two");
        for (const std::size_t given : {1U, 5U, 10'000U}) {
            const Result result = unpack(packed, given, 100);
            QCOMPARE(result.text, std::string("one,two"));
            QVERIFY(result.isWhole);
            const Result padded = unpack(packed + std::string(700, '\0'), given, 100);
            QCOMPARE(padded.text, std::string("one,two"));
            QVERIFY(padded.isWhole);
        }
    }

    void everyCutShows()
    {
        const std::string text = noise(3000);
        const std::string packed = gzipped(text);
        for (std::size_t size = 0; size < packed.size(); ++size) {
            const Result result = unpack(std::string_view(packed).substr(0, size), 64, 64);
            QVERIFY(!result.isWhole);
            QVERIFY(result.error.empty());
            QVERIFY(text.starts_with(result.text));
        }
    }

    void damageShowsAndKeepsWhatCameOut()
    {
        const std::string text = noise(100'000);
        const std::string packed = gzipped(text);
        for (std::size_t at = 0; at < packed.size(); at += 997) {
            std::string damaged = packed;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            const Result result = unpack(damaged, 1000, 1000);
            if (at >= 4 && at < 10) // time, flags, system: nothing that counts
                continue;
            QVERIFY2(!result.error.empty() || !result.isWhole, qPrintable(QString::number(at)));
            QVERIFY(!result.isWhole);
        }
        std::string sum = packed;
        sum[sum.size() - 6] = static_cast<char>(sum[sum.size() - 6] ^ 1);
        const Result result = unpack(sum, 1000, 1000);
        QCOMPARE(result.text.size(), text.size());
        QVERIFY2(result.error.starts_with("incorrect data check near byte "), result.error.c_str());
    }

    void whatIsNoGzip()
    {
        QVERIFY(Gunzip::isGzip(gzipped("x")));
        QVERIFY(!Gunzip::isGzip("{\"version\":1}"));
        QVERIFY(!Gunzip::isGzip(""));
        const Result garbage = unpack("\x1F\x8B and then garbage", 5, 100);
        QVERIFY2(!garbage.error.empty(), garbage.error.c_str());
        const Result behind = unpack(gzipped("one") + "garbage", 4, 100);
        QCOMPARE(behind.text, std::string("one"));
        QVERIFY(!behind.isWhole);
        QVERIFY2(behind.error.starts_with("what follows behind its end is no gzip near byte "),
            behind.error.c_str());
    }
};

QTEST_APPLESS_MAIN(TestGunzip)
#include "tst_gunzip.moc"
