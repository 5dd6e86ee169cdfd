#include <support/printing.h>
#include <support/splitfeeder.h>

using namespace Stomp;
using Testing::shown;
using Testing::wire;

namespace {

enum Sides
{
    ClientOnly = 1,
    ServerOnly = 2,
    BothSides = 3
};
enum Versions
{
    Only10 = 1,
    Only11 = 2,
    Only12 = 4,
    From11 = 6,
    UpTo11 = 3,
    AllVersions = 7
};

} // namespace

/** What the parser takes, on either side and in each version; stomp-facts 1.1 to 1.6. */
class TestFrameParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void frames_data()
    {
        QTest::addColumn<int>("sides");
        QTest::addColumn<int>("versions");
        QTest::addColumn<std::string>("input");
        QTest::addColumn<std::string>("expected");

        addFraming();
        addCommands();
        addHeaders();
        addEscapes();
        addBodies();
        addIdle();
    }

    void frames()
    {
        QFETCH(int, sides);
        QFETCH(int, versions);
        QFETCH(std::string, input);
        QFETCH(std::string, expected);
        for (const auto side : {FrameParser::Side::Client, FrameParser::Side::Server}) {
            if (!(sides & (side == FrameParser::Side::Client ? ClientOnly : ServerOnly)))
                continue;
            for (const auto version : {Version::V10, Version::V11, Version::V12}) {
                if (!(versions & (1 << static_cast<int>(version))))
                    continue;
                const Testing::SplitFeeder feeder{side, version};
                QCOMPARE(feeder.log(wire(input)), expected);
            }
        }
    }

    void versionAppliesToFramesNotYetParsed()
    {
        FrameParser parser(FrameParser::Side::Server);
        const std::string send = wire("SEND\na:x\\cy\n\n^@");
        parser.push(send + send);
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.frame().value("a"), "x\\cy");
        parser.setVersion(Version::V12);
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.frame().value("a"), "x:y");
    }

    void errorInsteadOfConnectedIsDecodedLeniently()
    {
        FrameParser parser(FrameParser::Side::Client);
        parser.push(wire("ERROR\nmessage:bad\\c C:\\temp\n\n^@"));
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(parser.frame().value("message"), "bad: C:\\temp");
        QCOMPARE(int(parser.frame().oddities), int(FrameView::UndefinedEscape));
    }

    void bytesAreTheFrameAsReceived()
    {
        FrameParser parser(FrameParser::Side::Client);
        parser.push(wire("\n\nMESSAGE\r\na:1\\n\n\nbo\ndy^@\nMESS"));
        QCOMPARE(parser.next(), FrameParser::Result::Frame);
        QCOMPARE(shown(parser.frame().bytes), "MESSAGE<CR><LF>a:1\\n<LF><LF>bo<LF>dy");
        QCOMPARE(parser.frame().bodyOffset(), 16U);
        QCOMPARE(parser.pending(), 5U);
        QCOMPARE(parser.next(), FrameParser::Result::Incomplete);
        QCOMPARE(parser.pending(), 4U);
    }

    void greetingHoldsTheFirstBytes()
    {
        FrameParser parser(FrameParser::Side::Client);
        parser.push("HTTP/1.1 400 ");
        QCOMPARE(parser.next(), FrameParser::Result::Error);
        parser.push("Bad Request\r\n");
        QCOMPARE(parser.greeting(), "HTTP/1.1 400 Bad Request\r\n");
        parser.push(std::string(100, 'x'));
        QCOMPARE(parser.greeting(), "HTTP/1.1 400 Bad Request\r\n" + std::string(38, 'x'));
        QCOMPARE(parser.pending(), 0U);
    }

