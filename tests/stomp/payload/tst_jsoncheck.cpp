#include <stomp/payload/jsoncheck.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using namespace std::string_literals;

namespace {

std::string_view view(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class TestJsonCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void everyPrefixOfADocumentIsAnError();
    void nestingUpToTheBound();
    void deepNestingIsABoundedError_data();
    void deepNestingIsABoundedError();
    void errorAtTheEndOfALargeDocument();
};

void TestJsonCheck::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) {
        QTest::newRow(name) << text;
    };
    row("object", "{}");
    row("array", "[]");
    row("number at the top", "5");
    row("string at the top", "\"str\"");
    row("true", "true");
    row("false", "false");
    row("null", " null\n");
    row("all white space", "\t\r\n [ 1 ,\t2\r\n] ");
    row("nested", R"({"a":[{"b":[[],{}]}],"c":{"d":null}})");
    row("2^64-1", "18446744073709551615");
    row("over 64 bits", "23958446825181076828");
    row("1.0", "1.0");
    row("1e400", "1e400");
    row("-0", "-0");
    row("-0.0e-0", "-0.0e-0");
    row("exponents", "[1E5,1e+5,1e-05,0.1E00]");
    row("1000 digits", QByteArray(1000, '9'));
    row("duplicate keys", R"({"a":1,"a":2})");
    row("empty key", R"({"":0})");
    row("escapes", R"(["\"\\\/\b\f\n\r\t\u0041\u00e4"])");
    row("surrogate pair", R"(["\uD83D\uDE00"])");
    row("lone surrogate", R"(["\ud800"])");
    row("lone low surrogate", R"(["\udc00\ud800"])");
    row("escaped NUL", R"(["\u0000"])");
    row("delete is no control character", "[\"\x7f\"]");
    row("UTF-8 of 2, 3 and 4 bytes", "[\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\"]");
    row("non-characters", "[\"\xEF\xBF\xBF\xF4\x8F\xBF\xBF\"]");
    row("line separators", "[\"\xE2\x80\xA8\xE2\x80\xA9\"]");
    row("quotes at each offset of a word", R"(["a","bb","ccc","dddd","eeeee","ffffff","ggggggg"])");
}

void TestJsonCheck::accepts()
{
    QFETCH(QByteArray, text);
    const JsonError error = checkJson(view(text));
    QVERIFY2(!error, describe(error).c_str());
    QCOMPARE(describe(error), std::string());
}

