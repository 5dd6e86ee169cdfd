#pragma once

#include "framerecord.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/**
 * Copies frames of one connection into records without their secrets: the values of secret headers
 * (isSecretHeader) of every frame, and the passcode that this connection has sent, wherever the
 * broker says it again in a frame other than MESSAGE. One that equals the login is no secret there,
 * and a short one is only taken out where it stands as a word, so that the rest stays readable.
 */
class FrameMask
{
public:
    /** Bytes of a body that a record keeps; it says how many it does not. */
    static constexpr std::size_t keptBody = 64 * 1024;

    /** Sets bytes, bodyOffset, size and cutBytes of the record; reads its direction. frame is as
     * on the wire, without NUL. */
    void copy(std::string_view frame, std::uint32_t bodyOffset, FrameRecord& record);

private:
    void learn(std::string_view head);
    void learnOne(std::string_view value);
    void maskHeaders(std::string_view head, std::string& out) const;
    [[nodiscard]] std::string withoutSecrets(std::string_view text) const;

    std::vector<std::string> m_secrets;
};

} // namespace Stomp
