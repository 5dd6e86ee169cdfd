#include <support/printing.h>
#include <support/transportfixture.h>

#include <QRegularExpression>

using namespace Stomp;
using Testing::readAll;
using Testing::TransportFixture;
using Testing::TransportServer;

/** What every transport must do alike. */
class TestTransports : public TransportFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void carriesBytes_data() { addSchemes(); }
    void carriesBytes()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        one.transport->write("SEND\n\ntoo early^@");
        QVERIFY(one.open());
        one.transport->write(frame(5));
        if (!one.server->isWebSocket()) // whose thread may have been quicker
            QCOMPARE(one.transport->bytesToWrite(), frame(5).size());
        QTRY_VERIFY(!one.written.isEmpty());
        QTRY_COMPARE(one.server->last()->received, frame(5));
        QTRY_COMPARE(one.transport->bytesToWrite(), std::size_t(0));
        one.transport->poll(); // finds nothing, and that is no reason to end
        one.server->last()->write("wor");
        one.server->last()->write("ld");
        one.server->last()->hangUp();
        QTRY_COMPARE(one.closed.size(), 1);
        QCOMPARE(one.closed.at(0).at(0).toString(), QString());
        // What arrived before the end can be read after it.
        QCOMPARE(readAll(*one.transport), "world");
        QVERIFY(!one.ready.isEmpty());
        QCOMPARE(one.failed.size(), 0);
    }

    void tellsWhatItHasSeen_data() { addSchemes(); }
    void tellsWhatItHasSeen()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        const TransportEvidence evidence = one.transport->evidence();
        QCOMPARE(evidence.peerAddress, QStringLiteral("127.0.0.1:%1").arg(one.server->port()));
        QCOMPARE(evidence.tls.has_value(), scheme == Scheme::Stomps || scheme == Scheme::Wss);
        if (evidence.tls) {
            QCOMPARE(evidence.tls->problems.size(), 0);
            QCOMPARE(evidence.tls->protocol, QStringLiteral("TLSv1.3"));
            QVERIFY(evidence.tls->cipher.startsWith(QStringLiteral("TLS_")));
            QCOMPARE(evidence.tls->chain.first().subject, QStringLiteral("Console test good"));
            QCOMPARE(evidence.tls->chain.first().sha256, m_good.fingerprint());
            QCOMPARE(evidence.tls->serverName, QStringLiteral("127.0.0.1"));
            QVERIFY(!evidence.tls->acceptedByFingerprint);
        }
        QCOMPARE(evidence.upgrade.has_value(), scheme == Scheme::Ws || scheme == Scheme::Wss);
        if (evidence.upgrade) {
            QCOMPARE(evidence.upgrade->status, 101);
            QCOMPARE(evidence.upgrade->subprotocol, QStringLiteral("v12.stomp"));
        }
    }

    void nobodyListens_data() { addSchemes(); }
    void nobodyListens()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        one.server->stopListening();
        one.transport->open();
        QTRY_COMPARE(one.failed.size(), 1);
        QCOMPARE(one.failed.at(0).at(0).value<TransportError>(), TransportError::Refused);
        QVERIFY(!one.failed.at(0).at(1).toString().isEmpty());
        QVERIFY(one.transport->evidence().peerAddress.isEmpty());
    }

    void badName_data() { addSchemes(); }
    void badName()
    {
        QFETCH(Scheme, scheme);
        BrokerUrl url;
        url.scheme = scheme;
        url.host = "no-such-host.invalid";
        url.port = 1;
        const auto transport = makeTransport(optionsFor(url));
        QSignalSpy failed(transport.get(), &Transport::failed);
        transport->open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::HostNotFound);
    }

