#include <stomp/client/client.h>
#include <stomp/doctor/diagnosis.h>
#include <stomp/payload/jsoncheck.h>
#include <support/listsink.h>
#include <support/practicefixture.h>
#include <support/printing.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Stomp;
using Testing::ListSink;
using Testing::PracticeFixture;
using Kind = Diagnosis::Kind;

namespace {

constexpr int s_patience = 30'000;

/** Our own client at a practice broker with faults. */
class Visit
{
public:
    /** listener: which of the broker's it visits; the first is plain STOMP. */
    explicit Visit(const char* plan, qsizetype listener = 0) : broker(listenersOf(listener > 0))
    {
        QObject::connect(&client, &Client::failed, &client,
            [this](const ConnectionFailure& one) { failure = one; });
        const QString url = broker.server().urls().value(listener);
        options.url = BrokerUrl::parse(url.toStdString()).url;
        options.tls.fingerprint =
            QByteArray::fromHex(broker.server().fingerprint().remove(u':').toLatin1());
        setFaults(plan);
    }
    void setFaults(const char* plan)
    {
        FaultPlan faults;
        const Verdict refusal = FaultPlan::parse(plan, faults);
        QVERIFY2(!refusal, refusal ? refusal->message.c_str() : "");
        broker.server().setFaults(faults);
    }
    [[nodiscard]] bool connectClient()
    {
        client.connectToBroker(options);
        return waitFor([this] { return client.state() == Client::State::Connected; });
    }
    void subscribe() { client.subscribe({.destination = "/queue/a"}); }
    RequestId publish(const std::string& body)
    {
        Frame frame;
        frame.command = "SEND";
        frame.add("destination", "/queue/a");
        frame.body = body;
        return client.send(std::move(frame), ContentLength::Write);
    }
    /** Subscribed, with these published. */
    [[nodiscard]] bool readyWith(std::initializer_list<const char*> bodies)
    {
        if (!connectClient())
            return false;
        subscribe();
        for (const char* body : bodies)
            publish(body);
        return true;
    }
    [[nodiscard]] bool received(std::vector<std::string> bodies)
    {
        const auto all = [this] {
            std::vector<std::string> got;
            for (const Frame& frame : sink.frames)
                got.push_back(frame.body);
            return got;
        };
        return waitFor([&] { return all() == bodies; });
    }
    /** How the connection ended, as the user reads it. */
    [[nodiscard]] std::optional<Kind> end()
    {
        if (!waitFor([this] { return failure.has_value(); }))
            return {};
        const Diagnosis diagnosis = explain(*failure, options);
        what = diagnosis.what + QLatin1Char(' ') + diagnosis.cause + QLatin1Char(' ')
            + diagnosis.details;
        return diagnosis.kind;
    }
    template <typename Condition>
    [[nodiscard]] static bool waitFor(Condition condition)
    {
        return QTest::qWaitFor(condition, s_patience);
    }

    [[nodiscard]] static PracticeOptions listenersOf(bool all)
    {
        PracticeOptions options;
        if (all) {
            options.further.tls = 0;
            options.further.webSocket = 0;
            options.further.secureWebSocket = 0;
        }
        return options;
    }

    PracticeFixture broker;
    ListSink sink;
    Client client{sink};
    ClientOptions options;
    std::optional<ConnectionFailure> failure;
    QString what;
};

} // namespace

