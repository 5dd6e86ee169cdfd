#include "faultbench.h"

#include <stomp/broker/faultcontrol.h>

#include <QTest>

using namespace Stomp;
using Testing::FaultBench;

/** What faults do to a client's frames, and how a client sets them; stomp-facts 4.12. */
class TestFaultControl : public QObject
{
    Q_OBJECT

    static void control(FaultBench& bench, FaultBench::Client& client, const std::string& text)
    {
        bench.say(client,
            "SEND\ndestination:" + std::string(faultControl) + "\nreceipt:control\n\n" + text);
    }
    static bool gotReceipt(FaultBench::Client& client)
    {
        const bool got = !client.outbox.frames.empty()
            && client.outbox.frames.back().value("receipt-id") == "control";
        client.outbox.frames.clear();
        return got;
    }
    static std::string last(const FaultBench::Client& client)
    {
        return client.outbox.frames.empty() ? std::string() : client.outbox.frames.back().command;
    }

private Q_SLOTS:
    void settingAndClearing()
    {
        FaultBench bench;
        auto& client = bench.connect();
        control(bench, client, "drop on RECEIPT");
        QVERIFY(gotReceipt(client));
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:r\n\n");
        QCOMPARE(last(client), std::string());
        control(bench, client, "error on SUBSCRIBE once\nseed 5");
        QVERIFY(gotReceipt(client));
        const FaultReport report = bench.report();
        QCOMPARE(report.plan, std::string("seed 5; drop on RECEIPT; error on SUBSCRIBE once"));
        QCOMPARE(report.faults,
            (std::vector<FaultHits>{{"drop on RECEIPT", 1, 1}, {"error on SUBSCRIBE once", 0, 0}}));
        control(bench, client, "clear");
        QVERIFY(gotReceipt(client));
        QCOMPARE(bench.report().plan, std::string());
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:r\n\n");
        QCOMPARE(last(client), std::string("RECEIPT"));
        // It is no queue.
        QCOMPARE(bench.broker.snapshot().destinations.size(), std::size_t{1});
    }

    void clearAndAnother()
    {
        FaultBench bench("drop on RECEIPT");
        auto& client = bench.connect();
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:r\n\n");
        control(bench, client, "clear; drop on RECEIPT");
        QVERIFY(gotReceipt(client));
        QCOMPARE(bench.report().faults, (std::vector<FaultHits>{{"drop on RECEIPT", 0, 0}}));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QString>("message");
        QTest::newRow("nonsense") << QStringLiteral("drop; make it fail") << QString()
                                  << QStringLiteral("There is no fault [make]");
        QTest::newRow("empty") << QStringLiteral(" ;\n") << QString()
                               << QStringLiteral("The body names no fault");
        QTest::newRow("transaction") << QStringLiteral("drop") << QStringLiteral("transaction:t\n")
                                     << QStringLiteral("Faults cannot be set in a transaction");
    }
    void refusals()
    {
        QFETCH(QString, body);
        QFETCH(QString, headers);
        QFETCH(QString, message);
        FaultBench bench("crlf on ERROR /queue/x");
        QVERIFY(bench.setFaults("crlf on MESSAGE"));
        auto& client = bench.connect();
        bench.say(client,
            "SEND\ndestination:/queue/practice.control\n" + headers.toStdString() + '\n'
                + body.toStdString());
        QCOMPARE(last(client), std::string("ERROR"));
        const Frame& error = client.outbox.frames.back();
        QCOMPARE(error.value("message"), std::string_view(message.toStdString()));
        if (headers.isEmpty())
            QVERIFY(error.body.find("For example: delay=200ms on MESSAGE") < error.body.size());
        QCOMPARE(bench.report().plan, std::string("crlf"));
    }

    /** It can always be undone. */
    void noFaultBefallsIt_data()
    {
        QTest::addColumn<QString>("plan");
        for (const char* plan : {"drop on SEND", "refuse on ANY", "close on SEND", "error on SEND",
                 "drop on ANY", "cut on RECEIPT", "delay=60s on ANY"})
            QTest::newRow(plan) << QString::fromLatin1(plan);
    }
    void noFaultBefallsIt()
    {
        QFETCH(QString, plan);
        FaultBench bench;
        auto& client = bench.connect();
        control(bench, client, plan.toStdString());
        QVERIFY(gotReceipt(client));
        control(bench, client, "clear");
        QVERIFY(gotReceipt(client));
        QVERIFY(!client.outbox.isClosed);
    }

