#include "brokerdesk.h"
#include "brokertest.h"

#include <stomp/doctor/diagnosis.h>

#include <QSignalSpy>

#include <map>
#include <set>

using Stomp::AckMode;
using Stomp::AckState;
using Stomp::Client;
using Stomp::SubscriptionState;

namespace {

/** Publishes persistent messages without end, some at a time, until its connection is lost. */
class Stream : public QObject
{
    Q_OBJECT

public:
    Stream(const RealBroker& broker, std::string destination)
        : m_peer(broker, Stomp::Version::V12), m_destination(std::move(destination))
    {
        connect(&m_peer.client(), &Client::requestConfirmed, this, [this](Stomp::RequestId id) {
            if (const auto one = m_underWay.find(id); one != m_underWay.end()) {
                confirmed.insert(one->second);
                m_underWay.erase(one);
                sendNext();
            }
        });
    }

    [[nodiscard]] bool start()
    {
        if (!m_peer.open())
            return false;
        for (int i = 0; i < 20; ++i)
            sendNext();
        return true;
    }
    [[nodiscard]] bool isLost() const { return m_peer.failure.has_value(); }
    [[nodiscard]] std::size_t underWay() const { return m_underWay.size(); }

    std::set<std::string> confirmed;

private:
    void sendNext()
    {
        const std::string body = std::to_string(++m_last);
        const Stomp::Frame frame{
            "SEND", {{"destination", m_destination}, {"persistent", "true"}}, body};
        m_underWay[m_peer.client().send(frame, Stomp::ContentLength::Omit)] = body;
    }

    Peer m_peer;
    std::string m_destination;
    std::map<Stomp::RequestId, std::string> m_underWay;
    int m_last = 0;
};

} // namespace

/** Connections of the window to a broker that dies or falls silent, and comes back. */
class TestReconnecting : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void killedInMidStream();
    void stoppedAndGoingOn();
};

/** Every message that was confirmed comes at least once; what comes again is marked. */
void TestReconnecting::killedInMidStream()
{
    RealBroker doomed = RealBroker::ownOnDisk(RealBroker::sharedKind());
    QVERIFY2(doomed.isValid(), qPrintable(doomed.error()));
    const quint16 port = doomed.stompPort();
    // RabbitMQ keeps the messages of a queue on disk, but for a moment not yet that there is such a
    // queue: killed then, it knows nothing of either.
    {
        Peer first(doomed, Stomp::Version::V12);
        OPEN(first);
        QVERIFY(first.subscribe(queue()) != 0);
        QVERIFY(first.leave());
    }
    doomed.restart();
    QVERIFY2(doomed.isValid(), qPrintable(doomed.error()));
    Desk desk(doomed);
    const auto key = desk.subscribe(queue());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
    Stream stream(doomed, queue());
    QVERIFY(stream.start());
    QTRY_VERIFY_WITH_TIMEOUT(desk.table().messageCount() >= 100, patienceMs);
    for (int row = 0; row < 20; ++row)
        QCOMPARE(desk.acknowledge(row), QString());
    QTRY_VERIFY_WITH_TIMEOUT(desk.table().ackStateAt(19) == AckState::Acked, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(stream.confirmed.size() >= 200, patienceMs);

    doomed.kill();
    QTRY_VERIFY_WITH_TIMEOUT(stream.isLost(), patienceMs);
    QVERIFY(stream.underWay() > 0); // it was in mid-stream
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isReconnecting(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->attempt() >= 2, patienceMs); // nobody is there
    doomed.restart();
    QVERIFY2(doomed.isValid(), qPrintable(doomed.error()));
    QCOMPARE(doomed.stompPort(), port);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);

    const auto missing = [&] {
        const auto come = desk.bodies(0, desk.table().rowCount());
        return std::count_if(stream.confirmed.begin(), stream.confirmed.end(),
            [&](const std::string& body) { return !come.contains(body); });
    };
    const int gap = desk.gap();
    // Those that the broker had promised to keep: it delivers before it has stored.
    auto before = desk.bodies(0, gap);
    std::erase_if(
        before, [&](const std::string& body) { return !stream.confirmed.contains(body); });
    int lastKept = gap - 1;
    while (lastKept > 20 && !before.contains(desk.body(lastKept)))
        --lastKept;
    QVERIFY(lastKept > 20);
    // The last of them, so that all are there that come again.
    const std::string last = desk.body(lastKept);
    const auto hasCome = [&] {
        return missing() == 0 && desk.bodies(gap, desk.table().rowCount()).contains(last);
    };
    QVERIFY2(QTest::qWaitFor(hasCome, patienceMs),
        qPrintable(
            QStringLiteral("%1 of %2 confirmed are missing; before the gap %3 rows, the last "
                           "confirmed of them is %4; after it %5 rows, first %6, last %7; "
                           "connection state %8")
                .arg(missing())
                .arg(stream.confirmed.size())
                .arg(gap)
                .arg(QString::fromStdString(last))
                .arg(desk.table().rowCount() - gap)
                .arg(QString::fromStdString(desk.bodyOrNothing(gap + 1)))
                .arg(QString::fromStdString(desk.bodyOrNothing(desk.table().rowCount() - 1)))
                .arg(int(desk.connection->state()))));
    int again = 0;
    for (int row = gap + 1; row < desk.table().rowCount(); ++row) {
        if (!before.contains(desk.body(row)))
            continue;
        ++again;
        QVERIFY2(desk.isRedelivered(row), desk.body(row).c_str());
    }
    QVERIFY(again >= int(before.size()) - 20);
    QCOMPARE(desk.lost(), std::int64_t(0));
}

