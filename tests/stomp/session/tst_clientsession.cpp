#include <support/sessionharness.h>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::SessionHarness;
using Testing::wire;

namespace {

/** What our side does before the broker's next bytes, and these bytes. */
struct Step
{
    std::function<void(SessionHarness&)> act;
    std::string_view answer;
};
using Dialogue = std::vector<Step>;

void nothing(SessionHarness&) { }
void start(SessionHarness& one)
{
    one.session.start(one.now);
}
void subscribe(SessionHarness& one)
{
    std::ignore = one.session.subscribe(7, {.destination = "/queue/a"}, one.now);
}
void sendOne(SessionHarness& one)
{
    one.session.send(Testing::sendFrame("/queue/a", "hi"), ContentLength::Omit, true, one.now);
}
void leave(SessionHarness& one)
{
    one.session.disconnect(one.now);
}

struct Cut
{
    std::size_t step = 0;
    std::size_t at = 0;
};

/** Runs it with one answer cut in two (or all of them byte by byte), and says what happened. */
std::string run(const Dialogue& dialogue, std::optional<Cut> cut, bool byteByByte = false)
{
    SessionHarness one;
    std::string written;
    for (std::size_t i = 0; i < dialogue.size(); ++i) {
        dialogue[i].act(one);
        const std::string bytes = wire(dialogue[i].answer);
        const std::size_t first = cut && cut->step == i ? cut->at : bytes.size();
        if (byteByByte) {
            for (const char c : bytes)
                one.feed({&c, 1});
        } else {
            one.feed(std::string_view(bytes).substr(0, first));
            one.feed(std::string_view(bytes).substr(first));
        }
        written += one.out() + '\n';
        one.now += 1ms;
    }
    return one.log() + "received " + std::to_string(one.recorder.lastReceived) + '\n' + written;
}

} // namespace

Q_DECLARE_METATYPE(Dialogue)

