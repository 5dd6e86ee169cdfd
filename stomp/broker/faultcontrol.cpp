#include "faultcontrol.h"

#include "faultbook.h"

namespace Stomp {

Verdict controlFaults(
    FaultBook& book, const FrameView& send, Millis now, const std::function<void()>& confirm)
{
    if (send.header("transaction"))
        return Refusal{"Faults cannot be set in a transaction",
            "Send to " + std::string(faultControl) + " without a transaction header.", {}};
    if (send.body.find_first_not_of(" \t\r\n;") == std::string_view::npos)
        return Refusal{"The body names no fault", faultForm(), {}};
    if (auto refusal = book.add(send.body, now))
        return refusal;
    book.setSuspended(true);
    confirm();
    book.setSuspended(false);
    return {};
}

} // namespace Stomp
