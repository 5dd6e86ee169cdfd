#pragma once

#include "testcertificates.h"
#include "transportserver.h"

#include <stomp/client/clientoptions.h>
#include <stomp/client/websockettransport.h>

#include <QSignalSpy>
#include <QTest>

namespace Testing {

/** What has arrived. */
inline std::string readAll(Stomp::Transport& transport)
{
    std::string all;
    char room[10'000];
    while (const std::size_t size = transport.read(room))
        all.append(room, size);
    return all;
}

/** What tests of every transport have in common: a server for each scheme and its transport. */
class TransportFixture : public QObject
{
protected:
    using BrokerUrl = Stomp::BrokerUrl;
    using ClientOptions = Stomp::ClientOptions;
    using Scheme = BrokerUrl::Scheme;
    using Transport = Stomp::Transport;

    static std::string frame(std::size_t bodySize)
    {
        return "SEND\ncontent-length:" + std::to_string(bodySize) + "\n\n"
            + std::string(bodySize, 'x') + '\0';
    }

    TestCertificates m_certificates;
    TestCertificate m_good = m_certificates.make(QStringLiteral("good"));

    [[nodiscard]] std::unique_ptr<TransportServer> makeServer(Scheme scheme) const
    {
        if (scheme == Scheme::Stomps || scheme == Scheme::Wss)
            return std::make_unique<TransportServer>(
                scheme, TestCertificates::serverConfiguration(m_good));
        return std::make_unique<TransportServer>(scheme);
    }
    [[nodiscard]] ClientOptions optionsFor(const BrokerUrl& url) const
    {
        ClientOptions options;
        options.url = url;
        options.tls.caFile = m_certificates.caFile();
        return options;
    }
    static void addSchemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("tcp") << Scheme::Stomp;
        QTest::newRow("tls") << Scheme::Stomps;
        QTest::newRow("ws") << Scheme::Ws;
        QTest::newRow("wss") << Scheme::Wss;
    }

    static void addStreams()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("tcp") << Scheme::Stomp;
        QTest::newRow("tls") << Scheme::Stomps;
    }

    /** A transport, its server, and what it says. */
    struct Pair
    {
        std::unique_ptr<TransportServer> server;
        std::unique_ptr<Transport> transport;
        QSignalSpy opened{transport.get(), &Transport::opened};
        QSignalSpy ready{transport.get(), &Transport::readyRead};
        QSignalSpy written{transport.get(), &Transport::bytesWritten};
        QSignalSpy closed{transport.get(), &Transport::closed};
        QSignalSpy failed{transport.get(), &Transport::failed};

        [[nodiscard]] bool open()
        {
            transport->open();
            return QTest::qWaitFor([this] { return !opened.isEmpty() && server->last(); });
        }
    };
    [[nodiscard]] Pair makePair(Scheme scheme) const
    {
        auto server = makeServer(scheme);
        auto transport = makeTransport(optionsFor(server->url()));
        return {std::move(server), std::move(transport)};
    }
};

} // namespace Testing
