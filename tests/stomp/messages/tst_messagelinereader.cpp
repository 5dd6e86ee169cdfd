#include <stomp/messages/masktally.h>
#include <stomp/messages/messageline.h>
#include <stomp/messages/messagelinereader.h>
#include <stomp/protocol/framedecoder.h>

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <string>
#include <vector>

using namespace Stomp;
using namespace Qt::StringLiterals;

namespace {

/** A line that is as designed, but for what a test puts in its place. */
std::string lineWith(const std::string& field, const std::string& token)
{
    const std::vector<std::pair<std::string, std::string>> fields{{"version", "1"},
        {"received", "\"2026-01-31T23:59:59.999Z\""}, {"connection", "\"practice\""},
        {"subscription", "\"1\""}, {"destination", "\"/queue/a\""},
        {"headers", R"([["destination","/queue/a"],["subscription","1"]])"}, {"body", "\"{}\""}};
    std::string line = "{";
    for (const auto& [name, value] : fields) {
        const std::string& put = name == field ? token : value;
        if (put.empty())
            continue;
        line += (line.size() > 1 ? ",\"" : "\"") + name + "\":" + put;
    }
    return line + "}";
}

std::string written(const FrameView& frame, std::int64_t receivedUs, MaskTally* masked = nullptr)
{
    std::string line;
    MessageLine("stomp://127.0.0.1:61613", masked).appendJson(frame, receivedUs, line);
    line.pop_back(); // its LF
    return line;
}

FrameView frameOf(const std::vector<HeaderView>& headers, std::string_view body)
{
    FrameView frame;
    frame.command = "MESSAGE";
    frame.headers = headers;
    frame.body = body;
    return frame;
}

/** Reads, and writes what was read. */
std::string rewritten(std::string_view line)
{
    MessageLineReader reader;
    const auto* message = reader.read(line);
    if (!message)
        return reader.error();
    FrameDecoder decoder;
    return written(
        decoder.decode(message->frame, message->bodyOffset, message->version), message->receivedUs);
}

} // namespace

class TestMessageLineReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsWhatWasWritten();
    void keepsBodies_data();
    void keepsBodies();
    void keepsHeaders();
    void keepsEveryByteOfRandomMessages();
    void takesWhatTheFormatAllows_data();
    void takesWhatTheFormatAllows();
    void refusesWhatItDoesNot_data();
    void refusesWhatItDoesNot();
    void readsTheNextLineAfterABadOne();
    void readsTimes_data();
    void readsTimes();
    void masksSecrets();
};

