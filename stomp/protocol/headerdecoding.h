#pragma once

#include "frame.h"
#include "version.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace Stomp {

/** Splits a header line, without its line end, at its first colon (npos: there is none); adds what
 * is odd about it. */
[[nodiscard]] HeaderView splitHeader(
    std::string_view line, std::size_t colon, std::uint8_t& oddities);

/** Spaces around the number are taken, as Classic and RabbitMQ do; too large a number is SIZE_MAX.
 * Nothing when it is not a non-negative integer. */
[[nodiscard]] std::optional<std::size_t> parseContentLength(std::string_view value);

/** Without spaces and tabs at both ends. */
[[nodiscard]] std::string_view withoutPadding(std::string_view text);

/**
 * Replaces the headers that contain a backslash by unescaped copies in arena, which must live as
 * long as the views. head holds the lines that the headers are views of, in their order. False when
 * there was an undefined escape.
 */
bool unescapeHeaders(
    std::string_view head, std::span<HeaderView> headers, Version version, std::string& arena);

} // namespace Stomp
