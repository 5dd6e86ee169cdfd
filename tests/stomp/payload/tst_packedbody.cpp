#include <stomp/payload/packedbody.h>

#include <support/gzip.h>

#include <QTest>

using namespace Stomp;
using Testing::packed;

namespace {

constexpr std::size_t plenty = 1'000'000;

const std::string text = R"({"order": 23958446825181076828, "note": "said twice, said twice"})";

} // namespace

class TestPackedBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unpacks_data();
    void unpacks();
    void leavesAlone_data();
    void leavesAlone();
    void severalMembers();
    void bombIsBounded();
    void exactlyTheBoundIsNotCut();
    void damageKeepsWhatCameOut();
    void everyCutSaysSo();
};

void TestPackedBody::unpacks_data()
{
    QTest::addColumn<int>("windowBits");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<int>("packing");
    QTest::newRow("gzip") << 31 << QByteArray("gzip") << int(Packing::Gzip);
    QTest::newRow("x-gzip, blanks and capitals")
        << 31 << QByteArray(" X-GZip ") << int(Packing::Gzip);
    QTest::newRow("gzip without a word") << 31 << QByteArray() << int(Packing::Gzip);
    QTest::newRow("identity, but it begins like gzip")
        << 31 << QByteArray("identity") << int(Packing::Gzip);
    QTest::newRow("deflate") << 15 << QByteArray("deflate") << int(Packing::Zlib);
    QTest::newRow("deflate without a header")
        << -15 << QByteArray("deflate") << int(Packing::Deflate);
}

void TestPackedBody::unpacks()
{
    QFETCH(int, windowBits);
    QFETCH(QByteArray, encoding);
    const UnpackedBody unpacked =
        unpackBody(packed(text, windowBits), encoding.toStdString(), plenty);
    QCOMPARE(unpacked.bytes, text);
    QCOMPARE(unpacked.complaint, std::string());
    QVERIFY(!unpacked.isCut);
    QTEST(int(unpacked.packing), "packing");
}

void TestPackedBody::leavesAlone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char* name, const QByteArray& body, const char* encoding,
                         const char* complaint) {
        QTest::newRow(name) << body << QByteArray(encoding) << QByteArray(complaint);
    };
    row("empty", "", "gzip", "");
    row("plain", "{}", "", "");
    row("zlib without a word", QByteArray::fromStdString(packed(text, 15)), "", "");
    row("another encoding", "abc", "br",
        "the content-encoding br is not read here: shown as it came");
    row("two encodings", "abc", "gzip, gzip",
        "the content-encoding gzip, gzip is not read here: shown as it came");
    row("says gzip and is not", "{\"a\":1}", "gzip",
        "content-encoding says gzip, but: incorrect header check near byte 2");
}

void TestPackedBody::leavesAlone()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, encoding);
    const UnpackedBody unpacked = unpackBody(body.toStdString(), encoding.toStdString(), plenty);
    QCOMPARE(int(unpacked.packing), int(Packing::None));
    QCOMPARE(unpacked.bytes, std::string());
    QTEST(QByteArray::fromStdString(unpacked.complaint), "complaint");
}

void TestPackedBody::severalMembers()
{
    const std::string body = packed("one ", 31) + packed("two", 31);
    QCOMPARE(unpackBody(body, "gzip", plenty).bytes, std::string("one two"));
    const UnpackedBody followed = unpackBody(body + "junk", "gzip", plenty);
    QCOMPARE(followed.bytes, std::string("one two"));
    QCOMPARE(followed.complaint, std::string("4 bytes follow behind its end"));
}

void TestPackedBody::bombIsBounded()
{
    const std::string bomb = packed(std::string(50'000'000, 'x'), 31);
    QVERIFY(bomb.size() < 60'000);
    const UnpackedBody unpacked = unpackBody(bomb, "gzip", plenty);
    QVERIFY(unpacked.isCut);
    QCOMPARE(unpacked.bytes, std::string(plenty, 'x'));
    QCOMPARE(unpacked.complaint, std::string());
}

void TestPackedBody::exactlyTheBoundIsNotCut()
{
    const std::string body = packed(text, 31);
    QVERIFY(!unpackBody(body, "gzip", text.size()).isCut);
    QVERIFY(unpackBody(body, "gzip", text.size() - 1).isCut);
    QVERIFY(unpackBody(body, "gzip", 0).isCut);
}

void TestPackedBody::damageKeepsWhatCameOut()
{
    std::string body = packed(text, 31);
    body[body.size() - 6] = static_cast<char>(body[body.size() - 6] ^ 0x55); // of the checksum
    const UnpackedBody unpacked = unpackBody(body, "gzip", plenty);
    QCOMPARE(unpacked.bytes, text);
    QVERIFY2(unpacked.complaint.starts_with("incorrect data check"), unpacked.complaint.c_str());
}

void TestPackedBody::everyCutSaysSo()
{
    const std::string body = packed(text, 31);
    for (std::size_t size = 18; size < body.size(); ++size) {
        const UnpackedBody unpacked = unpackBody(body.substr(0, size), "gzip", plenty);
        QVERIFY(!unpacked.complaint.empty());
        QVERIFY(text.starts_with(unpacked.bytes));
    }
}

QTEST_APPLESS_MAIN(TestPackedBody)
#include "tst_packedbody.moc"