void TestJsonCheck::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QByteArray& text, JsonErrorCode code, int offset,
                         int line, int column, const QByteArray& message) {
        QTest::newRow(name) << text << static_cast<int>(code) << offset << line << column
                            << message;
    };
    using enum JsonErrorCode;
    row("nothing", "", Empty, 0, 1, 1, "expected a JSON value, but there is nothing");
    row("white space", " \n\t", Empty, 0, 1, 1,
        "expected a JSON value, but there is only white space");
    row("trailing comma in an array", "[1,\n 2,\n]", TrailingComma, 6, 2, 3,
        "a comma before ']': remove it or add a value");
    row("trailing comma in an object", R"({"a":1,})", TrailingComma, 6, 1, 7,
        "a comma before '}': remove it or add a member");
    row("two commas", "[1,,2]", ExpectedValue, 3, 1, 4, "expected a value, but found ','");
    row("leading comma", "[,1]", ExpectedValue, 1, 1, 2, "expected a value, but found ','");
    row("only a comma", "{,}", ExpectedKey, 1, 1, 2,
        "expected a key in double quotes, but found ','");
    row("missing comma", "{\"a\":1\n \"b\":2}", ExpectedCommaOrEnd, 8, 2, 2,
        "expected ',' or '}', but found a string");
    row("missing comma in an array", "[1 5]", ExpectedCommaOrEnd, 3, 1, 4,
        "expected ',' or ']', but found '5'");
    row("single quotes", "{'a':1}", SingleQuotes, 1, 1, 2,
        "expected a string in double quotes (\"), but found '''");
    row("single quotes as value", R"({"a":'x'})", SingleQuotes, 5, 1, 6,
        "expected a string in double quotes (\"), but found '''");
    row("typographic quotes", "[\xE2\x80\x9Cx\xE2\x80\x9D]", SingleQuotes, 1, 1, 2,
        "expected a string in double quotes (\"), but found '\xE2\x80\x9C'");
    row("unquoted key", "{name: 1}", ExpectedKey, 1, 1, 2,
        "expected a key in double quotes, but found 'name'");
    row("number as key", "{1: 1}", ExpectedKey, 1, 1, 2,
        "expected a key in double quotes, but found '1'");
    row("missing colon", R"({"a" 1})", ExpectedColon, 5, 1, 6,
        "expected ':' after the key, but found '1'");
    row("comma for colon", R"({"a", 1})", ExpectedColon, 4, 1, 5,
        "expected ':' after the key, but found ','");
    row("missing value", R"({"a":})", ExpectedValue, 5, 1, 6, "expected a value, but found '}'");
    row("colon in an array", R"(["a":1])", ExpectedCommaOrEnd, 4, 1, 5,
        "expected ',' or ']', but found ':'");
    row("wrong bracket", "{\"a\":[1,2}\n}", ExpectedCommaOrEnd, 9, 1, 10,
        "expected ',' or ']' to close the '[' of line 1, column 6, but found '}'");
    row("leading zero", "[01]", BadNumber, 1, 1, 2,
        "a number does not begin with 0 and another digit");
    row("negative leading zero", "-012", BadNumber, 0, 1, 1,
        "a number does not begin with 0 and another digit");
    row("hexadecimal", "0x1F", BadNumber, 0, 1, 1, "numbers are decimal: no 0x");
    row("plus", "+1", BadNumber, 0, 1, 1, "a number does not begin with '+'");
    row("no digit before the point", "[.5]", BadNumber, 1, 1, 2,
        "a number needs a digit before '.'");
    row("no digit after the point", "[1.]", BadNumber, 3, 1, 4,
        "expected a digit after '.', but found ']'");
    row("no exponent", "1e", BadNumber, 2, 1, 3,
        "expected a digit in the exponent, but found the end of the text");
    row("no digit in the exponent", "[1e+]", BadNumber, 4, 1, 5,
        "expected a digit in the exponent, but found ']'");
    row("only a minus", "-", BadNumber, 1, 1, 2,
        "expected a digit after '-', but found the end of the text");
    row("minus word", "-Infinity", BadNumber, 1, 1, 2,
        "expected a digit after '-', but found 'Infinity'");
    row("two points", "1.2.3", BadNumber, 3, 1, 4, "expected the end of the number, but found '.'");
    row("unit", "[12px]", BadNumber, 3, 1, 4, "expected the end of the number, but found 'px'");
    row("a date", "[2024-01-01]", BadNumber, 5, 1, 6,
        "expected the end of the number, but found '-'");
    row("tru", "tru", BadLiteral, 0, 1, 1, "expected true, but found 'tru'");
    row("nulll", "[nulll]", BadLiteral, 1, 1, 2, "expected null, but found 'nulll'");
    row("True", "[True]", BadLiteral, 1, 1, 2, "expected true in lower case, but found 'True'");
    row("NaN", "[NaN]", BadLiteral, 1, 1, 2,
        "expected a value, but found 'NaN', which JSON does not have");
    row("undefined", R"({"a":undefined})", BadLiteral, 5, 1, 6,
        "expected a value, but found 'undefined', which JSON does not have");
    row("plain word", "hello", BadLiteral, 0, 1, 1,
        "expected a value, but found 'hello': a string needs double quotes");
    row("unterminated string", "{\"a\": \"xyz", UnterminatedString, 6, 1, 7,
        "this string has no closing quote (\")");
    row("unterminated after a backslash", "\"\\", UnterminatedString, 0, 1, 1,
        "this string has no closing quote (\")");
    row("unterminated after an escaped quote", R"(["\"])", UnterminatedString, 1, 1, 2,
        "this string has no closing quote (\")");
    row("line end in a string", "[\"a\nb\"]", ControlCharacter, 3, 1, 4,
        "a line end in a string: a closing quote is missing, or write it as \\n");
    row("tab in a string", "[\"a\tb\"]", ControlCharacter, 3, 1, 4,
        "a tab in a string: write it as \\t");
    row("control character", "[\"a\x1f\"]", ControlCharacter, 3, 1, 4,
        "the control character U+001F in a string: write it as \\u001F");
    row("NUL in a string", QByteArray("[\"\0\"]", 5), ControlCharacter, 2, 1, 3,
        "the control character U+0000 in a string: write it as \\u0000");
    row("NUL outside", QByteArray("\0", 1), ExpectedValue, 0, 1, 1,
        "expected a value, but found the control character U+0000");
    row("form feed is no white space", "[\f1]", ExpectedValue, 1, 1, 2,
        "expected a value, but found the control character U+000C");
    row("no-break space",
        "[\xC2\xA0"
        "1]",
        ExpectedValue, 1, 1, 2, "expected a value, but found '\xC2\xA0'");
    row("bad escape", R"(["\x41"])", BadEscape, 2, 1, 3,
        "'\\x' is no escape; a backslash itself is written '\\\\'");
    row("escaped umlaut", "[\"\\\xC3\xA4\"]", BadEscape, 2, 1, 3,
        "'\\\xC3\xA4' is no escape; a backslash itself is written '\\\\'");
    row("escaped line end", "[\"\\\n\"]", BadEscape, 2, 1, 3,
        "this '\\' is no escape; a backslash itself is written '\\\\'");
    row("upper-case escape", R"(["\U0041"])", BadEscape, 2, 1, 3,
        "'\\U' is no escape; a backslash itself is written '\\\\'");
    row("short \\u", R"(["\u12"])", BadEscape, 2, 1, 3,
        "expected four hexadecimal digits after '\\u'");
    row("\\u at the end", R"("\u12)", BadEscape, 1, 1, 2,
        "expected four hexadecimal digits after '\\u'");
    row("bad \\u digit", R"(["\u00G0"])", BadEscape, 2, 1, 3,
        "expected four hexadecimal digits after '\\u'");
    row("bad UTF-8", "[\"\xC3\xA4\xFF\"]", BadUtf8, 4, 1, 4, "the byte 0xFF is not UTF-8");
    row("overlong", "[\"\xC0\xAF\"]", BadUtf8, 2, 1, 3, "the byte 0xC0 is not UTF-8");
    row("surrogate as UTF-8", "[\"\xED\xA0\x80\"]", BadUtf8, 2, 1, 3, "the byte 0xED is not UTF-8");
    row("above U+10FFFF", "[\"\xF4\x90\x80\x80\"]", BadUtf8, 2, 1, 3, "the byte 0xF4 is not UTF-8");
    row("cut sequence", "\"\xE2\x82", BadUtf8, 1, 1, 2, "the byte 0xE2 is not UTF-8");
    row("bad byte outside strings", "[1\xFF]", BadUtf8, 2, 1, 3, "the byte 0xFF is not UTF-8");
    row("byte order mark", "\xEF\xBB\xBF{}", ByteOrderMark, 0, 1, 1,
        "a byte order mark (EF BB BF): JSON has none");
    row("comment", "[1 // one\n]", Comment, 3, 1, 4, "a comment: JSON has none");
    row("comment before a key", "{/**/}", Comment, 1, 1, 2, "a comment: JSON has none");
    row("text after the end", "{}\n{}", TextAfterEnd, 3, 2, 1,
        "expected the end after the JSON value, but found '{'");
    row("bracket after the end", "[]]", TextAfterEnd, 2, 1, 3,
        "expected the end after the JSON value, but found ']'");
    row("two numbers", "1 2", TextAfterEnd, 2, 1, 3,
        "expected the end after the JSON value, but found '2'");
    row("NUL after the end", QByteArray("{}\0", 3), TextAfterEnd, 2, 1, 3,
        "expected the end after the JSON value, but found the control character U+0000");
    row("unclosed array", "[\r\n [1,\r\n2]", UnexpectedEnd, 11, 3, 3,
        "the text ends before the '[' of line 1, column 1 is closed");
    row("unclosed after a comma", "[1,", UnexpectedEnd, 3, 1, 4,
        "expected a value, but the text ends");
    row("unclosed object", "{", UnexpectedEnd, 1, 1, 2,
        "the text ends before the '{' of line 1, column 1 is closed");
    row("closing only", "]", ExpectedValue, 0, 1, 1, "expected a value, but found ']'");
    row("columns count characters", "[\"\xF0\x9F\x98\x80\xC3\xA4\", x]", BadLiteral, 11, 1, 8,
        "expected a value, but found 'x': a string needs double quotes");
    row("old Mac line ends", "[1,\r2,\rx]", BadLiteral, 7, 3, 1,
        "expected a value, but found 'x': a string needs double quotes");
}

