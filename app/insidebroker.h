#pragma once

#include <stomp/client/clientoptions.h>
#include <stomp/server/practiceserver.h>

#include <memory>

namespace App {

/** The broker of practice:, started inside the process; options then lead to it. Null when it could
 * not start, which the user has been told. */
[[nodiscard]] std::unique_ptr<Stomp::PracticeServer> startInsideBroker(
    const Stomp::PracticeOptions& practice, Stomp::ClientOptions& options);

} // namespace App