/** Heart-beats find out; the connection that is made again waits until the broker goes on. */
void TestReconnecting::stoppedAndGoingOn()
{
    const RealBroker sleeper = RealBroker::own(RealBroker::sharedKind());
    QVERIFY2(sleeper.isValid(), qPrintable(sleeper.error()));
    const Stomp::HeartBeat heartBeat{1000, 1000};
    Desk desk(sleeper, heartBeat);
    const auto key = desk.subscribe(queue());
    QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
    Peer peer(sleeper, Stomp::Version::V12);
    peer.options.session.heartBeat = heartBeat;
    OPEN(peer);
    for (const char* body : {"1", "2", "3"})
        CONFIRMED(peer.send(queue(), body));
    QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 3, patienceMs);
    const QSignalSpy losses(desk.connection, &Ui::Connection::lost);

    sleeper.freeze();
    QVERIFY(peer.waitForFailure());
    QVERIFY(peer.failure->reason == Stomp::CloseReason::HeartBeatLost);
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection->isReconnecting(), patienceMs);
    QCOMPARE(losses.size(), 1);
    const auto diagnosis = Stomp::explain(*peer.failure, peer.options);
    QVERIFY(diagnosis.kind == Stomp::Diagnosis::Kind::HeartBeatLost);
    QCOMPARE(desk.connection->problem().what, diagnosis.what);
    // Its port still takes connections, but nobody answers CONNECT.
    QTRY_COMPARE_WITH_TIMEOUT(
        desk.connection->state(), Ui::Connection::State::Handshaking, patienceMs);

    sleeper.thaw();
    QTRY_VERIFY_WITH_TIMEOUT(desk.isConfirmed(key), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.table().messageCount(), 6, patienceMs);
    QCOMPARE(desk.gap(), 3);
    for (int row = 4; row < 7; ++row) {
        QCOMPARE(desk.body(row), std::to_string(row - 3));
        QVERIFY(desk.isRedelivered(row));
    }
    QCOMPARE(desk.lost(), std::int64_t(0));
}

QTEST_GUILESS_MAIN(TestReconnecting)
#include "tst_reconnecting.moc"
