#include "brokertest.h"

#include <stomp/client/requester.h>

#include <support/listsink.h>

#include <map>

using Stomp::Client;
using Stomp::Requester;
using Stomp::Version;

namespace {

/** Offers each message to the requester before it keeps it. */
class ReplySink : public Testing::ListSink
{
public:
    Requester* requester = nullptr;

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override
    {
        return requester->offer(frame, origin) || ListSink::takeMessage(frame, origin);
    }
};

} // namespace

/** Request and reply between two connections, by each broker's own way (stomp-facts 3.11). */
class TestRequestReply : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void pairsReplies_data() { addVersions(); }
    void pairsReplies();
};

void TestRequestReply::pairsReplies()
{
    QFETCH(Version, version);
    Peer responder(broker, version);
    OPEN(responder);
    QVERIFY(responder.subscribe(queue()));
    const auto answer = [&](std::size_t request, const std::string& body, bool echo) {
        const Stomp::Frame& asked = responder.messages.at(request).frame;
        Headers headers;
        if (echo)
            headers.push_back({"correlation-id", std::string(asked.value("correlation-id"))});
        // As it came, verbatim.
        return responder.send(std::string(asked.value("reply-to")), body, headers);
    };

    ReplySink sink;
    Client client(sink);
    Requester requester(client);
    sink.requester = &requester;
    std::map<quint64, Stomp::Frame> replies;
    std::map<quint64, Requester::Failure> failures;
    connect(&requester, &Requester::replied, this,
        [&](quint64 number, const Stomp::Frame& reply) { replies[number] = reply; });
    connect(&requester, &Requester::failed, this,
        [&](quint64 number, Requester::Failure failure) { failures[number] = failure; });
    client.connectToBroker(Peer(broker, version).options);
    QTRY_VERIFY_WITH_TIMEOUT(client.state() == Client::State::Connected, 30'000);
    const auto ask = [&](const char* body, Stomp::Millis timeout = 60'000) {
        return requester.request(
            {"SEND", {{"destination", queue()}}, body}, Stomp::ContentLength::Omit, timeout);
    };

    const auto a = ask("a");
    const auto b = ask("b");
    QVERIFY(responder.waitForMessages(2));
    QCOMPARE(responder.bodies(), (Bodies{"a", "b"}));
    const std::string_view to = responder.messages.front().frame.value("reply-to");
    const std::string_view prefix =
        broker.isRabbit() ? "/reply-queue/amq.gen-" : "/remote-temp-queue/ID:";
    QVERIFY2(to.starts_with(prefix), std::string(to).c_str());
    CONFIRMED(answer(1, "to b", true));
    CONFIRMED(answer(0, "to a", true));
    QTRY_COMPARE_WITH_TIMEOUT(replies.size(), std::size_t(2), 30'000);
    QCOMPARE(replies[a].body, std::string("to a"));
    QCOMPARE(replies[b].body, std::string("to b"));
    // RabbitMQ names the address as its subscription, which nobody has made.
    QCOMPARE(replies[a].value("subscription").starts_with("/temp-queue/"), broker.isRabbit());

    // One that does not echo the correlation-id, and only one who waits.
    const auto c = ask("c");
    QVERIFY(responder.waitForMessages(3));
    CONFIRMED(answer(2, "to c", false));
    QTRY_COMPARE_WITH_TIMEOUT(replies.size(), std::size_t(3), 30'000);
    QCOMPARE(replies[c].body, std::string("to c"));

    // Nobody answers in time; the next request is answered all the same.
    const auto d = ask("d", 1);
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), std::size_t(1), 30'000);
    QVERIFY(failures[d] == Requester::Failure::TimedOut);
    const auto e = ask("e");
    QVERIFY(responder.waitForMessages(5));
    CONFIRMED(answer(4, "to e", false));
    QTRY_COMPARE_WITH_TIMEOUT(replies.size(), std::size_t(4), 30'000);
    QCOMPARE(replies[e].body, std::string("to e"));
    QCOMPARE(sink.frames.size(), std::size_t(0));

    client.disconnectFromBroker();
    QTRY_VERIFY_WITH_TIMEOUT(client.state() == Client::State::Disconnected, 30'000);
    QVERIFY(responder.leave());
}

QTEST_GUILESS_MAIN(TestRequestReply)
#include "tst_requestreply.moc"
