#include "verbtest.h"

#include <QRegularExpression>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using namespace Testing;

class TestPublishVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void bodies_data();
    void bodies();
    void headersAndCount();
    void textOrBytes_data();
    void textOrBytes();
    void textWithNulIsRefused();
    void linesRoundTrip();
    void linesComeAsTheyAreTyped();
    void rateSpreadsMessages();
    void withoutReceipts();
    void practice();
    void interruptedLinesAreDone();
    void interruptedCountIsNot();
    void unreadableBodies_data();
    void unreadableBodies();
    void lostConnectionIsThree();
    void errorIsFour();
    void headerThatThisVersionCannotCarry();
};

void TestPublishVerb::bodies_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArrayList>("bodies");

    const QByteArray binary("\0\xFF\n\r\n", 5);
    QTest::newRow("none") << QStringList() << ""_ba << QByteArrayList{""};
    QTest::newRow("text") << QStringList{u"--body"_s, u"{\"ü\": \"\\n\"}"_s} << ""_ba
                          << QByteArrayList{"{\"ü\": \"\\n\"}"};
    QTest::newRow("input") << QStringList{u"-"_s} << binary << QByteArrayList{binary};
    QTest::newRow("empty input") << QStringList{u"-"_s} << ""_ba << QByteArrayList{""};
    QTest::newRow("input, repeated")
        << QStringList{u"-"_s, u"--count"_s, u"2"_s} << "a\nb"_ba << QByteArrayList{"a\nb", "a\nb"};
    QTest::newRow("lines") << QStringList{u"--lines"_s} << "a\n\nb\\n\r\nlast"_ba
                           << QByteArrayList{"a", "", "b\\n\r", "last"};
    QTest::newRow("lines, repeated") << QStringList{u"--lines"_s, u"--count"_s, u"2"_s}
                                     << "a\nb\n"_ba << QByteArrayList{"a", "a", "b", "b"};
    QTest::newRow("no lines") << QStringList{u"--lines"_s} << ""_ba << QByteArrayList();
}

void TestPublishVerb::bodies()
{
    QFETCH(QStringList, options);
    QFETCH(QByteArray, input);
    QFETCH(QByteArrayList, bodies);
    ScriptedServer server;
    Console console(QStringList{u"publish"_s, server.url(), u"/queue/a"_s} + options);
    console.start();
    console.type(input);
    console.endInput();
    COMPARE_EXIT(console, 0);
    QByteArrayList sent;
    for (const Stomp::Frame& frame : server.frames("SEND")) {
        sent << QByteArray::fromStdString(frame.body);
        QCOMPARE(frame.value("destination"), std::string_view("/queue/a"));
        QVERIFY(frame.header("receipt"));
    }
    QCOMPARE(sent, bodies);
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
    QCOMPARE(console.out(), QByteArray());
    const QByteArray what = bodies.size() == 1
        ? "published 1 message in "_ba
        : QByteArray("published " + QByteArray::number(bodies.size()) + " messages in ");
    QVERIFY2(console.err().startsWith(what), console.err().constData());
    QVERIFY2(console.err().endsWith(" s, all confirmed\n"), console.err().constData());
    QCOMPARE(console.err().count('\n'), 1); // no progress where there is no terminal
}

void TestPublishVerb::headersAndCount()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray body(300'000, 'b');
    file.write(body);
    file.close();
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/topic/a"_s, u"--file"_s, file.fileName(),
        u"--count"_s, u"3"_s, u"--header"_s, u"persistent:true"_s, u"--header"_s, u"a:b:c\n"_s,
        u"--header"_s, u"a:2"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("SEND"), std::size_t{3});
    for (const Stomp::Frame& frame : server.frames("SEND")) {
        QCOMPARE(QByteArray::fromStdString(frame.body), body);
        QCOMPARE(frame.value("persistent"), std::string_view("true"));
        QCOMPARE(frame.value("a"), std::string_view("b:c\n"));
        QVERIFY(std::find(frame.headers.begin(), frame.headers.end(), Stomp::Header{"a", "2"})
            != frame.headers.end());
    }
}

