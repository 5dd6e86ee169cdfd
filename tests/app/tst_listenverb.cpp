#include "outputpipe.h"
#include "verbtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace Testing;

class TestListenVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void printsLinesAndASummary();
    void jsonIsTheMessage();
    void quietSaysOnlyTheSummary();
    void listensToSeveralDestinations();
    void subscribeCarriesModeAndHeaders();
    void practiceHasSampleTraffic();
    void endsAsAsked_data();
    void endsAsAsked();
    void interruptedBeforeTheBrokerAnswers();
    void lostConnectionStillWritesWhatCame();
    void errorAfterConnectedIsFour();
    void errorWithoutCloseIsFour();
};

void TestListenVerb::printsLinesAndASummary()
{
    PracticeFixture broker;
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"--count"_s, u"3"_s});
    console.start();
    QTRY_VERIFY(console.err().contains("subscribed to /queue/a, confirmed\n"));
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "{\"ü\": 1}\n\ntab\there\n"), QString());
    COMPARE_EXIT(console, 0);
    QCOMPARE(console.out(), "{\"ü\": 1}\n\ntab\\there\n"_ba);
    static const QRegularExpression summary(
        u"\nreceived 3 messages in \\d+\\.\\d{3} s, [\\d.]+ messages/s\n$"_s);
    QVERIFY2(summary.match(QString::fromUtf8(console.err())).hasMatch(), console.err().constData());
    QVERIFY(console.err().startsWith(QByteArray("connected to " + broker.url().toUtf8())));
    QTRY_COMPARE(broker.server().clientCount(), 0);
}

void TestListenVerb::jsonIsTheMessage()
{
    ScriptedServer server;
    QByteArray everyByte;
    for (int byte = 0; byte < 256; ++byte)
        everyByte.append(static_cast<char>(byte));
    const QList<QByteArray> bodies{"{\"b\": 1.0, \"a\": 18446744073709551615}", "",
        "Grüße, 世界 \xF0\x9F\x91\x8D", QByteArray("a\0b\n", 4), everyByte, "\xED\xA0\x80"};
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--json"_s, u"--count"_s,
        QString::number(bodies.size())});
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    for (const QByteArray& body : bodies)
        server.send(messageFrame(1, body, "x:1\na:\\c\\n\\\\\nx:2\nü: 世 \nempty:\n"));
    COMPARE_EXIT(console, 0);

    QCOMPARE(console.lines().size(), bodies.size());
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        QJsonParseError error;
        const QJsonObject line = QJsonDocument::fromJson(console.lines()[i], &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(line.value(u"version"_s).toInt(), 1);
        QCOMPARE(line.value(u"connection"_s).toString(), server.url());
        QCOMPARE(line.value(u"subscription"_s).toString(), u"1"_s);
        QCOMPARE(line.value(u"destination"_s).toString(), u"/queue/a"_s);
        const QString received = line.value(u"received"_s).toString();
        QVERIFY2(QDateTime::fromString(received, Qt::ISODateWithMs).isValid()
                && received.endsWith(u'Z') && received.size() == 24,
            qPrintable(received));
        const QByteArray body = line.contains(u"body"_s)
            ? line.value(u"body"_s).toString().toUtf8()
            : QByteArray::fromBase64(line.value(u"bodyBase64"_s).toString().toLatin1());
        QCOMPARE(body, bodies[i]);
        const QJsonArray expected{QJsonArray{u"subscription"_s, u"1"_s},
            QJsonArray{u"message-id"_s, u"1"_s}, QJsonArray{u"ack"_s, u"1"_s},
            QJsonArray{u"destination"_s, u"/queue/a"_s}, QJsonArray{u"x"_s, u"1"_s},
            QJsonArray{u"a"_s, u":\n\\"_s}, QJsonArray{u"x"_s, u"2"_s},
            QJsonArray{u"ü"_s, u" 世 "_s}, QJsonArray{u"empty"_s, u""_s},
            QJsonArray{u"content-length"_s, QString::number(bodies[i].size())}};
        QCOMPARE(line.value(u"headers"_s).toArray(), expected);
    }
}

void TestListenVerb::quietSaysOnlyTheSummary()
{
    PracticeFixture broker;
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "1\n2\n"), QString());
    Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"--count"_s, u"2"_s, u"--quiet"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(console.out(), QByteArray());
    QVERIFY2(console.err().startsWith("received 2 messages in "), console.err().constData());
    QCOMPARE(console.err().count('\n'), 1);
}

void TestListenVerb::listensToSeveralDestinations()
{
    PracticeFixture broker;
    Console console({u"listen"_s, broker.url(), u"/queue/a"_s, u"/topic/b"_s, u"--json"_s,
        u"--count"_s, u"2"_s});
    console.start();
    QTRY_VERIFY(console.err().contains("/topic/b, confirmed"));
    QCOMPARE(publishTo(broker.url(), u"/topic/b"_s, "from b\n"), QString());
    QTRY_COMPARE(console.lines().size(), 1);
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, "from a\n"), QString());
    COMPARE_EXIT(console, 0);
    const QJsonObject first = QJsonDocument::fromJson(console.lines()[0]).object();
    const QJsonObject second = QJsonDocument::fromJson(console.lines()[1]).object();
    QCOMPARE(first.value(u"destination"_s).toString(), u"/topic/b"_s);
    QCOMPARE(first.value(u"body"_s).toString(), u"from b"_s);
    QCOMPARE(second.value(u"destination"_s).toString(), u"/queue/a"_s);
    QVERIFY(first.value(u"subscription"_s) != second.value(u"subscription"_s));
}