#ifdef Q_OS_LINUX
    // A full backlog: the system answers no further connection request.
    void nobodyAnswers_data()
    {
        addSchemes();
    }
    void nobodyAnswers()
    {
        QFETCH(Scheme, scheme);
        QTcpServer server;
        server.setListenBacklogSize(0);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        server.pauseAccepting();
        std::vector<std::unique_ptr<QTcpSocket>> fillers;
        for (int i = 0; i < 4; ++i) {
            fillers.push_back(std::make_unique<QTcpSocket>());
            fillers.back()->connectToHost(QHostAddress::LocalHost, server.serverPort());
        }
        QTRY_COMPARE(fillers.front()->state(), QAbstractSocket::ConnectedState);
        BrokerUrl url;
        url.scheme = scheme;
        url.host = "127.0.0.1";
        url.port = server.serverPort();
        ClientOptions options = optionsFor(url);
        options.tcpTimeout = 100;
        const auto transport = makeTransport(options);
        QSignalSpy failed(transport.get(), &Transport::failed);
        transport->open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::Timeout);
        QVERIFY(failed.at(0).at(1).toString().contains(QStringLiteral("0.1")));
    }
#endif

    // It takes the connection, and then says nothing.
    void silentPeer_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<TransportError>("error");
        QTest::newRow("tls") << Scheme::Stomps << TransportError::Tls;
        QTest::newRow("ws") << Scheme::Ws << TransportError::Upgrade;
        QTest::newRow("wss") << Scheme::Wss << TransportError::Tls;
    }
    void silentPeer()
    {
        QFETCH(Scheme, scheme);
        QFETCH(TransportError, error);
        TransportServer silent(Scheme::Stomp);
        BrokerUrl url = silent.url();
        url.scheme = scheme;
        ClientOptions options = optionsFor(url);
        options.tcpTimeout = 200;
        const auto transport = makeTransport(options);
        QSignalSpy failed(transport.get(), &Transport::failed);
        transport->open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), error);
        QVERIFY(failed.at(0).at(1).toString().contains(QStringLiteral("0.2")));
        if (error == TransportError::Tls)
            QCOMPARE(transport->evidence().tls->problems, {TlsProblem::NotTls});
        else
            QCOMPARE(transport->evidence().upgrade->status, 0);
        QTRY_VERIFY(silent.last()->isGone);
    }

    void abortIsSilent_data()
    {
        addSchemes();
    }
    void abortIsSilent()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        one.transport->abort();
        QTRY_VERIFY(one.server->last()->isGone);
        QCOMPARE(one.closed.size() + one.failed.size(), 0);
    }

    // Destroyed at every stage, at once and with a full pipe.
    void diesAtAnyTime_data()
    {
        addSchemes();
    }
    void diesAtAnyTime()
    {
        QFETCH(Scheme, scheme);
        (void)makePair(scheme);
        {
            Pair one = makePair(scheme);
            one.transport->open();
        }
        {
            Pair one = makePair(scheme);
            one.transport->open();
            QTRY_VERIFY(one.server->last() || !one.opened.isEmpty());
        }
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        for (int i = 0; i < 300; ++i)
            one.server->last()->write(std::string(64'000, 'x'));
        QTRY_VERIFY(!one.ready.isEmpty());
        one.transport->write(frame(10'000'000));
        one.transport.reset();
        QTRY_VERIFY(one.server->last()->isGone);
    }

    void brokenOff_data()
    {
        addSchemes();
    }
    void brokenOff()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        one.server->last()->write("MESSAGE\n\nhalf");
        one.server->last()->flush();
        QTRY_VERIFY(!one.ready.isEmpty());
        one.server->last()->reset();
        QTRY_COMPARE(one.closed.size(), 1);
        QCOMPARE(readAll(*one.transport), "MESSAGE\n\nhalf");
        if (one.server->isWebSocket())
            QVERIFY(!one.closed.at(0).at(0).toString().isEmpty());
    }

    // OpenWire's port greets, finds our CONNECT too strange, and resets: all before we look.
    void readsWhatCameBeforeAReset_data()
    {
        addSchemes();
    }
    void readsWhatCameBeforeAReset()
    {
        QFETCH(Scheme, scheme);
        Pair one = makePair(scheme);
        QVERIFY(one.open());
        one.server->last()->write("greeting");
        one.server->last()->flush();
        QTRY_VERIFY(!one.ready.isEmpty());
        one.transport->write(frame(100));
        one.server->last()->reset();
        one.transport->write(frame(100));
        QTRY_COMPARE(one.closed.size(), 1);
        QCOMPARE(readAll(*one.transport), "greeting");
    }
};

QTEST_GUILESS_MAIN(TestTransports)
#include "tst_transports.moc"
