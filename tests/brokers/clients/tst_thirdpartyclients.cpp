#include <support/practicefixture.h>

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

/** The same conversation by clients that others wrote, each in its own language and in each
 * version; what they say they did is compared with what the broker counted. */
class TestThirdPartyClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void clients_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("faults");
        for (const char* version : {"1.0", "1.1", "1.2"}) {
            const auto add = [=](const char* name, const char* program, const char* script,
                                 const char* faults = "") {
                QTest::addRow("%s %s %s", name, version, faults)
                    << QString::fromLatin1(program) << QString::fromLatin1(script)
                    << QString::fromLatin1(version) << QString::fromLatin1(faults);
            };
            // Debian's own interpreters: the libraries are theirs.
            add("stomp.py", "/usr/bin/python3", "client.py");
            add("stomp gem", "/usr/bin/ruby", "client.rb");
            add("Net::Stomp", "/usr/bin/perl", "client.pl");
            if (version != std::string_view("1.2"))
                continue;
            // What a good client does not even notice. (Of the three only stomp.py takes CRLF; the
            // topic's body of a megabyte would take its time byte by byte.)
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
        QFETCH(QString, script);
        QFETCH(QString, version);
        QFETCH(QString, faults);
        PracticeOptions options;
        options.broker.users = {{"guest", "guest"}};
        QVERIFY(!FaultPlan::parse(faults.toStdString(), options.faults));
        Testing::ThreadedPracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));

        QProcess client;
        client.setProcessChannelMode(QProcess::MergedChannels);
        client.start(program,
            {QStringLiteral(CLIENTS_FOLDER "/") + script, QString::number(broker.port()), version});
        QVERIFY2(client.waitForStarted(), qPrintable(client.errorString()));
        const bool finished = client.waitForFinished(60'000);
        const QByteArray output = client.readAll();
        if (!finished) {
            client.kill();
            client.waitForFinished();
        }
        QVERIFY2(finished, output.constData());
        QCOMPARE(output, QByteArray("done\n"));
        QCOMPARE(client.exitStatus(), QProcess::NormalExit);
        QCOMPARE(client.exitCode(), 0);

        const BrokerSnapshot snapshot = broker.snapshot();
        const auto verify = [&](const char* name, std::uint64_t in, std::uint64_t acked) {
            for (const DestinationSnapshot& place : snapshot.destinations) {
                if (place.name != name)
                    continue;
                QCOMPARE(place.counters.in, in);
                QCOMPARE(place.counters.acked, acked);
                QCOMPARE(place.waiting, std::size_t{0});
                QCOMPARE(place.inFlight, std::size_t{0});
                return;
            }
            QFAIL(name);
        };
        verify("/queue/individual", 3, 3);
        verify("/topic/news", 2, 2);
        verify("/queue/cumulative", 3, 3);
        verify("/queue/transaction", 1, 1);
        if (version != QStringLiteral("1.0"))
            verify("/queue/refused", 1, 1);
    }
};

QTEST_GUILESS_MAIN(TestThirdPartyClients)
#include "tst_thirdpartyclients.moc"
