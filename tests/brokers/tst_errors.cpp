#include "brokertest.h"

#include <functional>

using Stomp::AckMode;
using Stomp::Version;

namespace {

/** Does what the broker does not like; returns how it was answered. */
using Deed = std::function<QString(Peer&, const std::string& queue)>;

} // namespace

/** After which errors the connection can be used on, and after which it is closed (3.7). */
class TestErrors : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void staysOpen_data();
    void staysOpen();
    void isClosed_data();
    void isClosed();

private:
    static void addRows(const char* name, const Deed& deed, const std::string& says)
    {
        for (const Version version : {Version::V10, Version::V11, Version::V12})
            QTest::addRow("%s %s", std::string(toString(version)).c_str(), name)
                << version << deed << says;
    }
    static Deed sendWith(const Headers& headers)
    {
        return [headers](Peer& peer, const std::string& queue) {
            return peer.send(queue, "bad", headers);
        };
    }
    static Deed sendTo(const std::string& destination)
    {
        return [destination](Peer& peer, const std::string&) {
            return peer.send(destination, "bad");
        };
    }
    static Deed subscribeTo(const std::string& destination, const Headers& headers = {})
    {
        return [=](Peer& peer, const std::string& queue) {
            const auto key =
                peer.subscribe(destination.empty() ? queue : destination, AckMode::Auto, headers);
            return key ? QString() : QStringLiteral("refused");
        };
    }
};

void TestErrors::staysOpen_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<std::string>("says");
    const Deed commit = [](Peer& peer, const std::string&) {
        return peer.commitTransaction("t9");
    };
    const Deed abort = [](Peer& peer, const std::string&) {
        return peer.abortTransaction("t9");
    };
    if (broker.isClassic()) {
        addRows("commit of nothing", commit, "Invalid transaction id: t9");
        addRows("abort of nothing", abort, "Invalid transaction id: t9");
        addRows("bad selector", subscribeTo({}, {{"selector", "AND"}}), "");
        addRows("bad type", sendWith({{"amq-msg-type", "picture"}}),
            "Unsupported message type 'picture'");
        addRows("durable queue", subscribeTo({}, {{"activemq.subscriptionName", "n"}}),
            "Invalid Subscription: cannot durably subscribe to a Queue destination!");
    } else {
        addRows("commit of nothing", commit, "Bad transaction");
        addRows("abort of nothing", abort, "Bad transaction");
        addRows("unknown destination", sendTo("/nowhere/a"), "Unknown destination");
        addRows("two levels", sendTo("/queue/a/b"), "Invalid destination");
        addRows("own message-id", sendWith({{"message-id", "1"}}), "Invalid header");
        addRows("temporary queue", subscribeTo("/temp-queue/a"), "Invalid destination");
    }
}

void TestErrors::staysOpen()
{
    QFETCH(Version, version);
    QFETCH(Deed, deed);
    QFETCH(std::string, says);
    Peer peer(broker, version);
    peer.options.session.errorLinger = 50; // so long a broker may take to close by itself
    OPEN(peer);
    int stayed = 0;
    connect(&peer.client(), &Stomp::Client::stayedOpenAfterError, this, [&stayed] { ++stayed; });
    QVERIFY(!deed(peer, queue()).isEmpty());
    QCOMPARE(peer.errors.size(), 1U);
    const Stomp::Frame error = peer.errors.front();
    QVERIFY(!error.value("message").empty());
    if (!says.empty())
        QCOMPARE(error.value("message"), std::string_view(says));
    // Classic says what it answers, RabbitMQ does not.
    QCOMPARE(error.header("receipt-id").has_value(), broker.isClassic());
    QTRY_COMPARE(stayed, 1);

    QVERIFY(peer.subscribe(queue() + ".good"));
    CONFIRMED(peer.send(queue() + ".good", "good"));
    QVERIFY(peer.waitForMessages(1));
    QVERIFY(peer.leave());
    QCOMPARE(peer.bodies(), Bodies{"good"});
    QCOMPARE(peer.errors.size(), 1U);
}

void TestErrors::isClosed_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<std::string>("says");
    if (broker.isClassic()) {
        addRows("long header", sendWith({{"note", std::string(20'000, 'x')}}),
            "The maximum header length was exceeded");
        Headers many;
        for (int i = 0; i < 1'200; ++i)
            many.push_back({"h" + std::to_string(i), "x"});
        addRows("many headers", sendWith(many), "The maximum number of headers was exceeded");
    } else {
        addRows("no such exchange", sendTo("/exchange/nobody"), "not_found");
        addRows("no such queue", subscribeTo("/amq/queue/nobody"), "not_found");
    }
}

void TestErrors::isClosed()
{
    QFETCH(Version, version);
    QFETCH(Deed, deed);
    QFETCH(std::string, says);
    Peer peer(broker, version);
    OPEN(peer);
    QVERIFY(!deed(peer, queue()).isEmpty());
    QVERIFY(peer.waitForFailure());
    QCOMPARE(peer.failure->stage, Stomp::ConnectionFailure::Stage::Session);
    QCOMPARE(toString(peer.failure->reason), toString(Stomp::CloseReason::ErrorFrame));
    QCOMPARE(peer.failure->errorFrame->value("message"), std::string_view(says));
    QCOMPARE(peer.errors.size(), 1U);
}

QTEST_GUILESS_MAIN(TestErrors)
#include "tst_errors.moc"
