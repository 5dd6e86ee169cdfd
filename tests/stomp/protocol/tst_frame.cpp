#include <stomp/protocol/frame.h>

#include <support/printing.h>

using namespace Stomp;

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void firstOfRepeatedHeadersWins()
    {
        const std::array<HeaderView, 3> headers{{{"a", "1"}, {"b", ""}, {"a", "2"}}};
        FrameView view;
        view.headers = headers;
        QVERIFY(view.header("a") == "1");
        QVERIFY(view.header("b") == "");
        QVERIFY(!view.header("A"));
        QCOMPARE(view.value("a"), "1");
        QCOMPARE(view.value("c"), "");

        Frame frame;
        frame.add("a", "1");
        frame.add("a", "2");
        QVERIFY(frame.header("a") == "1");
        QVERIFY(!frame.header("c"));
        QCOMPARE(frame.value("a"), "1");
    }

    void copyOwnsItsText()
    {
        std::string text = "MESSAGE a 1 body";
        const std::string_view all = text;
        const std::array<HeaderView, 2> headers{
            {{all.substr(8, 1), all.substr(10, 1)}, {all.substr(8, 1), all.substr(12)}}};
        FrameView view;
        view.command = all.substr(0, 7);
        view.headers = headers;
        view.body = all.substr(12);
        const Frame copy = Frame::copyOf(view);
        text.assign(text.size(), '?');
        QVERIFY(copy == (Frame{"MESSAGE", {{"a", "1"}, {"a", "body"}}, "body"}));
    }

    void secretHeaders()
    {
        for (const char* name : {"passcode", "Passcode", "PASSWORD", "authorization",
                 "Authorization", "Proxy-Authorization", "cookie", "token", "X-Auth-Token"})
            QVERIFY2(isSecretHeader(name), name);
        for (const char* name : {"", "login", "destination", "session", "passcodes", "message-id"})
            QVERIFY2(!isSecretHeader(name), name);
    }
};

QTEST_APPLESS_MAIN(TestFrame)
#include "tst_frame.moc"