/** What our own client makes of a practice broker that misbehaves; stomp-facts 4.12. */
class TestPracticeServerFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** All of these the client bears without a word. */
    void everythingArrives_data()
    {
        QTest::addColumn<QByteArray>("plan");
        for (const char* plan : {"", "split=7 pause=5ms on ANY", "trickle=0 on ANY",
                 "trickle=1ms on MESSAGE times 2", "delay=150ms on ANY", "line-ends=0 on ANY",
                 "line-ends=50 on ANY", "crlf on ANY", "shuffle-headers on ANY",
                 "unknown-headers=20 on ANY", "refuse-versions", "refuse-versions=1.2",
                 "big-header=30000", "slow-consumer=2000", "delay=30ms every 2; split every 3"})
            QTest::newRow(*plan ? plan : "none") << QByteArray(plan);
    }
    void everythingArrives()
    {
        QFETCH(QByteArray, plan);
        Visit visit(plan.constData());
        QSignalSpy confirmed(&visit.client, &Client::requestConfirmed);
        QVERIFY(visit.readyWith({"{\"n\":1}", "two", ""}));
        QVERIFY(visit.received({"{\"n\":1}", "two", ""}));
        QTRY_COMPARE_WITH_TIMEOUT(confirmed.size(), 3, s_patience);
        QVERIFY(!visit.failure);
        QCOMPARE(visit.broker.snapshot().faults.totals, FaultTotals());
        for (const FaultHits& hits : visit.broker.snapshot().faults.faults)
            QVERIFY2(hits.hits > 0, hits.fault.c_str());
    }

    /** Faults are of frames and bytes, whatever carries them. */
    void everyListener_data()
    {
        QTest::addColumn<int>("listener");
        QTest::newRow("TLS") << 1;
        QTest::newRow("WebSocket") << 2;
        QTest::newRow("WebSocket over TLS") << 3;
    }
    void everyListener()
    {
        QFETCH(int, listener);
        Visit visit(
            "split=7 pause=2ms on ANY; duplicate on MESSAGE every 2; cut on MESSAGE after 3",
            listener);
        QVERIFY(visit.broker.isRunning());
        QVERIFY(visit.readyWith({"1", "2", "3", "4"}));
        QVERIFY2(visit.end().has_value(), "the connection was not cut");
        QVERIFY(visit.received({"1", "2", "2", "3"}));
        QCOMPARE(visit.broker.snapshot().faults.totals.messagesAdded, std::uint64_t{1});
        QCOMPARE(visit.broker.snapshot().faults.totals.connectionsCut, std::uint64_t{1});
    }

    void dropped()
    {
        Visit visit("drop every 2");
        QVERIFY(visit.readyWith({"1", "2", "3"}));
        QVERIFY(visit.received({"1", "3"}));
        QCOMPARE(visit.broker.snapshot().faults.totals.messagesLost, std::uint64_t{1});
    }
    void duplicated()
    {
        Visit visit("duplicate every 2");
        QVERIFY(visit.readyWith({"1", "2", "3"}));
        QVERIFY(visit.received({"1", "2", "2", "3"}));
        QCOMPARE(visit.sink.frames[1], visit.sink.frames[2]);
    }
    void reordered()
    {
        Visit visit("reorder once");
        QVERIFY(visit.readyWith({"1", "2", "3"}));
        QVERIFY(visit.received({"2", "1", "3"}));
    }
    void malformedJson()
    {
        Visit visit("bad-json every 2");
        QVERIFY(visit.readyWith({R"({"a":[1,2]})", R"({"a":[1,2]})"}));
        QVERIFY(Visit::waitFor([&] { return visit.sink.frames.size() == 2; }));
        QVERIFY(!checkJson(visit.sink.frames[0].body));
        const JsonError error = checkJson(visit.sink.frames[1].body);
        QVERIFY2(error, visit.sink.frames[1].body.c_str());
        QVERIFY(!error.message.empty());
    }

    /** A receipt that does not come. */
    void receiptMissed()
    {
        Visit visit("drop on RECEIPT every 2");
        visit.options.session.receiptTimeout = 300;
        QSignalSpy confirmed(&visit.client, &Client::requestConfirmed);
        QSignalSpy failed(&visit.client, &Client::requestFailed);
        QVERIFY(visit.connectClient());
        visit.publish("1");
        visit.publish("2");
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, s_patience);
        QCOMPARE(confirmed.size(), 1);
        QVERIFY(failed[0][1].value<RequestFailure>() == RequestFailure::NoReceipt);
    }

    void cutInMidFrame()
    {
        Visit visit("cut after 1 once");
        QVERIFY(visit.readyWith({"1", "2", "3"}));
        QCOMPARE(visit.end(), std::optional(Kind::ClosedInFrame));
        QVERIFY(visit.failure->inFrame);
        QCOMPARE(visit.sink.frames.size(), std::size_t{1});
        QTRY_COMPARE_WITH_TIMEOUT(visit.broker.server().clientCount(), 0, s_patience);
        QCOMPARE(visit.broker.snapshot().faults.totals.connectionsCut, std::uint64_t{1});
        // It was cut once: the next connection holds.
        visit.sink.frames.clear();
        QVERIFY(visit.connectClient());
        visit.subscribe();
        visit.publish("4");
        QVERIFY(Visit::waitFor(
            [&] { return !visit.sink.frames.empty() && visit.sink.frames.back().body == "4"; }));
    }
    void cutInTheHandshake()
    {
        Visit visit("cut=10 on CONNECTED");
        visit.client.connectToBroker(visit.options);
        QCOMPARE(visit.end(), std::optional(Kind::ClosedInFrame));
    }
    void closedWithoutError()
    {
        Visit visit("close on MESSAGE after 1");
        QVERIFY(visit.readyWith({"1", "2", "3"}));
        QCOMPARE(visit.end(), std::optional(Kind::ConnectionLost));
        QVERIFY(!visit.failure->inFrame && !visit.failure->errorFrame);
        QCOMPARE(visit.sink.frames.size(), std::size_t{2});
    }
    void heartBeatsStop()
    {
        Visit visit("no-heart-beats after 2");
        visit.options.session.heartBeat = {500, 500};
        QVERIFY(visit.connectClient());
        QCOMPARE(visit.end(), std::optional(Kind::HeartBeatLost));
    }
    void oversizedHeader()
    {
        Visit visit("big-header=200000");
        QVERIFY(visit.readyWith({"1"}));
        QCOMPARE(visit.end(), std::optional(Kind::LimitExceeded));
        QCOMPARE(visit.failure->parseError.code, ParseErrorCode::HeaderLineTooLong);
        QVERIFY2(visit.what.contains(QStringLiteral("header")), qPrintable(visit.what));
    }
    void errorWithoutClose()
    {
        Visit visit("error on SEND once");
        QSignalSpy errors(&visit.client, &Client::errorReceived);
        QSignalSpy stayed(&visit.client, &Client::stayedOpenAfterError);
        QSignalSpy failed(&visit.client, &Client::requestFailed);
        QVERIFY(visit.readyWith({"1", "2"}));
        QTRY_COMPARE_WITH_TIMEOUT(stayed.size(), 1, s_patience);
        QCOMPARE(errors.size(), 1);
        QCOMPARE(failed.size(), 1);
        QVERIFY(visit.received({"2"}));
        QVERIFY(!visit.failure);
        QCOMPARE(visit.broker.snapshot().faults.totals.sendsLost, std::uint64_t{1});
    }
    void errorAndClose()
    {
        Visit visit("refuse on SUBSCRIBE");
        QVERIFY(visit.readyWith({}));
        QCOMPARE(visit.end(), std::optional(Kind::ErrorFromBroker));
        QVERIFY2(visit.what.contains(QStringLiteral("This frame was refused by a fault")),
            qPrintable(visit.what));
    }
    void noVersionLeft()
    {
        Visit visit("refuse-versions=1.0,1.1,1.2");
        visit.client.connectToBroker(visit.options);
        QCOMPARE(visit.end(), std::optional(Kind::VersionRefused));
    }

    /** A client that reads nothing of it is held in bounds by the broker, and the other way round.
     */
    void slowConsumer()
    {
        Visit visit("");
        QVERIFY(visit.connectClient());
        visit.setFaults("slow-consumer=4000");
        QSignalSpy confirmed(&visit.client, &Client::requestConfirmed);
        visit.publish(std::string(8'000, 'x'));
        visit.publish("2");
        QTRY_COMPARE_WITH_TIMEOUT(confirmed.size(), 2, s_patience);
        const auto roundTrip = std::chrono::microseconds(confirmed[0][1].value<qint64>());
        QVERIFY2(roundTrip >= std::chrono::milliseconds(1'500),
            std::to_string(roundTrip.count()).c_str());
        QVERIFY(!visit.failure);
    }

    /** As long as a fault holds, so long; and when all is over the same connection is well. */
    void clearedWhileConnected()
    {
        Visit visit("");
        visit.setFaults("delay=3600s on MESSAGE");
        QVERIFY(visit.readyWith({"1", "2"}));
        QTRY_COMPARE_WITH_TIMEOUT(
            visit.broker.snapshot().faults.faults.at(0).hits, std::uint64_t{2}, s_patience);
        visit.setFaults("");
        QVERIFY(visit.received({"1", "2"}));
        visit.publish("3");
        QVERIFY(visit.received({"1", "2", "3"}));
    }

    /** What it delays of its farewell is gone with it, and wakes nobody. */
    void stoppedWhileFramesAreHeldBack()
    {
        Visit visit("delay=10ms on ANY");
        QVERIFY(visit.connectClient());
        PracticeServer& server = visit.broker.server();
        const quint16 port = server.port();
        server.stop();
        QVERIFY(visit.end().has_value());
        QTest::qWait(50); // what must not come has no signal
        QVERIFY(server.startAt(port));
        visit.failure.reset();
        QVERIFY(visit.connectClient());
        QVERIFY(!visit.failure);
    }
};

QTEST_GUILESS_MAIN(TestPracticeServerFaults)
#include "tst_practiceserver_faults.moc"
