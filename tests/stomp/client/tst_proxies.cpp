#include <stomp/client/clientoptions.h>
#include <stomp/client/transport.h>

#include <support/printing.h>
#include <support/testcertificates.h>
#include <support/testproxy.h>
#include <support/transportserver.h>

#include <QSignalSpy>
#include <QTest>

using namespace Stomp;
using Scheme = BrokerUrl::Scheme;
using Testing::TestCertificates;
using Testing::TestProxy;
using Testing::TransportServer;
using Type = QNetworkProxy::ProxyType;

/** Every transport through every kind of proxy. */
class TestProxies : public QObject
{
    Q_OBJECT

    TestCertificates m_certificates;
    QSslConfiguration m_tls =
        TestCertificates::serverConfiguration(m_certificates.make(QStringLiteral("good")));

    static void addRows(bool withTls)
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<Type>("type");
        for (const auto& [name, type] :
            {std::pair("HTTP", Type::HttpProxy), std::pair("SOCKS5", Type::Socks5Proxy)}) {
            QTest::addRow("tcp, %s", name) << Scheme::Stomp << type;
            QTest::addRow("ws, %s", name) << Scheme::Ws << type;
            if (withTls) {
                QTest::addRow("tls, %s", name) << Scheme::Stomps << type;
                QTest::addRow("wss, %s", name) << Scheme::Wss << type;
            }
        }
    }
    [[nodiscard]] ClientOptions optionsFor(
        const BrokerUrl& url, const TestProxy& proxy, Type type) const
    {
        ClientOptions options;
        options.url = url;
        options.tls.caFile = m_certificates.caFile();
        options.proxy = QNetworkProxy(type, QStringLiteral("127.0.0.1"), proxy.port());
        return options;
    }
    struct Outcome
    {
        bool opened = false;
        TransportError error = TransportError::None;
        QString reason;
    };
    static Outcome tryTo(Transport& transport)
    {
        Outcome outcome;
        QSignalSpy opened(&transport, &Transport::opened);
        QSignalSpy failed(&transport, &Transport::failed);
        transport.open();
        (void)QTest::qWaitFor([&] { return !opened.isEmpty() || !failed.isEmpty(); });
        outcome.opened = !opened.isEmpty();
        if (!failed.isEmpty()) {
            outcome.error = failed.at(0).at(0).value<TransportError>();
            outcome.reason = failed.at(0).at(1).toString();
        }
        return outcome;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void leadsThrough_data() { addRows(true); }
    void leadsThrough()
    {
        QFETCH(Scheme, scheme);
        QFETCH(Type, type);
        const bool isTls = scheme == Scheme::Stomps || scheme == Scheme::Wss;
        TransportServer server(
            scheme, isTls ? std::optional(m_tls) : std::optional<QSslConfiguration>());
        TestProxy proxy;
        const auto transport = makeTransport(optionsFor(server.url(), proxy, type));
        const Outcome outcome = tryTo(*transport);
        QVERIFY2(outcome.opened, qPrintable(outcome.reason));
        QCOMPARE(proxy.tunnels, 1);
        QCOMPARE(
            transport->evidence().peerAddress, QStringLiteral("127.0.0.1:%1").arg(proxy.port()));
        transport->write(std::string("SEND\n\nhello\0", 12));
        QTRY_VERIFY(server.last());
        QTRY_COMPARE(server.last()->received, std::string("SEND\n\nhello\0", 12));
        QSignalSpy ready(transport.get(), &Transport::readyRead);
        server.last()->write("world");
        QTRY_VERIFY(!ready.isEmpty());
        char room[10];
        QCOMPARE(transport->read(room), std::size_t(5));
    }

    void wantsALogin_data() { addRows(false); }
    void wantsALogin()
    {
        QFETCH(Scheme, scheme);
        QFETCH(Type, type);
        TransportServer server(scheme);
        TestProxy proxy;
        proxy.user = "me";
        proxy.password = "it";
        ClientOptions options = optionsFor(server.url(), proxy, type);
        const Outcome without = tryTo(*makeTransport(options));
        QVERIFY(!without.opened);
        QCOMPARE(without.error, TransportError::ProxyLogin);
        options.proxy.setUser(QStringLiteral("me"));
        options.proxy.setPassword(QStringLiteral("wrong"));
        QVERIFY(!tryTo(*makeTransport(options)).opened);
        options.proxy.setPassword(QStringLiteral("it"));
        const Outcome with = tryTo(*makeTransport(options));
        QVERIFY2(with.opened, qPrintable(with.reason));
    }

    void isNotThere_data() { addRows(false); }
    void isNotThere()
    {
        QFETCH(Scheme, scheme);
        QFETCH(Type, type);
        TransportServer server(scheme);
        TestProxy proxy;
        const ClientOptions options = optionsFor(server.url(), proxy, type);
        proxy.stopListening();
        const Outcome outcome = tryTo(*makeTransport(options));
        QCOMPARE(outcome.error, TransportError::Proxy);
        QVERIFY(!outcome.reason.isEmpty());
    }

    void doesNotAllowIt_data() { addRows(false); }
    void doesNotAllowIt()
    {
        QFETCH(Scheme, scheme);
        QFETCH(Type, type);
        TransportServer server(scheme);
        TestProxy proxy;
        proxy.forbids = true;
        const Outcome outcome = tryTo(*makeTransport(optionsFor(server.url(), proxy, type)));
        QVERIFY(!outcome.opened);
        QCOMPARE(outcome.error, TransportError::Proxy);
    }
};

QTEST_GUILESS_MAIN(TestProxies)
#include "tst_proxies.moc"
