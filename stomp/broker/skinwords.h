#pragma once

#include "brokerskin.h"
#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <string>

namespace Stomp {

/** How a skin answers a frame that is refused; stomp-facts 3.2, 3.3 and 3.7. */
struct SkinAnswer
{
    std::string message; //!< of ERROR
    std::string body;
    bool closes = true;
    bool isSilent = false; //!< no ERROR: the connection is closed without a word
};

/** Plain says what the refusal says; the others have words of their own for the offences that they
 * know. cause may be null. */
[[nodiscard]] SkinAnswer answerOf(const BrokerSkin& skin, const Refusal& refusal,
    const FrameView* cause, Version version, const std::string& login);

// One file each.
[[nodiscard]] SkinAnswer activeMqAnswer(
    const Refusal& refusal, const FrameView* cause, Version version, const std::string& login);
[[nodiscard]] SkinAnswer artemisAnswer(
    const Refusal& refusal, const FrameView* cause, const std::string& login);
[[nodiscard]] SkinAnswer rabbitMqAnswer(
    const Refusal& refusal, const FrameView* cause, const std::string& login);

} // namespace Stomp