    void droppedSends()
    {
        FaultBench bench("drop on SEND /queue/a every 2");
        auto& client = bench.connect();
        for (int i = 0; i < 4; ++i)
            bench.say(client, "SEND\ndestination:/queue/a\nreceipt:" + std::to_string(i) + "\n\n");
        bench.say(client, "SEND\ndestination:/queue/b\nreceipt:b\n\n");
        QCOMPARE(client.outbox.frames.size(), std::size_t{4}); // CONNECTED and three receipts
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{2});
        QCOMPARE(bench.report().totals.sendsLost, std::uint64_t{2});
        QCOMPARE(bench.report().totals.clientFramesLost, std::uint64_t{2});
    }

    void errorWithoutClose()
    {
        FaultBench bench("error on SEND once");
        auto& client = bench.connect();
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:1\n\n");
        QCOMPARE(last(client), std::string("ERROR"));
        QCOMPARE(client.outbox.frames.back().value("receipt-id"), std::string_view("1"));
        QVERIFY(!client.outbox.isClosed);
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:2\n\n");
        QCOMPARE(client.outbox.frames.back().value("receipt-id"), std::string_view("2"));
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{1});
    }

    void errorAndClose()
    {
        FaultBench bench("refuse on SUBSCRIBE");
        auto& client = bench.connect();
        bench.say(client, "SUBSCRIBE\nid:1\ndestination:/queue/a\n\n");
        QCOMPARE(last(client), std::string("ERROR"));
        QVERIFY(client.outbox.isClosed);
    }

    void closeWithoutError()
    {
        FaultBench bench("close on SEND");
        auto& client = bench.subscribed("/queue/b", "ack:client\n");
        bench.publish("back", "/queue/b");
        client.outbox.frames.clear();
        bench.say(client, "SEND\ndestination:/queue/a\nreceipt:1\n\n");
        QCOMPARE(last(client), std::string());
        QVERIFY(client.outbox.isClosed);
        QCOMPARE(bench.broker.waiting("/queue/b"), std::size_t{1});
    }

    void versions_data()
    {
        QTest::addColumn<QString>("plan");
        QTest::addColumn<QString>("accepted");
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char* plan, const char* accepted, const char* outcome) {
            QTest::addRow("%s, %s", plan, accepted)
                << QString::fromLatin1(plan) << QString::fromLatin1(accepted)
                << QString::fromLatin1(outcome);
        };
        row("refuse-versions", "1.0,1.1,1.2", "CONNECTED 1.0");
        row("refuse-versions=1.2", "1.0,1.1,1.2", "CONNECTED 1.1");
        row("refuse-versions=1.2", "1.2", "ERROR 1.0,1.1");
        row("refuse-versions=1.0", "", "ERROR 1.1,1.2");
        row("refuse-versions=1.0,1.1,1.2", "1.0,1.1,1.2", "ERROR ");
        row("refuse-versions=1.0; refuse-versions=1.2", "1.1", "CONNECTED 1.1");
    }
    void versions()
    {
        QFETCH(QString, plan);
        QFETCH(QString, accepted);
        QFETCH(QString, outcome);
        FaultBench bench(plan.toStdString());
        auto& client = bench.open();
        const std::string list =
            accepted.isEmpty() ? "" : "accept-version:" + accepted.toStdString() + '\n';
        bench.say(client, "CONNECT\n" + list + '\n');
        QVERIFY(!client.outbox.frames.empty());
        const Frame& answer = client.outbox.frames.back();
        QCOMPARE(
            answer.command + ' ' + std::string(answer.value("version")), outcome.toStdString());
    }

    /** A hundred bytes a second: the frame behind so many waits so long. */
    void slowConsumer()
    {
        FaultBench bench;
        auto& client = bench.connect("1000,0");
        QVERIFY(bench.setFaults("slow-consumer=100"));
        QCOMPARE(client.session.inputAtOnce(), std::size_t{10});
        bench.say(client, "SEND\ndestination:/queue/a\n\n" + std::string(468, 'x')); // 500 bytes
        QVERIFY(!client.session.wantsInput());
        bench.pass(4'900);
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{0});
        bench.pass(200);
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{1});
        // It was not read: its silence is not its fault.
        QCOMPARE(client.session.state(), ServerSession::State::Connected);
        bench.say(client, "SEND\ndestination:/queue/a\n\n" + std::string(468, 'x'));
        QVERIFY(bench.setFaults(""));
        bench.pass(1);
        QCOMPARE(bench.broker.waiting("/queue/a"), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestFaultControl)
#include "tst_faultcontrol.moc"
