#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <support/printing.h>

#include <set>

using namespace Stomp;

Q_DECLARE_METATYPE(Stomp::Frame)

namespace {

constexpr std::array versions{Version::V10, Version::V11, Version::V12};

std::string written(const FrameWriter& writer, const Frame& frame, ContentLength contentLength)
{
    std::string out;
    const WriteError error = writer.write(frame, contentLength, out);
    return error == WriteError::None ? out : "error: " + std::string(describe(error));
}

} // namespace

/** What goes out, byte for byte; and that a strict server reads what was meant. */
class TestFrameWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void bytes()
    {
        const Frame send{"SEND", {{"destination", "/queue/a:b"}, {"c:d", "e\\f\ng"}}, "hello"};
        const std::string nul(1, '\0');
        QCOMPARE(written({Version::V12}, send, ContentLength::Omit),
            "SEND\ndestination:/queue/a\\cb\nc\\cd:e\\\\f\\ng\n\nhello" + nul);
        QCOMPARE(written({Version::V11, true}, send, ContentLength::Write),
            "SEND\ndestination:/queue/a\\cb\nc\\cd:e\\\\f\\ng\ncontent-length:5\n\nhello" + nul
                + '\n');
        const Frame connect{
            "CONNECT", {{"accept-version", "1.0,1.1,1.2"}, {"passcode", "a:b\\c"}}, {}};
        for (const Version version : versions) {
            QCOMPARE(written({version}, connect, ContentLength::Write),
                "CONNECT\naccept-version:1.0,1.1,1.2\npasscode:a:b\\c\n\n" + nul);
        }
    }

    void contentLengthCountsBytesAndIsWrittenOnce()
    {
        const Frame frame{"SEND", {{"content-length", "99"}, {"a", "1"}}, "\xe2\x82\xac"};
        const std::string nul(1, '\0');
        QCOMPARE(written({}, frame, ContentLength::Write),
            "SEND\na:1\ncontent-length:3\n\n\xe2\x82\xac" + nul);
        QCOMPARE(written({}, frame, ContentLength::Omit), "SEND\na:1\n\n\xe2\x82\xac" + nul);
        QCOMPARE(
            written({}, {"ACK", {{"id", "1"}}, {}}, ContentLength::Write), "ACK\nid:1\n\n" + nul);
        QCOMPARE(written({}, {"SEND", {}, {}}, ContentLength::Write),
            "SEND\ncontent-length:0\n\n" + nul);
    }

    void roundTrips_data()
    {
        QTest::addColumn<Frame>("frame");
        QTest::addColumn<int>("firstVersion");
        QTest::newRow("no headers") << Frame{"DISCONNECT", {}, {}} << 0;
        QTest::newRow("empty value") << Frame{"SEND", {{"a", ""}}, "x"} << 0;
        QTest::newRow("colon in a value") << Frame{"SEND", {{"a", "b:c::"}}, "x"} << 0;
        QTest::newRow("backslashes") << Frame{"SEND", {{"a\\n", "\\\\n\\c\\"}}, "\\n"} << 0;
        QTest::newRow("Unicode") << Frame{"SEND",
            {{"schl\xc3\xbcssel", "\xf0\x9f\x98\x80\xe2\x82\xac"}},
            "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"}
                                 << 0;
        QTest::newRow("not UTF-8") << Frame{"SEND", {{"a", "\xff\xfe"}}, "\xc3"} << 0;
        QTest::newRow("body with NUL") << Frame{"SEND", {}, std::string("\0a\0\0", 4)} << 0;
        QTest::newRow("body of line ends") << Frame{"MESSAGE", {}, "\n\r\n\n"} << 0;
        QTest::newRow("repeated headers") << Frame{"SEND", {{"a", "1"}, {"a", "2"}}, {}} << 0;
        QTest::newRow("spaces around") << Frame{"SEND", {{" a ", " b\t"}}, {}} << 1;
        QTest::newRow("colon in a name") << Frame{"SEND", {{":a:", "b"}}, {}} << 1;
        QTest::newRow("LF in name and value") << Frame{"ERROR", {{"a\n", "\nb\n\n"}}, {}} << 1;
        QTest::newRow("CR within") << Frame{"SEND", {{"\ra\r", "\rb"}}, {}} << 1;
        QTest::newRow("CR at the end") << Frame{"SEND", {{"\ra\r", "\rb\r"}}, {}} << 2;
        QTest::newRow("CR LF at the end")
            << Frame{"SEND", {{"a", "b\r\n"}, {"c", "\n\r"}}, {}} << 2;
    }

    void roundTrips()
    {
        QFETCH(Frame, frame);
        QFETCH(int, firstVersion);
        for (const Version version : versions) {
            if (static_cast<int>(version) < firstVersion)
                continue;
            for (const auto contentLength : {ContentLength::Omit, ContentLength::Write}) {
                std::string wire;
                const WriteError error =
                    FrameWriter{version, true}.write(frame, contentLength, wire);
                if (contentLength == ContentLength::Omit
                    && frame.body.find('\0') != std::string::npos) {
                    QCOMPARE(error, WriteError::NulNeedsContentLength);
                    continue;
                }
                QCOMPARE(error, WriteError::None);
                FrameParser parser(FrameParser::Side::Server);
                parser.setVersion(version);
                parser.push(wire);
                QCOMPARE(parser.next(), FrameParser::Result::Frame);
                Frame expected = frame;
                if (parser.frame().header("content-length"))
                    expected.add("content-length", std::to_string(frame.body.size()));
                QVERIFY(Frame::copyOf(parser.frame()) == expected);
                QCOMPARE(int(parser.frame().oddities), 0);
                QCOMPARE(parser.next(), FrameParser::Result::Incomplete);
                QCOMPARE(parser.pending(), 0U);
                QCOMPARE(parser.idleLineEnds(), 1U);
            }
        }
    }

    void refusals_data()
    {
        QTest::addColumn<Frame>("frame");
        QTest::addColumn<WriteError>("in10");
        QTest::addColumn<WriteError>("in11");
        QTest::addColumn<WriteError>("in12");
        using enum WriteError;
        const auto row = [](const char* name, const Frame& frame, WriteError in10, WriteError in11,
                             WriteError in12) {
            QTest::newRow(name) << frame << in10 << in11 << in12;
        };
        row("no command", {"", {}, {}}, BadCommand, BadCommand, BadCommand);
        row("command with a line end", {"SEND\n", {}, {}}, BadCommand, BadCommand, BadCommand);
        row("command in lower case", {"send", {}, {}}, BadCommand, BadCommand, BadCommand);
        row("LF in a value", {"SEND", {{"a", "b\nc"}}, {}}, LineEndInHeader, None, None);
        row("LF in a name", {"SEND", {{"a\n", "b"}}, {}}, LineEndInHeader, None, None);
        row("CR in a value", {"SEND", {{"a", "b\rc"}}, {}}, LineEndInHeader, None, None);
        row("CR ends a value", {"SEND", {{"a", "b\r"}}, {}}, LineEndInHeader, LineEndInHeader,
            None);
        row("colon in a name", {"SEND", {{"a:b", "c"}}, {}}, ColonInName, None, None);
        row("LF in CONNECT", {"CONNECT", {{"passcode", "a\n"}}, {}}, LineEndInHeader,
            LineEndInHeader, LineEndInHeader);
        row("CR in STOMP", {"STOMP", {{"passcode", "\ra"}}, {}}, LineEndInHeader, LineEndInHeader,
            LineEndInHeader);
        row("colon in a name of CONNECTED", {"CONNECTED", {{"a:", "b"}}, {}}, ColonInName,
            ColonInName, ColonInName);
        row("no name", {"SEND", {{"", "b"}}, {}}, EmptyName, EmptyName, EmptyName);
        row("NUL in a value", {"SEND", {{"a", std::string(1, '\0')}}, {}}, NulInHeader, NulInHeader,
            NulInHeader);
        row("NUL in a name", {"SEND", {{std::string(1, '\0'), "a"}}, {}}, NulInHeader, NulInHeader,
            NulInHeader);
        row("NUL in the body", {"SEND", {}, std::string(1, '\0')}, NulNeedsContentLength,
            NulNeedsContentLength, NulNeedsContentLength);
        row("body where none can be", {"ACK", {{"id", "1"}}, "x"}, BodyNotAllowed, BodyNotAllowed,
            BodyNotAllowed);
        row("the second header", {"SEND", {{"a", "1"}, {"", "2"}}, {}}, EmptyName, EmptyName,
            EmptyName);
    }

    void refusals()
    {
        QFETCH(Frame, frame);
        const std::array columns{"in10", "in11", "in12"};
        for (std::size_t i = 0; i < versions.size(); ++i) {
            const auto expected =
                *static_cast<WriteError*>(QTest::qData(columns[i], qMetaTypeId<WriteError>()));
            std::string out = "before";
            QCOMPARE(FrameWriter{versions[i]}.write(frame, ContentLength::Omit, out), expected);
            if (expected != WriteError::None)
                QCOMPARE(out, "before");
            else
                QVERIFY(out.starts_with("beforeSEND\n"));
        }
    }

    void everyErrorIsDescribed()
    {
        using enum WriteError;
        std::set<std::string_view> texts;
        for (const auto error : {BadCommand, LineEndInHeader, ColonInName, EmptyName, NulInHeader,
                 BodyNotAllowed, NulNeedsContentLength})
            texts.insert(describe(error));
        QCOMPARE(texts.size(), 7U);
    }
};

QTEST_APPLESS_MAIN(TestFrameWriter)
#include "tst_framewriter.moc"
