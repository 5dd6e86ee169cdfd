#include "brokertest.h"

#include <stomp/trials/proof.h>
#include <stomp/trials/prooflistener.h>
#include <stomp/trials/proofverdict.h>
#include <stomp/trials/proofwording.h>

#include <QSignalSpy>

#include <set>

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

    void aFullQueue_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QString>("because");
        if (broker.isClassic()) { // with a memoryLimit, and producer flow control
            QTest::newRow("blocking")
                << QByteArray("/queue/full.blocking")
                << QStringLiteral("Inconclusive, because the broker confirmed 0 of the 10 messages "
                                  "sent and no more: the destination may be full or blocked.");
            QTest::newRow("refusing")
                << QByteArray("/queue/full.refusing")
                << QStringLiteral("Inconclusive, because the broker refused it (");
        } else { // reject-publish
            QTest::newRow("refusing")
                << QByteArray("/queue/full.refusing")
                << QStringLiteral("Inconclusive, because there was no session to the end (the peer "
                                  "closed the connection), and 1. of the 13 messages sent were "
                                  "confirmed: RabbitMQ ends it without a word when a full queue");
        }
    }
    /** With messages of others, which are there afterwards as before. */
    void aFullQueue()
    {
        QFETCH(QByteArray, destination);
        QFETCH(QString, because);
        const std::string there = destination.toStdString();
        std::set<std::string> confirmed;
        int number = 0;
        {
            Peer filler(broker, Version::V12);
            filler.options.session.receiptTimeout = 3'000;
            OPEN(filler);
            while (filler.send(there, std::to_string(++number)).isEmpty()) {
                confirmed.insert(std::to_string(number));
                QVERIFY(number < 100); // it has no bound
            }
            filler.vanish();
        }
        QVERIFY(!confirmed.empty());
        prove(there);
        QVERIFY2(m_verdict.kind == Kind::Inconclusive, qPrintable(m_text));
        QVERIFY2(QRegularExpression(u'^'
                     + QString(because)
                           .replace(u'(', QStringLiteral("\\("))
                           .replace(u')', QStringLiteral("\\)")))
                     .match(m_text)
                     .hasMatch(),
            qPrintable(m_text));
        QVERIFY(m_verdict.leftBehind.size() <= m_evidence.sent);
        Peer heir(broker, Version::V12);
        OPEN(heir);
        QVERIFY(heir.subscribe(there));
        const auto own = [&heir] {
            return std::ranges::count_if(heir.messages,
                [](const Received& one) { return one.frame.value(runHeader).empty(); });
        };
        // One more, perhaps, that the filler had no answer for.
        QTRY_VERIFY(own() >= std::ssize(confirmed));
        QVERIFY(heir.leave());
        for (const std::string& body : heir.bodies())
            confirmed.erase(body);
        QVERIFY(confirmed.empty());
    }

    void withoutPermission_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::newRow("to read") << QByteArray("writer");
        QTest::newRow("to write") << QByteArray("reader");
    }
    void withoutPermission()
    {
        QFETCH(QByteArray, user);
        Peer maker(broker, Version::V12);
        OPEN(maker);
        CONFIRMED(maker.send(queue(), "1", {{"persistent", "true"}}));
        QVERIFY(maker.leave());
        m_user = user.toStdString();
        // RabbitMQ: subscribing to /queue would declare it.
        prove((broker.isRabbit() ? "/amq" : "") + queue());
        m_user.clear();
        QVERIFY2(m_verdict.kind == Kind::Inconclusive, qPrintable(m_text));
        QVERIFY2(m_text.startsWith(QStringLiteral("Inconclusive, because the broker refused it (")),
            qPrintable(m_text));
        QVERIFY2(m_text.contains(QString::fromUtf8(user)), qPrintable(m_text));
        compareWithWhatIsLeft(queue(), {"1"}, std::nullopt);
    }

    /** Its oldest are dropped for the newest: RabbitMQ's x-max-length. */
    void aQueueThatDrops()
    {
        if (!broker.isRabbit())
            return; // Classic has no such queue
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
        if (!m_user.empty()) {
            request.options.url.user = m_user;
            request.options.url.password = m_user;
        }
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

    std::string m_user; //!< who proves, and its password; empty: who may everything
    Headers m_sendHeaders, m_subscribeHeaders;
    ProofEvidence m_evidence;
    ProofVerdict m_verdict;
    QString m_text;
};

QTEST_GUILESS_MAIN(TestBrokerProof)
#include "tst_brokerproof.moc"
