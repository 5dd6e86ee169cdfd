#include "verbtest.h"

#include <stomp/server/rawclient.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Testing;

class TestBrokerVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void carriesMessages();
    void listensOnIpv6();
    void endsInOrder_data();
    void endsInOrder();
    void listenersLearnOfItsEnd();
    void drains();
    void aSecondSignalEndsItAtOnce();
    void stats();
    void portInUse();
    void portThatNobodyMayHave();
    void sampleTraffic();
    void aBodyThatIsTooLarge();
    void nobodyReadsItsOutput();
    void faults();
    void everyListener();
    void aClassroom();
    void usersThatCannotBeRead();
    void aCertificateThatIsMissing();

private:
    static QString writeFile(
        const QTemporaryDir& folder, const QString& name, const QByteArray& content)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return file.fileName();
    }
};

/** The first line of its standard output, without the line end. */
#define START_BROKER(broker, url)                                                                  \
    (broker).start();                                                                              \
    QTRY_COMPARE((broker).lines().size(), 1);                                                      \
    const QString url = QString::fromUtf8((broker).lines().first())

void TestBrokerVerb::carriesMessages()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s});
    START_BROKER(broker, url);
    static const QRegularExpression form(u"^stomp://127\\.0\\.0\\.1:[1-9]\\d*$"_s);
    QVERIFY2(form.match(url).hasMatch(), qPrintable(url));
    QCOMPARE(publishTo(url, u"/queue/a"_s, "1\n2\n3\n"), QString());
    Console listener({u"listen"_s, url, u"/queue/a"_s, u"--count"_s, u"3"_s});
    listener.start();
    COMPARE_EXIT(listener, 0);
    QCOMPARE(listener.out(), "1\n2\n3\n"_ba);
    broker.signal(SIGTERM);
    COMPARE_EXIT(broker, 0);
    QCOMPARE(broker.lines().size(), 1);
}

void TestBrokerVerb::aBodyThatIsTooLarge()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--max-body"_s, u"10"_s});
    START_BROKER(broker, url);
    QCOMPARE(publishTo(url, u"/queue/a"_s, "0123456789\n"), QString());
    Console publisher({u"publish"_s, url, u"/queue/a"_s, u"--body"_s, u"0123456789x"_s});
    publisher.start();
    COMPARE_EXIT(publisher, 4);
    QVERIFY2(
        publisher.err().contains("the body is larger than 10 bytes"), publisher.err().constData());
}

void TestBrokerVerb::faults()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--fault"_s, u"drop on MESSAGE every 2"_s,
        u"--fault"_s, u"duplicate on MESSAGE once"_s, u"--seed"_s, u"7"_s});
    START_BROKER(broker, url);
    QTRY_VERIFY2(broker.err().contains("faults: seed 7; drop every 2; duplicate=1 once\n"),
        broker.err().constData());
    QCOMPARE(publishTo(url, u"/queue/a"_s, "1\n2\n3\n4\n"), QString());
    Console listener({u"listen"_s, url, u"/queue/a"_s, u"--count"_s, u"3"_s});
    listener.start();
    COMPARE_EXIT(listener, 0);
    QCOMPARE(listener.out(), "1\n1\n3\n"_ba);
    // A client takes them away, and sets others.
    QCOMPARE(publishTo(url, u"/queue/practice.control"_s, "clear\nduplicate\n"), QString());
    QCOMPARE(publishTo(url, u"/queue/a"_s, "5\n"), QString());
    Console again({u"listen"_s, url, u"/queue/a"_s, u"--count"_s, u"2"_s});
    again.start();
    COMPARE_EXIT(again, 0);
    QCOMPARE(again.out(), "5\n5\n"_ba);
    const QString refusal = publishTo(url, u"/queue/practice.control"_s, "dleay\n");
    QVERIFY2(refusal.contains(u"There is no fault [dleay]"), qPrintable(refusal));
}

