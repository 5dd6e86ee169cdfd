#include <stomp/trials/proof.h>
#include <stomp/trials/prooflistener.h>
#include <stomp/trials/proofverdict.h>
#include <stomp/trials/proofwording.h>

#include <support/listsink.h>
#include <support/lyingbroker.h>
#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using Kind = ProofVerdict::Kind;

namespace {

/** A proof that runs to its end. */
class Run
{
public:
    explicit Run(const BrokerUrl& url, const char* destination)
        : m_proof(request(url, destination)), m_finished(&m_proof, &Proof::finished)
    {
        m_proof.start();
    }
    [[nodiscard]] bool wait()
    {
        return (m_finished.count() > 0 || m_finished.wait(60'000)) && m_finished.count() == 1;
    }
    [[nodiscard]] Proof& proof() { return m_proof; }
    [[nodiscard]] const ProofEvidence& evidence() const { return m_proof.evidence(); }
    [[nodiscard]] ProofVerdict verdict() const { return judge(m_proof.evidence()); }
    [[nodiscard]] QString text() const { return verdictText(evidence(), verdict()); }

private:
    static ProofRequest request(const BrokerUrl& url, const char* destination)
    {
        ProofRequest request;
        request.options.url = url;
        request.destination = destination;
        request.quiet = 300;
        request.patience = 3'000;
        return request;
    }

    Proof m_proof;
    QSignalSpy m_finished;
};

BrokerUrl urlOf(const QString& text)
{
    return BrokerUrl::parse(text.toStdString()).url;
}

} // namespace

class TestProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everySkin_data()
    {
        QTest::addColumn<BrokerSkin::Kind>("skin");
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<bool>("isQueue");
        using enum BrokerSkin::Kind;
        for (const auto& [name, skin] : {std::pair{"plain", Plain}, {"activemq", ActiveMq},
                 {"rabbitmq", RabbitMq}, {"spring", Spring}}) {
            QTest::addRow("%s, queue", name) << skin << "/queue/p"_ba << (skin != Spring);
            QTest::addRow("%s, topic", name) << skin << "/topic/p"_ba << false;
        }
        QTest::newRow("artemis, multicast") << Artemis << "/topic/p"_ba << false;
        QTest::newRow("activemq, composite topic") << ActiveMq << "/topic/p,/topic/q"_ba << false;
    }
    void everySkin()
    {
        QFETCH(BrokerSkin::Kind, skin);
        QFETCH(QByteArray, destination);
        QFETCH(bool, isQueue);
        PracticeOptions options;
        options.broker.wear(skin);
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Run run(urlOf(broker.url()), destination.constData());
        QVERIFY(run.wait());
        QVERIFY2(run.evidence().end == ProofEnd::Complete, run.evidence().reason.c_str());
        if (destination.contains(',')) { // each message twice: once from each part
            QCOMPARE(run.verdict().doubt, ProofDoubt::Repeated);
            return;
        }
        QVERIFY2(
            run.verdict().kind == (isQueue ? Kind::Queue : Kind::Topic), qPrintable(run.text()));
        QCOMPARE(run.verdict().kept, std::optional(isQueue));
        QCOMPARE(run.verdict().leftBehind, ProofNumbers());
        // Nothing is left at the broker, and nobody.
        const BrokerSnapshot snapshot = broker.snapshot();
        for (const DestinationSnapshot& one : snapshot.destinations)
            QVERIFY2(one.waiting == 0 && one.inFlight == 0, one.name.c_str());
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    void aLyingBroker_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<bool>("copies");
        QTest::addColumn<bool>("keeps");
        QTest::addColumn<bool>("isOdd");
        QTest::newRow("queue") << "/queue/x"_ba << false << true << false;
        QTest::newRow("queue that copies") << "/queue/x"_ba << true << true << true;
        QTest::newRow("queue that forgets") << "/queue/x"_ba << false << false << true;
        QTest::newRow("topic") << "/topic/x"_ba << true << false << false;
        QTest::newRow("topic that keeps") << "/topic/x"_ba << true << true << true;
        QTest::newRow("topic that shares") << "/topic/x"_ba << false << false << true;
    }
    void aLyingBroker()
    {
        QFETCH(QByteArray, destination);
        QFETCH(bool, copies);
        QFETCH(bool, keeps);
        QFETCH(bool, isOdd);
        LyingBroker broker;
        broker.queues = broker.topics = {copies, keeps};
        Run run(broker.server.url(), destination.constData());
        QVERIFY(run.wait());
        QCOMPARE(run.verdict().kind, copies ? Kind::Topic : Kind::Queue);
        QCOMPARE(run.verdict().kept, std::optional(keeps));
        QCOMPARE(!oddText(run.evidence(), run.verdict()).isEmpty(), isOdd);
    }

