#include "verbtest.h"

#include <QRegularExpression>

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
    void portInUse();
    void portThatNobodyMayHave();
    void sampleTraffic();
    void nobodyReadsItsOutput();
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
    Console listener({u"listen"_s, url, u"/queue/orders"_s, u"/topic/prices"_s, u"--json"_s,
        u"--count"_s, u"20"_s});
    listener.start();
    COMPARE_EXIT(listener, 0);
    QVERIFY(listener.out().contains("\"destination\":\"/queue/orders\""));
    QVERIFY(listener.out().contains("\"destination\":\"/topic/prices\""));
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

QTEST_GUILESS_MAIN(TestBrokerVerb)
#include "tst_brokerverb.moc"
