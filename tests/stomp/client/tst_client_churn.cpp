#include <stomp/client/client.h>

#include <support/listsink.h>
#include <support/printing.h>
#include <support/stompserver.h>
#include <support/testcertificates.h>

#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <malloc.h>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using State = Client::State;
using Testing::ListSink;
using Testing::StompServer;
using Testing::TestCertificate;
using Testing::TestCertificates;

namespace {

/** How a connection ends. */
enum class Ending
{
    Left, //!< DISCONNECT, RECEIPT
    Aborted,
    AbortedWhileOpening,
    AbortedWhileRequested, //!< with a request and a subscription under way
    Destroyed,
    ClosedByBroker,
    ResetByBroker,
    Refused,
};
constexpr int endings = int(Ending::Refused) + 1;
constexpr int perServer = 6 * endings; //!< connections to one server

/** What this process has taken of the system. */
struct Holdings
{
    int descriptors = 0;
    int threads = 0;
    qint64 heap = 0; //!< bytes; constant under ASan, which finds leaks by itself

    static Holdings now()
    {
        const auto count = [](const QString& path) {
            return int(QDir(path)
                           .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                           .size());
        };
        const struct mallinfo2 info = ::mallinfo2();
        return {count(QStringLiteral("/proc/self/fd")), count(QStringLiteral("/proc/self/task")),
            static_cast<qint64>(info.uordblks + info.hblkhd)};
    }
};

} // namespace

/** A thousand connections, ended in every way, leave nothing behind. */
class TestClientChurn : public QObject
{
    Q_OBJECT

    TestCertificates m_authority;
    TestCertificate m_certificate = m_authority.make(QStringLiteral("good"));
    ListSink m_sink;
    std::unique_ptr<Client> m_client;
    int m_threads = 0; //!< before any connection

    static bool comes(QSignalSpy& spy) { return !spy.isEmpty() || spy.wait(20'000); }

    /** The server behaves, but for what the ending wants of it. */
    static void prepare(StompServer& server, Ending ending)
    {
        server.onFrame = [ending](StompServer::Peer& peer, const Frame& one) {
            if (one.command == "CONNECT" && ending == Ending::Refused) {
                peer.write(StompServer::frame("ERROR", {{"message", "no"}}));
                return true;
            }
            if (one.command != "SEND")
                return false;
            peer.write(StompServer::frame("MESSAGE", {{"message-id", "1"}}, one.body));
            if (ending == Ending::ClosedByBroker)
                peer.hangUp();
            else if (ending == Ending::ResetByBroker)
                peer.reset();
            else
                return ending == Ending::AbortedWhileRequested;
            return true;
        };
    }

    void connectOnce(StompServer& server, Ending ending)
    {
        if (!m_client)
            m_client = std::make_unique<Client>(m_sink);
        QSignalSpy connected(m_client.get(), &Client::connected);
        QSignalSpy confirmed(m_client.get(), &Client::requestConfirmed);
        QSignalSpy failed(m_client.get(), &Client::failed);
        QSignalSpy disconnected(m_client.get(), &Client::disconnected);
        prepare(server, ending);
        ClientOptions options;
        options.url = server.url();
        options.tls.caFile = m_authority.caFile();
        m_client->connectToBroker(options);
        if (ending == Ending::AbortedWhileOpening) {
            m_client->abort();
            QCOMPARE(disconnected.size(), 1);
            return;
        }
        if (ending == Ending::Refused) {
            QVERIFY(comes(failed));
            return;
        }
        QVERIFY(comes(connected));
        m_client->subscribe({.destination = "/queue/a", .ack = AckMode::Client});
        m_client->send({{}, {{"destination", "/queue/a"}}, "x"}, ContentLength::Write);
        switch (ending) {
        case Ending::ClosedByBroker:
        case Ending::ResetByBroker:
            QVERIFY(comes(failed));
            break;
        case Ending::Left:
            QVERIFY(comes(confirmed));
            m_client->disconnectFromBroker();
            QVERIFY(comes(disconnected));
            break;
        case Ending::Destroyed:
            QVERIFY(comes(confirmed));
            m_client.reset();
            return;
        case Ending::Aborted:
            QVERIFY(comes(confirmed));
            [[fallthrough]];
        default:
            m_client->abort();
            QCOMPARE(disconnected.size(), 1);
            break;
        }
        QCOMPARE(m_client->state(), State::Disconnected);
        QCOMPARE(failed.size() + disconnected.size(), 1);
    }

    /** A server and its connections, all gone when this returns. */
    void connectARound(Scheme scheme)
    {
        const bool isSecure = scheme == Scheme::Stomps || scheme == Scheme::Wss;
        StompServer server(scheme,
            isSecure ? std::optional(TestCertificates::serverConfiguration(m_certificate))
                     : std::nullopt);
        for (int i = 0; i < perServer; ++i) {
            connectOnce(server, Ending(i % endings));
            if (QTest::currentTestFailed())
                return;
        }
        m_sink.frames.clear();
        m_sink.origins.clear();
        const auto allGone = [&server] {
            return std::all_of(server.peers.begin(), server.peers.end(),
                [](const StompServer::Peer* peer) { return peer->isGone; });
        };
        QVERIFY(QTest::qWaitFor(allGone));
    }

private Q_SLOTS:
    void initTestCase() { m_threads = Holdings::now().threads; }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void leavesNothingBehind_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<int>("connections");
        QTest::newRow("tcp") << Scheme::Stomp << 1000;
        QTest::newRow("tls") << Scheme::Stomps << 500;
        QTest::newRow("ws") << Scheme::Ws << 200;
        QTest::newRow("wss") << Scheme::Wss << 100;
    }

    void leavesNothingBehind()
    {
        QFETCH(Scheme, scheme);
        QFETCH(int, connections);
        for (int i = 0; i < 3; ++i) { // what is made once is made now
            connectARound(scheme);
            if (QTest::currentTestFailed())
                return;
        }
        const Holdings before = Holdings::now();
        int made = 0;
        for (; made < connections; made += perServer) {
            connectARound(scheme);
            if (QTest::currentTestFailed())
                return;
        }
        // Threads are joined; the kernel takes them off the list a moment later.
        QTRY_COMPARE(Holdings::now().threads, m_threads);
        const Holdings after = Holdings::now();
        QCOMPARE(after.descriptors, before.descriptors);
        const qint64 each = (after.heap - before.heap) / made;
        QVERIFY2(each < 50, qPrintable(QStringLiteral("%1 bytes for each connection").arg(each)));
    }
};

QTEST_GUILESS_MAIN(TestClientChurn)
#include "tst_client_churn.moc"