private:
    static void row(
        const char* name, int sides, int versions, const char* input, const char* expected)
    {
        QTest::newRow(name) << sides << versions << std::string(input) << std::string(expected);
    }

    static void addFraming()
    {
        row("nothing", BothSides, AllVersions, "", "");
        row("one frame", BothSides, AllVersions, "SEND\ndestination:/queue/a\n\nhello^@",
            "SEND {destination=/queue/a} |hello|\n");
        row("three in one write", BothSides, AllVersions,
            "SEND\na:1\n\nx^@SEND\na:2\n\ny^@\nACK\nid:3\n\n^@\n",
            "SEND {a=1} |x|\nSEND {a=2} |y|\nACK {id=3} ||\nidle 2/0\n");
        row("no headers, no body", BothSides, AllVersions, "DISCONNECT\n\n^@", "DISCONNECT ||\n");
        row("frame cut off in the command", BothSides, AllVersions, "MESSA",
            "pending 5\nin frame\n");
        row("frame cut off in a header", BothSides, AllVersions, "SEND\ndesti",
            "pending 10\nin frame\n");
        row("frame cut off in the body", BothSides, AllVersions, "SEND\na:1\n\nhel",
            "pending 13\nin frame\n");
        row("frame cut off before its NUL", BothSides, AllVersions, "SEND\ncontent-length:3\n\nhel",
            "pending 26\nin frame\n");
        row("no waiting for the line end behind NUL", BothSides, AllVersions, "RECEIPT\n\n^@",
            "RECEIPT ||\n");
        row("CRLF everywhere", BothSides, AllVersions,
            "SEND\r\ndestination:/queue/a\r\n\r\nhello^@\r\n",
            "SEND {destination=/queue/a} |hello|\nidle 1/0\n");
        row("CRLF and LF mixed", BothSides, AllVersions, "SEND\r\na:1\nb:2\r\n\nx^@",
            "SEND {a=1} {b=2} |x|\n");
        row("only one CR is a part of the line end", BothSides, UpTo11, "SEND\na:1\r\r\n\nx^@",
            "SEND {a=1<CR>} |x|\n");
        row("CR within a value stays", BothSides, UpTo11, "SEND\na:1\r2\n\nx^@",
            "SEND {a=1<CR>2} |x|\n");
        row("CR within a value of 1.2, lenient", ClientOnly, Only12, "SEND\na:1\r2\r\r\n\nx^@",
            "SEND {a=1<CR>2<CR>} |x|\n");
        row("body with line ends", BothSides, AllVersions, "SEND\n\na\r\nb\n\nc\n^@",
            "SEND |a<CR><LF>b<LF><LF>c<LF>|\n");
    }

    static void addCommands()
    {
        for (const char* command :
            {"CONNECT", "STOMP", "CONNECTED", "SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK",
                "BEGIN", "COMMIT", "ABORT", "DISCONNECT", "MESSAGE", "RECEIPT", "ERROR"}) {
            const std::string text(command);
            QTest::addRow("%s is known on both sides", command)
                << int(BothSides) << int(AllVersions) << text + "\nx:1\n\n^@" + text + "\r\n\n^@"
                << text + " {x=1} ||\n" + text + " ||\n";
        }
    }

    static void addHeaders()
    {
        row("the first colon splits", BothSides, AllVersions, "SEND\na:b:c::d\n\n^@",
            "SEND {a=b:c::d} ||\n");
        row("raw colons in CONNECTED", BothSides, AllVersions,
            "CONNECTED\nsession:ID:host-1:2\nversion:1.2\n\n^@",
            "CONNECTED {session=ID:host-1:2} {version=1.2} ||\n");
        row("empty value", BothSides, AllVersions, "SEND\na:\nb:\n\n^@", "SEND {a=} {b=} ||\n");
        row("repeated headers are all kept in order", BothSides, AllVersions,
            "SEND\na:1\nb:2\na:3\n\n^@", "SEND {a=1} {b=2} {a=3} ||\n");
        row("nothing is trimmed from 1.1 on", BothSides, From11, "SEND\n a : b \t\n\n^@",
            "SEND { a = b \t} ||\n");
        row("a client trims nothing in 1.0", ClientOnly, Only10, "MESSAGE\na: b \n\n^@",
            "MESSAGE {a= b } ||\n");
        row("a server takes off the padding of 1.0", ServerOnly, Only10, "SEND\na : b\t \n\n c ^@",
            "SEND {a=b} | c |\n");
        row("CONNECT of 1.0 is padded", ServerOnly, AllVersions,
            "CONNECT\nlogin: a \npasscode: b\n\n^@", "CONNECT {login=a} {passcode=b} ||\n");
        row("CONNECT from 1.1 on is not", ServerOnly, AllVersions,
            "CONNECT\naccept-version:1.1\npasscode: b \n\n^@",
            "CONNECT {accept-version=1.1} {passcode= b } ||\n");
        row("UTF-8 in name and value", BothSides, AllVersions,
            "SEND\nschl\xc3\xbcssel:\xf0\x9f\x98\x80\n\n\xe2\x82\xac^@",
            "SEND {schl\xc3\xbcssel=\xf0\x9f\x98\x80} |\xe2\x82\xac|\n");
        row("bytes that are not UTF-8", BothSides, AllVersions, "SEND\na:\xff\xc3\n\n\x80\xfe^@",
            "SEND {a=\xff\xc3} |\x80\xfe|\n");
        row("header without colon, lenient", ClientOnly, AllVersions, "MESSAGE\na\nb:2\n\nx^@",
            "MESSAGE {a=} {b=2} |x| HeaderWithoutColon\n");
        row("header without name, lenient", ClientOnly, AllVersions, "MESSAGE\n:v\nb:2\n\nx^@",
            "MESSAGE {=v} {b=2} |x| HeaderWithoutName\n");
        row("NUL in a header, lenient", ClientOnly, AllVersions, "MESSAGE\na:1^@2\n\nx^@",
            "MESSAGE {a=1^@2} |x|\n");
    }

    static void addEscapes()
    {
        row("1.0 has no escapes", BothSides, Only10, "SEND\na\\c:\\n\\c\\\\\\r\\t\\\n\n^@",
            "SEND {a\\c=\\n\\c\\\\\\r\\t\\} ||\n");
        row("the three of 1.1", BothSides, Only11, "SEND\na\\cb:1\\n2\\c3\\\\4\n\n^@",
            "SEND {a:b=1<LF>2:3\\4} ||\n");
        row("the four of 1.2", BothSides, Only12, "SEND\na\\rb:a\\nb\\cc\\\\d\\re\n\n^@",
            "SEND {a<CR>b=a<LF>b:c\\d<CR>e} ||\n");
        row("one pass", BothSides, From11, "SEND\na:\\\\n\\\\\\\\c\n\n^@",
            "SEND {a=\\n\\\\c} ||\n");
        row("bodies are not escaped", BothSides, AllVersions, "SEND\n\n\\n\\c\\x^@",
            "SEND |\\n\\c\\x|\n");
        row("CONNECT is exempt", BothSides, AllVersions,
            "CONNECT\naccept-version:1.2\npasscode:a\\cb\\\n\n^@",
            "CONNECT {accept-version=1.2} {passcode=a\\cb\\} ||\n");
        row("STOMP is exempt", BothSides, AllVersions,
            "STOMP\naccept-version:1.2\npasscode:\\x\n\n^@",
            "STOMP {accept-version=1.2} {passcode=\\x} ||\n");
        row("CONNECTED is exempt", BothSides, From11, "CONNECTED\nserver:\\c\\t\n\n^@",
            "CONNECTED {server=\\c\\t} ||\n");
        row("undefined in 1.2, lenient", ClientOnly, Only12, "MESSAGE\na\\t:\\c\\x\\n\nb:1\n\n^@",
            "MESSAGE {a\\t=:\\x<LF>} {b=1} || UndefinedEscape\n");
        row("undefined in 1.1, lenient", ClientOnly, Only11, "MESSAGE\na:1\\r2\n\n^@",
            "MESSAGE {a=1\\r2} || UndefinedEscape\n");
        row("backslash at the end, lenient", ClientOnly, From11, "MESSAGE\na\\:b\\\n\n^@",
            "MESSAGE {a\\=b\\} || UndefinedEscape\n");
        row("backslash at the end of a value only, lenient", ClientOnly, From11,
            "MESSAGE\na:b\\\nc:d\n\n^@", "MESSAGE {a=b\\} {c=d} || UndefinedEscape\n");
        row("some headers escaped, some not", BothSides, From11,
            "SEND\na:1\nb:\\c\nc:3\nd\\c:4\ne:5\n\n\\^@",
            "SEND {a=1} {b=:} {c=3} {d:=4} {e=5} |\\|\n");
    }

    static void addBodies()
    {
        row("content-length", BothSides, AllVersions, "SEND\ncontent-length:5\n\nhello^@",
            "SEND {content-length=5} |hello|\n");
        row("content-length with NUL in the body", BothSides, AllVersions,
            "SEND\ncontent-length:5\n\na^@b^@c^@SEND\n\nx^@",
            "SEND {content-length=5} |a^@b^@c|\nSEND |x|\n");
        row("content-length 0", BothSides, AllVersions, "SEND\ncontent-length:0\n\n^@\n",
            "SEND {content-length=0} ||\nidle 1/0\n");
        row("a frame within a body", BothSides, AllVersions,
            "SEND\ncontent-length:15\n\nSEND\na:b\n\nxyz^@\n^@",
            "SEND {content-length=15} "
            "|SEND<LF>a:b<LF><LF>xyz^@<LF>|\n");
        row("on a command that has no body", BothSides, AllVersions,
            "ACK\nid:1\ncontent-length:2\n\n^@^@^@", "ACK {id=1} {content-length=2} |^@^@|\n");
        row("the first content-length counts", BothSides, AllVersions,
            "SEND\ncontent-length:1\ncontent-length:9\n\nx^@",
            "SEND {content-length=1} {content-length=9} |x|\n");
        row("spaces around the number", BothSides, From11, "SEND\ncontent-length: 1 \n\nx^@",
            "SEND {content-length= 1 } |x|\n");
        row("leading zeros", BothSides, AllVersions, "SEND\ncontent-length:0001\n\nx^@",
            "SEND {content-length=0001} |x|\n");
        row("names are case-sensitive", BothSides, AllVersions, "SEND\nContent-Length:9\n\nx^@",
            "SEND {Content-Length=9} |x|\n");
        for (const char* value : {"abc", "-1", "+5", "", "1 2", "0x10", "5.0"}) {
            const std::string header = std::string("content-length:") + value;
            QTest::addRow("content-length '%s', lenient", value)
                << int(ClientOnly) << int(AllVersions)
                << "MESSAGE\n" + header + "\ncontent-length:9\n\nhello^@"
                << std::string("MESSAGE {content-length=") + value
                    + "} {content-length=9} |hello| BadContentLength\n";
        }
    }

    static void addIdle()
    {
        row("heart-beats", BothSides, AllVersions, "\n\n\n", "idle 3/3\n");
        row("heart-beats with CR", BothSides, AllVersions, "\r\n\n\r\n", "idle 3/3\n");
        row("CR waits for its LF", BothSides, AllVersions, "\n\r", "idle 1/1\npending 1\n");
        row("the line end of a frame is no heart-beat", BothSides, AllVersions,
            "SEND\n\n^@\n\n\nSEND\n\n^@\r\n\r\nSEND\n\n^@SEND\n\n^@",
            "SEND ||\nSEND ||\nSEND ||\nSEND ||\nidle 5/3\n");
        row("NUL bytes between frames", BothSides, AllVersions,
            "^@^@SEND\n\nx^@^@^@\n^@SEND\n\ny^@", "SEND |x|\nSEND |y|\nidle 1/1\n");
    }
};

QTEST_APPLESS_MAIN(TestFrameParser)
#include "tst_frameparser.moc"
