#include <support/printing.h>
#include <support/splitfeeder.h>

using namespace Stomp;
using Testing::wire;

namespace {

constexpr auto client = FrameParser::Side::Client;
constexpr auto server = FrameParser::Side::Server;
constexpr ParserLimits tight{1024, 10, 3, 8};

} // namespace

Q_DECLARE_METATYPE(Stomp::FrameParser::Side)
Q_DECLARE_METATYPE(Stomp::ParserLimits)

/** What the parser refuses, where it says so, and that it stays refused; stomp-facts 1.2 and 1.8.
 */
class TestFrameParserErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refused_data()
    {
        QTest::addColumn<FrameParser::Side>("side");
        QTest::addColumn<ParserLimits>("limits");
        QTest::addColumn<std::string>("input");
        QTest::addColumn<std::string>("expected");
        addOtherProtocols();
        addStrictness();
        addLimits();
    }

    void refused()
    {
        QFETCH(FrameParser::Side, side);
        QFETCH(ParserLimits, limits);
        QFETCH(std::string, input);
        QFETCH(std::string, expected);
        const Testing::SplitFeeder feeder{side, Version::V12, limits};
        QCOMPARE(feeder.log(wire(input)), expected);
    }

    void refusedAtTheFirstByteThatRulesItOut_data()
    {
        QTest::addColumn<std::string>("input");
        QTest::addColumn<int>("bytes");
        QTest::newRow("HTTP") << std::string("HTTP/1.1 400 Bad Request\r\n\r\n") << 1;
        QTest::newRow("TLS alert") << std::string("\x15\x03\x03\x00\x02\x02\x28", 7) << 1;
        QTest::newRow("OpenWire") << wire("^@^@\x01\xf2\x01"
                                          "ActiveMQ")
                                  << 3;
        QTest::newRow("AMQP 0-9-1") << std::string("AMQP\x00\x00\x09\x01", 8) << 2;
        QTest::newRow("SSH") << std::string("SSH-2.0-OpenSSH_9.2p1\r\n") << 2;
        QTest::newRow("SMTP") << std::string("220 mail ESMTP\r\n") << 1;
        QTest::newRow("Redis") << std::string("-ERR unknown command\r\n") << 1;
        QTest::newRow("longer than a command") << std::string("MESSAGES\n") << 8;
        QTest::newRow("lower case") << std::string("send\n") << 1;
        QTest::newRow("space behind the command") << std::string("SEND \n") << 5;
    }

    void refusedAtTheFirstByteThatRulesItOut()
    {
        QFETCH(std::string, input);
        QFETCH(int, bytes);
        for (const auto side : {client, server}) {
            FrameParser parser(side);
            int taken = 0;
            while (parser.next() == FrameParser::Result::Incomplete && taken < int(input.size()))
                parser.push(std::string_view(input).substr(static_cast<std::size_t>(taken++), 1));
            QCOMPARE(taken, bytes);
            QCOMPARE(parser.next(), FrameParser::Result::Error);
            QCOMPARE(parser.error().offset, static_cast<std::uint64_t>(bytes - 1));
        }
    }

    void errorIsSticky()
    {
        FrameParser parser(server);
        parser.push(wire("SEND\n\nok^@bad"));
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        const ParseError first = parser.error();
        parser.push(wire("^@\n\nSEND\n\nok^@"));
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        QCOMPARE(parser.error().code, first.code);
        QCOMPARE(parser.error().offset, first.offset);
        QCOMPARE(parser.pending(), 0U);
        QCOMPARE(parser.idleLineEnds(), 0U);
    }

    void framesBeforeTheErrorAreDelivered()
    {
        const Testing::SplitFeeder feeder{client};
        QCOMPARE(feeder.log(wire("MESSAGE\n\na^@\nMESSAGE\n\nb^@\n\x16")),
            "MESSAGE |a|\nMESSAGE |b|\nNotStomp at 24 |\x16|\nidle 2/0\n");
    }

    void offsetCountsTheWholeStream()
    {
        FrameParser parser(client);
        const std::string frame =
            wire("MESSAGE\ncontent-length:1000\n\n" + std::string(1000, 'x') + "^@\n");
        const std::uint64_t count = 5000;
        for (std::uint64_t i = 0; i < count; ++i) {
            parser.push(frame);
            QCOMPARE(parser.next(), FrameParser::Result::Frame);
        }
        parser.push("?");
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        QCOMPARE(parser.error().offset, count * frame.size());
    }

    void foundIsCut()
    {
        FrameParser parser(client);
        parser.push("?" + std::string(1000, 'x'));
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        QCOMPARE(parser.error().found, "?" + std::string(47, 'x'));
    }

