#include <support/sessionharness.h>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::SessionHarness;
using Testing::wire;

namespace {

std::string message(std::string_view subscription, std::string_view id)
{
    return wire("MESSAGE\nsubscription:" + std::string(subscription) + "\nmessage-id:m:"
        + std::string(id) + "\nack:a" + std::string(id) + "\n\n" + std::string(id) + "^@");
}

// In 1.1 and 1.2 a raw colon of a received header is kept, and escaped when it is written.
std::string escapedColon(std::string_view version)
{
    return version == "1.0" ? ":" : "\\c";
}

} // namespace

/** ACK and NACK in each version's own form (stomp-facts 2.4), by hand and on arrival. */
class TestClientSessionAcks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void forms_data()
    {
        QTest::addColumn<std::string>("version");
        QTest::addColumn<std::string>("ack");
        QTest::addColumn<std::string>("nack");
        QTest::newRow("1.0") << std::string("1.0")
                             << std::string("ACK<LF>message-id:m:7<LF>transaction:t<LF><LF>^@")
                             << std::string();
        QTest::newRow("1.1")
            << std::string("1.1")
            << std::string("ACK<LF>message-id:m\\c7<LF>subscription:1<LF>transaction:t<LF><LF>^@")
            << std::string("NACK<LF>message-id:m\\c7<LF>subscription:1<LF><LF>^@");
        QTest::newRow("1.2") << std::string("1.2")
                             << std::string("ACK<LF>id:a7<LF>transaction:t<LF><LF>^@")
                             << std::string("NACK<LF>id:a7<LF><LF>^@");
    }

    void forms()
    {
        QFETCH(std::string, version);
        QFETCH(std::string, ack);
        QFETCH(std::string, nack);
        SessionHarness one;
        one.connect(version);
        QCOMPARE(
            one.session.subscribe(3, {.destination = "/queue/a", .ack = AckMode::Client}, one.now),
            "");
        one.feed(message("1", "7"));
        one.out();
        const AckReference reference = one.recorder.messages.back();
        QVERIFY(reference == (AckReference{3, "m:7", "a7"}));

        const auto acked = one.session.acknowledge(reference, "t", false, one.now);
        QCOMPARE(acked.refusal, "");
        QCOMPARE(one.out(), ack);
        const auto nacked = one.session.reject(reference, "", false, one.now);
        QCOMPARE(nacked.refusal, nack.empty() ? "STOMP 1.0 has no NACK" : "");
        QCOMPARE(one.out(), nack);
        QVERIFY(nacked.id > acked.id);

        const auto asked = one.session.acknowledge(reference, "", true, one.now);
        const std::string receipt = "ACK<LF>receipt:r" + std::to_string(asked.id) + "<LF>";
        QVERIFY(one.out().starts_with(receipt));
    }

    void impossible_data()
    {
        QTest::addColumn<std::string>("version");
        QTest::addColumn<int>("subscription");
        QTest::addColumn<std::string>("messageId");
        QTest::addColumn<std::string>("ackId");
        const auto row = [](const char* name, const char* version, int key, const char* messageId,
                             const char* ackId) {
            QTest::newRow(name) << std::string(version) << key << std::string(messageId)
                                << std::string(ackId);
        };
        row("1.2 without ack header", "1.2", 3, "m", "");
        row("1.1 without message-id", "1.1", 3, "", "a");
        row("1.0 without message-id", "1.0", 3, "", "");
        row("unsolicited", "1.1", 0, "m", "a");
        row("of another session", "1.2", 99, "m", "a");
    }

    void impossible()
    {
        QFETCH(std::string, version);
        QFETCH(int, subscription);
        QFETCH(std::string, messageId);
        QFETCH(std::string, ackId);
        SessionHarness one;
        one.connect(version);
        std::ignore = one.session.subscribe(3, {.destination = "/queue/a"}, one.now);
        one.out();
        const AckReference reference{static_cast<SubscriptionKey>(subscription), messageId, ackId};
        const auto sent = one.session.acknowledge(reference, "", true, one.now);
        QVERIFY(!sent.refusal.empty());
        QVERIFY(sent.id != 0);
        QCOMPARE(one.out(), "");
    }

    void onArrivalIndividually_data()
    {
        QTest::addColumn<std::string>("version");
        QTest::addColumn<std::string>("ack");
        QTest::newRow("1.0 client") << std::string("1.0") << std::string("client");
        QTest::newRow("1.1 individual") << std::string("1.1") << std::string("client-individual");
        QTest::newRow("1.2 individual") << std::string("1.2") << std::string("client-individual");
    }

    void onArrivalIndividually()
    {
        QFETCH(std::string, version);
        QFETCH(std::string, ack);
        SessionHarness one;
        one.connect(version);
        QCOMPARE(
            one.session.subscribe(3,
                {.destination = "/queue/a", .ack = *ackModeFromString(ack), .ackOnArrival = true},
                one.now),
            "");
        one.out();
        // An acknowledgement follows the sink's taking, also when the sink then stops.
        one.recorder.onMessage = [&] {
            QCOMPARE(one.session.received(), ++m_seen);
        };
        m_seen = 0;
        one.recorder.wantsMore = false;
        one.feed(message("1", "1") + message("1", "2"));
        const auto expected = [&version](const char* number) {
            const std::string id = number;
            if (version == "1.2")
                return "ACK<LF>id:a" + id + "<LF><LF>^@";
            return "ACK<LF>message-id:m" + escapedColon(version) + id + "<LF>"
                + (version == "1.1" ? "subscription:1<LF><LF>^@" : "<LF>^@");
        };
        QCOMPARE(one.out(), expected("1"));
        one.recorder.wantsMore = true;
        one.session.process(one.now);
        QCOMPARE(one.out(), expected("2"));
    }

    void onArrivalCumulatively()
    {
        SessionHarness one;
        one.connect("1.2");
        const SubscribeRequest request{
            .destination = "/queue/a", .ack = AckMode::Client, .ackOnArrival = true};
        std::ignore = one.session.subscribe(3, request, one.now);
        std::ignore = one.session.subscribe(4, request, one.now);
        one.out();
        one.feed(message("1", "1") + message("2", "2") + message("1", "3"));
        QCOMPARE(one.out(), "ACK<LF>id:a3<LF><LF>^@ACK<LF>id:a2<LF><LF>^@");
        one.feed(message("1", "4"));
        QCOMPARE(one.out(), "ACK<LF>id:a4<LF><LF>^@");
        one.feed("\n");
        QCOMPARE(one.out(), "");
    }

    void onArrivalOwesNothingWhenLeaving()
    {
        SessionHarness one;
        one.connect("1.2");
        std::ignore = one.session.subscribe(
            3, {.destination = "/q", .ack = AckMode::Client, .ackOnArrival = true}, one.now);
        one.out();
        one.recorder.onMessage = [&] {
            one.recorder.onMessage = nullptr;
            one.session.disconnect(one.now);
        };
        // The first is being taken when we leave; the second comes after DISCONNECT.
        one.feed(message("1", "1") + message("1", "2"));
        QCOMPARE(one.out(), "DISCONNECT<LF>receipt:r2<LF><LF>^@");
        QCOMPARE(one.recorder.messages.size(), std::size_t(2));
    }

    void unsubscribeComesAfterWhatIsOwed()
    {
        SessionHarness one;
        one.connect("1.2");
        std::ignore = one.session.subscribe(
            3, {.destination = "/q", .ack = AckMode::Client, .ackOnArrival = true}, one.now);
        one.out();
        one.recorder.onMessage = [&] {
            if (one.session.received() == 2)
                std::ignore = one.session.unsubscribe(3, {}, one.now);
        };
        one.feed(message("1", "1") + message("1", "2"));
        QVERIFY(one.out().starts_with("ACK<LF>id:a1<LF><LF>^@UNSUBSCRIBE"));
    }

    void autoIsNeverAcknowledged()
    {
        SessionHarness one;
        one.connect("1.2");
        std::ignore =
            one.session.subscribe(3, {.destination = "/q", .ackOnArrival = true}, one.now);
        one.out();
        one.feed(message("1", "1") + message("77", "2"));
        QCOMPARE(one.out(), "");
    }

    void brokerWithoutAckIdsGetsNone()
    {
        SessionHarness one;
        one.connect("1.2");
        std::ignore = one.session.subscribe(3,
            {.destination = "/q", .ack = AckMode::ClientIndividual, .ackOnArrival = true}, one.now);
        one.out();
        one.feed(wire("MESSAGE\nsubscription:1\nmessage-id:m\n\n^@"));
        QCOMPARE(one.out(), "");
    }

private:
    std::uint64_t m_seen = 0;
};

QTEST_APPLESS_MAIN(TestClientSessionAcks)
#include "tst_clientsession_acks.moc"
