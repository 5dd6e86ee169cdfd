#include "verbtest.h"

#include <QRegularExpression>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace Testing;

namespace {

/** A port on which nobody listens: it was free a moment ago. */
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

class TestDoctorVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void practicePasses()
    {
        Console console({u"doctor"_s, u"practice:"_s});
        console.start();
        COMPARE_EXIT(console, 0);
        QVERIFY2(console.out().contains("ok      CONNECTED: "), console.out().constData());
        QVERIFY(console.out().contains("n/a     TLS"));
        QVERIFY(!console.out().contains("FAILED"));
    }

    void nobodyListens()
    {
        const QString url = u"stomp://127.0.0.1:%1"_s.arg(freePort());
        Console console({u"doctor"_s, url});
        console.start();
        COMPARE_EXIT(console, 3);
        QVERIFY2(console.out().contains("FAILED  TCP connection: "), console.out().constData());
        QVERIFY(console.out().contains("-       CONNECTED\n"));
    }

    void wrongPasswordIsNotShown()
    {
        Stomp::PracticeOptions options;
        options.broker.users.push_back({"me", "right"});
        options.broker.failedLoginDelay = 0;
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Console console({u"doctor"_s, broker.url(), u"--login"_s, u"me"_s});
        console.setEnvironment(u"STOMP_PASSWORD"_s, u"hunter2secret"_s);
        console.start();
        COMPARE_EXIT(console, 3);
        QVERIFY2(console.out().contains("FAILED  CONNECTED: "), console.out().constData());
        QVERIFY(console.out().contains("login me"));
        QVERIFY(!console.out().contains("hunter2secret"));
        QVERIFY(!console.err().contains("hunter2secret"));
    }

    void listsEveryAddressOfFailover()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Console console({u"doctor"_s,
            u"failover:(stomp://127.0.0.1:%1,%2)"_s.arg(freePort()).arg(broker.url())});
        console.start();
        COMPARE_EXIT(console, 0); // one works
        QCOMPARE(console.out().count("STOMP Console, connection to "), 2);
        QCOMPARE(console.out().count("FAILED"), 1);
    }

    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no URL") << QStringList{u"doctor"_s};
        QTest::newRow("two URLs") << QStringList{u"doctor"_s, u"practice:"_s, u"practice:"_s};
        QTest::newRow("no URL at all") << QStringList{u"doctor"_s, u"/queue/a"_s};
    }

    void usage()
    {
        QFETCH(QStringList, arguments);
        Console console(arguments);
        console.start();
        COMPARE_EXIT(console, 2);
        QVERIFY(console.out().isEmpty());
    }

    void interrupted()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Console console({u"doctor"_s, u"stomp://127.0.0.1:%1"_s.arg(silent.serverPort())});
        console.start();
        QTRY_VERIFY(silent.hasPendingConnections());
        console.signal(SIGINT);
        COMPARE_EXIT(console, 1);
    }
};

QTEST_GUILESS_MAIN(TestDoctorVerb)
#include "tst_doctorverb.moc"