private:
    static void row(const char* name, FrameParser::Side side, const char* input,
        const char* expected, ParserLimits limits = {})
    {
        QTest::newRow(name) << side << limits << std::string(input) << std::string(expected);
    }

    static void addOtherProtocols()
    {
        row("HTTP", client, "HTTP/1.1 400 Bad\r\n",
            "UnknownCommand at 0 |HTTP/1.1 400 Bad<CR><LF>|\n");
        row("digit", server, "220 mail\n", "NotStomp at 0 |220 mail<LF>|\n");
        row("behind heart-beats", server, "\n\n\x16\x03", "NotStomp at 2 |\x16\x03|\nidle 2/2\n");
        row("CR without LF between frames", client, "\n\rSEND",
            "NotStomp at 1 |<CR>SEND|\nidle 1/1\n");
        row("two CR before LF", client, "\r\r\n", "NotStomp at 0 |<CR><CR><LF>|\n");
        row("bytes lost", client, "MESSAGE\n\na^@lo\n\n^@",
            "MESSAGE |a|\nNotStomp at 11 |lo<LF><LF>^@|\n");
        row("unknown command", server, "SENT\n\n^@", "UnknownCommand at 3 |SENT<LF><LF>^@|\n");
        row("command with a colon", server, "SEND:a\n", "UnknownCommand at 4 |SEND:a<LF>|\n");
        row("NUL in the command", server, "SEND^@", "UnknownCommand at 4 |SEND^@|\n");
        row("CONNECT with two CR", server, "CONNECT\r\r\n\n^@",
            "UnknownCommand at 8 |CONNECT<CR><CR><LF><LF>^@|\n");
    }

    static void addStrictness()
    {
        row("no colon", server, "SEND\na:1\nbad\n\n^@", "MalformedHeader at 9 |bad<LF><LF>^@|\n");
        row("no name", server, "SEND\n:x\n\n^@", "MalformedHeader at 5 |:x<LF><LF>^@|\n");
        row("no blank line", server, "SEND\na:1\nhello^@\n",
            "MalformedHeader at 14 |hello^@<LF>|\n");
        row("no blank line, with colon", server, "SEND\na:1\n{\"b\":2}^@",
            "MalformedHeader at 16 |{\"b\":2}^@|\n");
        row("bare CR in 1.2", server, "SEND\r\na:1\r\nb:2\r3\r\n\r\n^@",
            "MalformedHeader at 14 |b:2<CR>3<CR><LF><CR><LF>^@|\n");
        row("two CR at the end of a line in 1.2", server, "SEND\nb:2\r\r\n\n^@",
            "MalformedHeader at 8 |b:2<CR><CR><LF><LF>^@|\n");
        row("undefined escape", server, "SEND\na:1\nb:\\c\\t\n\n^@",
            "UndefinedEscape at 13 |b:\\c\\t<LF><LF>^@|\n");
        row("undefined escape in a name", server, "SEND\n\\x:1\n\n^@",
            "UndefinedEscape at 5 |\\x:1<LF><LF>^@|\n");
        row("single backslash at the end", server, "SEND\na:\\\n\n^@",
            "UndefinedEscape at 7 |a:\\<LF><LF>^@|\n");
        row("single backslash before the colon", server, "SEND\na\\:c\n\n^@",
            "UndefinedEscape at 6 |a\\:c<LF><LF>^@|\n");
        row("content-length is a word", server, "SEND\ncontent-length:abc\n\n^@",
            "BadContentLength at 20 |content-length:abc<LF><LF>^@|\n");
        row("content-length is negative", server, "SEND\ncontent-length:-1\n\n^@",
            "BadContentLength at 20 |content-length:-1<LF><LF>^@|\n");
        row("content-length is empty", server, "SEND\ncontent-length:\n\n^@",
            "BadContentLength at 20 |content-length:<LF><LF>^@|\n");
        for (const auto side : {client, server}) {
            row(side == client ? "content-length too small, client" : "content-length too small",
                side, "SEND\ncontent-length:3\n\nhello^@", "MissingTerminator at 26 |lo^@|\n");
        }
    }

    static void addLimits()
    {
        for (const auto side : {client, server}) {
            const auto name = [side](const char* what) {
                return std::string(side == client ? "client: " : "server: ") + what;
            };
            row(name("line as long as allowed").c_str(), side, "SEND\na:34567890\r\n\nx^@",
                "SEND {a=34567890} |x|\n", tight);
            row(name("line too long").c_str(), side, "SEND\na:345678901\n\nx^@",
                "HeaderLineTooLong at 15 |a:345678901<LF><LF>x^@|\n", tight);
            row(name("line too long for its CR").c_str(), side, "SEND\na:34567890\r1\n\nx^@",
                "HeaderLineTooLong at 15 |a:34567890<CR>1<LF><LF>x^@|\n", tight);
            row(name("line without an end").c_str(), side, "SEND\na:34567890123",
                "HeaderLineTooLong at 15 |a:34567890123|\n", tight);
            row(name("as many headers as allowed").c_str(), side, "SEND\na:1\nb:2\nc:3\n\nx^@",
                "SEND {a=1} {b=2} {c=3} |x|\n", tight);
            row(name("too many headers").c_str(), side, "SEND\na:1\nb:2\nc:3\nd:4\n\nx^@",
                "TooManyHeaders at 17 |d:4<LF><LF>x^@|\n", tight);
            row(name("body as long as allowed").c_str(), side, "SEND\n\n12345678^@",
                "SEND |12345678|\n", tight);
            row(name("body too long").c_str(), side, "SEND\n\n123456789^@",
                "BodyTooLarge at 14 |9^@|\n", tight);
            row(name("body without an end, one over").c_str(), side, "SEND\n\n123456789",
                "BodyTooLarge at 14 |9|\n", tight);
            row(name("body without an end").c_str(), side, "SEND\n\n1234567890",
                "BodyTooLarge at 14 |90|\n", tight);
            const ParserLimits body8{1024, 1024, 3, 8};
            row(name("announced body as long as allowed").c_str(), side,
                "SEND\ncontent-length:8\n\n12345678^@", "SEND {content-length=8} |12345678|\n",
                body8);
            row(name("announced body too long").c_str(), side, "SEND\ncontent-length:9\n\n12",
                "BodyTooLarge at 20 |content-length:9<LF><LF>12|\n", body8);
            row(name("announced body beyond 64 bits").c_str(), side,
                "SEND\ncontent-length:18446744073709551617\n\n12",
                "BodyTooLarge at 20 |content-length:18446744073709551617<LF><LF>12|\n", body8);
            row(name("command too long").c_str(), side, "MESSAGE\n\n^@",
                "CommandTooLong at 5 |MESSAGE<LF><LF>^@|\n", {5, 1024, 3, 8});
        }
        // The first thing that is wrong is what is reported, however the bytes come.
        row("NUL before the line is too long", server, "SEND\na:3456^@8901\n",
            "MalformedHeader at 11 |a:3456^@8901<LF>|\n", tight);
        row("NUL is what makes the line too long", server, "SEND\na:34567890^@\n",
            "MalformedHeader at 15 |a:34567890^@<LF>|\n", tight);
        row("line is too long before the NUL", server, "SEND\na:345678901^@\n",
            "HeaderLineTooLong at 15 |a:345678901^@<LF>|\n", tight);
    }
};

QTEST_APPLESS_MAIN(TestFrameParserErrors)
#include "tst_frameparser_errors.moc"
