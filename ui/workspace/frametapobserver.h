#pragma once

#include <stomp/framelog/framemask.h>
#include <stomp/session/frameobserver.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace Ui {

class FrameTap;

/**
 * Sees the frames of one connection, over all its sessions, and puts them into the tap, masked
 * before they are kept. Reads the clock once for each read from the socket. I/O thread.
 */
class FrameTapObserver final : public Stomp::FrameObserver
{
public:
    FrameTapObserver(
        FrameTap& tap, std::uint32_t connection, std::shared_ptr<std::atomic<std::int64_t>> pulse);

    void bytesReceived(std::size_t size) override;
    void frameReceived(const Stomp::FrameView& frame, Stomp::Version version) override;
    void frameSent(std::string_view bytes, Stomp::Version version, Sender sender) override;
    void heartBeatsReceived(std::uint64_t count) override;
    void heartBeatSent() override;

private:
    /** Whether one more of this second may be kept while nobody looks. */
    [[nodiscard]] bool isOneOfFew();
    [[nodiscard]] Stomp::FrameRecord make(
        Stomp::FrameRecord::Kind kind, Stomp::FrameDirection direction, std::int64_t timeUs) const;
    void put(Stomp::FrameRecord record, bool isUnseen);
    void add(bool isUnseen, Stomp::FrameDirection direction, std::string_view bytes,
        std::uint32_t bodyOffset, Stomp::Version version, std::int64_t timeUs);
    void addHeartBeats(Stomp::FrameDirection direction, std::uint64_t count, std::int64_t timeUs);
    /** Tells of what was only counted, before what comes next. */
    void tellSkipped(bool isUnseen);

    FrameTap& m_tap;
    std::uint32_t m_connection;
    std::shared_ptr<std::atomic<std::int64_t>> m_pulse;
    Stomp::FrameMask m_mask;
    std::int64_t m_readUs = 0; //!< of the read whose frames are seen now
    struct Skipped
    {
        std::uint64_t count = 0;
        std::int64_t firstUs = 0;
        std::int64_t lastUs = 0;
    };
    Skipped m_skippedIn;
    Skipped m_skippedOut;
    std::int64_t m_secondUs = 0; //!< when the second began of which some are kept
    unsigned m_keptOfSecond = 0;
};

} // namespace Ui
