#include "verbtest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace Testing;

/** stomp-console prove: what it writes, and how it ends. */
class TestProveVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void verdicts_data()
    {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("expect");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<int>("code");
        QTest::newRow("queue") << u"/queue/a"_s << QString() << u"queue"_s << 0;
        QTest::newRow("topic") << u"/topic/a"_s << QString() << u"topic"_s << 0;
        QTest::newRow("queue as expected") << u"/queue/a"_s << u"queue"_s << u"queue"_s << 0;
        QTest::newRow("topic, not expected") << u"/topic/a"_s << u"queue"_s << u"topic"_s << 1;
        QTest::newRow("queue, not expected") << u"/queue/a"_s << u"topic"_s << u"queue"_s << 1;
    }
    void verdicts()
    {
        QFETCH(QString, destination);
        QFETCH(QString, expect);
        QFETCH(QString, verdict);
        QFETCH(int, code);
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        QStringList arguments{u"prove"_s, broker.url(), destination, u"--json"_s};
        if (!expect.isEmpty())
            arguments << u"--expect"_s << expect;
        Console console(arguments);
        console.start();
        COMPARE_EXIT(console, code);
        const QString warning = u"This sends 13 small numbered messages to "_s + destination;
        QVERIFY2(console.err().contains(warning.toLatin1()), console.err().constData());
        QCOMPARE(console.out().count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(console.out()).object();
        QCOMPARE(object[u"verdict"].toString(), verdict);
        QVERIFY(object[u"kept"].isBool());
        QCOMPARE(object[u"kept"].toBool(), verdict == u"queue");
        QCOMPARE(object[u"destination"].toString(), destination);
        QCOMPARE(object[u"confirmed"].toInt(), 13);
        QCOMPARE(object[u"lanes"].toArray().size(), 3);
        const auto received = [&](int lane) {
            return object[u"lanes"][lane][u"received"].toArray().size();
        };
        QCOMPARE(received(0) + received(1), verdict == u"queue" ? 10 : 20);
        QCOMPARE(received(2), verdict == u"queue" ? 3 : 0);
        QVERIFY(object[u"leftBehind"].toArray().isEmpty());
    }

    void practiceInside()
    {
        Console console({u"prove"_s, u"practice:"_s, u"/topic/a"_s});
        console.start();
        COMPARE_EXIT(console, 0);
        QVERIFY2(console.out().contains("it behaves as a topic."), console.out().constData());
        QVERIFY(console.out().contains("received 1 2 3 4 5 6 7 8 9 10\n"));
        QVERIFY(!console.err().contains("This sends")); // there is nobody to be disturbed
    }

    void withoutPermission()
    {
        Stomp::PracticeOptions options;
        options.broker.users.push_back({"me", "secret", std::vector<std::string>{">"},
            std::vector<std::string>{"/queue/mine"}});
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Console console({u"prove"_s, broker.url(), u"/queue/theirs"_s, u"--login"_s, u"me"_s,
            u"--json"_s, u"--expect"_s, u"queue"_s});
        console.setEnvironment(u"STOMP_PASSWORD"_s, u"secret"_s);
        console.start();
        COMPARE_EXIT(console, 4);
        const QJsonObject object = QJsonDocument::fromJson(console.out()).object();
        QCOMPARE(object[u"verdict"].toString(), u"inconclusive"_s);
        QVERIFY(object[u"kept"].isNull());
        QVERIFY2(console.err().contains("Likely cause: "), console.err().constData());
        QVERIFY(!console.err().contains("secret") && !console.out().contains("secret"));
    }

    void nobodyListens()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString url = u"stomp://127.0.0.1:%1"_s.arg(server.serverPort());
        server.close();
        Console console({u"prove"_s, url, u"/queue/a"_s, u"--json"_s});
        console.start();
        COMPARE_EXIT(console, 3);
        const QJsonObject object = QJsonDocument::fromJson(console.out()).object();
        QCOMPARE(object[u"verdict"].toString(), u"inconclusive"_s);
        QVERIFY(object[u"sentToBoth"].toArray().isEmpty());
        QVERIFY2(console.err().contains("Nobody listens"), console.err().constData());
    }

    void interrupted()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Console console(
            {u"prove"_s, u"stomp://127.0.0.1:%1"_s.arg(silent.serverPort()), u"/queue/a"_s});
        console.start();
        QTRY_VERIFY(silent.hasPendingConnections());
        console.signal(SIGINT);
        COMPARE_EXIT(console, 1);
        QVERIFY2(console.out().contains("Inconclusive, because it was stopped."),
            console.out().constData());
    }

    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no destination") << QStringList{u"prove"_s, u"practice:"_s};
        QTest::newRow("two destinations")
            << QStringList{u"prove"_s, u"practice:"_s, u"/queue/a"_s, u"/queue/b"_s};
        QTest::newRow("neither") << QStringList{
            u"prove"_s, u"practice:"_s, u"/queue/a"_s, u"--expect"_s, u"stack"_s};
        QTest::newRow("ack") << QStringList{
            u"prove"_s, u"practice:"_s, u"/queue/a"_s, u"--subscribe-header"_s, u"ack:auto"_s};
    }
    void usage()
    {
        QFETCH(QStringList, arguments);
        Console console(arguments);
        console.start();
        COMPARE_EXIT(console, 2);
        QVERIFY(console.out().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProveVerb)
#include "tst_proveverb.moc"
