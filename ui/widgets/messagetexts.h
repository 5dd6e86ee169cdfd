#pragma once

#include <stomp/messages/messagetext.h>

#include <memory>

namespace Ui {

/** As JSON lines, which can be opened again. */
[[nodiscard]] std::unique_ptr<Stomp::MessageText> jsonText(Stomp::ConnectionNames names);
/** As CSV, with the columns of the message table that every message has. */
[[nodiscard]] std::unique_ptr<Stomp::MessageText> csvText(Stomp::ConnectionNames names);

} // namespace Ui
