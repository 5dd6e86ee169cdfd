#include <stomp/client/tcptransport.h>

#include <support/printing.h>
#include <support/scriptedserver.h>
#include <support/transportfixture.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Stomp;
using namespace std::chrono_literals;
using Testing::readAll;
using Testing::ScriptedServer;

class TestTcpTransport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void carriesBytes()
    {
        ScriptedServer server;
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.port()});
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy ready(&transport, &Transport::readyRead);
        QSignalSpy written(&transport, &Transport::bytesWritten);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.write("too early");
        transport.open();
        QTRY_COMPARE(opened.size(), 1);
        transport.write("hello");
        QCOMPARE(transport.bytesToWrite(), std::size_t(5));
        QTRY_COMPARE(written.size(), 1);
        QTRY_VERIFY(server.last());
        QTRY_COMPARE(server.last()->received, "hello");
        server.last()->write("world");
        server.last()->hangUp();
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(closed.at(0).at(0).toString(), QString());
        // What arrived before the end can be read after it.
        QCOMPARE(readAll(transport), "world");
        QVERIFY(!ready.isEmpty());
    }

    // OpenWire's port greets, finds our CONNECT too strange, and resets: all before we look.
    void readsWhatCameBeforeAReset()
    {
        ScriptedServer server;
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.port()});
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy closed(&transport, &Transport::closed);
        transport.open();
        QTRY_COMPARE(opened.size(), 1);
        QTRY_VERIFY(server.last());
        server.last()->write("greeting");
        server.last()->flush();
        server.last()->reset();
        QTRY_COMPARE(closed.size(), 1);
        QCOMPARE(readAll(transport), "greeting");
    }

    void buffersNoMoreThanItSays()
    {
        ScriptedServer server;
        server.onConnection = [](ScriptedServer::Peer& peer) {
            peer.write(std::string(50'000'000, 'x'));
        };
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.port()});
        transport.open();
        auto* socket = transport.findChild<QTcpSocket*>();
        QSignalSpy ready(&transport, &Transport::readyRead);
        QVERIFY(ready.wait());
        std::string all;
        while (all.size() < 50'000'000) {
            all += readAll(transport);
            QVERIFY(!socket || socket->bytesAvailable() <= TcpTransport::readBufferSize);
            if (all.size() < 50'000'000 && ready.isEmpty())
                QVERIFY(ready.wait());
            ready.clear();
        }
        QCOMPARE(all.size(), std::size_t(50'000'000));
    }

    void writesOutBeforeItCloses()
    {
        ScriptedServer server;
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.port()});
        QSignalSpy opened(&transport, &Transport::opened);
        transport.open();
        QTRY_COMPARE(opened.size(), 1);
        transport.write(std::string(10'000'000, 'x'));
        transport.close();
        QTRY_VERIFY(server.last() && server.last()->isGone);
        QCOMPARE(server.last()->received.size(), std::size_t(10'000'000));
    }

    void abortIsSilent()
    {
        ScriptedServer server;
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.port()});
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy closed(&transport, &Transport::closed);
        QSignalSpy failed(&transport, &Transport::failed);
        transport.open();
        QTRY_COMPARE(opened.size(), 1);
        transport.abort();
        QTRY_VERIFY(server.last() && server.last()->isGone);
        QCOMPARE(closed.size() + failed.size(), 0);
    }

    void badName()
    {
        TcpTransport transport({QStringLiteral("no..such..host"), 1});
        QSignalSpy failed(&transport, &Transport::failed);
        transport.open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::HostNotFound);
        QVERIFY(!failed.at(0).at(1).toString().isEmpty());
    }

#ifdef Q_OS_LINUX
    // A full backlog: the system answers no further connection request.
    void nobodyAnswers()
    {
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
        TcpTransport transport({QStringLiteral("127.0.0.1"), server.serverPort(), 100ms});
        QSignalSpy failed(&transport, &Transport::failed);
        transport.open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<TransportError>(), TransportError::Timeout);
        QVERIFY(failed.at(0).at(1).toString().contains(QStringLiteral("0.1")));
    }
#endif
};

QTEST_GUILESS_MAIN(TestTcpTransport)
#include "tst_tcptransport.moc"
