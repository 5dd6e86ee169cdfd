#include <stomp/payload/bodysearch.h>

#include <QTest>

using namespace Stomp;

namespace {

QByteArray printed(const SearchHits& found)
{
    QByteArray out;
    for (const SearchHits::Hit& hit : found.hits)
        out += QByteArray::number(static_cast<qulonglong>(hit.offset)) + '+'
            + QByteArray::number(static_cast<qulonglong>(hit.length)) + ' ';
    return out.trimmed() + (found.isCut ? " cut" : "");
}

} // namespace

class TestBodySearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void searches_data();
    void searches();
};

void TestBodySearch::searches_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<QByteArray>("asText");
    QTest::addColumn<QByteArray>("asJson");
    const auto row = [](const char* name, const char* text, const char* needle, const char* asText,
                         const char* asJson) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(needle) << QByteArray(asText)
                            << QByteArray(asJson);
    };
    row("nothing is asked", "[1]", "", "", "");
    row("nothing is there", "[1]", "2", "", "");
    row("key and value", R"({"Paid":"unpaid"})", "paid", "2+4 11+4", "1+6 8+8");
    row("twice in one token", R"(["aaaa"])", "aa", "2+2 4+2", "1+6");
    row("number as written", "[1.0, 1e400]", "1E4", "6+3", "6+5");
    row("literal", "[true,null]", "RUE", "2+3", "1+4");
    row("across tokens is text only", R"({"a": 1})", "\": 1", "3+4", "");
    row("escapes are read", R"(["\u00e4b"])",
        "\xC3\xA4"
        "b",
        "", "1+9");
    row("quotes are no part of a value", R"(["a"])", "\"", "1+1 3+1", "");
    row("beyond ASCII as it is", "[\"\xC3\x84\"]", "\xC3\xA4", "", "");
    row("more than asked for", "[7,7,7,7]", "7", "1+1 3+1 5+1 cut", "1+1 3+1 5+1 cut");
}

void TestBodySearch::searches()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, needle);
    const std::string document = text.toStdString();
    QTEST(printed(searchText(document, needle.toStdString(), 3)), "asText");
    QTEST(printed(searchJson(document, needle.toStdString(), 3)), "asJson");
}

QTEST_APPLESS_MAIN(TestBodySearch)
#include "tst_bodysearch.moc"
