#include <stomp/payload/bodytext.h>
#include <stomp/payload/utf8.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

namespace {

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class TestBodyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void contentTypes_data();
    void contentTypes();
    void judges_data();
    void judges();
    void decodes_data();
    void decodes();
    void utf8Cuts();
    void textIsTheBodyItselfWhereItCan();
};

void TestBodyText::contentTypes_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("mime");
    QTest::addColumn<QByteArray>("charset");
    const auto row = [](const QByteArray& header, const QByteArray& mime,
                         const QByteArray& charset) {
        QTest::newRow(header.isEmpty() ? "none" : header.constData()) << header << mime << charset;
    };
    row("", "", "");
    row("application/json", "application/json", "");
    row(" Application/JSON ; Charset=UTF-8 ", "application/json", "utf-8");
    row("text/plain;charset=\"ISO-8859-1\"", "text/plain", "iso-8859-1");
    row("text/plain; format=flowed; charset=utf-16le", "text/plain", "utf-16le");
    row("text/plain; charset=a; charset=b", "text/plain", "a");
    row("text/plain;", "text/plain", "");
    row(";;;charset", "", "");
}

void TestBodyText::contentTypes()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, mime);
    QFETCH(QByteArray, charset);
    const ContentType type = ContentType::parse(view(header));
    QCOMPARE(QByteArray::fromStdString(type.mime), mime);
    QCOMPARE(QByteArray::fromStdString(type.charset), charset);
}

void TestBodyText::judges_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("oddity");
    QTest::addColumn<int>("offset");
    const auto row = [](const char* name, const QByteArray& body, const QByteArray& contentType,
                         const QByteArray& kind, const QByteArray& oddity = {}, int offset = -1) {
        QTest::newRow(name) << body << contentType << kind << oddity << offset;
    };
    row("empty", "", "", "empty");
    row("empty text", "", "text/plain", "empty");
    row("empty JSON", "", "application/json", "empty",
        "content-type says JSON, but: expected a JSON value, but there is nothing at line 1, "
        "column 1",
        0);
    row("JSON", R"({"a":1})", "application/json", "JSON");
    row("JSON by suffix", "5", "application/vnd.order+json; charset=utf-8", "JSON");
    row("JSON without a type", " {\"a\":1}", "", "JSON");
    row("array without a type", "[1,2]", "", "JSON");
    row("JSON called text", R"({"a":1})", "text/plain", "JSON");
    row("number without a type is text", "5", "", "text");
    row("not JSON", "{\n \"a\":1,\n \"b\" 2}", "application/json", "text",
        "content-type says JSON, but: expected ':' after the key, but found '2' at line 3, column "
        "6",
        15);
    row("looks like JSON", "{\"a\":}", "", "text",
        "looks like JSON, but: expected a value, but found '}' at line 1, column 6", 5);
    row("a log line is not JSON", "[INFO] started", "", "text");
    row("two bytes wide JSON",
        QByteArray("\0[\0"
                   "1\0]",
            6),
        "application/json;charset=utf-16be", "JSON");
    row("XML", "<?xml version=\"1.0\"?><a/>", "", "XML");
    row("XML by type", " <a/>", "application/xml", "XML");
    row("not XML", "a", "text/xml", "text", "content-type says XML, but it does not begin with '<'",
        0);
    row("text", "hello \xC3\xA4", "", "text");
    row("bad UTF-8", "ab\xFF", "text/plain", "binary", "not valid utf-8 from byte 2 on", 2);
    row("bad UTF-8 without a type", "ab\xC3", "", "binary", "not valid utf-8 from byte 2 on", 2);
    row("bad UTF-8 in JSON", "[\"\xFF\"]", "application/json", "binary",
        "not valid utf-8 from byte 2 on", 2);
    row("bytes", "\x80\x81", "application/octet-stream", "binary");
    row("text in an octet-stream", "plain", "application/octet-stream", "text");
    row("image", "GIF89a", "image/gif", "binary");
    row("NUL", QByteArray("a\0b", 3), "", "binary");
    row("NUL in text", QByteArray("a\0b", 3), "text/plain", "binary",
        "the content-type says text, but there is a NUL at byte 1", 1);
    row("Latin 1", "M\xFCller", "text/plain; charset=iso-8859-1", "text");
    row("ASCII that is not", "a\xFC", "text/plain; charset=us-ascii", "binary",
        "not valid us-ascii from byte 1 on", 1);
    row("Windows", "\x80 5", "text/plain; charset=windows-1252", "text");
    row("Shift JIS", "\x93\xFA", "text/plain; charset=Shift_JIS", "text");
    row("Shift JIS that is not", "a\x93", "text/plain; charset=shift_jis", "binary",
        "not valid shift_jis from byte 1 on", 1);
    // iconv calls it UTF-8 as well; and lets code points through that Unicode does not have.
    row("beyond Unicode", "ab\xF4\xB8\xB8\xB8", "text/plain; charset=ut+f-8", "binary",
        "not valid ut+f-8 from byte 0 on", 0);
    row("a charset that is a path", "abc", "text/plain; charset=../utf-8", "binary",
        "the charset ../utf-8 is not known here: shown as hex", -1);
    row("unknown charset", "abc", "text/plain; charset=x-none", "binary",
        "the charset x-none is not known here: shown as hex", -1);
}