void TestJsonCheck::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(int, offset);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QByteArray, message);
    // A copy without a terminating NUL behind it, so that a sanitizer sees any step too far.
    const std::vector<char> exact(text.begin(), text.end());
    const JsonError error = checkJson({exact.data(), exact.size()});
    QCOMPARE(QByteArray::fromStdString(error.message), message);
    QCOMPARE(static_cast<int>(error.code), code);
    QCOMPARE(static_cast<int>(error.offset), offset);
    QCOMPARE(static_cast<int>(error.place.line), line);
    QCOMPARE(static_cast<int>(error.place.column), column);
    QCOMPARE(describe(error),
        message.toStdString() + " at line " + std::to_string(line) + ", column "
            + std::to_string(column));
}

void TestJsonCheck::everyPrefixOfADocumentIsAnError()
{
    const std::string document = R"({"a":[1,-2.5e+3,true,false,null,"x\u00e4\n)"
                                 "\xC3\xA4\xF0\x9F\x98\x80"
                                 R"("],"b":{}})";
    QVERIFY(!checkJson(document));
    for (std::size_t size = 0; size < document.size(); ++size) {
        const std::vector<char> exact(document.begin(), document.begin() + static_cast<long>(size));
        const JsonError error = checkJson({exact.data(), exact.size()});
        QVERIFY2(error, document.substr(0, size).c_str());
        QVERIFY(error.offset <= size);
        QVERIFY(!error.message.empty());
    }
}

