#pragma once

#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>
#include <stomp/protocol/frame.h>

#include <QString>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace Testing {

/**
 * Plays a scripted dialogue between clients and a broker, without sockets, on a clock of its own.
 * One step a line; what a client gets and the script does not expect is an error.
 *
 * - `A connect 1.2 heart-beat:0,0`: CONNECT, and expects CONNECTED of that version
 * - `A > SEND destination:/queue/a | x`: a frame as it is written; in headers \s is a space, in
 *   bodies \0 is NUL, \n LF
 * - `A < MESSAGE a:b !redelivered | x`: these headers (! absent) and perhaps others; \n and \r in
 *   values are LF and CR
 * - `A < m1=MESSAGE | x`: keeps it for `A ack m1 transaction:t`: ACK (or nack) in the form of the
 *   client's version
 * - `A none`: nothing more has come; `A beat`: one heart-beat has come, and nothing else
 * - `A open`, `A closed`: nothing more has come, and the broker closes (or not)
 * - `A lost`: the connection is gone
 * - `A full`, `A drains`: its outbox is beyond the bound, is empty again; `A room`: the same, but
 *   nobody has told the session yet
 * - `A held`, `A free`: whether the broker leaves its input unread
 * - `A raw text`: these bytes: \n, \r, \0 and \s for a space
 * - `wait 200`: ms pass; whatever is due happens
 * - `count /queue/a waiting 1`: a counter of a destination
 * - `move /queue/DLQ.a m1`: dead letters go back: this one (or: all)
 *
 * After each step every queue's counters must add up.
 */
class Dialogue
{
public:
    explicit Dialogue(const Stomp::BrokerOptions& options = {}) : m_broker(options) { }

    /** Empty, or the first line that did not go as written, and why. */
    [[nodiscard]] QString run(const QString& script);

    [[nodiscard]] Stomp::Broker& broker() { return m_broker; }
    /** Of a frame that the script kept: a header. */
    [[nodiscard]] QString kept(const QString& name, std::string_view header) const;

private:
    struct Peer
    {
        Peer(Stomp::Broker& broker, Stomp::Millis now) : session(broker, outbox, now) { }

        TestOutbox outbox;
        Stomp::ServerSession session;
    };

    [[nodiscard]] QString step(const QString& line);
    [[nodiscard]] QString clientStep(const QString& name, const QString& verb, const QString& rest);
    [[nodiscard]] QString connectClient(Peer& peer, const QString& rest);
    [[nodiscard]] QString expect(Peer& peer, const QString& rest);
    [[nodiscard]] QString acknowledge(Peer& peer, const QByteArray& command, const QString& rest);
    [[nodiscard]] QString moveBack(const QString& rest);
    [[nodiscard]] QString checkSums() const;
    [[nodiscard]] QString count(const QString& rest) const;
    [[nodiscard]] QString leftOver() const;
    void pass(Stomp::Millis time);
    void send(Peer& peer, const QString& text);

    Stomp::Broker m_broker;
    Stomp::Millis m_now = 1'000'000;
    std::map<QString, std::unique_ptr<Peer>> m_peers;
    std::map<QString, Stomp::Frame> m_kept;
};

} // namespace Testing