void TestBrokerVerb::listensOnIpv6()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        QSKIP("this machine has no IPv6 loopback");
    probe.close();
    Console broker({u"broker"_s, u"--host"_s, u"::1"_s, u"--port"_s, u"0"_s});
    START_BROKER(broker, url);
    QVERIFY2(url.startsWith(u"stomp://[::1]:"), qPrintable(url));
    QCOMPARE(publishTo(url, u"/queue/a"_s, "1\n"), QString());
}

void TestBrokerVerb::endsInOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestBrokerVerb::endsInOrder()
{
    QFETCH(int, signal);
    Console broker({u"broker"_s, u"--port"_s, u"0"_s});
    START_BROKER(broker, url);
    QVERIFY(url.startsWith(u"stomp://"));
    broker.signal(signal);
    COMPARE_EXIT(broker, 0);
}

void TestBrokerVerb::listenersLearnOfItsEnd()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s});
    START_BROKER(broker, url);
    Console listener({u"listen"_s, url, u"/queue/a"_s});
    listener.start();
    QTRY_VERIFY(listener.err().contains("confirmed"));
    broker.signal(SIGTERM);
    COMPARE_EXIT(broker, 0);
    QTRY_VERIFY(listener.hasEnded());
    // The broker says goodbye with an ERROR frame.
    QVERIFY2(listener.exitCode() == 4, listener.err().constData());
}

/** What was written to a slow reader is read to the end; the rest stays in the store. */
void TestBrokerVerb::drains()
{
    constexpr int count = 120;
    const QTemporaryDir folder;
    const QStringList arguments{
        u"broker"_s, u"--port"_s, u"0"_s, u"--store"_s, folder.filePath(u"store"_s)};
    int read = 0;
    {
        Console broker(arguments);
        START_BROKER(broker, url);
        const auto port = url.section(u':', 2).toUShort();
        RawClient reader(port);
        reader.connectStomp();
        QVERIFY(reader.waitFrames(1));
        reader.isReading = false;
        reader.socket.setReadBufferSize(1024);
        reader.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        RawClient producer(port);
        producer.connectStomp();
        QVERIFY(producer.waitFrames(1));
        for (int i = 0; i < count; ++i)
            producer.sayFrame("SEND\ndestination:/queue/a\npersistent:true\nreceipt:"
                + std::to_string(i) + "\n\n" + std::to_string(i) + ' ' + std::string(100'000, 'x'));
        QVERIFY(producer.waitFrames(1 + count));
        broker.signal(SIGTERM);
        // The others are told first, so the reader's end is being waited for now.
        QVERIFY(producer.waitClosed());
        QVERIFY(!broker.hasEnded());
        reader.isReading = true;
        reader.socket.setReadBufferSize(0);
        reader.read();
        QVERIFY(reader.waitClosed());
        COMPARE_EXIT(broker, 0);
        QVERIFY(reader.frames.size() >= 3);
        QCOMPARE(reader.frames.back().command, std::string("ERROR"));
        read = static_cast<int>(reader.frames.size()) - 2;
        for (int i = 0; i < read; ++i)
            QCOMPARE(std::stoi(reader.frames[static_cast<std::size_t>(i) + 1].body), i);
        QVERIFY2(read < count, "it was not slow enough to be a test");
    }
    Console broker(arguments);
    START_BROKER(broker, url);
    RawClient reader(url.section(u':', 2).toUShort());
    reader.connectStomp();
    reader.sayFrame("SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
    QVERIFY(reader.waitFrames(1 + static_cast<std::size_t>(count - read)));
    QCOMPARE(std::stoi(reader.frames[1].body), read);
    QCOMPARE(std::stoi(reader.frames.back().body), count - 1);
}

void TestBrokerVerb::aSecondSignalEndsItAtOnce()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s});
    START_BROKER(broker, url);
    RawClient silent(url.section(u':', 2).toUShort());
    silent.connectStomp();
    QVERIFY(silent.waitFrames(1));
    silent.isReading = false;
    silent.socket.setReadBufferSize(1);
    RawClient other(url.section(u':', 2).toUShort());
    other.connectStomp();
    QVERIFY(other.waitFrames(1));
    broker.signal(SIGTERM);
    QVERIFY(other.waitFrames(2));
    broker.signal(SIGTERM);
    COMPARE_EXIT(broker, 0);
}