void TestPublishVerb::textOrBytes_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("contentLength");

    QTest::newRow("ActiveMQ, text by itself") << "ActiveMQ/5.17.2"_ba << QStringList() << false;
    QTest::newRow("ActiveMQ, bytes") << "ActiveMQ/5.17.2"_ba << QStringList{u"--bytes"_s} << true;
    QTest::newRow("RabbitMQ by itself") << "RabbitMQ/3.10.8"_ba << QStringList() << true;
    QTest::newRow("RabbitMQ, text") << "RabbitMQ/3.10.8"_ba << QStringList{u"--text"_s} << false;
}

void TestPublishVerb::textOrBytes()
{
    QFETCH(QByteArray, server);
    QFETCH(QStringList, options);
    QFETCH(bool, contentLength);
    ScriptedServer scripted;
    scripted.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command == "CONNECT")
            return ScriptedServer::frameBytes("CONNECTED\nversion:1.2\nserver:" + server + "\n\n");
        return ScriptedServer::receiptOf(frame);
    };
    Console console(
        QStringList{u"publish"_s, scripted.url(), u"/queue/a"_s, u"--body"_s, u"ü"_s} + options);
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(scripted.count("SEND"), std::size_t{1});
    QCOMPARE(scripted.frames("SEND").front().header("content-length").has_value(), contentLength);
    QCOMPARE(scripted.frames("SEND").front().body, std::string("ü"));
}

void TestPublishVerb::textWithNulIsRefused()
{
    ScriptedServer server;
    Console one({u"publish"_s, server.url(), u"/queue/a"_s, u"-"_s, u"--text"_s});
    one.start();
    one.type(QByteArray("a\0b", 3));
    one.endInput();
    COMPARE_EXIT(one, 2);
    QVERIFY2(one.err().contains("--bytes"), one.err().constData());
    QVERIFY(server.frames().empty());

    Console lines({u"publish"_s, server.url(), u"/queue/a"_s, u"--lines"_s, u"--text"_s});
    lines.start();
    lines.type(QByteArray("fine\na\0b\nnever\n", 15));
    lines.endInput();
    COMPARE_EXIT(lines, 1);
    QVERIFY2(lines.err().contains("--bytes"), lines.err().constData());
    QCOMPARE(server.count("SEND"), std::size_t{1});
}

void TestPublishVerb::linesRoundTrip()
{
    PracticeFixture broker;
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    constexpr int count = 20'000;
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "{\"n\": " + QByteArray::number(i) + ", \"grüße\": \"世界\"}\n";
    Console listener(
        {u"listen"_s, broker.url(), u"/queue/a"_s, u"--count"_s, QString::number(count)});
    listener.start();
    QCOMPARE(publishTo(broker.url(), u"/queue/a"_s, lines), QString());
    COMPARE_EXIT(listener, 0);
    QCOMPARE(listener.out(), lines);
}

void TestPublishVerb::linesComeAsTheyAreTyped()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--lines"_s});
    console.start();
    console.type("one\ntw");
    QTRY_COMPARE(server.count("SEND"), std::size_t{1});
    QVERIFY(!console.hasEnded());
    console.type("o\n");
    QTRY_COMPARE(server.count("SEND"), std::size_t{2});
    QCOMPARE(server.frames("SEND").back().body, std::string("two"));
    console.endInput();
    COMPARE_EXIT(console, 0);
}

void TestPublishVerb::rateSpreadsMessages()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--body"_s, u"x"_s, u"--count"_s,
        u"5"_s, u"--rate"_s, u"40"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("SEND"), std::size_t{5});
    // Never faster than asked: the fifth is due after 4/40 s.
    static const QRegularExpression form(u"^published 5 messages in (\\d+\\.\\d{3}) s, "_s);
    const auto match = form.match(QString::fromUtf8(console.err()));
    QVERIFY2(match.hasMatch(), console.err().constData());
    QVERIFY(match.captured(1).toDouble() >= 0.1);
}

void TestPublishVerb::withoutReceipts()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--body"_s, u"x"_s, u"--count"_s,
        u"7"_s, u"--no-receipt"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.count("SEND"), std::size_t{7});
    for (const Stomp::Frame& frame : server.frames("SEND"))
        QVERIFY(!frame.header("receipt"));
    QVERIFY2(console.err().contains("no receipts asked for"), console.err().constData());
    QVERIFY2(!console.err().contains("confirmed"), console.err().constData());
}

