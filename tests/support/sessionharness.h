#pragma once

#include "splitfeeder.h"

#include <stomp/session/clientsession.h>

#include <QRegularExpression>
#include <QTest>

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace Testing {

/** Writes down what a session says, one line each. */
class SessionRecorder : public Stomp::MessageSink, public Stomp::SessionListener
{
public:
    std::string log;
    bool wantsMore = true;
    bool logsChunks = false;
    std::vector<Stomp::AckReference> messages;
    std::function<void()> onMessage;
    std::function<void()> onClosed;
    std::function<void()> onConnected;

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override
    {
        log += "message " + std::to_string(origin.subscription) + ' '
            + std::string(toString(origin.ack)) + ' ' + std::string(toString(origin.version)) + " |"
            + shown(frame.body) + "|\n";
        messages.push_back(Stomp::AckReference::of(frame, origin));
        if (onMessage)
            onMessage();
        return wantsMore;
    }
    void chunkDone(std::uint64_t received) override
    {
        lastReceived = received;
        if (logsChunks)
            log += "chunk " + std::to_string(received) + '\n';
    }
    void sessionConnected(const Stomp::SessionInfo& info) override
    {
        log += "connected " + std::string(toString(info.version)) + " server=" + info.server
            + " session=" + info.session + " send=" + std::to_string(info.heartBeat.sendEvery)
            + " expect=" + std::to_string(info.heartBeat.expectEvery) + '\n';
        if (onConnected)
            onConnected();
    }
    void subscriptionChanged(Stomp::SubscriptionKey key, Stomp::SubscriptionState state,
        const std::string& reason) override
    {
        log += "subscription " + std::to_string(key) + ' ' + std::string(toString(state))
            + (reason.empty() ? "" : ": " + reason) + '\n';
    }
    void requestConfirmed(Stomp::RequestId id, Stomp::SessionTime roundTrip) override
    {
        log += "request " + std::to_string(id) + " confirmed after "
            + std::to_string(roundTrip.count()) + " us\n";
    }
    void requestFailed(
        Stomp::RequestId id, Stomp::RequestFailure failure, const std::string& reason) override
    {
        log += "request " + std::to_string(id) + ' ' + std::string(toString(failure)) + ": "
            + reason + '\n';
    }
    void errorReceived(const Stomp::Frame& frame) override
    {
        log += "error " + std::string(frame.value("message")) + '\n';
    }
    void stayedOpenAfterError() override { log += "stayed open\n"; }
    void unexpectedFrame(const Stomp::Frame& frame) override
    {
        log += "unexpected " + frame.command + '\n';
    }
    void peerSilent(bool silent) override { log += silent ? "silent\n" : "heard\n"; }
    void sessionClosed(Stomp::CloseReason reason, const std::string& detail) override
    {
        log += "closed " + std::string(toString(reason)) + ": " + detail + '\n';
        if (onClosed)
            onClosed();
    }

    std::uint64_t lastReceived = 0;
};

/** A session with a recorder, a clock that is walked by hand, and no socket. */
class SessionHarness
{
public:
    explicit SessionHarness(Stomp::SessionOptions options = {})
        : session(std::move(options), recorder, recorder)
    { }

    SessionRecorder recorder;
    Stomp::ClientSession session;
    Stomp::SessionTime now = std::chrono::hours(5);

    void feed(std::string_view bytes)
    {
        session.receive(bytes, now);
        progress = session.process(now);
    }
    /** Goes on by this much, ticking whenever the session asked for it. */
    void wait(Stomp::SessionTime duration)
    {
        const Stomp::SessionTime end = now + duration;
        while (true) {
            const auto next = session.nextDeadline();
            if (!next || *next > end)
                break;
            if (*next < now || ++ticks > 10'000)
                qFatal("the session asks for a tick in the past, again and again");
            now = *next;
            session.tick(now);
        }
        now = end;
    }
    /** What the session has written since the last call, readable. */
    std::string out()
    {
        std::string bytes;
        session.takeOutput(bytes);
        return shown(bytes);
    }
    /** What was told since the last call. */
    std::string log() { return std::exchange(recorder.log, {}); }

    /** Starts, and is answered by this version; heartBeat as the broker would put it. */
    void connect(std::string_view version = "1.2", std::string_view heartBeat = "0,0")
    {
        session.start(now);
        feed(wire("CONNECTED\nversion:" + std::string(version)
            + "\nheart-beat:" + std::string(heartBeat) + "\n\n^@"));
        out();
        log();
    }

    Stomp::ClientSession::Progress progress = Stomp::ClientSession::Progress::Drained;
    int ticks = 0;
};

inline Stomp::Frame sendFrame(std::string_view destination, std::string_view body)
{
    Stomp::Frame frame;
    frame.add("destination", destination);
    frame.body = body;
    return frame;
}

} // namespace Testing