void TestJsonCheck::nestingUpToTheBound()
{
    const std::string open(maxJsonDepth, '[');
    const std::string close(maxJsonDepth, ']');
    QVERIFY(!checkJson(open + close));
    const JsonError error = checkJson("[" + open + close + "]");
    QCOMPARE(error.code, JsonErrorCode::TooDeep);
    QCOMPARE(error.offset, maxJsonDepth);
    QCOMPARE(error.message, "nested deeper than 1024 levels"s);
}

void TestJsonCheck::deepNestingIsABoundedError_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("arrays") << QByteArray("[");
    QTest::newRow("objects") << QByteArray(R"({"a":)");
    QTest::newRow("mixed, with space") << QByteArray("[ {\"a\" : ");
}

void TestJsonCheck::deepNestingIsABoundedError()
{
    QFETCH(QByteArray, step);
    const JsonError error = checkJson(view(step.repeated(100'000)));
    QCOMPARE(error.code, JsonErrorCode::TooDeep);
}

void TestJsonCheck::errorAtTheEndOfALargeDocument()
{
    std::string document = "[\n";
    while (document.size() < 20'000'000)
        document += R"({"id": 123456, "name": "M\u00fcller", "price": 19.90, "tags": ["a", "b"]},)"
                    "\n";
    QVERIFY(!checkJson(document + "{}\n]"));
    const JsonError error = checkJson(document + "]");
    QCOMPARE(error.code, JsonErrorCode::TrailingComma);
    QCOMPARE(error.offset, document.size() - 2);
    const auto lines = std::count(document.begin(), document.end(), '\n');
    QCOMPARE(error.place.line, static_cast<std::size_t>(lines));
}

QTEST_APPLESS_MAIN(TestJsonCheck)
#include "tst_jsoncheck.moc"
