#pragma once

#include <span>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Appends one cell of a CSV file (RFC 4180): in quotes where it has a comma, a quote or a line end.
 * Out comes valid UTF-8; bytes that are none become U+FFFD.
 *
 * What a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets take as
 * "this is text": cells that begin with = + - @, TAB, CR or LF, also in full width. A plain number
 * (-5, +1.0, -2e400) is no formula and stays as it is.
 */
void appendCsvCell(std::string_view cell, std::string& out);

/** Appends a line of cells that ends with CR LF. */
void appendCsvRow(std::span<const std::string_view> cells, std::string& out);

} // namespace Stomp
