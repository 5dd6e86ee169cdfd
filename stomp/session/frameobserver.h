#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Stomp {

/**
 * Sees what goes through a ClientSession, both ways, before the session acts on it: for a frame
 * log. Called on the session's thread, with views that are valid during the call only, and with
 * secrets in them: masking is the observer's. A session without one does no work for it.
 */
class FrameObserver
{
public:
    /** Who wanted a frame to be sent. */
    enum class Sender : std::uint8_t
    {
        User,
        Session, //!< an acknowledgement on arrival: as many as messages
    };

    virtual ~FrameObserver() = default;
    /** Once for each read, before the frames in it. */
    virtual void bytesReceived(std::size_t size) = 0;
    virtual void frameReceived(const FrameView& frame, Version version) = 0;
    /** bytes without the terminating NUL. It is on its way to the socket, not beyond. */
    virtual void frameSent(std::string_view bytes, Version version, Sender sender) = 0;
    /** Line ends between frames, as far as one can tell heart-beats. */
    virtual void heartBeatsReceived(std::uint64_t count) = 0;
    virtual void heartBeatSent() = 0;
};

} // namespace Stomp
