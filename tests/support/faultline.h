#pragma once

#include "faultproxy.h"
#include "listsink.h"
#include "printing.h"
#include "stompserver.h"
#include "testcertificates.h"

#include <stomp/client/client.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <array>

namespace Testing {

constexpr std::array<std::pair<const char*, Stomp::BrokerUrl::Scheme>, 4> allSchemes{
    {{"tcp", Stomp::BrokerUrl::Scheme::Stomp}, {"tls", Stomp::BrokerUrl::Scheme::Stomps},
        {"ws", Stomp::BrokerUrl::Scheme::Ws}, {"wss", Stomp::BrokerUrl::Scheme::Wss}}};

inline void addSchemes()
{
    QTest::addColumn<Stomp::BrokerUrl::Scheme>("scheme");
    for (const auto& [name, scheme] : allSchemes)
        QTest::newRow(name) << scheme;
}

/** A client, a broker that behaves, and the network between them, which fails as a test says. */
class FaultLine
{
public:
    using Scheme = Stomp::BrokerUrl::Scheme;

    StompServer server;
    FaultProxy proxy{server.port()};
    ListSink sink;
    Stomp::Client client{sink};
    Stomp::ClientOptions options;
    QSignalSpy connected{&client, &Stomp::Client::connected};
    QSignalSpy confirmed{&client, &Stomp::Client::requestConfirmed};
    QSignalSpy refused{&client, &Stomp::Client::requestFailed};
    QSignalSpy failed{&client, &Stomp::Client::failed};
    QSignalSpy disconnected{&client, &Stomp::Client::disconnected};

    explicit FaultLine(Scheme scheme) : server(scheme, configuration(scheme))
    {
        options.url = server.url();
        options.url.port = proxy.port();
        options.tls.caFile = authority().caFile();
    }

    /** Waits at most as long as a machine under load may take. */
    static bool comes(QSignalSpy& spy) { return !spy.isEmpty() || spy.wait(20'000); }
    [[nodiscard]] bool open()
    {
        client.connectToBroker(options);
        return comes(connected);
    }
    [[nodiscard]] Stomp::ConnectionFailure failure() const
    {
        return failed.value(0).value(0).value<Stomp::ConnectionFailure>();
    }
    [[nodiscard]] Stomp::RequestFailure refusal() const
    {
        return refused.value(0).value(1).value<Stomp::RequestFailure>();
    }

    static const TestCertificates& authority()
    {
        static const TestCertificates one;
        return one;
    }
    static std::optional<QSslConfiguration> configuration(Scheme scheme)
    {
        static const TestCertificate one = authority().make(QStringLiteral("good"));
        if (scheme != Scheme::Stomps && scheme != Scheme::Wss)
            return {};
        return TestCertificates::serverConfiguration(one);
    }
};

/** Messages that are not easy to read in pieces. */
inline const std::vector<std::string>& awkwardMessages()
{
    static const std::vector<std::string> messages{
        StompServer::frame("MESSAGE", {{"message-id", "1"}}, "one"),
        StompServer::frame("MESSAGE", {{"message-id", "2"}}, std::string("\0t\0w\0o\0", 7)),
        StompServer::frame("MESSAGE", {{"message-id", "3\n\\:"}}, "Zoë 📦"),
    };
    return messages;
}

} // namespace Testing