void TestPublishVerb::practice()
{
    Console console({u"publish"_s, u"practice:"_s, u"/queue/a"_s, u"--body"_s, u"x"_s, u"--count"_s,
        u"5000"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    QVERIFY2(console.err().contains("published 5000 messages"), console.err().constData());
}

void TestPublishVerb::interruptedLinesAreDone()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--lines"_s});
    console.start();
    console.type("one\n");
    QTRY_COMPARE(server.count("SEND"), std::size_t{1});
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QVERIFY2(console.err().contains("all confirmed"), console.err().constData());
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
}

void TestPublishVerb::interruptedCountIsNot()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--body"_s, u"x"_s, u"--count"_s,
        u"100"_s, u"--rate"_s, u"0.5"_s});
    console.start();
    QTRY_COMPARE(server.count("SEND"), std::size_t{1});
    console.signal(SIGTERM);
    COMPARE_EXIT(console, 1);
    QVERIFY2(console.err().contains("published 1 message in"), console.err().constData());
    QCOMPARE(server.frames().back().command, std::string("DISCONNECT"));
}

void TestPublishVerb::unreadableBodies_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("missing") << u"/nonexistent/body"_s;
    QTest::newRow("folder") << u"/tmp"_s;
}

void TestPublishVerb::unreadableBodies()
{
    QFETCH(QString, file);
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--file"_s, file});
    console.start();
    COMPARE_EXIT(console, 2);
    QVERIFY2(console.err().startsWith(QByteArray("Cannot read " + file.toUtf8())),
        console.err().constData());
    QVERIFY(server.frames().empty());
}

void TestPublishVerb::lostConnectionIsThree()
{
    ScriptedServer server;
    server.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command == "SEND" && server.count("SEND") == 3) {
            QMetaObject::invokeMethod(
                &server, [&] { server.closeAfterSending(); }, Qt::QueuedConnection);
        }
        return frame.command == "SEND" && server.count("SEND") > 2
            ? QByteArray()
            : ScriptedServer::politeAnswer(frame);
    };
    Console console(
        {u"publish"_s, server.url(), u"/queue/a"_s, u"--body"_s, u"x"_s, u"--count"_s, u"10"_s});
    console.start();
    COMPARE_EXIT(console, 3);
    QVERIFY2(console.err().contains("sent 10 messages"), console.err().constData());
    QVERIFY2(console.err().contains(", 2 confirmed\n"), console.err().constData());
    QVERIFY2(console.err().contains("What to do: "), console.err().constData());
}

void TestPublishVerb::errorIsFour()
{
    ScriptedServer server;
    server.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command != "SEND")
            return ScriptedServer::politeAnswer(frame);
        QMetaObject::invokeMethod(
            &server, [&] { server.closeAfterSending(); }, Qt::QueuedConnection);
        return ScriptedServer::frameBytes("ERROR\nmessage:queue is full\nreceipt-id:"
            + QByteArray::fromStdString(std::string(frame.value("receipt"))) + "\n\n");
    };
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--body"_s, u"x"_s});
    console.start();
    COMPARE_EXIT(console, 4);
    QVERIFY2(console.err().contains("queue is full"), console.err().constData());
    QVERIFY2(console.err().contains(", 0 confirmed\n"), console.err().constData());
}

void TestPublishVerb::headerThatThisVersionCannotCarry()
{
    ScriptedServer server;
    server.onFrame = [&](const Stomp::Frame& frame) -> QByteArray {
        if (frame.command == "CONNECT")
            return ScriptedServer::frameBytes("CONNECTED\nversion:1.0\n\n");
        return ScriptedServer::receiptOf(frame);
    };
    for (const QString& receipt : {u"--no-receipt"_s, u"--bytes"_s}) {
        Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--header"_s, u"a:b\nc"_s,
            u"--count"_s, u"3"_s, receipt});
        console.start();
        COMPARE_EXIT(console, 1);
        QVERIFY2(console.err().contains("cannot be sent"), console.err().constData());
        QVERIFY2(console.err().contains("sent 0 messages in 0."), console.err().constData());
        QCOMPARE(server.count("SEND"), std::size_t{0});
    }
}

QTEST_GUILESS_MAIN(TestPublishVerb)
#include "tst_publishverb.moc"
