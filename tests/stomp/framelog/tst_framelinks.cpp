#include "framelogtext.h"

#include <stomp/framelog/framelinks.h>

#include <support/printing.h>

#include <QTest>

#include <array>

using namespace Stomp;

namespace {

std::string nameOf(FrameLink link)
{
    static constexpr std::array<const char*, 12> names{"itself", "request", "answer", "message",
        "settled", "settled-later", "end", "begin", "source", "result", "subscription",
        "unsubscribed"};
    return names.at(static_cast<std::size_t>(link));
}

std::string nameOf(FrameGap gap)
{
    static constexpr std::array<const char*, 12> names{"send-not-linked", "message-not-linked",
        "traced-not-seen", "source-not-seen", "no-receipt-asked", "no-answer-yet",
        "not-acknowledged", "needs-no-ack", "message-not-in-log", "request-not-in-log",
        "error-names-none", "more"};
    return names.at(static_cast<std::size_t>(gap));
}

/** "2 settled +1000, 3 answer? +1000; not-linked": steps, then gaps. */
std::string shown(const FrameChain& chain)
{
    std::string text;
    for (const FrameStep& step : chain.steps) {
        if (!text.empty())
            text += ", ";
        text += std::to_string(step.serial) + ' ' + nameOf(step.link);
        if (step.isProbable)
            text += '?';
        if (step.sinceUs != 0)
            text += " +" + std::to_string(step.sinceUs / 1000);
    }
    text += ';';
    for (const FrameGap gap : chain.gaps)
        text += ' ' + nameOf(gap);
    return text;
}

} // namespace

class TestFrameLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void chains_data();
    void chains();
    void manyStepsAreCounted();
    void whatIsGoneHasNoChain();
};

