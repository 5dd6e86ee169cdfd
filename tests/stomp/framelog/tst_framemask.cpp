#include <stomp/framelog/framemask.h>

#include <support/printing.h>

#include <QTest>

using namespace Stomp;

namespace {

FrameRecord copied(FrameMask& mask, FrameDirection direction, std::string_view frame)
{
    FrameRecord record;
    record.direction = direction;
    mask.copy(frame, bodyOffsetOf(frame), record);
    return record;
}

} // namespace

class TestFrameMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void masks_data()
    {
        QTest::addColumn<std::string>("connect");
        QTest::addColumn<std::string>("answer");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* connect, const char* answer,
                             const char* expected) {
            QTest::newRow(name) << std::string(connect) << std::string(answer)
                                << std::string(expected);
        };
        constexpr const char* hunter = "CONNECT\nlogin:me\npasscode:hunter2!\n\n";
        row("nothing to hide", hunter, "ERROR\nmessage:no\n\nbody", "ERROR\nmessage:no\n\nbody");
        row("said again in a header", hunter, "ERROR\nmessage:bad hunter2!\n\n",
            "ERROR\nmessage:bad ***\n\n");
        row("said again in the body, twice", hunter, "ERROR\n\nhunter2!xhunter2!",
            "ERROR\n\n***x***");
        row("escaped by the broker", "CONNECT\npasscode:a:b\\c\n\n",
            "ERROR\nmessage:a\\cb\\\\c\n\n", "ERROR\nmessage:***\n\n");
        row("secret headers of any frame", hunter, "MESSAGE\nAuthorization:Bearer x\nb:1\n\nbody",
            "MESSAGE\nAuthorization:***\nb:1\n\nbody");
        row("CRLF", hunter, "MESSAGE\r\ntoken:x\r\n\r\nbody", "MESSAGE\r\ntoken:***\r\n\r\nbody");
        row("padded names of 1.0", hunter, "MESSAGE\npasscode : x\n\n",
            "MESSAGE\npasscode :***\n\n");
        row("a message is what it is", hunter, "MESSAGE\nk:hunter2!\n\nhunter2!",
            "MESSAGE\nk:hunter2!\n\nhunter2!");
        row("equal to the login", "CONNECT\nlogin:guest\npasscode:guest\n\n",
            "ERROR\nmessage:user guest\n\n", "ERROR\nmessage:user guest\n\n");
        row("a short one as a word only", "CONNECT\npasscode:in\n\n",
            "ERROR\nmessage:login in vain\n\n", "ERROR\nmessage:login *** vain\n\n");
        row("STOMP instead of CONNECT", "STOMP\nx-auth-token:abcdefgh\n\n", "ERROR\n\nabcdefgh",
            "ERROR\n\n***");
    }

    void masks()
    {
        QFETCH(const std::string, connect);
        QFETCH(const std::string, answer);
        QFETCH(const std::string, expected);
        FrameMask mask;
        copied(mask, FrameDirection::Out, connect);
        const FrameRecord record = copied(mask, FrameDirection::In, answer);
        QCOMPARE(record.bytes, expected);
        QCOMPARE(record.size, static_cast<std::uint32_t>(answer.size()));
        QCOMPARE(record.bodyOffset, bodyOffsetOf(record.bytes));
        QCOMPARE(record.cutBytes, std::uint64_t(0));
    }

    void theConnectFrameItself()
    {
        FrameMask mask;
        const FrameRecord record = copied(
            mask, FrameDirection::Out, "CONNECT\nlogin:me\npasscode:hunter2!\nPassword:zzz\n\n");
        QCOMPARE(record.bytes, std::string("CONNECT\nlogin:me\npasscode:***\nPassword:***\n\n"));
        QCOMPARE(std::string(record.command()), std::string("CONNECT"));
        QCOMPARE(headerOf(record, "passcode").value_or("none"), std::string("***"));
    }

    void largeBodiesAreCut()
    {
        FrameMask mask;
        const std::string body(FrameMask::keptBody + 5, 'x');
        const FrameRecord record = copied(mask, FrameDirection::In, "MESSAGE\nk:v\n\n" + body);
        QCOMPARE(record.body().size(), FrameMask::keptBody);
        QCOMPARE(record.cutBytes, std::uint64_t(5));
        QCOMPARE(record.size, static_cast<std::uint32_t>(body.size() + 13));
    }

    /** The secret lies over the place where the body is cut, at every offset. */
    void noPartOfASecretIsLeftAtTheCut()
    {
        FrameMask mask;
        copied(mask, FrameDirection::Out, "CONNECT\npasscode:hunter2!\n\n");
        for (std::size_t before = FrameMask::keptBody - 10; before < FrameMask::keptBody + 2;
             ++before) {
            const FrameRecord record = copied(mask, FrameDirection::In,
                "ERROR\n\n" + std::string(before, '.') + "hunter2!" + std::string(50, '.'));
            QVERIFY2(record.bytes.find("hun") == std::string::npos, std::to_string(before).c_str());
            QVERIFY(record.cutBytes > 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestFrameMask)
#include "tst_framemask.moc"
