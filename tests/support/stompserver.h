#pragma once

#include "transportserver.h"

#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <QTimer>

#include <map>

namespace Testing {

/**
 * A broker over any of the transports that takes everybody, gives every receipt and beats its heart
 * every 50 ms; onFrame adds to that, or is all it does where it says so.
 */
class StompServer : public TransportServer
{
public:
    explicit StompServer(Scheme scheme, const std::optional<QSslConfiguration>& tls = {})
        : TransportServer(scheme, tls)
    {
        onReceived = [this](Peer& peer, std::string_view bytes) {
            Stomp::FrameParser& parser =
                m_parsers.try_emplace(&peer, Stomp::FrameParser::Side::Server).first->second;
            parser.push(bytes);
            while (parser.next() == Stomp::FrameParser::Result::Frame) {
                if (parser.frame().command == "CONNECT")
                    parser.setVersion(Stomp::Version::V12);
                take(peer, Stomp::Frame::copyOf(parser.frame()));
            }
        };
        QObject::connect(&m_heart, &QTimer::timeout, this, [this] {
            for (const auto& [peer, parser] : m_parsers) {
                if (!peer->isGone && parser.version() == Stomp::Version::V12)
                    peer->write("\n");
            }
        });
    }

    /** Bytes for a client, in 1.2 and always with content-length where there is a body. */
    [[nodiscard]] static std::string frame(std::string_view command,
        std::vector<Stomp::Header> headers = {}, std::string_view body = {})
    {
        const Stomp::Frame one{std::string(command), std::move(headers), std::string(body)};
        const auto length = body.empty() ? Stomp::ContentLength::Omit : Stomp::ContentLength::Write;
        std::string bytes;
        if (Stomp::FrameWriter{}.write(one, length, bytes) != Stomp::WriteError::None)
            qFatal("the test's frame cannot be written");
        return bytes;
    }
    [[nodiscard]] static std::string receipt(const Stomp::Frame& request)
    {
        return frame("RECEIPT", {{"receipt-id", std::string(request.value("receipt"))}});
    }

    /** From the next CONNECT on. */
    void beat()
    {
        m_beats = true;
        m_heart.start(50);
    }

    /** True: the test has answered, and nothing else is said. */
    std::function<bool(Peer&, const Stomp::Frame&)> onFrame;
    std::vector<Stomp::Frame> frames; //!< of all peers

private:
    void take(Peer& peer, const Stomp::Frame& one)
    {
        frames.push_back(one);
        if (onFrame && onFrame(peer, one))
            return;
        if (one.command == "CONNECT")
            peer.write(frame(
                "CONNECTED", {{"version", "1.2"}, {"heart-beat", m_beats ? "100,100" : "0,0"}}));
        if (one.header("receipt"))
            peer.write(receipt(one));
    }

    std::map<Peer*, Stomp::FrameParser> m_parsers;
    QTimer m_heart;
    bool m_beats = false;
};

} // namespace Testing
