#include <support/clientfixture.h>

using namespace Stomp;
using Testing::ClientFixture;
using Testing::ScriptedServer;
using State = Client::State;

namespace {

/** What is done to the client in the middle of one of its calls. */
enum class Deed
{
    Destroy,
    Abort,
    Disconnect,
    Reconnect
};
/** When. */
enum class Moment
{
    Opening,
    Handshaking,
    Connected,
    Requested,
    Confirmed,
    Receipt,
    Answer,
    Message,
    Error,
    Unexpected,
    Paused,
    Disconnecting,
    Ended,
    Failed,
    Disconnected,
};

} // namespace

/** A client can be destroyed, left or connected again from any of its calls, and at any time. */
class TestClientLifetime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void deeds_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<Moment>("moment");
        const std::pair<Deed, const char*> deeds[]{{Deed::Destroy, "destroyed"},
            {Deed::Abort, "aborted"}, {Deed::Disconnect, "disconnected"},
            {Deed::Reconnect, "connected again"}};
        for (const auto& [deed, name] : deeds) {
            for (int moment = 0; moment <= int(Moment::Disconnected); ++moment)
                QTest::addRow("%s at %d", name, moment) << deed << Moment(moment);
        }
    }

    void deeds()
    {
        QFETCH(Deed, deed);
        QFETCH(Moment, moment);
        ClientFixture one;
        one.server.behave();
        Client* client = one.owner.get();
        bool done = false;
        int answers = 0;
        const auto act = [&](Moment now) {
            if (now != moment || std::exchange(done, true))
                return;
            switch (deed) {
            case Deed::Destroy:
                one.owner.reset();
                break;
            case Deed::Abort:
                client->abort();
                break;
            case Deed::Disconnect:
                client->disconnectFromBroker();
                break;
            case Deed::Reconnect:
                client->connectToBroker(one.options());
                break;
            }
        };
        connect(client, &Client::stateChanged, client, [&](State state) {
            if (state == State::Opening)
                act(Moment::Opening);
            else if (state == State::Handshaking)
                act(Moment::Handshaking);
            else if (state == State::Disconnecting)
                act(Moment::Disconnecting);
            else if (state == State::Disconnected)
                act(Moment::Ended);
        });
        connect(client, &Client::connected, client, [&, client] {
            act(Moment::Connected);
            if (one.owner && client->state() == State::Connected)
                client->subscribe({.destination = "/a"});
        });
        connect(client, &Client::subscriptionChanged, client,
            [&](SubscriptionKey, SubscriptionState state) {
                act(state == SubscriptionState::Requested ? Moment::Requested : Moment::Confirmed);
            });
        connect(client, &Client::requestConfirmed, client, [&] {
            ++answers;
            act(Moment::Receipt);
        });
        connect(client, &Client::requestFailed, client, [&] { act(Moment::Answer); });
        connect(client, &Client::errorReceived, client, [&] { act(Moment::Error); });
        connect(client, &Client::unexpectedFrame, client, [&] { act(Moment::Unexpected); });
        connect(client, &Client::readingPaused, client, [&] { act(Moment::Paused); });
        connect(client, &Client::failed, client, [&] { act(Moment::Failed); });
        connect(client, &Client::disconnected, client, [&] { act(Moment::Disconnected); });
        one.sink.onMessage = [&] {
            act(Moment::Message);
        };
        one.sink.wanted = 2;

        const QPointer<Client> alive(client);
        client->connectToBroker(one.options());
        // A whole life, each stage as far as the deed lets it come.
        const auto isConnected = [&] {
            return !alive || done || alive->state() == State::Connected;
        };
        QTRY_VERIFY(isConnected());
        if (alive && alive->state() == State::Connected)
            alive->begin("t");
        const auto isAnswered = [&] {
            return !alive || done || answers > 0;
        };
        if (moment == Moment::Receipt)
            QTRY_VERIFY(isAnswered());
        else if (alive && moment == Moment::Answer)
            alive->send({}, ContentLength::Omit);
        if (ScriptedServer::Peer* peer = one.server.last()) {
            const std::string message = ScriptedServer::frame("MESSAGE", {}, "x");
            peer->write(message + ScriptedServer::frame("ERROR")
                + ScriptedServer::frame("RECEIPT", {{"receipt-id", "?"}}) + message + message);
        }
        const auto isPaused = [&] {
            return !alive || done || alive->isReadingPaused();
        };
        QTRY_VERIFY(isPaused());
        one.sink.wanted = 1000;
        if (alive && !done)
            alive->resumeReading();
        if (alive && !done && moment == Moment::Failed)
            one.server.last()->hangUp();
        else if (alive && !done)
            alive->disconnectFromBroker();
        QTRY_VERIFY(done);
        if (alive)
            alive->abort();
        QCOMPARE(alive.isNull(), deed == Deed::Destroy);
        QVERIFY(!alive || alive->state() == State::Disconnected);
    }

    void destroyedAtAnyTime_data()
    {
        QTest::addColumn<int>("stage");
        for (int stage = 0; stage < 6; ++stage)
            QTest::addRow("%d", stage) << stage;
    }

    void destroyedAtAnyTime()
    {
        QFETCH(int, stage);
        ClientFixture one;
        if (stage > 2)
            one.server.behave();
        if (stage > 0)
            one.client.connectToBroker(one.options());
        if (stage == 2)
            QTRY_COMPARE(one.client.state(), State::Handshaking);
        if (stage > 2)
            QTRY_COMPARE(one.client.state(), State::Connected);
        if (stage > 3) {
            one.client.pauseReading();
            one.server.last()->write(std::string(100'000, '\n'));
            one.client.send(Frame{{}, {{"destination", "/a"}}, std::string(5'000'000, 'x')},
                ContentLength::Omit);
        }
        if (stage > 4)
            one.client.disconnectFromBroker();
        one.owner.reset();
        if (stage > 1)
            QTRY_VERIFY(one.server.last() && one.server.last()->isGone);
    }

    void reconnectsForEver()
    {
        ClientFixture one;
        one.server.onFrame = [](ScriptedServer::Peer& peer, const Frame&) {
            peer.write(ScriptedServer::frame("ERROR", {{"message", "no"}}));
        };
        int tries = 0;
        connect(&one.client, &Client::failed, &one.client, [&] {
            if (++tries < 20)
                one.client.connectToBroker(one.options());
        });
        one.client.connectToBroker(one.options());
        QTRY_COMPARE(tries, 20);
        QCOMPARE(one.client.state(), State::Disconnected);
        QCOMPARE(one.server.peers.size(), std::size_t(20));
    }

    void nothingToLeave()
    {
        ClientFixture one;
        one.client.disconnectFromBroker();
        one.client.abort();
        one.client.unsubscribe(1);
        one.client.pauseReading();
        one.client.resumeReading();
        QCOMPARE(one.disconnections, 0);
        one.client.connectToBroker(one.options());
        one.client.disconnectFromBroker();
        QCOMPARE(one.disconnections, 1);
        QVERIFY(!one.failure);
    }
};

QTEST_GUILESS_MAIN(TestClientLifetime)
#include "tst_client_lifetime.moc"
