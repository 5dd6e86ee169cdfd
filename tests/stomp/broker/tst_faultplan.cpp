#include <stomp/broker/faultbook.h>

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Stomp;

/** Faults as text, and back; stomp-facts 4.12. */
class TestFaultPlan : public QObject
{
    Q_OBJECT

    static FaultPlan planOf(const std::string& text)
    {
        FaultPlan plan;
        const Verdict refusal = FaultPlan::parse(text, plan);
        return refusal ? FaultPlan() : plan;
    }

private Q_SLOTS:
    void roundTrip_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        const auto row = [](const char* text, const char* written = nullptr) {
            QTest::newRow(text) << QString::fromLatin1(text)
                                << QString::fromLatin1(written ? written : text);
        };
        row("delay=200ms on MESSAGE /queue/orders every 3");
        row("delay", "delay=200ms");
        row("delay=2s", "delay=2000ms");
        row("delay=7", "delay=7ms");
        row("drop");
        row("drop on MESSAGE", "drop");
        row("drop on RECEIPT once");
        row("drop on SEND /queue/a* after 5 every 2 chance 30% times 4");
        row("drop on /topic/*", "drop on MESSAGE /topic/*");
        row("drop  chance 100 \r", "drop");
        row("drop times 1", "drop once");
        row("duplicate=3 on ANY");
        row("split=5 pause=50ms on CONNECTED");
        row("split pause=50", "split=3 pause=50ms");
        row("reorder=2 wait=100ms on MESSAGE orders");
        row("refuse-versions=1.2,1.0", "refuse-versions=1.0,1.2");
        row("slow-consumer=64B/s");
        row("big-header=2000", "big-header=2000B");
        row("no-heart-beats after 3");
        row(" error ;; close on CONNECT\n\ncrlf ;", "error; close on CONNECT; crlf");
        row("drop; seed 42", "seed 42; drop");
        row("drop; clear; crlf", "crlf");
        row("seed 9", "");
        row("", "");
    }
    void roundTrip()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        FaultPlan plan;
        const Verdict refusal = FaultPlan::parse(text.toStdString(), plan);
        QVERIFY2(!refusal, refusal ? refusal->message.c_str() : "");
        QCOMPARE(QString::fromStdString(plan.text()), written);
        if (!plan.isEmpty())
            QCOMPARE(planOf(plan.text()), plan);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* text, const char* message) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(message);
        };
        row("dleay=200ms", "There is no fault [dleay]");
        row("delay=200m", "[delay=200m] is not understood: Delay is from 1ms to 3600000ms");
        row("delay=0", "[delay=0] is not understood: Delay is from 1ms to 3600000ms");
        row("delay=99999999999s",
            "[delay=99999999999s] is not understood: Delay is from 1ms to 3600000ms");
        row("drop=3", "drop takes no value [3]");
        row("delay pause=3", "delay takes no parameter [pause]");
        row("delay 200ms", "What is [200ms] in delay?");
        row("error on MESSAGE",
            "error cannot be on [MESSAGE], only on SEND, SUBSCRIBE, UNSUBSCRIBE, ACK, NACK, BEGIN, "
            "COMMIT, ABORT, CONNECT, DISCONNECT, ANY");
        row("drop on RECEIPT /queue/a",
            "RECEIPT frames have no destination: [/queue/a] does not go with them");
        row("slow-consumer on SEND",
            "slow-consumer is for connections: it cannot be on some frames only");
        row("drop on", "Behind on stands a command, a destination or both");
        row("drop on every 3", "Behind on stands a command, a destination or both");
        row("drop every 0", "every [0] is not a number from 1 to 1000000000");
        row("drop every", "every [] is not a number from 1 to 1000000000");
        row("drop chance 101%", "chance [101%] is not a number from 1 to 100");
        row("refuse-versions=1.3",
            "[refuse-versions=1.3] is not understood: Versions refused is of 1.0, 1.1 and 1.2 "
            "some, "
            "separated by commas");
        row("seed x", "seed [x] is not a number from 0 to 18446744073709551615");
        row("seed 1 drop", "seed stands alone: [drop] is too much");
        row("clear drop", "clear stands alone, it removes all faults");
    }
    void refusals()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        FaultPlan plan = planOf("crlf");
        const FaultPlan before = plan;
        const Verdict refusal = FaultPlan::parse("drop;" + text.toStdString(), plan);
        QVERIFY(refusal);
        QCOMPARE(QString::fromStdString(refusal->message), message);
        QVERIFY(refusal->detail.find("For example: delay=200ms on MESSAGE") != std::string::npos);
        QCOMPARE(plan, before);
    }

    void thereIsAMost()
    {
        std::string text;
        for (int i = 0; i < 50; ++i)
            text += "drop;";
        FaultPlan plan;
        QVERIFY(!FaultPlan::parse(text, plan));
        const FaultPlan before = plan;
        const Verdict refusal = FaultPlan::parse("crlf", plan);
        QVERIFY(refusal);
        QCOMPARE(refusal->message, std::string("Too many faults"));
        QCOMPARE(plan, before);
        QVERIFY(!FaultPlan::parse("clear;crlf", plan));
        QCOMPARE(plan.faults.size(), std::size_t{1});

        // The same for clients that add one after the other.
        FaultBook book;
        QVERIFY(!book.add(text, 0));
        QVERIFY(book.add("crlf", 0));
        QCOMPARE(book.plan(), before);
    }

    void exampleOfTheFormIsAccepted()
    {
        QCOMPARE(
            planOf("delay=200ms on MESSAGE /queue/orders every 3").faults.size(), std::size_t{1});
        QCOMPARE(planOf("drop on RECEIPT once; split=5 pause=50ms chance 20%").faults.size(),
            std::size_t{2});
        const std::string form = faultForm();
        QVERIFY(form.find("drop on RECEIPT once; split=5 pause=50ms chance 20%") < form.size());
    }

    /** The dock is made of it: nothing may be missing. */
    void catalogue()
    {
        QSet<QString> names;
        for (const FaultInfo& info : FaultPlan::catalogue()) {
            const auto name = QString::fromLatin1(info.name.data(), qsizetype(info.name.size()));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
            QCOMPARE(&infoOf(info.kind), &info);
            QCOMPARE(findFault(info.name), &info);
            QVERIFY2(
                !info.title.empty() && info.effect.ends_with('.') && info.advice.ends_with('.'),
                qPrintable(name));
            QVERIFY(info.parameters.size() <= Fault().values.size());
            Fault fault = Fault::of(info.kind);
            for (std::size_t i = 0; i < info.parameters.size(); ++i) {
                const FaultParameter& parameter = info.parameters[i];
                QCOMPARE(fault.values[i], parameter.standard);
                QCOMPARE(parameter.name.empty(), i == 0);
                QVERIFY(!parameter.label.empty());
                for (const std::int64_t value :
                    {parameter.least, parameter.standard, parameter.most})
                    QCOMPARE(parameter.read(parameter.text(value)), std::optional(value));
                QVERIFY(!parameter.read(parameter.text(parameter.most + 1)));
            }
            for (const std::string_view command : info.commands) {
                fault.command = command;
                QCOMPARE(planOf(textOf(fault)).faults, std::vector<Fault>{fault});
            }
        }
    }

    void patterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* pattern, const char* text, bool matches) {
            QTest::addRow("%s, %s", pattern, text)
                << QString::fromLatin1(pattern) << QString::fromLatin1(text) << matches;
        };
        row("/queue/a", "/queue/a", true);
        row("/queue/a", "/queue/ab", false);
        row("/queue/a*", "/queue/a", true);
        row("/queue/a*", "/queue/abc", true);
        row("*a*b*", "xxaxbxabx", true);
        row("*a*b", "ab", true);
        row("*a*b", "aba", false);
        row("*", "", true);
        row("**", "x", true);
        row("a", "", false);
    }
    void patterns()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QTEST(matchesPattern(pattern.toStdString(), text.toStdString()), "matches");
    }

    void whichFrames()
    {
        Fault any = planOf("drop on ANY").faults.at(0);
        QVERIFY(any.concerns("MESSAGE", "/queue/a"));
        QVERIFY(any.concerns("RECEIPT", ""));
        QVERIFY(!any.concerns("SEND", "/queue/a"));
        QVERIFY(!any.concerns("HEART-BEAT", ""));
        any.destination = "/queue/*";
        QVERIFY(any.concerns("MESSAGE", "/queue/a"));
        QVERIFY(!any.concerns("RECEIPT", ""));
        const Fault ofClients = planOf("error on ANY").faults.at(0);
        QVERIFY(ofClients.concerns("SUBSCRIBE", "/queue/a"));
        QVERIFY(ofClients.concerns("STOMP", ""));
        QVERIFY(!ofClients.concerns("MESSAGE", "/queue/a"));
        const Fault connect = planOf("close on CONNECT").faults.at(0);
        QVERIFY(connect.concerns("STOMP", ""));
        QVERIFY(!connect.concerns("SEND", ""));
    }
};

QTEST_APPLESS_MAIN(TestFaultPlan)
#include "tst_faultplan.moc"
