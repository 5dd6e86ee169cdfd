#pragma once

#include "listsink.h"
#include "printing.h"
#include "scriptedserver.h"

#include <stomp/client/client.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace Testing {

/** A client, what it received, and the server that it talks to. */
class ClientFixture
{
public:
    ScriptedServer server;
    ListSink sink;
    std::unique_ptr<Stomp::Client> owner = std::make_unique<Stomp::Client>(sink);
    Stomp::Client& client = *owner;
    std::optional<Stomp::ConnectionFailure> failure;
    int disconnections = 0;

    ClientFixture()
    {
        QObject::connect(&client, &Stomp::Client::failed, &client,
            [this](const Stomp::ConnectionFailure& one) { failure = one; });
        QObject::connect(
            &client, &Stomp::Client::disconnected, &client, [this] { ++disconnections; });
    }

    [[nodiscard]] Stomp::ClientOptions options() const
    {
        Stomp::ClientOptions options;
        options.url = server.url();
        return options;
    }
    /** Connects to a server that behaves. */
    [[nodiscard]] bool connectClient(const std::string& heartBeat = "0,0")
    {
        server.behave(heartBeat);
        client.connectToBroker(options());
        return QTest::qWaitFor(
            [this] { return client.state() == Stomp::Client::State::Connected; });
    }
    /** Connects to a server that says only this, and waits for the failure. */
    [[nodiscard]] bool failWith(const std::string& answer, bool thenHangUp = false)
    {
        server.onFrame = [answer, thenHangUp](ScriptedServer::Peer& peer, const Stomp::Frame&) {
            peer.write(answer);
            if (thenHangUp)
                peer.hangUp();
        };
        client.connectToBroker(options());
        return QTest::qWaitFor([this] { return failure.has_value(); });
    }
};

} // namespace Testing
