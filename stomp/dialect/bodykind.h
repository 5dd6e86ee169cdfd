#pragma once

#include "dialect.h"

#include <stomp/protocol/framewriter.h>

#include <cstdint>
#include <string_view>

namespace Stomp {

/** What a JMS consumer shall see; decided by the content-length header on ActiveMQ and Artemis. */
enum class BodyKind : std::uint8_t
{
    Auto, //!< as suits broker and body
    Text, //!< TextMessage: no content-length
    Bytes, //!< BytesMessage: content-length
};

/** What Auto comes to: Text for UTF-8 without NUL, else Bytes. */
[[nodiscard]] BodyKind kindOfBody(std::string_view body);

/**
 * Whether a SEND carries content-length (stomp-facts 5.1). A body with NUL always does. Auto leaves
 * it out for text where it would turn a TextMessage into bytes, and writes it elsewhere.
 */
[[nodiscard]] ContentLength contentLengthFor(Dialect dialect, BodyKind kind, std::string_view body);

} // namespace Stomp
