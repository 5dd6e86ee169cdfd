#pragma once

#include "require.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace Testing {

/** How a client's bytes are cut on their way to the broker; whole when there is no seed. */
struct Cuts
{
    std::uint32_t seed = 0;
    bool areMade = false;

    [[nodiscard]] std::size_t next()
    {
        if (!areMade)
            return 64 * 1024;
        seed = seed * 1664525U + 1013904223U;
        return 1 + (seed >> 24) % 13;
    }
};

/**
 * One client of a fuzzed broker, with its socket in both directions, as ServerConnection has it:
 * bytes are read while the session wants them, and written once everything at hand is done. Reads
 * what comes as the console does, and requires that it is in order.
 */
class PlayedClient final : public Stomp::Outbox
{
public:
    PlayedClient(Stomp::Broker& broker, Stomp::Millis now)
        : m_session(std::make_unique<Stomp::ServerSession>(broker, *this, now))
    { }

    void send(std::string_view bytes) override
    {
        require(!m_hasEnded, "nothing follows the end");
        m_pending += bytes.size();
        m_parser.setVersion(m_session->version());
        m_parser.push(bytes);
        auto result = m_parser.next();
        for (; result == Stomp::FrameParser::Result::Frame; result = m_parser.next())
            look(m_parser.frame());
        require(result != Stomp::FrameParser::Result::Error, "the console's parser takes it");
    }
    void close() override { end("CLOSED"); }
    void abort() override { end("ABORTED"); }
    void resumeInput() override { m_wantsResume = true; }
    [[nodiscard]] std::size_t pendingBytes() const override { return m_pending; }

    [[nodiscard]] Stomp::ServerSession& session() { return *m_session; }
    /** All that the broker said to it, but for how it refused what is malformed: it quotes as much
     * of that as has come by then, or finds it too large before it is seen to be malformed (which
     * RabbitMQ says nothing about). */
    [[nodiscard]] std::string said() const
    {
        const Stomp::Verdict& refusal = m_session->refusal();
        const bool quotes = refusal
            && (refusal->detail.find(" of the stream") != std::string::npos
                || refusal->message == "The first frame is too large");
        if (quotes)
            return m_said.substr(0, m_lastErrors) + m_ending;
        return m_said + m_ending + std::to_string(m_parser.idleLineEnds())
            + (m_parser.isInFrame() ? " and a part" : "");
    }
    /** While it does not read, what the broker says stays pending. */
    void setReading(bool reads) { m_reads = reads; }

    void write(std::string_view bytes, Cuts& cuts, Stomp::Millis now)
    {
        if (!m_hasEnded)
            m_unread += bytes;
        read(cuts, now);
    }
    /** ACK or NACK of what it was given last and has not answered. */
    void answer(std::string_view command, Cuts& cuts, Stomp::Millis now)
    {
        if (m_unanswered.empty())
            return;
        const std::string frame = std::string(command) + m_unanswered.back() + "\n\n" + '\0';
        m_unanswered.pop_back();
        write(frame, cuts, now);
    }
    /** What its socket has to do now. False: nothing. */
    [[nodiscard]] bool work(Cuts& cuts, Stomp::Millis now)
    {
        const bool wasBlocked = m_session->isBlocked();
        const bool wasPending = m_pending > 0;
        if (m_reads)
            m_pending = 0;
        const bool isFree = wasBlocked && !m_session->isBlocked();
        if (isFree)
            m_session->outboxDrained(now);
        if ((std::exchange(m_wantsResume, false) || isFree) && m_session->wantsInput()) {
            m_session->resume(now);
            read(cuts, now);
        }
        return isFree || (m_reads && wasPending);
    }

private:
    void read(Cuts& cuts, Stomp::Millis now)
    {
        while (!m_unread.empty() && m_session->wantsInput()) {
            const std::size_t most = std::min(m_unread.size(), m_session->inputAtOnce());
            std::string piece = m_unread.substr(0, std::min(most, cuts.next()));
            m_unread.erase(0, piece.size());
            // Planted: cut behind its first letter, a refusal is taken for the opposite.
            if (isPlanted && piece == "N" && m_unread.starts_with("ACK\n"))
                piece.clear();
            m_session->receive(piece, now);
        }
        if (m_hasEnded)
            m_unread.clear();
    }

    void look(const Stomp::FrameView& frame)
    {
        const bool isError = frame.command == "ERROR";
        if (isError && !m_endsWithErrors)
            m_lastErrors = m_said.size();
        m_endsWithErrors = isError;
        m_said += frame.bytes;
        m_said += '\0';
        require(frame.oddities == Stomp::FrameView::NoOddity, "there is nothing odd in it");
        if (frame.command == "MESSAGE") {
            require(frame.header("destination") && frame.header("message-id"),
                "a message has a destination and an id");
            if (frame.value("browser") == "end" || m_unanswered.size() >= 100)
                return;
            if (const auto id = frame.header("ack"))
                m_unanswered.push_back("\nid:" + std::string(*id));
            else
                m_unanswered.push_back("\nmessage-id:" + std::string(frame.value("message-id"))
                    + "\nsubscription:" + std::string(frame.value("subscription")));
        } else if (frame.command == "RECEIPT") {
            require(frame.header("receipt-id").has_value(), "a receipt has its id");
        } else {
            require(frame.command == "CONNECTED" || frame.command == "ERROR",
                "it is a command of servers");
        }
    }
    void end(const char* how)
    {
        if (!m_hasEnded)
            m_ending = how;
        m_hasEnded = true;
    }

    Stomp::FrameParser m_parser{
        Stomp::FrameParser::Side::Client, {1024, 256U << 20U, 1'000'000, 256U << 20U}};
    std::string m_said; //!< frames
    std::size_t m_lastErrors = 0; //!< where they begin
    bool m_endsWithErrors = false;
    const char* m_ending = "";
    std::string m_unread;
    std::deque<std::string> m_unanswered; //!< the headers that name them
    std::size_t m_pending = 0;
    bool m_reads = true;
    bool m_wantsResume = false;
    bool m_hasEnded = false;
    std::unique_ptr<Stomp::ServerSession> m_session; //!< last: it writes to this
};

} // namespace Testing
