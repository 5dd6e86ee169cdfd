#include <stomp/protocol/parseerror.h>

#include <support/printing.h>

#include <set>

using namespace Stomp;

class TestParseError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatWhereAndWhatWasFound()
    {
        const ParseError error{ParseErrorCode::NotStomp, 7, std::string("\x16\x03\0\"a\\\r\nb", 9)};
        QCOMPARE(describe(error, {}),
            "this is not STOMP: no command begins with this byte (byte 7 of the stream, at "
            "\"\\x16\\x03\\x00\\\"a\\\\\\r\")");
    }

    void namesTheLimit()
    {
        const ParserLimits limits{1, 2, 3, 4};
        const auto text = [&limits](ParseErrorCode code) {
            return describe({code, 0, {}}, limits);
        };
        QVERIFY(text(ParseErrorCode::CommandTooLong).find("than 1 bytes") != std::string::npos);
        QVERIFY(text(ParseErrorCode::HeaderLineTooLong).find("than 2 bytes") != std::string::npos);
        QVERIFY(text(ParseErrorCode::TooManyHeaders).find("than 3 headers") != std::string::npos);
        QVERIFY(text(ParseErrorCode::BodyTooLarge).find("than 4 bytes") != std::string::npos);
    }

    void headerLinesAreNotShown()
    {
        for (const auto code : {ParseErrorCode::HeaderLineTooLong, ParseErrorCode::TooManyHeaders,
                 ParseErrorCode::MalformedHeader, ParseErrorCode::UndefinedEscape}) {
            const std::string text = describe({code, 9, "passcode:secret\\x"}, {});
            QVERIFY(text.find("secret") == std::string::npos);
            QVERIFY(text.find("byte 9 ") != std::string::npos);
        }
    }

    void secretsAreNotShown()
    {
        for (const char* found : {"XCONNECT\nlogin:a\npasscode:secret", "passcode:secret\n"}) {
            const std::string text = describe({ParseErrorCode::UnknownCommand, 0, found}, {});
            QVERIFY2(text.find("secret") == std::string::npos, text.c_str());
        }
    }

    void everyCodeIsDescribed()
    {
        std::set<std::string> texts;
        for (int code = 0; code <= static_cast<int>(ParseErrorCode::MissingTerminator); ++code)
            texts.insert(describe({static_cast<ParseErrorCode>(code), 0, {}}, {}));
        QCOMPARE(texts.size(), 11U);
    }
};

QTEST_APPLESS_MAIN(TestParseError)
#include "tst_parseerror.moc"
