#pragma once

#include <stomp/broker/outbox.h>
#include <stomp/protocol/frame.h>
#include <stomp/protocol/frameparser.h>

#include <deque>
#include <string>
#include <string_view>

namespace Testing {

/** Reads what a session sends, as a lenient client would. */
class TestOutbox : public Stomp::Outbox
{
public:
    void send(std::string_view bytes) override
    {
        if (isClosed || isAborted)
            sentAfterEnd = true;
        all += bytes;
        m_parser.push(bytes);
        while (m_parser.next() == Stomp::FrameParser::Result::Frame) {
            frames.push_back(Stomp::Frame::copyOf(m_parser.frame()));
            // The line end that follows a frame is no heart-beat.
            ++m_lineEndsOfFrames;
        }
    }
    void close() override { isClosed = true; }
    void abort() override { isAborted = true; }
    void resumeInput() override { wantsResume = true; }
    [[nodiscard]] std::size_t pendingBytes() const override { return pending; }

    void setVersion(Stomp::Version version) { m_parser.setVersion(version); }
    /** Line ends between frames that have come since the last call. */
    [[nodiscard]] std::uint64_t takeHeartBeats()
    {
        const std::uint64_t total = m_parser.idleLineEnds() - m_lineEndsOfFrames;
        const std::uint64_t fresh = total - m_heartBeatsTaken;
        m_heartBeatsTaken = total;
        return fresh;
    }
    [[nodiscard]] bool isBroken() const { return bool(m_parser.error()) || m_parser.isInFrame(); }

    std::deque<Stomp::Frame> frames;
    std::string all;
    std::size_t pending = 0;
    bool isClosed = false;
    bool isAborted = false;
    bool wantsResume = false;
    bool sentAfterEnd = false;

private:
    Stomp::FrameParser m_parser{Stomp::FrameParser::Side::Client};
    std::uint64_t m_lineEndsOfFrames = 0;
    std::uint64_t m_heartBeatsTaken = 0;
};

} // namespace Testing