void TestFrameLinks::chains_data()
{
    QTest::addColumn<std::string>("log");
    QTest::addColumn<int>("asked");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const char* log, int asked, const char* expected) {
        QTest::newRow(name) << std::string(log) << asked << std::string(expected);
    };
    constexpr const char* acked12 = "1 > CONNECT\n1 < CONNECTED\n"
                                    "1 > SUBSCRIBE id:s1 ack:client-individual receipt:r1\n"
                                    "1 < RECEIPT receipt-id:r1\n"
                                    "1 < MESSAGE subscription:s1 message-id:m1 ack:a1 | x\n"
                                    "1 < MESSAGE subscription:s1 message-id:m2 ack:a2 | y\n"
                                    "1 > NACK id:a2\n"
                                    "1 > ACK id:a1 receipt:r2\n"
                                    "1 < RECEIPT receipt-id:r2\n";
    row("1.2 message", acked12, 5, "5 itself, 8 settled +3, 9 answer +1; message-not-linked");
    row("1.2 ack", acked12, 8, "5 message, 8 itself +3, 9 answer +1;");
    row("1.2 receipt of ack", acked12, 9, "5 message, 8 request +3, 9 itself +1;");
    row("1.2 nack without receipt", acked12, 7, "6 message, 7 itself +1; no-receipt-asked");
    row("subscribe", acked12, 3, "3 itself, 4 answer +1;");
    row("connect", acked12, 1, "1 itself, 2 answer +1;");
    row("connected", acked12, 2, "1 request, 2 itself +1;");
    row("1.1 needs the subscription too",
        "1 < MESSAGE v1.1 subscription:s1 message-id:m ack:zz\n"
        "1 < MESSAGE v1.1 subscription:s2 message-id:m\n"
        "1 > ACK v1.1 subscription:s2 message-id:m\n",
        3, "2 message, 3 itself +1; no-receipt-asked");
    row("1.0 by message-id alone", "1 < MESSAGE v1.0 message-id:m\n1 > ACK v1.0 message-id:m\n", 1,
        "1 itself, 2 settled +1; message-not-linked");
    row("1.2 does not take message-id for ack", "1 < MESSAGE message-id:m ack:a\n1 > ACK id:m\n", 2,
        "2 itself; no-receipt-asked message-not-in-log");
    row("escapes are decoded",
        "1 < MESSAGE v1.1 subscription:s message-id:a\\cb\n"
        "1 > ACK v1.1 message-id:a\\cb subscription:s\n",
        2, "1 message, 2 itself +1; no-receipt-asked");
    row("client mode: a later ACK means it too",
        "1 > SUBSCRIBE id:s ack:client\n1 < MESSAGE subscription:s ack:a1\n"
        "1 < MESSAGE subscription:s ack:a2\n1 > ACK id:a2\n",
        2, "2 itself, 3 message +1, 4 settled-later +1; message-not-linked");
    row("client-individual: it does not",
        "1 > SUBSCRIBE id:s ack:client-individual\n1 < MESSAGE subscription:s ack:a1\n"
        "1 < MESSAGE subscription:s ack:a2\n1 > ACK id:a2\n",
        2, "2 itself; not-acknowledged message-not-linked");
    row("auto needs none", "1 > SUBSCRIBE id:s ack:auto\n1 < MESSAGE subscription:s\n", 2,
        "2 itself; needs-no-ack message-not-linked");
    row("send and receipt", "1 > SEND destination:/q receipt:r1\n1 < RECEIPT receipt-id:r1\n", 1,
        "1 itself, 2 answer +1; send-not-linked");
    row("send and error", "1 > SEND destination:/q receipt:r1\n1 < ERROR receipt-id:r1\n", 2,
        "1 request, 2 itself +1;");
    row("send that asked for nothing", "1 > SEND destination:/q\n", 1,
        "1 itself; no-receipt-asked send-not-linked");
    row("send not answered yet", "1 > SEND destination:/q receipt:r1\n", 1,
        "1 itself; no-answer-yet send-not-linked");
    row("receipts of other connections are others",
        "1 > SEND receipt:r1\n2 > SEND receipt:r1\n2 < RECEIPT receipt-id:r1\n", 1,
        "1 itself; no-answer-yet send-not-linked");
    row("RabbitMQ: an ERROR without receipt-id, one suspect",
        "1 > CONNECT\n1 < CONNECTED\n1 > SEND receipt:r1\n1 < RECEIPT receipt-id:r1\n"
        "1 > SEND receipt:r2\n1 < ERROR message:no\n",
        6, "5 request?, 6 itself +1;");
    row("the same from the SEND",
        "1 > CONNECT\n1 < CONNECTED\n1 > SEND receipt:r2\n1 < ERROR message:no\n", 3,
        "3 itself, 4 answer? +1; send-not-linked");
    row("two suspects are none",
        "1 > CONNECT\n1 < CONNECTED\n1 > SEND receipt:r1\n1 > SEND receipt:r2\n1 < ERROR\n", 5,
        "5 itself; error-names-none");
    row("one was answered later",
        "1 > CONNECT\n1 < CONNECTED\n1 > SEND receipt:r1\n1 > SEND receipt:r2\n1 < ERROR\n"
        "1 < RECEIPT receipt-id:r1\n",
        5, "4 request?, 5 itself +1;");
    row("an ERROR instead of CONNECTED", "1 > CONNECT\n1 < ERROR message:no\n", 2,
        "1 request, 2 itself +1;");
    row("an ERROR that ends a subscription",
        "1 > CONNECT\n1 < CONNECTED\n1 > SUBSCRIBE id:s receipt:r1\n1 < RECEIPT receipt-id:r1\n"
        "1 < ERROR subscription:s\n",
        5, "3 subscription, 4 answer +1, 5 itself +1;");
    row("a receipt whose request has left the log", "1 < RECEIPT receipt-id:r1\n", 1,
        "1 itself; request-not-in-log");
    row("sessions do not mix",
        "1 > CONNECT\n1 < MESSAGE subscription:s ack:a1\n1 > CONNECT\n"
        "1 < MESSAGE subscription:s ack:a1\n1 > ACK id:a1\n",
        2, "2 itself; not-acknowledged message-not-linked");
    row("a trace links SEND and MESSAGE over connections",
        "1 > SEND x-console-trace:t receipt:r1\n1 < RECEIPT receipt-id:r1\n"
        "2 < MESSAGE x-console-trace:t subscription:s ack:a\n2 > ACK id:a receipt:r1\n"
        "2 < RECEIPT receipt-id:r1\n",
        1, "1 itself, 2 answer +1, 3 result +1, 4 settled +1, 5 answer +1;");
    row("and back",
        "2 > CONNECT\n1 > SEND x-console-trace:t receipt:r1\n1 < RECEIPT receipt-id:r1\n"
        "2 < MESSAGE x-console-trace:t subscription:s ack:a\n",
        4, "2 source, 3 answer +1, 4 itself +1; not-acknowledged");
    row("a trace that led nowhere",
        "1 > SEND x-console-trace:t receipt:r\n1 < RECEIPT receipt-id:r\n", 1,
        "1 itself, 2 answer +1; traced-not-seen");
    row("transaction",
        "1 > BEGIN transaction:t receipt:r1\n1 < RECEIPT receipt-id:r1\n1 > SEND transaction:t\n"
        "1 > COMMIT transaction:t receipt:r2\n1 < RECEIPT receipt-id:r2\n",
        3,
        "1 begin, 2 answer +1, 3 itself +1, 4 end +1, 5 answer +1; no-receipt-asked "
        "send-not-linked");
    row("unsubscribe",
        "1 > SUBSCRIBE id:s receipt:r1\n1 < RECEIPT receipt-id:r1\n"
        "1 > UNSUBSCRIBE id:s receipt:r2\n1 < RECEIPT receipt-id:r2\n",
        3, "1 subscription, 2 answer +1, 3 itself +1, 4 answer +1;");
    row("heart-beats are linked to nothing", "1 < ~\n", 1, "1 itself;");
}

void TestFrameLinks::chains()
{
    QFETCH(const std::string, log);
    QFETCH(const int, asked);
    QFETCH(const std::string, expected);
    const FrameRing ring = Testing::ringOf(log);
    QCOMPARE(shown(FrameLinks(ring).chainOf(static_cast<std::uint64_t>(asked))), expected);
}

void TestFrameLinks::manyStepsAreCounted()
{
    std::string log = "1 > SEND x-console-trace:t receipt:r\n";
    for (int i = 0; i < 200; ++i)
        log += "1 < MESSAGE x-console-trace:t message-id:" + std::to_string(i) + '\n';
    const FrameRing ring = Testing::ringOf(log);
    const FrameChain chain = FrameLinks(ring).chainOf(1);
    QCOMPARE(chain.steps.size(), FrameLinks::mostSteps);
    QVERIFY(chain.gaps.back() == FrameGap::MoreSteps);
}

void TestFrameLinks::whatIsGoneHasNoChain()
{
    FrameRing ring = Testing::ringOf("1 > CONNECT\n1 < CONNECTED\n");
    ring.dropOldest(1);
    QVERIFY(FrameLinks(ring).chainOf(1).steps.empty());
    QCOMPARE(shown(FrameLinks(ring).chainOf(2)), std::string("2 itself; request-not-in-log"));
}

QTEST_APPLESS_MAIN(TestFrameLinks)
#include "tst_framelinks.moc"
