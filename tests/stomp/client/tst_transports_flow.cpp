#include <support/printing.h>
#include <support/transportfixture.h>

#include <QRegularExpression>

using namespace Stomp;
using Testing::readAll;
using Testing::TransportFixture;
using Testing::TransportServer;

/** What every transport does when one side is slower, and how it ends in order. */
class TestTransportsFlow : public TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void buffersNoMoreThanItSays_data() { addSchemes(); }
    void buffersNoMoreThanItSays()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        TransportServer::Peer& peer = *one.server->last();
        constexpr std::size_t messageSize = 64'000;
        constexpr std::size_t total = 500 * messageSize;
        for (std::size_t size = 0; size < total; size += messageSize)
            peer.write(std::string(messageSize, 'x'));
        // Until nothing moves any more: the kernel's buffers and ours are full, the rest waits.
        for (int writes = -1; writes != peer.writes;) {
            writes = peer.writes;
            (void)QTest::qWaitFor([&] { return peer.writes != writes; }, 300);
        }
        QVERIFY2(peer.bytesToWrite() > qint64(total / 3),
            qPrintable(QString::number(peer.bytesToWrite())));
        // And then everything comes.
        std::size_t received = 0;
        while (received < total) {
            one.ready.clear();
            const std::string bytes = readAll(*one.transport);
            received += bytes.size();
            QVERIFY(bytes.find_first_not_of('x') == std::string::npos);
            if (bytes.empty() && one.ready.isEmpty())
                QVERIFY(one.ready.wait());
        }
        QCOMPARE(received, total);
    }

    // At the bound, with a socket that waits: what we have to say still goes out.
    void writesWhileItIsNotRead_data() { addSchemes(); }
    void writesWhileItIsNotRead()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        TransportServer::Peer& peer = *one.server->last();
        for (int i = 0; i < 300; ++i)
            peer.write(std::string(64'000, 'x'));
        QTRY_VERIFY(!one.ready.isEmpty());
        for (int i = 0; i < 3; ++i) {
            const std::size_t before = peer.received.size();
            one.transport->write("\n");
            QTRY_COMPARE(peer.received.size(), before + 1);
        }
        one.transport->write(frame(3'000'000));
        QTRY_COMPARE(peer.received.size(), 3 + frame(3'000'000).size());
    }

    void writesOutBeforeItCloses_data() { addSchemes(); }
    void writesOutBeforeItCloses()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        one.transport->write(frame(10'000'000));
        one.transport->close();
        QTRY_VERIFY_WITH_TIMEOUT(one.server->last()->isGone, 30'000);
        QTRY_COMPARE(one.server->last()->received.size(), frame(10'000'000).size());
    }

    // What the broker does not take is in our memory: whoever asks for it has to hear so.
    void saysWhatWaits_data() { addStreams(); }
    void saysWhatWaits()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        one.server->last()->pauseReading();
        constexpr std::size_t total = 32'000'000;
        one.transport->write(frame(total));
        // Until nothing moves any more: the kernel's buffers are full, the rest waits.
        for (qsizetype writes = -1; writes != one.written.size();) {
            writes = one.written.size();
            (void)QTest::qWaitFor([&] { return one.written.size() != writes; }, 300);
        }
        QVERIFY2(one.transport->bytesToWrite() > total / 3,
            qPrintable(QString::number(one.transport->bytesToWrite())));
        one.written.clear();
        one.server->last()->resumeReading();
        QTRY_COMPARE(one.server->last()->received.size(), frame(total).size());
        QTRY_COMPARE(one.transport->bytesToWrite(), std::size_t(0));
        QVERIFY(!one.written.isEmpty());
    }

    // The peer reads after we have closed, and we have not read what it said.
    void closesInOrder_data() { addStreams(); }
    void closesInOrder()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        TransportServer::Peer& peer = *one.server->last();
        peer.pauseReading();
        peer.write("unread");
        peer.flush();
        QVERIFY(peer.waitUntilDelivered());
        one.transport->write(frame(1'000'000));
        one.transport->close();
        QTRY_COMPARE(one.transport->bytesToWrite(), std::size_t(0));
        QCOMPARE(one.closed.size(), 0); // only our kernel has it all
        peer.resumeReading();
        QTRY_VERIFY(peer.isGone);
        QTRY_COMPARE(one.closed.size(), 1);
        QCOMPARE(one.closed.at(0).at(0).toString(), QString());
        QCOMPARE(peer.received.size(), frame(1'000'000).size());
        QCOMPARE(readAll(*one.transport), "unread");
    }
};

QTEST_GUILESS_MAIN(TestTransportsFlow)
#include "tst_transports_flow.moc"
