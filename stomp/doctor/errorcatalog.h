#pragma once

#include "diagnosis.h"

#include <span>
#include <string_view>

namespace Stomp {

/** What a broker's ERROR text means. The texts are marked for translation in the context Doctor. */
struct KnownError
{
    std::string_view text; //!< occurs in the message header or the body
    Diagnosis::Kind kind;
    const char* cause;
    const char* remedy;
};

/** The reasons of brokers for refusing CONNECT; stomp-facts 2.2, 3.2. */
[[nodiscard]] const KnownError* findRefusal(const Frame& error);
/** The reasons for ERROR later on; stomp-facts 3.3 to 3.8. */
[[nodiscard]] const KnownError* findError(const Frame& error);

/** Both lists, for tests. */
[[nodiscard]] std::span<const KnownError> knownRefusals();
[[nodiscard]] std::span<const KnownError> knownErrors();

} // namespace Stomp
