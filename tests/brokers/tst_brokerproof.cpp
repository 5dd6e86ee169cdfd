#include "brokertest.h"

#include <stomp/trials/proof.h>
#include <stomp/trials/prooflistener.h>
#include <stomp/trials/proofverdict.h>
#include <stomp/trials/proofwording.h>

#include <stomp/dialect/dialectfacts.h>

#include <QSignalSpy>

using namespace Stomp;
using Kind = ProofVerdict::Kind;

/** "Queue or topic?" on each kind of destination that the broker has. */
class TestBrokerProof : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void destinations_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("kept"); // -1: cannot be told
        const auto row = [](const char* name, const char* destination, Kind kind, int kept) {
            QTest::newRow(name) << QByteArray(destination) << int(kind) << kept;
        };
        row("queue", "/queue/proof.q", Kind::Queue, 1);
        row("topic", "/topic/proof.t", Kind::Topic, 0);
        if (broker.isClassic()) {
            row("no prefix", "proof.q2", Kind::Queue, 1);
            row("composite topic", "/topic/proof.c1,/topic/proof.c2", Kind::Inconclusive, -1);
            row("virtual topic", "/topic/VirtualTopic.proof", Kind::Topic, 0);
            // Another connection's temporary queue cannot be subscribed to.
            row("temporary queue", "/temp-queue/proof", Kind::Inconclusive, -1);
        } else {
            row("exchange with a key", "/exchange/amq.topic/proof.k", Kind::Topic, 0);
            row("direct exchange", "/exchange/amq.direct/proof.k", Kind::Topic, 0);
            row("fanout exchange", "/exchange/amq.fanout", Kind::Topic, 0);
            row("existing queue", "/amq/queue/proof.q", Kind::Queue, 1);
            row("no such exchange", "/exchange/proof.none", Kind::Inconclusive, -1);
        }
    }
    void destinations()
    {
        QFETCH(QByteArray, destination);
        if (destination == "/amq/queue/proof.q") { // which is not made by subscribing
            Peer maker(broker, Version::V12);
            OPEN(maker);
            QVERIFY(maker.subscribe("/queue/proof.q"));
            QVERIFY(maker.leave());
        }
        prove(destination.toStdString());
        QFETCH(int, kind);
        QVERIFY2(int(m_verdict.kind) == kind, qPrintable(m_text));
        QTEST(m_verdict.kept ? int(*m_verdict.kept) : -1, "kept");
    }

    void olderVersions_data() { addVersions({Version::V10, Version::V11}); }
    void olderVersions()
    {
        QFETCH(Version, version);
        prove(queue(), version);
        QVERIFY2(m_verdict.kind == Kind::Queue && m_verdict.kept == true, qPrintable(m_text));
        QVERIFY(m_verdict.leftBehind.empty());
        compareWithWhatIsLeft(queue(), {});
    }

    /** What others have there stays theirs. */
    void aQueueInUse()
    {
        Peer other(broker, Version::V12);
        OPEN(other);
        for (const char* body : {"1", "2", "3"})
            CONFIRMED(other.send(queue(), body, {{"persistent", "true"}}));
        prove(queue());
        QVERIFY2(m_verdict.kind == Kind::Queue && m_verdict.kept == true, qPrintable(m_text));
        // With a selector they do not even come.
        QCOMPARE(m_evidence.a.foreign + m_evidence.b.foreign > 0, broker.isRabbit());
        QVERIFY(other.leave());
        Peer heir(broker, Version::V12);
        OPEN(heir);
        QVERIFY(heir.subscribe(queue()));
        QVERIFY(heir.waitForMessages(3));
        Bodies left = heir.bodies();
        std::sort(left.begin(), left.end());
        QCOMPARE(left, (Bodies{"1", "2", "3"}));
        QVERIFY(heir.leave());
    }

    void aRivalTakesAShare()
    {
        Peer rival(broker, Version::V12);
        OPEN(rival);
        QVERIFY(rival.subscribe(queue()));
        prove(queue());
        QVERIFY2(m_verdict.kind == Kind::Queue && m_verdict.hasRival, qPrintable(m_text));
        QCOMPARE(m_verdict.kept, std::optional<bool>());
        ProofNumbers taken;
        for (const Received& message : rival.messages) {
            const std::string_view number = message.frame.value(numberHeader);
            taken.insert(QByteArray(number.data(), qsizetype(number.size())).toUInt());
        }
        QCOMPARE(taken, m_verdict.leftBehind);
        QVERIFY(rival.leave());
    }

    /** Its oldest are dropped for the newest: RabbitMQ's x-max-length. */
    void aFullQueue()
    {
        if (!broker.isRabbit()) {
            QCOMPARE(factsOf(Dialect::ActiveMq).receipts.value, Receipts::EveryFrame);
            return; // Classic blocks its producer at 64 MB and more; tests/stomp/trials has that
        }
        const Headers bounded{{"x-max-length", "2"}, {"x-overflow", "drop-head"}};
        Peer maker(broker, Version::V12);
        OPEN(maker);
        QVERIFY(maker.subscribe(queue(), AckMode::Auto, bounded));
        QVERIFY(maker.leave());
        m_subscribeHeaders = m_sendHeaders = {{"x-max-length", "2"}};
        prove(queue());
        m_subscribeHeaders = m_sendHeaders = {};
        // Ten go through while A and B take them at once; of three that wait it keeps two.
        QCOMPARE(m_verdict.kept, std::optional<bool>());
        QCOMPARE(m_verdict.lateGot, (ProofNumbers{12, 13}));
        QCOMPARE(m_verdict.leftBehind.count(11), std::size_t(1));
    }

private:
    void prove(const std::string& destination, Version version = Version::V12)
    {
        ProofRequest request;
        request.options = Peer(broker, version).options;
        request.destination = destination;
        request.sendHeaders = m_sendHeaders;
        request.subscribeHeaders = m_subscribeHeaders;
        request.quiet = 600;
        request.patience = 10'000;
        Proof proof(request);
        QSignalSpy finished(&proof, &Proof::finished);
        proof.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
        m_evidence = proof.evidence();
        m_verdict = judge(m_evidence);
        m_text = verdictText(m_evidence, m_verdict) + u' ' + keptText(m_evidence, m_verdict);
    }

    Headers m_sendHeaders, m_subscribeHeaders;
    ProofEvidence m_evidence;
    ProofVerdict m_verdict;
    QString m_text;
};

QTEST_GUILESS_MAIN(TestBrokerProof)
#include "tst_brokerproof.moc"