void TestBrokerVerb::stats()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--stats"_s, u"0.05"_s});
    START_BROKER(broker, url);
    QCOMPARE(publishTo(url, u"/queue/a"_s, "1\n2\n"), QString());
    const auto lastStats = [&] {
        QJsonObject last;
        QList<QByteArray> lines = broker.err().split('\n');
        lines.removeLast();
        for (const QByteArray& line : std::as_const(lines)) {
            if (line.startsWith('{'))
                last = QJsonDocument::fromJson(line).object();
        }
        return last;
    };
    QTRY_COMPARE(lastStats()[u"queues"].toArray().first()[u"waiting"].toInteger(), 2);
    broker.signal(SIGTERM);
    COMPARE_EXIT(broker, 0);

    Console quiet({u"broker"_s, u"--port"_s, u"0"_s, u"--stats"_s});
    quiet.start();
    QTRY_VERIFY2(quiet.err().contains("is running"), quiet.err().constData());
    QVERIFY(!quiet.err().contains("{"));
    quiet.signal(SIGTERM);
    COMPARE_EXIT(quiet, 0);
    QVERIFY2(quiet.err().contains("{\"at\":"), quiet.err().constData());
}

void TestBrokerVerb::portInUse()
{
    QTcpServer occupier;
    QVERIFY(occupier.listen(QHostAddress::LocalHost));
    Console broker({u"broker"_s, u"--port"_s, QString::number(occupier.serverPort())});
    broker.start();
    COMPARE_EXIT(broker, 1);
    QCOMPARE(broker.out(), QByteArray());
    QVERIFY2(broker.err().contains("cannot listen"), broker.err().constData());
    QVERIFY2(broker.err().contains("What to do: "), broker.err().constData());
}

void TestBrokerVerb::portThatNobodyMayHave()
{
    Console broker({u"broker"_s, u"--port"_s, u"65536"_s});
    broker.start();
    COMPARE_EXIT(broker, 2);
}

void TestBrokerVerb::sampleTraffic()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--traffic"_s, u"50"_s});
    START_BROKER(broker, url);
    for (const QString& destination : {u"/queue/orders"_s, u"/topic/prices"_s}) {
        Console listener({u"listen"_s, url, destination, u"--json"_s, u"--count"_s, u"20"_s});
        listener.start();
        COMPARE_EXIT(listener, 0);
        const QByteArray named = "\"destination\":\"" + destination.toUtf8() + '"';
        QCOMPARE(listener.out().count(named), 20);
    }
}

void TestBrokerVerb::nobodyReadsItsOutput()
{
    QTcpServer occupier;
    QVERIFY(occupier.listen(QHostAddress::LocalHost));
    const QString port = QString::number(occupier.serverPort());
    occupier.close();
    Console broker({u"broker"_s, u"--port"_s, port});
    broker.process().setStandardOutputFile(u"/dev/full"_s);
    broker.start();
    QTRY_VERIFY2(broker.err().contains("is running"), broker.err().constData());
    QCOMPARE(publishTo(u"stomp://127.0.0.1:"_s + port, u"/queue/a"_s, "1\n"), QString());
}