/** Connecting, and whole dialogues cut at every point. */
class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void connectFrame_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<std::string>("expected");
        QTest::newRow("all versions")
            << 0
            << std::string("CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:/<LF>"
                           "heart-beat:10000,10000<LF><LF>^@");
        QTest::newRow("credentials and more, unescaped")
            << 1
            << std::string("CONNECT<LF>accept-version:1.2<LF>host:a:b<LF>heart-beat:0,500<LF>"
                           "login:me\\too<LF>passcode:p:w\\d<LF>client-id:c1<LF><LF>^@");
        QTest::newRow("credentials escaped, and nothing else")
            << 3
            << std::string("CONNECT<LF>accept-version:1.2<LF>host:a:b<LF>heart-beat:0,500<LF>"
                           "login:me\\\\too<LF>passcode:p\\cw\\\\d<LF>client-id:c\\1<LF><LF>^@");
        QTest::newRow("1.0 alone")
            << 2 << std::string("CONNECT<LF>host:/<LF>login:me<LF>passcode:<LF><LF>^@");
    }

    void connectFrame()
    {
        QFETCH(int, kind);
        QFETCH(std::string, expected);
        SessionOptions options;
        options.host = "/";
        if (kind == 1 || kind == 3) {
            options.versions = {Version::V12};
            options.host = "a:b";
            options.heartBeat = {0, 500};
            options.login = "me\\too";
            options.passcode = "p:w\\d";
            options.headers = {{"client-id", kind == 3 ? "c\\1" : "c1"}};
            options.escapeCredentials = kind == 3;
        } else if (kind == 2) {
            options.versions = {Version::V10};
            options.login = "me";
            options.passcode = "";
        }
        SessionHarness one(options);
        QVERIFY(one.session.start(one.now));
        QCOMPARE(one.session.state(), ClientSession::State::Connecting);
        QCOMPARE(one.out(), expected);
        QCOMPARE(one.log(), "");
    }

    void impossibleOptions_data()
    {
        QTest::addColumn<int>("kind");
        int kind = 0;
        for (const char* name : {"LF in login", "CR in passcode", "LF in host", "colon in a name",
                 "no version", "NUL in a value"})
            QTest::newRow(name) << kind++;
    }

    void impossibleOptions()
    {
        QFETCH(int, kind);
        SessionOptions options;
        switch (kind) {
        case 0:
            options.login = "a\nb";
            break;
        case 1:
            options.passcode = "s3cret\r";
            break;
        case 2:
            options.host = "a\n";
            break;
        case 3:
            options.headers = {{"a:b", "c"}};
            break;
        case 4:
            options.versions.clear();
            break;
        default:
            options.headers = {{"a", std::string("b\0c", 3)}};
            break;
        }
        SessionHarness one(options);
        QVERIFY(!one.session.start(one.now));
        QCOMPARE(one.out(), "");
        const std::string log = one.log();
        QVERIFY2(log.starts_with("closed impossible options: "), log.c_str());
        QVERIFY(log.find("s3cret") == std::string::npos);
        QVERIFY(!one.session.nextDeadline());
    }

    void negotiates_data()
    {
        QTest::addColumn<std::string>("headers");
        QTest::addColumn<std::string>("offered");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* headers, const char* offered,
                             const char* expected) {
            QTest::newRow(name) << std::string(headers) << std::string(offered)
                                << std::string(expected);
        };
        row("1.2", "version:1.2\nserver:RabbitMQ/3.10.8\nsession:s-1\nheart-beat:5000,20000\n",
            "1.0,1.1,1.2",
            "connected 1.2 server=RabbitMQ/3.10.8 session=s-1 send=20000 expect=10000\n");
        row("1.1", "version:1.1\n", "1.0,1.1,1.2",
            "connected 1.1 server= session= send=0 expect=0\n");
        row("no version is 1.0", "session:x\n", "1.0,1.1",
            "connected 1.0 server= session=x send=0 expect=0\n");
        row("raw colons and backslashes in CONNECTED", "version:1.2\nsession:ID:a\\b:1\n", "1.2",
            "connected 1.2 server= session=ID:a\\b:1 send=0 expect=0\n");
        row("1.0 has no heart-beats", "version:1.0\nheart-beat:1000,1000\n", "1.0,1.1",
            "connected 1.0 server= session= send=0 expect=0\n");
        row("heart-beat of nonsense is none", "version:1.2\nheart-beat:abc\n", "1.2",
            "connected 1.2 server= session= send=0 expect=0\n");
        row("first version wins", "version:1.1\nversion:1.2\n", "1.1,1.2",
            "connected 1.1 server= session= send=0 expect=0\n");
        row("not offered", "version:1.2\n", "1.1",
            "closed version not offered: CONNECTED with version 1.2, offered: 1.1\n");
        row("not known", "version:2.0\n", "1.0,1.1,1.2",
            "closed version not offered: CONNECTED with version 2.0, offered: 1.0,1.1,1.2\n");
        row("no version, 1.0 not offered", "", "1.1,1.2",
            "closed version not offered: CONNECTED with version 1.0 (none named), offered: "
            "1.1,1.2\n");
    }

    void negotiates()
    {
        QFETCH(std::string, headers);
        QFETCH(std::string, offered);
        QFETCH(std::string, expected);
        SessionOptions options;
        options.versions = parseVersionList(offered);
        SessionHarness one(options);
        one.session.start(one.now);
        one.feed(wire("CONNECTED\n" + headers + "\n^@\n"));
        QCOMPARE(one.log(), expected);
    }

    void dialogues_data()
    {
        QTest::addColumn<Dialogue>("dialogue");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const Dialogue& dialogue, const char* expected) {
            QTest::newRow(name) << dialogue << std::string(expected);
        };
        row("subscribe, send to ourselves, leave",
            {{start, "\n\nCONNECTED\nversion:1.2\n\n^@\n"},
                {subscribe, "RECEIPT\nreceipt-id:r1\n\n^@\n"},
                {sendOne,
                    "RECEIPT\nreceipt-id:r2\n\n^@\nMESSAGE\nsubscription:1\nmessage-id:m\n"
                    "destination:/queue/a\ncontent-length:3\n\na^@b^@\n\n\n"},
                {leave,
                    "MESSAGE\nsubscription:1\nmessage-id:n\ndestination:/queue/a\n\nlate^@"
                    "RECEIPT\nreceipt-id:r3\n\n^@"}},
            "connected 1.2 server= session= send=0 expect=0\n"
            "subscription 7 requested\n"
            "subscription 7 confirmed\n"
            "request 2 confirmed after 0 us\n"
            "message 7 auto 1.2 |a^@b|\n"
            "message 7 auto 1.2 |late|\n"
            "subscription 7 ended: RECEIPT for DISCONNECT\n"
            "closed requested: RECEIPT for DISCONNECT\n"
            "received 2\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n"
            "SUBSCRIBE<LF>receipt:r1<LF>id:1<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@\n"
            "SEND<LF>receipt:r2<LF>destination:/queue/a<LF><LF>hi^@\n"
            "DISCONNECT<LF>receipt:r3<LF><LF>^@\n");
        row("messages that belong to nobody",
            {{start, "CONNECTED\nversion:1.1\n\n^@"},
                {subscribe,
                    "MESSAGE\nsubscription:/temp-queue/x\nmessage-id:1\n\nreply^@"
                    "MESSAGE\nsubscription:01\nmessage-id:2\n\nnot ours^@"
                    "MESSAGE\nsubscription:2\nmessage-id:3\n\nnot yet^@"
                    "MESSAGE\nsubscription:4294967297\nmessage-id:4\n\nfar off^@"
                    "MESSAGE\ndestination:/queue/a\nmessage-id:5\n\nnone named^@"
                    "MESSAGE\nsubscription:1\nreceipt:r1\nmessage-id:6\n\nthe producer's "
                    "receipt^@"}},
            "connected 1.1 server= session= send=0 expect=0\n"
            "subscription 7 requested\n"
            "message 0 auto 1.1 |reply|\n"
            "message 0 auto 1.1 |not ours|\n"
            "message 0 auto 1.1 |not yet|\n"
            "message 0 auto 1.1 |far off|\n"
            "message 0 auto 1.1 |none named|\n"
            "message 7 auto 1.1 |the producer's receipt|\n"
            "received 6\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n"
            "SUBSCRIBE<LF>receipt:r1<LF>id:1<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@\n");
        row("1.0 by destination, while that is unique",
            {{start, "CONNECTED\nsession:s\n\n^@"},
                {subscribe, "MESSAGE\ndestination:/queue/a\nmessage-id:1\n\none^@"},
                {[](SessionHarness& one) {
                     std::ignore = one.session.subscribe(8, {.destination = "/queue/a"}, one.now);
                 },
                    "MESSAGE\ndestination:/queue/a\nmessage-id:2\n\ntwo^@"
                    "MESSAGE\nsubscription:2\ndestination:/queue/a\nmessage-id:2\n\nnamed^@"}},
            "connected 1.0 server= session=s send=0 expect=0\n"
            "subscription 7 requested\n"
            "message 7 auto 1.0 |one|\n"
            "subscription 8 requested\n"
            "message 0 auto 1.0 |two|\n"
            "message 8 auto 1.0 |named|\n"
            "received 3\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n"
            "SUBSCRIBE<LF>receipt:r1<LF>id:1<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@\n"
            "SUBSCRIBE<LF>receipt:r2<LF>id:2<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@\n");
        row("refused",
            {{start, "ERROR\nmessage:Bad CONNECT\ncontent-length:9\n\nno\nentry!^@more"}},
            "error Bad CONNECT\nclosed refused: Bad CONNECT\nreceived 0\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n");
        row("another protocol", {{start, "HTTP/1.1 400 Bad Request\r\n"}},
            "closed protocol error: unknown command (byte 1 of the stream, at \"HTTP/1.1 400 Bad "
            "Request\\r\\n\")\nreceived 0\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n");
        row("a frame before CONNECTED", {{start, "MESSAGE\nmessage-id:1\n\n^@"}},
            "closed protocol error: MESSAGE instead of CONNECTED\nreceived 0\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n");
        row("frames that answer nothing",
            {{start, "CONNECTED\nversion:1.2\n\n^@CONNECTED\nversion:1.2\n\n^@SEND\n\n^@"},
                {nothing,
                    "RECEIPT\nreceipt-id:r77\n\n^@RECEIPT\n\n^@RECEIPT\nreceipt-id:r0\n\n^@"}},
            "connected 1.2 server= session= send=0 expect=0\n"
            "unexpected CONNECTED\nunexpected SEND\n"
            "unexpected RECEIPT\nunexpected RECEIPT\nunexpected RECEIPT\nreceived 0\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@"
            "\n\n");
        row("garbage after messages: these are kept",
            {{start, "CONNECTED\nversion:1.2\n\n^@"},
                {subscribe, "MESSAGE\nsubscription:1\n\nkept^@garbage"}},
            "connected 1.2 server= session= send=0 expect=0\n"
            "subscription 7 requested\n"
            "message 7 auto 1.2 |kept|\n"
            "subscription 7 ended: GARBAGE\n"
            "closed protocol error: GARBAGE\n"
            "received 1\n"
            "CONNECT<LF>accept-version:1.0,1.1,1.2<LF>host:<LF>heart-beat:10000,10000<LF><LF>^@\n"
            "SUBSCRIBE<LF>receipt:r1<LF>id:1<LF>destination:/queue/a<LF>ack:auto<LF><LF>^@\n");
    }

    void dialogues()
    {
        QFETCH(Dialogue, dialogue);
        QFETCH(std::string, expected);
        // What was found at the error depends on how much had arrived.
        const auto normal = [](std::string log) {
            for (const std::string_view mark :
                {"this is not STOMP: no command", "unknown command (byte"}) {
                std::size_t at = 0;
                while ((at = log.find(mark, at)) != std::string::npos)
                    log.replace(at, log.find('\n', at) - at, "GARBAGE");
            }
            return log;
        };
        expected = normal(expected);
        QCOMPARE(normal(run(dialogue, {})), expected);
        QCOMPARE(normal(run(dialogue, {}, true)), expected);
        for (std::size_t step = 0; step < dialogue.size(); ++step) {
            for (std::size_t at = 0; at < wire(dialogue[step].answer).size(); ++at)
                QCOMPARE(normal(run(dialogue, Cut{step, at})), expected);
        }
    }

    void nextVersionEscapesByNegotiation_data()
    {
        QTest::addColumn<std::string>("version");
        QTest::addColumn<std::string>("written");
        QTest::addColumn<std::string>("destination");
        QTest::newRow("1.0") << std::string("1.0") << std::string("a:b\\c") << std::string("x\\cy");
        QTest::newRow("1.1") << std::string("1.1") << std::string("a\\cb\\\\c")
                             << std::string("x:y");
        QTest::newRow("1.2") << std::string("1.2") << std::string("a\\cb\\\\c")
                             << std::string("x:y");
    }

    void nextVersionEscapesByNegotiation()
    {
        QFETCH(std::string, version);
        QFETCH(std::string, written);
        QFETCH(std::string, destination);
        SessionHarness one;
        // In one chunk: the version counts from the next frame on.
        one.session.start(one.now);
        std::string seen;
        one.recorder.onMessage = [&] {
            seen = one.recorder.messages.back().messageId;
        };
        one.feed(wire("CONNECTED\nversion:" + version + "\n\n^@MESSAGE\nmessage-id:x\\cy\n\n^@"));
        QCOMPARE(seen, destination);
        one.out();
        one.session.send(Testing::sendFrame("a:b\\c", ""), ContentLength::Omit, false, one.now);
        QCOMPARE(one.out(), "SEND<LF>destination:" + written + "<LF><LF>^@");
    }

    void stopsForTheSink()
    {
        SessionHarness one;
        one.connect();
        one.recorder.logsChunks = true;
        one.recorder.wantsMore = false;
        one.feed(wire("MESSAGE\n\n1^@MESSAGE\n\n2^@MESSAGE\n\n3^@MESS"));
        QCOMPARE(one.progress, ClientSession::Progress::Stopped);
        QCOMPARE(one.log(), "message 0 auto 1.2 |1|\nchunk 1\n");
        QCOMPARE(one.session.process(one.now), ClientSession::Progress::Stopped);
        QCOMPARE(one.log(), "message 0 auto 1.2 |2|\nchunk 2\n");
        one.recorder.wantsMore = true;
        QCOMPARE(one.session.process(one.now), ClientSession::Progress::Drained);
        QCOMPARE(one.log(), "message 0 auto 1.2 |3|\nchunk 3\n");
        QCOMPARE(one.session.process(one.now), ClientSession::Progress::Drained);
        QCOMPARE(one.log(), "");
    }

    void countsBeforeTheSinkTakes()
    {
        SessionHarness one;
        one.connect();
        std::vector<std::uint64_t> seen;
        one.recorder.onMessage = [&] {
            seen.push_back(one.session.received());
        };
        one.feed(wire("MESSAGE\n\n1^@MESSAGE\n\n2^@"));
        QCOMPARE(seen, (std::vector<std::uint64_t>{1, 2}));
    }
};

QTEST_APPLESS_MAIN(TestClientSession)
#include "tst_clientsession.moc"
