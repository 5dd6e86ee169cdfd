#include "redelivery.h"

#include <charconv>

namespace Ui {

namespace {

std::optional<quint32> numberIn(std::string_view text)
{
    quint32 number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return {};
    return number;
}

} // namespace

std::optional<quint32> redeliveries(const Stomp::FrameView& message)
{
    // The first counts this delivery, the second only those that failed.
    if (const auto all = numberIn(message.value("delivery-count")); all && *all > 0)
        return *all - 1;
    return numberIn(message.value("x-delivery-count"));
}

} // namespace Ui
