#include <support/practicefixture.h>

#include <QProcess>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Stomp;

/** The same conversation by clients that others wrote, each in its own language and in each
 * version; what they say they did is compared with what the broker counted. Then the broker goes
 * and comes again, and they connect again. */
class TestThirdPartyClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess install;
        install.setProcessChannelMode(QProcess::MergedChannels);
        install.start(QStringLiteral(CLIENTS_FOLDER "/npm/install"), {QStringLiteral(NPM_FOLDER)});
        QVERIFY2(install.waitForFinished(150'000), qPrintable(install.errorString()));
        m_npm = install.exitCode() == 0 ? QByteArray() : install.readAll();
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void clients_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("script"); // with what follows port and version
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("faults");
        for (const char* version : {"1.0", "1.1", "1.2"}) {
            const auto add = [=](const char* name, const char* program, const char* script,
                                 const char* faults = "") {
                QTest::addRow("%s %s %s", name, version, faults)
                    << QString::fromLatin1(program) << QString::fromLatin1(script).split(u' ')
                    << QString::fromLatin1(version) << QString::fromLatin1(faults);
            };
            // Debian's own interpreters: the libraries are theirs.
            add("stomp.py", "/usr/bin/python3", "client.py");
            add("stomp gem", "/usr/bin/ruby", "client.rb");
            add("Net::Stomp", "/usr/bin/perl", "client.pl");
            add("stompit", "node", "client.js stompit");
            add("stompit over WebSocket", "node", "client.js stompit-ws");
            add("stompjs", "node", "client.js stompjs");
            add("stompjs over WebSocket", "node", "client.js stompjs-ws");
            if (version != std::string_view("1.2"))
                continue;
            // What a good client does not even notice. (Of the first three only stomp.py takes
            // CRLF; the topic's body of a megabyte would take its time byte by byte.)
            for (const char* faults : {"split=5 pause=3ms on ANY",
                     "trickle=0 on MESSAGE /queue/*; trickle=0 on RECEIPT; trickle=0 on CONNECTED",
                     "line-ends=0 on ANY", "line-ends=30 on ANY",
                     "shuffle-headers on ANY; unknown-headers=7 on ANY; delay=20ms on ANY"}) {
                add("stomp.py", "/usr/bin/python3", "client.py", faults);
                add("stomp gem", "/usr/bin/ruby", "client.rb", faults);
                add("Net::Stomp", "/usr/bin/perl", "client.pl", faults);
            }
        }
    }
    void clients()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, script);
        QFETCH(QString, version);
        QFETCH(QString, faults);
        if (program == QStringLiteral("node"))
            QVERIFY2(m_npm.isEmpty(), m_npm.constData());
        PracticeOptions options;
        options.broker.users = {{"guest", "guest"}};
        const bool isWeb = script.last().endsWith(QStringLiteral("-ws"));
        if (isWeb)
            options.further.webSocket = freePort(); // the same one after the restart
        QVERIFY(!FaultPlan::parse(faults.toStdString(), options.faults));
        Testing::ThreadedPracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));

        QProcess client;
        client.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), QStringLiteral(NPM_FOLDER "/node_modules"));
        client.setProcessEnvironment(environment);
        const quint16 port = isWeb ? *options.further.webSocket : broker.port();
        client.start(program,
            QStringList{
                QStringLiteral(CLIENTS_FOLDER "/") + script.first(), QString::number(port), version}
                + script.mid(1));
        QVERIFY2(client.waitForStarted(), qPrintable(client.errorString()));
        const auto stopClient = qScopeGuard([&] {
            client.kill();
            client.waitForFinished();
        });
        while (!client.canReadLine() && client.waitForReadyRead(60'000)) { }
        const QByteArray request = client.readLine();
        QVERIFY2(request == "restart\n", QByteArray(request + client.readAll()).constData());
        checkCounters(broker.snapshot(), version);
        if (QTest::currentTestFailed())
            return;
        broker.stop();
        QVERIFY2(broker.startAgain(), qPrintable(broker.error()));
        send(broker.port(), "still here");

        const bool finished = client.waitForFinished(60'000);
        const QByteArray output = client.readAll();
        QVERIFY2(finished, output.constData());
        // What the libraries themselves say of the loss comes before it.
        QVERIFY2(output.endsWith("done\n"), output.constData());
        QCOMPARE(client.exitStatus(), QProcess::NormalExit);
        QCOMPARE(client.exitCode(), 0);
        verify(broker.snapshot(), "/queue/after", 1, 1);
    }

private:
    static void checkCounters(const BrokerSnapshot& snapshot, const QString& version)
    {
        verify(snapshot, "/queue/individual", 3, 3);
        verify(snapshot, "/topic/news", 2, 2);
        verify(snapshot, "/queue/cumulative", 3, 3);
        verify(snapshot, "/queue/transaction", 1, 1);
        verify(snapshot, "/queue/selected", 3, 3);
        if (version != QStringLiteral("1.0"))
            verify(snapshot, "/queue/refused", 1, 1);
    }

    static void verify(
        const BrokerSnapshot& snapshot, const char* name, std::uint64_t in, std::uint64_t acked)
    {
        for (const DestinationSnapshot& place : snapshot.destinations) {
            if (place.name != name)
                continue;
            QVERIFY2(place.counters.in == in, name);
            QVERIFY2(place.counters.acked == acked, name);
            QVERIFY2(place.waiting == 0, name);
            QVERIFY2(place.inFlight == 0, name);
            return;
        }
        QFAIL(name);
    }

    static quint16 freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }

    /** To /queue/after, by a client of few words. */
    static void send(quint16 port, const QByteArray& body)
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY2(socket.waitForConnected(20'000), qPrintable(socket.errorString()));
        socket.write("CONNECT\naccept-version:1.2\nhost:h\nlogin:guest\npasscode:guest\n\n" + nul
            + "SEND\ndestination:/queue/after\n\n" + body + nul + "DISCONNECT\nreceipt:sent\n\n"
            + nul);
        QByteArray answer;
        while (!answer.contains("receipt-id:sent") && socket.waitForReadyRead(20'000))
            answer += socket.readAll();
        QVERIFY2(answer.contains("receipt-id:sent"), answer.constData());
    }

    inline static const QByteArray nul = QByteArray(1, '\0');
    QByteArray m_npm; //!< why npm's clients are not there; empty: they are
};

QTEST_GUILESS_MAIN(TestThirdPartyClients)
#include "tst_thirdpartyclients.moc"