void TestMessageLineReader::readsWhatWasWritten()
{
    const std::vector<HeaderView> headers{{"destination", "/queue/a"}, {"subscription", "7"},
        {"redelivered", "true"}, {"message-id", "ID:1\\x"}};
    const std::string line = written(frameOf(headers, "{\"a\":1}"), 1'769'903'999'999'123);
    MessageLineReader reader;
    const auto* message = reader.read(line);
    QVERIFY2(message, reader.error().c_str());
    QVERIFY(reader.error().empty());
    QCOMPARE(message->receivedUs, std::int64_t(1'769'903'999'999'000));
    QCOMPARE(message->connection, std::string_view("stomp://127.0.0.1:61613"));
    QCOMPARE(message->destination, std::string_view("/queue/a"));
    QVERIFY(message->isRedelivered);
    QCOMPARE(message->frame,
        std::string_view("MESSAGE\ndestination:/queue/a\nsubscription:7\nredelivered:true\n"
                         "message-id:ID\\c1\\\\x\n\n{\"a\":1}"));
    QCOMPARE(message->frame.substr(message->bodyOffset), std::string_view("{\"a\":1}"));
}

void TestMessageLineReader::keepsBodies_data()
{
    QTest::addColumn<std::string>("body");

    QTest::newRow("empty") << std::string();
    QTest::newRow("numbers") << std::string(
        "[18446744073709551615,23958446825181076828,1.0,1e400,-0,1E+2,0.10]");
    QTest::newRow("duplicate keys") << std::string(R"({"b":1,"a":2,"b":3})");
    QTest::newRow("escapes") << std::string(R"({"a":"\/\u0041\ud83d\ude00\ud800"})");
    QTest::newRow("space") << std::string("\t{ \"a\" :\r\n 1 }\n\n");
    QTest::newRow("looks like a line") << lineWith("", "");
    QTest::newRow("byte order mark") << std::string("\uFEFF{}");
    QTest::newRow("NUL") << std::string("a\0b\0", 4);
    QTest::newRow("not UTF-8") << std::string("\xFF\xFE\0\x80", 4);
    std::string every;
    for (int byte = 0; byte < 256; ++byte)
        every.push_back(static_cast<char>(byte));
    QTest::newRow("every byte") << every;
    QTest::newRow("every ASCII byte") << every.substr(0, 128);
    QTest::newRow("a megabyte") << std::string(1'000'000, '"');
}

void TestMessageLineReader::keepsBodies()
{
    QFETCH(const std::string, body);
    const std::string line = written(frameOf({}, body), 0);
    MessageLineReader reader;
    const auto* message = reader.read(line);
    QVERIFY2(message, reader.error().c_str());
    QCOMPARE(message->frame.substr(message->bodyOffset), std::string_view(body));
    QCOMPARE(rewritten(line), line);
}

void TestMessageLineReader::keepsHeaders()
{
    const std::vector<HeaderView> headers{{"destination", "/queue/a"}, {"a", "1"}, {"a", "2"},
        {"", "without name"}, {"empty", ""}, {" space ", " x "}, {"c:o", "\\n\n\r\\c:"},
        {"b\xFFx", "\xFE"}, {"valid", "\xC3"}, {"destination", "/queue/b"},
        {"NUL", std::string_view("\0", 1)}};
    const std::string line = written(frameOf(headers, ""), 0);
    MessageLineReader reader;
    const auto* message = reader.read(line);
    QVERIFY2(message, reader.error().c_str());
    QCOMPARE(message->destination, std::string_view("/queue/a"));
    FrameDecoder decoder;
    const FrameView& read =
        decoder.decode(message->frame, message->bodyOffset, MessageLineReader::Message::version);
    QCOMPARE(read.headers.size(), headers.size());
    for (std::size_t i = 0; i < headers.size(); ++i) {
        QCOMPARE(read.headers[i].name, headers[i].name);
        QCOMPARE(read.headers[i].value, headers[i].value);
    }
    QCOMPARE(rewritten(line), line);
}

void TestMessageLineReader::keepsEveryByteOfRandomMessages()
{
    std::mt19937 dice(20261128); // NOLINT: the same each time
    const auto text = [&dice](std::size_t most) {
        constexpr std::string_view often = "\"\\\n\r\t:{}[],/u0aA \x7F\xC3\xA9\xED\xA0\x80";
        std::string out;
        for (std::size_t left = dice() % most; left > 0; --left)
            out.push_back(
                dice() % 4 == 0 ? static_cast<char>(dice() % 256) : often[dice() % often.size()]);
        return out;
    };
    for (int round = 0; round < 3000; ++round) {
        std::vector<Header> owned;
        for (std::size_t left = dice() % 5; left > 0; --left)
            owned.push_back({dice() % 3 == 0 ? "destination" : text(12), text(20)});
        std::vector<HeaderView> headers;
        for (const Header& header : owned)
            headers.push_back({header.name, header.value});
        const std::string body = text(60);
        const std::string line = written(frameOf(headers, body), std::int64_t(dice()) * 1'000'000);
        MessageLineReader reader;
        const auto* message = reader.read(line);
        QVERIFY2(message, (reader.error() + '\n' + line).c_str());
        QCOMPARE(message->frame.substr(message->bodyOffset), std::string_view(body));
        QCOMPARE(rewritten(line), line);
    }
}

void TestMessageLineReader::takesWhatTheFormatAllows_data()
{
    QTest::addColumn<std::string>("line");

    QTest::newRow("as designed") << lineWith("", "");
    QTest::newRow("without destination") << lineWith("destination", "");
    QTest::newRow("without subscription") << lineWith("subscription", "");
    QTest::newRow("space and CR") << " \t" + lineWith("", "") + " \r";
    QTest::newRow("space within") << lineWith(
        "headers", R"([ [ "destination" , "/queue/a" ] ,["subscription","1"] ])");
    QTest::newRow("further field") << lineWith("body", R"("","later":{"body":["x"]})");
    QTest::newRow("a key with escapes") << lineWith("body", R"("","\u0061":1)");
    QTest::newRow("escapes in a key of ours")
        << lineWith("body", "").insert(1, R"("b\u006fdy":"x",)");
    QTest::newRow("bytes in base64") << lineWith("body", "").insert(1, R"("bodyBase64":"AP8=",)");
}

void TestMessageLineReader::takesWhatTheFormatAllows()
{
    QFETCH(const std::string, line);
    MessageLineReader reader;
    QVERIFY2(reader.read(line), reader.error().c_str());
}

void TestMessageLineReader::refusesWhatItDoesNot_data()
{
    QTest::addColumn<std::string>("line");
    QTest::addColumn<QString>("error");

    const auto row = [](const char* name, const std::string& line, const char* error) {
        QTest::newRow(name) << line << QString::fromUtf8(error);
    };
    row("empty", "", "at column 1");
    row("not JSON", "hello", "at column 1");
    row("torn", lineWith("", "").substr(0, 60), "at column ");
    row("no object", "[1]", "expected an object");
    row("two values", lineWith("", "") + "{}", "at column ");
    row("no version", lineWith("version", ""), "there is no field \"version\"");
    row("later version", lineWith("version", "2"), "expected version 1, but found 2");
    row("version as text", lineWith("version", "\"1\""), "expected version 1");
    row("no time", lineWith("received", ""), "\"received\" as UTC");
    row("local time", lineWith("received", "\"2026-01-31T23:59:59\""), "2026-01-31T23:59:59");
    row("time as number", lineWith("received", "17"), "found 17");
    row("no connection", lineWith("connection", ""), "\"connection\" as a string");
    row("connection null", lineWith("connection", "null"), "found null");
    row("no headers", lineWith("headers", ""), "\"headers\" as an array");
    row("headers as object", lineWith("headers", "{\"a\":\"b\"}"), "\"headers\" as an array");
    row("header of one", lineWith("headers", R"([["a"]])"), "[name, value], but found [\"a\"]");
    row("header of four", lineWith("headers", R"([["a","b",{},1]])"), "[name, value]");
    row("header as text", lineWith("headers", R"(["a"])"), "[name, value]");
    row("header value as number", lineWith("headers", R"([["a",1]])"), "a header's value");
    row("header bytes", lineWith("headers", R"([["a","b",1]])"), "bytes as an object");
    row("header base64", lineWith("headers", R"([["a","b",{"valueBase64":"?"}]])"), "in base64");
    row("no body", lineWith("body", ""), "neither is there");
    row("both bodies", lineWith("body", R"("","bodyBase64":"")"), "found both");
    row("body as object", lineWith("body", "{}"), "\"body\" as a string");
    row("body twice", lineWith("body", R"("","body":"")"), "\"body\" is there twice");
    row("body twice, hidden", lineWith("body", R"("","bod\u0079":"")"), "\"body\" is there twice");
    row("base64", lineWith("body", "").insert(1, R"("bodyBase64":"A*",)"), "in base64");
    row("surrogate", lineWith("body", R"("\ud83d")"), "half of a surrogate pair");
    row("low surrogate", lineWith("body", R"("\\\udc00")"), "half of a surrogate pair");
    row("high twice", lineWith("body", R"("\ud83d\ud83d")"), "half of a surrogate pair");
    row("other destination", lineWith("destination", "\"/queue/b\""), "but the header says");
    row("other subscription", lineWith("subscription", "\"2\""), "but the header says");
    row("null subscription", lineWith("subscription", "null"), "is null, but");
}

void TestMessageLineReader::refusesWhatItDoesNot()
{
    QFETCH(const std::string, line);
    QFETCH(const QString, error);
    MessageLineReader reader;
    QVERIFY(!reader.read(line));
    const QString said = QString::fromStdString(reader.error());
    QVERIFY2(said.contains(error), qPrintable(said));
    QVERIFY(!said.contains(u'\n'));
}

void TestMessageLineReader::readsTheNextLineAfterABadOne()
{
    MessageLineReader reader;
    QVERIFY(!reader.read(lineWith("body", "")));
    QVERIFY(!reader.error().empty());
    const auto* message =
        reader.read(lineWith("headers", R"([["destination","/queue/a"],["subscription","1"]])"));
    QVERIFY2(message, reader.error().c_str());
    QVERIFY(reader.error().empty());
    QCOMPARE(message->frame.substr(message->bodyOffset), std::string_view("{}"));
}

void TestMessageLineReader::readsTimes_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("us"); // -1: refused

    QTest::newRow("ms") << std::string("1970-01-01T00:00:00.001Z") << qint64(1000);
    QTest::newRow("s") << std::string("1970-01-02T00:00:01Z") << qint64(86'401'000'000);
    QTest::newRow("us") << std::string("1970-01-01T00:00:00.123456Z") << qint64(123'456);
    QTest::newRow("ns") << std::string("1970-01-01T00:00:00.123456789Z") << qint64(123'456);
    QTest::newRow("leap day") << std::string("2024-02-29T00:00:00Z")
                              << qint64(1'709'164'800'000'000);
    for (const char* bad : {"", "Z", "1970-01-01T00:00:00.001", "1970-01-01 00:00:00Z",
             "1970-01-01T00:00:00.Z", "1970-01-01T00:00:00.1234567890Z", "1970-1-01T00:00:00Z",
             "2023-02-29T00:00:00Z", "1970-13-01T00:00:00Z", "1970-01-01T24:00:00Z",
             "1970-01-01T00:60:00Z", "1970-01-01T00:00:60Z", "1970-01-01T00:00:00+01:00",
             "1970-01-01T00:00Z", "1970-01-01T00:00:00.+1Z", "-970-01-01T00:00:00Z"})
        QTest::newRow(bad) << std::string(bad) << qint64(-1);
}

void TestMessageLineReader::readsTimes()
{
    QFETCH(const std::string, text);
    QFETCH(const qint64, us);
    QCOMPARE(utcUsFromIso(text).value_or(-1), us);
    if (us >= 0)
        QCOMPARE(utcUsFromIso(isoTime(us / 1000)).value_or(-1), us / 1000 * 1000);
}

void TestMessageLineReader::masksSecrets()
{
    const std::vector<HeaderView> headers{{"destination", "/queue/a"},
        {"Authorization", "Bearer x"}, {"passcode", "hunter2"}, {" passcode ", "hunter3"},
        {"authorization", "y"}, {"passcodes", "no secret"}, {"token", "***"}, {"author", "me"}};
    MaskTally tally;
    const std::string line = written(frameOf(headers, "hunter2"), 0, &tally);
    QCOMPARE(tally.counts(),
        (std::map<std::string, std::uint64_t>{{"authorization", 2}, {"passcode", 2}}));
    MessageLineReader reader;
    const auto* message = reader.read(line);
    QVERIFY2(message, reader.error().c_str());
    QCOMPARE(message->frame,
        std::string_view("MESSAGE\ndestination:/queue/a\nAuthorization:***\npasscode:***\n"
                         " passcode :***\nauthorization:***\npasscodes:no secret\ntoken:***\n"
                         "author:me\n\nhunter2"));
}

QTEST_APPLESS_MAIN(TestMessageLineReader)
#include "tst_messagelinereader.moc"
