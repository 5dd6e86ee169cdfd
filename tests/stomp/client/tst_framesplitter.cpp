#include <stomp/client/framesplitter.h>

#include <support/splitfeeder.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::shown;
using Testing::wire;

class TestFrameSplitter : public QObject
{
    Q_OBJECT

    static std::string log(const std::vector<WebSocketMessage>& messages)
    {
        std::string text;
        for (const WebSocketMessage& one : messages)
            text += (one.isText ? "text |" : "binary |") + shown(one.bytes) + "|\n";
        return text;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void splits_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("messages");
        const auto row = [](const char* name, const std::string& bytes, const char* messages) {
            QTest::newRow(name) << bytes << std::string(messages);
        };
        row("one", wire("SEND\na:b\n\nc^@"), "text |SEND<LF>a:b<LF><LF>c^@|\n");
        row("two", wire("BEGIN\na:b\n\n^@SEND\n\nc^@"),
            "text |BEGIN<LF>a:b<LF><LF>^@|\ntext |SEND<LF><LF>c^@|\n");
        row("NUL in the body", wire("SEND\ncontent-length:3\n\na^@b^@"),
            "text |SEND<LF>content-length:3<LF><LF>a^@b^@|\n");
        row("no UTF-8", std::string("SEND\n\n\xff\0", 8), "binary |SEND<LF><LF>\xff^@|\n");
        row("no UTF-8 in a header", std::string("SEND\na:\xc3\n\n\0", 11),
            "binary |SEND<LF>a:\xc3<LF><LF>^@|\n");
        row("a backslash in CONNECT and in 1.0", wire("CONNECT\npasscode:a\\b\n\n^@"),
            "text |CONNECT<LF>passcode:a\\b<LF><LF>^@|\n");
        row("heart-beat", "\n", "text |<LF>|\n");
        row("one heart-beat of a moment", "\n\n", "text |<LF>|\n");
        row("heart-beat after a frame", wire("SEND\n\n^@\n"),
            "text |SEND<LF><LF>^@|\ntext |<LF>|\n");
    }

    void splits()
    {
        QFETCH(std::string, bytes);
        QFETCH(std::string, messages);
        FrameSplitter splitter;
        QCOMPARE(QByteArray::fromStdString(log(splitter.split(bytes))),
            QByteArray::fromStdString(messages));
        // And from any two pieces, but for heart-beats that then are two moments'.
        for (std::size_t cut = 1; bytes.find("\n\n") != 0 && cut < bytes.size(); ++cut) {
            FrameSplitter pieces;
            std::string all = log(pieces.split(bytes.substr(0, cut)));
            all += log(pieces.split(bytes.substr(cut)));
            QCOMPARE(QByteArray::fromStdString(all), QByteArray::fromStdString(messages));
        }
    }
};

QTEST_APPLESS_MAIN(TestFrameSplitter)
#include "tst_framesplitter.moc"