void TestListenVerb::subscribeCarriesModeAndHeaders()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(), u"/queue/a:b"_s, u"--ack"_s, u"client"_s,
        u"--header"_s, u"selector:a = 'x:y'"_s, u"--header"_s, u"prefetch-count:1"_s});
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    const Stomp::Frame subscribe = server.frames("SUBSCRIBE").front();
    QCOMPARE(subscribe.value("destination"), std::string_view("/queue/a:b"));
    QCOMPARE(subscribe.value("ack"), std::string_view("client"));
    QCOMPARE(subscribe.value("selector"), std::string_view("a = 'x:y'"));
    QCOMPARE(subscribe.value("prefetch-count"), std::string_view("1"));
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
}

void TestListenVerb::practiceHasSampleTraffic()
{
    Console console({u"listen"_s, u"practice:"_s, u"/queue/orders"_s, u"/topic/prices"_s,
        u"--json"_s, u"--count"_s, u"4"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(console.lines().size(), 4);
    for (const QByteArray& line : console.lines()) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        QCOMPARE(object.value(u"connection"_s).toString(), u"practice:"_s);
        QVERIFY(!object.value(u"body"_s).toString().isEmpty());
    }
}

void TestListenVerb::endsAsAsked_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("messages");
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("code");

    QTest::newRow("Ctrl-C") << QStringList() << 1 << SIGINT << 0;
    QTest::newRow("SIGTERM") << QStringList() << 1 << SIGTERM << 0;
    QTest::newRow("Ctrl-C, count not reached")
        << QStringList{u"--count"_s, u"5"_s} << 1 << SIGINT << 1;
    QTest::newRow("count") << QStringList{u"--count"_s, u"2"_s} << 2 << 0 << 0;
    QTest::newRow("time") << QStringList{u"--for"_s, u"0.05"_s} << 0 << 0 << 0;
    QTest::newRow("time, count not reached")
        << QStringList{u"--for"_s, u"0.05"_s, u"--count"_s, u"1"_s} << 0 << 0 << 1;
    QTest::newRow("count before time")
        << QStringList{u"--for"_s, u"60"_s, u"--count"_s, u"1"_s} << 1 << 0 << 0;
}

void TestListenVerb::endsAsAsked()
{
    QFETCH(QStringList, options);
    QFETCH(int, messages);
    QFETCH(int, signal);
    QFETCH(int, code);
    ScriptedServer server;
    Console console(QStringList{u"listen"_s, server.url(), u"/queue/a"_s} + options);
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    for (int i = 0; i < messages; ++i)
        server.send(messageFrame(i, "x"));
    QTRY_COMPARE(console.lines().size(), messages);
    if (signal != 0)
        console.signal(signal);
    COMPARE_EXIT(console, code);
    const QByteArray summary = "received " + QByteArray::number(messages) + " messages in 0.";
    QVERIFY2(console.err().contains(summary), console.err().constData());
    QCOMPARE(console.err().contains("messages/s"), messages > 1);
    QCOMPARE(server.count("DISCONNECT"), std::size_t{1});
}

void TestListenVerb::interruptedBeforeTheBrokerAnswers()
{
    ScriptedServer server;
    server.onFrame = [](const Stomp::Frame&) {
        return QByteArray();
    };
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    console.start();
    QTRY_COMPARE(server.count("CONNECT"), std::size_t{1});
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QVERIFY2(!console.err().contains("received"), console.err().constData());
}

void TestListenVerb::lostConnectionStillWritesWhatCame()
{
    ScriptedServer server;
    OutputPipe pipe;
    const qint64 filled = pipe.fill();
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    pipe.giveTo(console);
    console.start();
    pipe.closeWriter();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    server.send(messageFrame(1, "last words"));
    server.closeAfterSending();
    QTRY_VERIFY2(console.err().contains("What to do"), console.err().constData());
    pipe.startReading();
    QTRY_COMPARE(pipe.read().size(), filled + 11);
    QVERIFY(pipe.read().endsWith("last words\n"));
    COMPARE_EXIT(console, 3);
    QVERIFY2(console.err().contains("received 1 messages"), console.err().constData());
}

void TestListenVerb::errorAfterConnectedIsFour()
{
    ScriptedServer server;
    server.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command != "SUBSCRIBE")
            return ScriptedServer::politeAnswer(frame);
        QMetaObject::invokeMethod(
            &server, [&] { server.closeAfterSending(); }, Qt::QueuedConnection);
        return ScriptedServer::frameBytes("ERROR\nmessage:no such queue\n\nsorry\x1B[31m");
    };
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    console.start();
    COMPARE_EXIT(console, 4);
    QVERIFY2(console.err().contains("no such queue"), console.err().constData());
    QVERIFY2(!console.err().contains('\x1B'), console.err().constData());
}

void TestListenVerb::errorWithoutCloseIsFour()
{
    ScriptedServer server;
    server.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command != "SUBSCRIBE")
            return ScriptedServer::politeAnswer(frame);
        return ScriptedServer::frameBytes("ERROR\nmessage:not today\n\n");
    };
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    console.start();
    COMPARE_EXIT(console, 4);
    QVERIFY2(console.err().contains("not today"), console.err().constData());
}

QTEST_GUILESS_MAIN(TestListenVerb)
#include "tst_listenverb.moc"
