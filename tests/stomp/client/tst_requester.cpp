#include <support/clientfixture.h>

#include <stomp/client/requester.h>

#include <map>

using namespace Stomp;
using Testing::ListSink;
using Testing::ScriptedServer;

namespace {

/** Offers each message to the requester before it keeps it. */
class ReplySink : public ListSink
{
public:
    Requester* requester = nullptr;

    bool takeMessage(const FrameView& frame, const MessageOrigin& origin) override
    {
        return requester->offer(frame, origin) || ListSink::takeMessage(frame, origin);
    }
};

/** A requester and a broker of this family, which answers only when the test says so. */
class Desk
{
public:
    explicit Desk(const std::string& name)
    {
        sink.requester = requester.get();
        server.onFrame = [this, name](ScriptedServer::Peer& peer, const Frame& one) {
            take(peer, one, name);
        };
        QObject::connect(requester.get(), &Requester::replied, requester.get(),
            [this](quint64 number, const Frame& reply) { replies[number] = reply.body; });
        QObject::connect(requester.get(), &Requester::failed, requester.get(),
            [this](quint64 number, Requester::Failure failure, const QString& reason) {
                failures[number] = failure;
                reasons[number] = reason;
            });
    }

    [[nodiscard]] bool connectClient()
    {
        ClientOptions options;
        options.url = server.url();
        client.connectToBroker(options);
        return QTest::qWaitFor([this] { return client.state() == Client::State::Connected; });
    }
    Requester::Number ask(const char* body, Millis timeout = 60'000, const char* correlation = "")
    {
        Frame frame{"SEND", {{"destination", "/queue/service"}}, body};
        if (*correlation != '\0')
            frame.add("correlation-id", correlation);
        return requester->request(std::move(frame), ContentLength::Omit, timeout);
    }
    /** As this broker hands over what was sent to the request's reply-to. */
    void reply(const Frame& request, const std::string& body, bool echo = true)
    {
        const std::string to{request.value("reply-to")};
        std::vector<Header> headers{{"message-id", "m" + body}};
        if (isRabbit()) {
            headers.push_back({"subscription", to});
            headers.push_back({"destination", "/reply-queue/amq.gen-x"});
        } else {
            headers.push_back({"subscription", ids.at(to)});
            headers.push_back({"destination", "/remote-temp-queue/ID:x"});
        }
        if (echo)
            headers.push_back({"correlation-id", std::string(request.value("correlation-id"))});
        server.last()->write(ScriptedServer::frame("MESSAGE", headers, body));
    }
    [[nodiscard]] bool isRabbit() const { return client.dialect() == Dialect::RabbitMq; }

    ScriptedServer server;
    ReplySink sink;
    Client client{sink};
    std::unique_ptr<Requester> requester = std::make_unique<Requester>(client);
    std::vector<Frame> requests;
    std::map<std::string, std::string> ids; //!< of subscriptions, by destination
    std::vector<std::string> unsubscribed;
    bool refusesTemporary = false;
    std::map<quint64, std::string> replies;
    std::map<quint64, Requester::Failure> failures;
    std::map<quint64, QString> reasons;

private:
    void take(ScriptedServer::Peer& peer, const Frame& one, const std::string& name)
    {
        if (one.command == "CONNECT") {
            std::vector<Header> headers{{"version", "1.2"}};
            if (!name.empty())
                headers.push_back({"server", name});
            peer.write(ScriptedServer::frame("CONNECTED", headers));
        }
        const std::string receipt{one.value("receipt")};
        if (one.command == "SUBSCRIBE") {
            if (isRabbit() || refusesTemporary) {
                peer.write(ScriptedServer::frame(
                    "ERROR", {{"message", "Invalid destination"}, {"receipt-id", receipt}}));
                return;
            }
            ids[std::string(one.value("destination"))] = one.value("id");
        }
        if (one.command == "UNSUBSCRIBE")
            unsubscribed.emplace_back(one.value("id"));
        if (one.command == "SEND")
            requests.push_back(one);
        if (!receipt.empty())
            peer.write(ScriptedServer::frame("RECEIPT", {{"receipt-id", receipt}}));
    }
};

void addBrokers()
{
    QTest::addColumn<std::string>("server");
    QTest::newRow("Classic") << std::string("ActiveMQ/5.17.2");
    QTest::newRow("RabbitMQ") << std::string("RabbitMQ/3.10.8");
    QTest::newRow("generic") << std::string();
}

} // namespace

class TestRequester : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void severalAtOnce_data() { addBrokers(); }
    void severalAtOnce()
    {
        QFETCH(const std::string, server);
        Desk desk(server);
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        const auto b = desk.ask("b", 60'000, "my own");
        const auto c = desk.ask("c");
        QCOMPARE(desk.requester->waiting(), std::size_t(3));
        QTRY_COMPARE(desk.requests.size(), std::size_t(3));
        QCOMPARE(desk.requests[1].value("correlation-id"), std::string_view("my own"));
        const std::string to{desk.requests[0].value("reply-to")};
        QVERIFY2(to.starts_with("/temp-queue/"), to.c_str());
        for (const Frame& request : desk.requests)
            QCOMPARE(request.value("reply-to"), std::string_view(to));
        QCOMPARE(desk.ids.size(), std::size_t(desk.isRabbit() ? 0 : 1));
        desk.reply(desk.requests[2], "C");
        desk.reply(desk.requests[0], "A");
        desk.reply(desk.requests[1], "B");
        QTRY_COMPARE(desk.replies.size(), std::size_t(3));
        QCOMPARE(desk.replies[a], std::string("A"));
        QCOMPARE(desk.replies[b], std::string("B"));
        QCOMPARE(desk.replies[c], std::string("C"));
        QVERIFY(desk.failures.empty());
        QCOMPARE(desk.requester->waiting(), std::size_t(0));
        QCOMPARE(desk.sink.frames.size(), std::size_t(0));
    }

    void withoutCorrelation_data() { addBrokers(); }
    /** Paired while only one request can be meant; else left to the sink. */
    void withoutCorrelation()
    {
        QFETCH(const std::string, server);
        Desk desk(server);
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        QTRY_COMPARE(desk.requests.size(), std::size_t(1));
        desk.reply(desk.requests[0], "A", false);
        QTRY_COMPARE(desk.replies[a], std::string("A"));
        desk.ask("b");
        desk.ask("c");
        QTRY_COMPARE(desk.requests.size(), std::size_t(3));
        desk.reply(desk.requests[1], "whose?", false);
        QTRY_COMPARE(desk.sink.frames.size(), std::size_t(1));
        QCOMPARE(desk.sink.frames[0].body, std::string("whose?"));
        QCOMPARE(desk.requester->waiting(), std::size_t(2));
        QCOMPARE(desk.replies.size(), std::size_t(1));
    }

    void lateReplyIsNoOtherOnes_data() { addBrokers(); }
    void lateReplyIsNoOtherOnes()
    {
        QFETCH(const std::string, server);
        Desk desk(server);
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a", 1);
        QTRY_VERIFY(desk.failures.contains(a));
        QVERIFY(desk.failures[a] == Requester::Failure::TimedOut);
        QVERIFY(!desk.reasons[a].isEmpty());
        const auto b = desk.ask("b");
        QTRY_COMPARE(desk.requests.size(), std::size_t(2));
        QVERIFY(desk.requests[0].value("reply-to") != desk.requests[1].value("reply-to"));
        if (!desk.isRabbit())
            QCOMPARE(desk.unsubscribed.size(), std::size_t(1));
        desk.reply(desk.requests[0], "late", false);
        desk.reply(desk.requests[1], "B", false);
        QTRY_COMPARE(desk.replies.size(), std::size_t(1));
        QCOMPARE(desk.replies[b], std::string("B"));
        QCOMPARE(desk.sink.frames.size(), std::size_t(1));
        QCOMPARE(desk.sink.frames[0].body, std::string("late"));
    }

    void cancelled_data() { addBrokers(); }
    /** Nothing is told of it, and its late answer is not taken for the next one's. */
    void cancelled()
    {
        QFETCH(const std::string, server);
        Desk desk(server);
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        QTRY_COMPARE(desk.requests.size(), std::size_t(1));
        desk.requester->cancel(a);
        desk.requester->cancel(a);
        QCOMPARE(desk.requester->waiting(), std::size_t(0));
        const auto b = desk.ask("b");
        QTRY_COMPARE(desk.requests.size(), std::size_t(2));
        QVERIFY(desk.requests[0].value("reply-to") != desk.requests[1].value("reply-to"));
        desk.reply(desk.requests[0], "late");
        desk.reply(desk.requests[1], "B", false);
        QTRY_COMPARE(desk.replies[b], std::string("B"));
        QCOMPARE(desk.replies.size(), std::size_t(1));
        QVERIFY(desk.failures.empty());
        QCOMPARE(desk.sink.frames.size(), std::size_t(1));
        QCOMPARE(desk.sink.frames[0].body, std::string("late"));
    }

    void saysThatTheBrokerHasIt()
    {
        Desk desk("");
        QVERIFY(desk.connectClient());
        QSignalSpy confirmed(desk.requester.get(), &Requester::confirmed);
        const auto a = desk.ask("a");
        QTRY_COMPARE(confirmed.count(), 1);
        QCOMPARE(confirmed[0][0].toULongLong(), a);
        QVERIFY(confirmed[0][1].toLongLong() >= 0);
        desk.client.send({"SEND", {{"destination", "/queue/a"}}, {}}, ContentLength::Omit);
        const auto b = desk.ask("b");
        QTRY_COMPARE(confirmed.count(), 2);
        QCOMPARE(confirmed[1][0].toULongLong(), b);
    }

    /** What the caller says of the broker goes before what it says of itself. */
    void theWayMayBeGiven()
    {
        Desk desk("");
        QVERIFY(desk.connectClient());
        const Frame frame{"SEND", {{"destination", "/queue/service"}}, "a"};
        desk.requester->request(frame, ContentLength::Omit, 60'000, ReplyWay::ByBroker);
        QTRY_COMPARE(desk.requests.size(), std::size_t(1));
        QVERIFY(desk.ids.empty());
        desk.requester->request(frame, ContentLength::Omit, 60'000, ReplyWay::OwnSubscription);
        QTRY_COMPARE(desk.requests.size(), std::size_t(2));
        QCOMPARE(desk.ids.size(), std::size_t(1));
        QVERIFY(desk.ids.contains(std::string(desk.requests[1].value("reply-to"))));
    }

    void aSecondReplyAndAStrangersMessage()
    {
        Desk desk("RabbitMQ/3.10.8");
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        QTRY_COMPARE(desk.requests.size(), std::size_t(1));
        desk.server.last()->write(ScriptedServer::frame("MESSAGE",
            {{"subscription", "/temp-queue/other"}, {"message-id", "1"},
                {"correlation-id", std::string(desk.requests[0].value("correlation-id"))}},
            "not for us"));
        desk.reply(desk.requests[0], "A");
        desk.reply(desk.requests[0], "A again");
        QTRY_COMPARE(desk.sink.frames.size(), std::size_t(2));
        QCOMPARE(desk.replies[a], std::string("A"));
        QCOMPARE(desk.sink.frames[0].body, std::string("not for us"));
        QCOMPARE(desk.sink.frames[1].body, std::string("A again"));
    }

    void refusedReplyAddress()
    {
        Desk desk("");
        desk.refusesTemporary = true;
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        const auto b = desk.ask("b");
        QTRY_COMPARE(desk.failures.size(), std::size_t(2));
        QVERIFY(desk.failures[a] == Requester::Failure::Refused);
        QVERIFY(desk.failures[b] == Requester::Failure::Refused);
        QVERIFY2(desk.reasons[a].contains(QLatin1StringView("Invalid destination")),
            qPrintable(desk.reasons[a]));
    }

    void endOfTheSession_data() { addBrokers(); }
    void endOfTheSession()
    {
        QFETCH(const std::string, server);
        Desk desk(server);
        QVERIFY(desk.connectClient());
        const auto a = desk.ask("a");
        const auto b = desk.ask("b");
        QTRY_COMPARE(desk.requests.size(), std::size_t(2));
        desk.server.last()->reset();
        QTRY_COMPARE(desk.failures.size(), std::size_t(2));
        QVERIFY(desk.failures[a] == Requester::Failure::SessionEnded);
        QVERIFY(desk.failures[b] == Requester::Failure::SessionEnded);
        // The next session has an address of its own.
        QVERIFY(desk.connectClient());
        const auto c = desk.ask("c");
        QTRY_COMPARE(desk.requests.size(), std::size_t(3));
        QVERIFY(desk.requests[2].value("reply-to") != desk.requests[0].value("reply-to"));
        desk.reply(desk.requests[2], "C");
        QTRY_COMPARE(desk.replies[c], std::string("C"));
    }

    void withoutASession()
    {
        Desk desk("");
        const auto a = desk.ask("a");
        QVERIFY(desk.failures.empty()); // not before it has returned
        QTRY_COMPARE(desk.failures.size(), std::size_t(1));
        QVERIFY(desk.failures.contains(a));
        QVERIFY(!desk.reasons[a].isEmpty());
    }

    void isDestroyedByItsAnswer()
    {
        Desk desk("ActiveMQ/5.17.2");
        QVERIFY(desk.connectClient());
        desk.ask("a");
        desk.ask("b");
        int told = 0;
        QObject::connect(desk.requester.get(), &Requester::failed, &desk.client, [&] {
            ++told;
            desk.requester.reset();
        });
        QTRY_COMPARE(desk.requests.size(), std::size_t(2));
        desk.server.last()->reset();
        QTRY_COMPARE(told, 1);
        QTRY_VERIFY(desk.client.state() == Client::State::Disconnected);
    }
};

QTEST_GUILESS_MAIN(TestRequester)
#include "tst_requester.moc"
