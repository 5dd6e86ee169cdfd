#include "framelogtext.h"

#include <stomp/framelog/framefilter.h>

#include <support/printing.h>

#include <QTest>

using namespace Stomp;

class TestFrameFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void matches_data()
    {
        QTest::addColumn<std::string>("frame");
        QTest::addColumn<std::string>("wanted"); // field=value
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* frame, const char* wanted, bool expected) {
            QTest::addRow("%s %s", wanted, frame)
                << std::string(frame) << std::string(wanted) << expected;
        };
        const char* send = "1 > SEND destination:/queue/Orders k:v | Body";
        row(send, "command=SEND", true);
        row(send, "command=SENDER", false);
        row(send, "command=MESSAGE", false);
        row(send, "direction=out", true);
        row(send, "direction=in", false);
        row(send, "connection=1", true);
        row(send, "connection=2", false);
        row(send, "destination=queue/ord", true);
        row(send, "destination=body", false);
        row(send, "text=bODY", true);
        row(send, "text=k:v", true);
        row(send, "text=absent", false);
        row("1 < MESSAGE destination:/queue/a\\cb", "destination=a:b", true);
        row("1 < RECEIPT receipt-id:r1", "destination=a", false);
        row("1 < ~", "command=heart-beats", true);
        row("1 < ~", "command=SEND", false);
        row("1 < ~", "text=x", false);
        row("1 < ~", "direction=in", true);
        row("1 < ?3", "command=MESSAGE", true);
        row("1 < ?3", "text=x", true); // it may have been among them
        row("1 < ?3", "command=SEND", false);
        row("1 < ?3", "direction=out", false);
    }

    void matches()
    {
        QFETCH(const std::string, frame);
        QFETCH(const std::string, wanted);
        QFETCH(const bool, expected);
        const std::string field = wanted.substr(0, wanted.find('='));
        const std::string value = wanted.substr(wanted.find('=') + 1);
        FrameFilter filter;
        QVERIFY(filter.isEmpty());
        QVERIFY(filter.matches(Testing::frameOf(frame)));
        if (field == "command")
            filter.command = value;
        else if (field == "direction")
            filter.direction = value == "out" ? FrameDirection::Out : FrameDirection::In;
        else if (field == "connection")
            filter.connection = static_cast<std::uint32_t>(std::stoul(value));
        else if (field == "destination")
            filter.destination = value;
        else
            filter.text = value;
        QVERIFY(!filter.isEmpty());
        QCOMPARE(filter.matches(Testing::frameOf(frame)), expected);
    }

    void allConditionsMustHold()
    {
        FrameFilter filter;
        filter.command = "SEND";
        filter.text = "two";
        QVERIFY(filter.matches(Testing::frameOf("1 > SEND n:two")));
        QVERIFY(!filter.matches(Testing::frameOf("1 > SEND n:one")));
        QVERIFY(!filter.matches(Testing::frameOf("1 < MESSAGE n:two")));
    }
};

QTEST_APPLESS_MAIN(TestFrameFilter)
#include "tst_framefilter.moc"