void TestBrokerVerb::everyListener()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--tls"_s, u"0"_s, u"--ws"_s, u"0"_s,
        u"--wss"_s, u"0"_s});
    broker.start();
    QTRY_COMPARE(broker.lines().size(), 4);
    static const QRegularExpression form(u"clients' --fingerprint: ([0-9A-F:]{95})\n"_s);
    QTRY_VERIFY2(broker.err().contains("is running"), broker.err().constData());
    const QString fingerprint = form.match(QString::fromUtf8(broker.err())).captured(1);
    QVERIFY2(!fingerprint.isEmpty(), broker.err().constData());
    const QList<QByteArray> lines = broker.lines();
    const QByteArrayList schemes{"stomp://", "stomps://", "ws://", "wss://"};
    for (qsizetype i = 0; i < 4; ++i) {
        QVERIFY2(lines[i].startsWith(QByteArray(schemes[i] + "127.0.0.1:")), lines[i].constData());
        QStringList trust;
        if (i % 2 == 1)
            trust = {u"--fingerprint"_s, fingerprint};
        const QString url = QString::fromUtf8(lines[i]);
        Console publisher(QStringList{u"publish"_s, url, u"/queue/a"_s, u"--body"_s, url} + trust);
        publisher.start();
        COMPARE_EXIT(publisher, 0);
        Console listener(
            QStringList{u"listen"_s, url, u"/queue/a"_s, u"--count"_s, u"1"_s} + trust);
        listener.start();
        COMPARE_EXIT(listener, 0);
        QCOMPARE(listener.out(), QByteArray(lines[i] + '\n'));
    }
    // Not trusted, it is not used.
    Console careful({u"publish"_s, QString::fromUtf8(lines[1]), u"/queue/a"_s});
    careful.start();
    COMPARE_EXIT(careful, 3);
    broker.signal(SIGTERM);
    COMPARE_EXIT(broker, 0);
}

void TestBrokerVerb::aClassroom()
{
    const QTemporaryDir folder;
    const QString users = writeFile(folder, u"users"_s, "anna:secret\n");
    const QString password = writeFile(folder, u"password"_s, "secret\n");
    Console broker({u"broker"_s, u"--host"_s, u"0.0.0.0"_s, u"--port"_s, u"0"_s, u"--users"_s,
        users, u"--user"_s, u"bela:"_s + password});
    START_BROKER(broker, url);
    QVERIFY(!broker.err().contains("other users"));
    const QString here = u"stomp://127.0.0.1:"_s + url.section(u':', 2);
    for (const QString& name : {u"anna"_s, u"bela"_s}) {
        Console known({u"publish"_s, here, u"/queue/a"_s, u"--login"_s, name, u"--password-file"_s,
            password});
        known.start();
        COMPARE_EXIT(known, 0);
    }
    Console stranger({u"publish"_s, here, u"/queue/a"_s});
    stranger.start();
    COMPARE_EXIT(stranger, 3);

    QVERIFY(QFile::setPermissions(users, QFile::ReadOwner | QFile::ReadOther));
    Console careless({u"broker"_s, u"--port"_s, u"0"_s, u"--users"_s, users});
    careless.start();
    QTRY_VERIFY2(careless.err().contains("chmod 600"), careless.err().constData());
}

void TestBrokerVerb::usersThatCannotBeRead()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--users"_s, u"/nowhere/users"_s});
    broker.start();
    COMPARE_EXIT(broker, 1);
    QVERIFY2(broker.err().contains("/nowhere/users cannot be read"), broker.err().constData());
    QCOMPARE(broker.out(), QByteArray());
}

void TestBrokerVerb::aCertificateThatIsMissing()
{
    Console broker({u"broker"_s, u"--port"_s, u"0"_s, u"--tls"_s, u"0"_s, u"--tls-cert"_s,
        u"/nowhere/cert.pem"_s});
    broker.start();
    COMPARE_EXIT(broker, 1);
    QVERIFY2(broker.err().contains("/nowhere/cert.pem cannot be read"), broker.err().constData());
    QVERIFY(!broker.err().contains("has this port"));
}

QTEST_GUILESS_MAIN(TestBrokerVerb)
#include "tst_brokerverb.moc"