void TestBodyText::judges()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, oddity);
    QFETCH(int, offset);
    const BodyText text = BodyText::of(view(body), view(contentType));
    QCOMPARE(QByteArray::fromStdString(std::string(toString(text.kind))), kind);
    if (oddity.isEmpty()) {
        QVERIFY(text.oddities.empty());
    } else {
        QVERIFY(!text.oddities.empty());
        QCOMPARE(QByteArray::fromStdString(text.oddities[0].message), oddity);
        QCOMPARE(static_cast<int>(text.oddities[0].offset.value_or(-1)), offset);
    }
    QCOMPARE(text.kind == ContentKind::Json, text.json.has_value() && !*text.json);
}

void TestBodyText::decodes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("firstBad");
    const auto row = [](const char* name, const QByteArray& bytes, const QByteArray& charset,
                         const QString& text, int firstBad = -1) {
        QTest::newRow(name) << bytes << charset << text << firstBad;
    };
    const QString bad = QStringLiteral("\uFFFD");
    const QString smile = QString::fromUcs4(U"\U0001F600");
    row("utf-8", "a\xC3\xA4", "utf8", QStringLiteral("a\u00e4"));
    row("bad utf-8",
        "a\xC3"
        "b",
        "utf-8", QStringLiteral("a") + bad + QStringLiteral("b"), 1);
    row("ascii", "abc", "us-ascii", QStringLiteral("abc"));
    row("bad ascii", "a\x80", "ascii", QStringLiteral("a") + bad, 1);
    row("latin1", "\xE4\xFF", "latin1", QStringLiteral("\u00e4\u00ff"));
    row("utf-16be", QByteArray("\0a\x20\xAC", 4), "utf-16be", QStringLiteral("a\u20ac"));
    row("utf-16le", QByteArray("a\0\xAC\x20", 4), "utf-16le", QStringLiteral("a\u20ac"));
    row("utf-16 is big-endian", QByteArray("\0a", 2), "utf-16", QStringLiteral("a"));
    row("utf-16 with a big-endian mark", QByteArray("\xFE\xFF\0a", 4), "utf-16",
        QStringLiteral("a"));
    row("utf-16 with a little-endian mark",
        QByteArray("\xFF\xFE"
                   "a\0",
            4),
        "utf-16", QStringLiteral("a"));
    row("utf-16 pair", QByteArray("\xD8\x3D\xDE\x00", 4), "utf-16be", smile);
    row("utf-16 lone high", QByteArray("\xD8\x3D\0a", 4), "utf-16be", bad + QStringLiteral("a"), 0);
    row("utf-16 lone low", QByteArray("\0a\xDE\x00", 4), "utf-16be", QStringLiteral("a") + bad, 2);
    row("utf-16 odd", QByteArray("\0ab", 3), "utf-16be", QStringLiteral("a") + bad, 2);
}

void TestBodyText::decodes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, charset);
    QFETCH(QString, text);
    QFETCH(int, firstBad);
    const std::optional<Charset> known = charsetFromName(view(charset));
    QVERIFY(known);
    const DecodedText decoded = decodeText(view(bytes), *known);
    QCOMPARE(QString::fromStdString(decoded.text), text);
    QCOMPARE(static_cast<int>(decoded.firstBad.value_or(-1)), firstBad);
    QVERIFY(!charsetFromName("koi8-r"));
    QVERIFY(!charsetFromName(""));
}

void TestBodyText::utf8Cuts()
{
    const std::string_view text = "a\xC3\xA4\xF0\x9F\x98\x80z";
    const std::vector<std::size_t> cuts{0, 1, 1, 3, 3, 3, 3, 7, 8, 8};
    for (std::size_t limit = 0; limit < cuts.size(); ++limit)
        QCOMPARE(utf8CutBefore(text, limit), cuts[limit]);
    QCOMPARE(utf8CutBefore("\x80\x80\x80\x80\x80\x80", 4), 4U);
}

void TestBodyText::textIsTheBodyItselfWhereItCan()
{
    const std::string_view body = "{\"a\":1}";
    const BodyText same = BodyText::of(body, "application/json;charset=utf-8");
    QVERIFY(!same.transcoded);
    QCOMPARE(same.text.data(), body.data());
    const BodyText decoded = BodyText::of(body, "application/json;charset=iso-8859-1");
    QVERIFY(decoded.transcoded);
    QCOMPARE(decoded.text, body);
    const BodyText copy = decoded;
    QCOMPARE(copy.text.data(), copy.storage->data());
}

QTEST_APPLESS_MAIN(TestBodyText)
#include "tst_bodytext.moc"