    /** They wait in a queue of a broker without selectors: ours stand behind them. */
    void messagesOfOthersGoBack()
    {
        PracticeOptions options;
        options.broker.wear(BrokerSkin::Kind::RabbitMq);
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        ListSink sink;
        Client other(sink);
        ClientOptions to;
        to.url = urlOf(broker.url());
        other.connectToBroker(to);
        QTRY_COMPARE(other.state(), Client::State::Connected);
        QSignalSpy confirmed(&other, &Client::requestConfirmed);
        for (int i = 0; i < 7; ++i)
            other.send({"SEND", {{"destination", "/queue/p"}}, "theirs"}, ContentLength::Omit);
        QTRY_COMPARE(confirmed.count(), 7);

        Run run(urlOf(broker.url()), "/queue/p");
        QVERIFY(run.wait());
        QVERIFY2(run.verdict().kind == Kind::Queue, qPrintable(run.text()));
        // More than once when B gets what A gives back.
        QVERIFY(run.evidence().a.foreign + run.evidence().b.foreign >= 7);
        QCOMPARE(run.evidence().late.foreign, 7U);
        const QStringList left = leftBehindTexts(run.evidence(), run.verdict());
        QVERIFY2(!left.isEmpty() && left[0].contains(u"of others", Qt::CaseInsensitive),
            qPrintable(left.join(u' ')));
        QTRY_COMPARE(broker.snapshot().destinations.at(0).waiting, std::size_t(7));

        // All of them, and nothing of the proof.
        SubscribeRequest theirs;
        theirs.destination = "/queue/p";
        other.subscribe(theirs);
        QTRY_COMPARE(sink.frames.size(), std::size_t(7));
        for (const Frame& frame : sink.frames)
            QCOMPARE(frame.body, std::string("theirs"));
        QCOMPARE(broker.snapshot().destinations.at(0).waiting, std::size_t(0));
    }

    void aRivalTakesAShare()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        ListSink sink;
        Client rival(sink);
        ClientOptions to;
        to.url = urlOf(broker.url());
        rival.connectToBroker(to);
        QTRY_COMPARE(rival.state(), Client::State::Connected);
        SubscribeRequest theirs;
        theirs.destination = "/queue/p";
        rival.subscribe(theirs);
        Run run(urlOf(broker.url()), "/queue/p");
        QVERIFY(run.wait());
        QVERIFY2(run.verdict().kind == Kind::Queue, qPrintable(run.text()));
        QVERIFY(run.verdict().hasRival);
        QCOMPARE(run.verdict().kept, std::optional<bool>());
        // What it took is what is said to be missing or left behind.
        ProofNumbers taken;
        for (const Frame& frame : sink.frames)
            taken.insert(
                QByteArray::fromStdString(std::string(frame.value(numberHeader))).toUInt());
        QCOMPARE(taken, run.verdict().leftBehind);
        QVERIFY(taken.contains(11) && taken.contains(12) && taken.contains(13));
    }

    void noPermission()
    {
        PracticeOptions options;
        options.broker.users.push_back({"me", "secret", std::vector<std::string>{">"},
            std::vector<std::string>{"/queue/mine"}});
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        BrokerUrl url = urlOf(broker.url());
        url.user = "me";
        url.password = "secret";
        Run run(url, "/queue/theirs");
        QVERIFY(run.wait());
        QCOMPARE(run.evidence().end, ProofEnd::Refused);
        QVERIFY(run.evidence().wasError);
        QVERIFY(run.proof().report().error.has_value());
        QCOMPARE(run.verdict().kind, Kind::Inconclusive);
        QVERIFY2(run.text().contains(u"refused"), qPrintable(run.text()));
    }

    void brokerDiesInTheMiddle()
    {
        ThreadedPracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Run run(urlOf(broker.url()), "/queue/p");
        connect(&run.proof(), &Proof::progressed, this, [&] {
            if (run.proof().step() == Proof::Step::WaitingForBoth)
                broker.stop();
        });
        QVERIFY(run.wait());
        QCOMPARE(run.evidence().end, ProofEnd::NotConnected);
        QVERIFY(run.proof().report().failure.has_value());
        QCOMPARE(run.verdict().kind, Kind::Inconclusive);
        // And again, once it is back.
        QVERIFY(broker.startAgain());
        Run again(urlOf(broker.url()), "/queue/p");
        QVERIFY(again.wait());
        QVERIFY2(again.verdict().kind == Kind::Queue, qPrintable(again.text()));
    }

    void stopped()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        Run run(urlOf(broker.url()), "/queue/p");
        connect(&run.proof(), &Proof::progressed, this, [&] {
            if (run.proof().step() == Proof::Step::WaitingForBoth)
                run.proof().stop();
        });
        QVERIFY(run.wait());
        QCOMPARE(run.evidence().end, ProofEnd::Stopped);
        QCOMPARE(run.verdict().kind, Kind::Inconclusive);
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    void nobodyListens()
    {
        QString url;
        {
            PracticeFixture broker;
            QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
            url = broker.url();
        }
        Run run(urlOf(url), "/queue/p");
        QVERIFY(run.wait());
        QCOMPARE(run.evidence().end, ProofEnd::NotConnected);
        QCOMPARE(run.evidence().sent, 0U);
    }

    /** A broker that names itself nothing we know: no selector, no credit. */
    void crowded()
    {
        StompServer server(TransportServer::Scheme::Stomp);
        int acks = 0;
        server.onFrame = [&](TransportServer::Peer& peer, const Frame& frame) {
            acks += frame.command == "ACK" ? 1 : 0;
            if (frame.command != "SUBSCRIBE")
                return false;
            std::string all;
            for (int i = 0; i < 2'000; ++i) {
                all += StompServer::frame("MESSAGE",
                    {{"subscription", std::string(frame.value("id"))}, {"message-id", "1"},
                        {"ack", "1"}, {"destination", "/queue/p"}});
            }
            peer.write(all);
            peer.write(StompServer::receipt(frame));
            return true;
        };
        Run run(server.url(), "/queue/p");
        QVERIFY(run.wait());
        QCOMPARE(run.evidence().end, ProofEnd::Crowded);
        QVERIFY2(run.text().contains(u"1000"), qPrintable(run.text()));
        QCOMPARE(acks, 0);
    }
};

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
