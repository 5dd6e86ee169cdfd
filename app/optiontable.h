#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace App {

enum class Verb : std::uint8_t
{
    Window,
    Listen,
    Publish,
    Doctor,
    Prove,
    Broker
};

[[nodiscard]] std::optional<Verb> verbFromName(const QString& name);
/** "listen"; empty for the window. */
[[nodiscard]] std::string_view nameOf(Verb verb);

/** One option as the parser and --help both read it. */
struct OptionRow
{
    std::string_view name;
    std::string_view value; //!< empty: it takes none
    std::string_view help;
};

/** The verb's own options, and those of the connection where it connects. */
[[nodiscard]] std::span<const OptionRow> optionsOf(Verb verb);
[[nodiscard]] std::span<const OptionRow> connectOptionsOf(Verb verb);
/** Those of the way to the broker, where there is one. */
[[nodiscard]] std::span<const OptionRow> transportOptionsOf(Verb verb);

/** What --help prints. */
[[nodiscard]] QString helpText(Verb verb);

} // namespace App
