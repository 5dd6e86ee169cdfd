#include <stomp/broker/brokermessage.h>
#include <stomp/protocol/frameparser.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

namespace {

/** The message as a client of this version reads it. */
Frame received(const BrokerMessage& message, Version version)
{
    std::string bytes = "MESSAGE\n";
    bytes += message.headerLines(version);
    bytes += message.bodyAndEnd();
    FrameParser parser(FrameParser::Side::Client);
    parser.setVersion(version);
    parser.push(bytes);
    if (parser.next() != FrameParser::Result::Frame)
        return {};
    Frame frame = Frame::copyOf(parser.frame());
    return parser.next() == FrameParser::Result::Incomplete && parser.pending() == 0 ? frame
                                                                                     : Frame();
}

} // namespace

class TestBrokerMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theSendersHeadersStay()
    {
        const std::vector<HeaderView> headers{{"receipt", "1"}, {"destination", "/queue/a"},
            {"z", "first"}, {"message-id", "mine"}, {"subscription", "s"}, {"ack", "a"},
            {"content-length", "99"}, {"transaction", "t"}, {"redelivered", "true"},
            {"delivery-count", "9"}, {"a", ""}, {"z", "second"}, {"persistent", "true"}};
        FrameView send;
        send.headers = headers;
        send.body = "body";
        const MessagePtr owner = BrokerMessage::make(7, "/queue/a", send);
        const BrokerMessage& message = *owner;
        QCOMPARE(message.id(), std::uint64_t{7});
        QVERIFY(message.isPersistent());
        const std::vector<Header> expected{{"destination", "/queue/a"}, {"content-length", "4"},
            {"z", "first"}, {"a", ""}, {"z", "second"}, {"persistent", "true"}};
        for (const Version version : {Version::V10, Version::V11, Version::V12}) {
            const Frame frame = received(message, version);
            QVERIFY(frame.headers == expected);
            QCOMPARE(frame.body, std::string("body"));
            QVERIFY(!message.tail(version).empty());
        }
    }

    void whatNeedsEscapes()
    {
        const std::vector<HeaderView> headers{
            {"na:me", "a:b\\c\nd\re"}, {"plain", "\xf0\x9f\x8e\x81 \xe6\x9d\x8e"}};
        FrameView send;
        send.headers = headers;
        send.body = std::string_view("\0\n\0", 3);
        const MessagePtr owner = BrokerMessage::make(1, "/topic/a:b", send);
        const BrokerMessage& message = *owner;
        QVERIFY(!message.isPersistent());
        for (const Version version : {Version::V11, Version::V12}) {
            const Frame frame = received(message, version);
            QCOMPARE(frame.value("destination"), std::string("/topic/a:b"));
            QCOMPARE(frame.value("na:me"), std::string("a:b\\c\nd\re"));
            QCOMPARE(frame.value("plain"), std::string("\xf0\x9f\x8e\x81 \xe6\x9d\x8e"));
            QCOMPARE(frame.body, std::string("\0\n\0", 3));
        }
        QVERIFY(!message.tail(Version::V12).empty());
        QVERIFY(message.tail(Version::V11).empty());
    }

    /** 1.0 cannot say it, but must not read another header into it either. */
    void whatVersion10CannotCarry()
    {
        const std::vector<HeaderView> headers{
            {"x", "harmless\nmessage-id:forged"}, {"a:b", "1"}, {"path", "C:\\yard"}};
        FrameView send;
        send.headers = headers;
        const MessagePtr owner = BrokerMessage::make(1, "/queue/a", send);
        const BrokerMessage& message = *owner;
        const std::vector<Header> expected{{"destination", "/queue/a"}, {"content-length", "0"},
            {"x", "harmless\\nmessage-id\\cforged"}, {"a\\cb", "1"}, {"path", "C:\\yard"}};
        QVERIFY(received(message, Version::V10).headers == expected);
    }
};

QTEST_APPLESS_MAIN(TestBrokerMessage)
#include "tst_brokermessage.moc"
