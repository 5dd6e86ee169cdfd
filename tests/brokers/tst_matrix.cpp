#include "brokertest.h"

#include <array>
#include <memory>

using Stomp::AckMode;
using Stomp::Version;
using Scheme = Stomp::BrokerUrl::Scheme;

namespace {

enum class Transaction
{
    None,
    Commit,
    Abort
};

} // namespace

/** Each version over each transport with each ack mode, within a transaction and without. */
class TestMatrix : public BrokerTest
{
    Q_OBJECT

    std::unique_ptr<Peer> m_auditor; //!< looks at what each session has left, all the time

    QString sendLast(Peer& peer, Transaction transaction) const;
    /** What the broker gives to the next consumer. */
    void compareWithWhatIsLeft(const Bodies& expected);

private Q_SLOTS:
    void sessions_data();
    void sessions();
    void cleanupTestCase();
};

void TestMatrix::sessions_data()
{
    QTest::addColumn<Version>("version");
    QTest::addColumn<Scheme>("scheme");
    QTest::addColumn<AckMode>("ack");
    QTest::addColumn<Transaction>("transaction");
    std::vector<std::pair<const char*, Scheme>> transports{
        {"tcp", Scheme::Stomp}, {"tls", Scheme::Stomps}};
    if (broker.isRabbit())
        transports.insert(transports.end(), {{"ws", Scheme::Ws}, {"wss", Scheme::Wss}});
    constexpr std::array<std::pair<const char*, Transaction>, 3> transactions{
        {{"no transaction", Transaction::None}, {"commit", Transaction::Commit},
            {"abort", Transaction::Abort}}};
    for (const Version version : {Version::V10, Version::V11, Version::V12}) {
        for (const auto& [transport, scheme] : transports) {
            for (const AckMode ack : {AckMode::Auto, AckMode::Client, AckMode::ClientIndividual}) {
                if (version == Version::V10 && ack == AckMode::ClientIndividual)
                    continue; // 1.0 has none
                for (const auto& [name, transaction] : transactions)
                    QTest::addRow("%s %s %s, %s", std::string(toString(version)).c_str(), transport,
                        std::string(toString(ack)).c_str(), name)
                        << version << scheme << ack << transaction;
            }
        }
    }
}

/** Classic confirms a SEND in a transaction at once, RabbitMQ at COMMIT and after ABORT never. */
QString TestMatrix::sendLast(Peer& peer, Transaction transaction) const
{
    if (transaction == Transaction::None)
        return peer.send(queue(), "last");
    const Headers inT1{{"transaction", "t1"}};
    if (broker.isClassic())
        return peer.send(queue(), "last", inT1);
    Stomp::Frame frame{"SEND", {{"destination", queue()}}, "last"};
    frame.headers.insert(frame.headers.end(), inT1.begin(), inT1.end());
    peer.client().send(frame, Stomp::ContentLength::Write, false);
    return {};
}

void TestMatrix::sessions()
{
    QFETCH(Version, version);
    QFETCH(Scheme, scheme);
    QFETCH(AckMode, ack);
    QFETCH(Transaction, transaction);
    Peer peer(broker, version, scheme);
    OPEN(peer);
    QCOMPARE(toString(peer.client().info()->version), toString(version));
    const Bodies first{"one", "zwei \xe2\x82\xac", "three"};
    for (const std::string& body : first)
        CONFIRMED(peer.send(queue(), body));
    const Stomp::SubscriptionKey key = peer.subscribe(queue(), ack);
    QVERIFY(key);
    QVERIFY(peer.waitForMessages(3));
    QCOMPARE(peer.bodies(), first);

    const std::string inT1 = transaction == Transaction::None ? "" : "t1";
    if (transaction != Transaction::None)
        CONFIRMED(peer.begin("t1"));
    CONFIRMED(sendLast(peer, transaction));
    if (ack != AckMode::Auto)
        CONFIRMED(peer.acknowledge(peer.messages.at(1), inT1));
    if (transaction == Transaction::Commit)
        CONFIRMED(peer.commitTransaction("t1"));
    else if (transaction == Transaction::Abort)
        CONFIRMED(peer.abortTransaction("t1"));
    const bool counts = transaction != Transaction::Abort;
    QVERIFY(peer.waitForMessages(counts ? 4 : 3));
    QVERIFY(peer.leave());
    QCOMPARE(peer.messages.size(), counts ? 4U : 3U);
    for (const Received& message : peer.messages) {
        QCOMPARE(message.subscription, key);
        QVERIFY(message.frame.value("redelivered") != "true");
    }
    QVERIFY(peer.errors.empty());

    if (ack == AckMode::Auto)
        compareWithWhatIsLeft({});
    else if (!counts)
        compareWithWhatIsLeft(first);
    else if (ack == AckMode::Client)
        compareWithWhatIsLeft({first.at(2), "last"});
    else
        compareWithWhatIsLeft({first.at(0), first.at(2), "last"});
}

void TestMatrix::compareWithWhatIsLeft(const Bodies& expected)
{
    if (!m_auditor) {
        m_auditor = std::make_unique<Peer>(broker, Version::V12);
        OPEN(*m_auditor);
    }
    m_auditor->messages.clear();
    CONFIRMED(m_auditor->send(queue(), "marker"));
    const Stomp::SubscriptionKey key = m_auditor->subscribe(queue());
    QVERIFY(key);
    QVERIFY(m_auditor->waitForMessages(expected.size() + 1));
    QVERIFY(m_auditor->unsubscribe(key));
    Bodies all = expected;
    all.push_back("marker");
    QCOMPARE(m_auditor->bodies(), all);
    for (const Received& message : m_auditor->messages) {
        const bool isMarked = message.frame.value("redelivered") == "true";
        QCOMPARE(isMarked, message.frame.body != "marker");
    }
}

void TestMatrix::cleanupTestCase()
{
    QVERIFY(m_auditor && m_auditor->leave());
    m_auditor.reset();
}

QTEST_GUILESS_MAIN(TestMatrix)
#include "tst_matrix.moc"
