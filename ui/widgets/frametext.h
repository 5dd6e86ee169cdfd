#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace Ui {

/**
 * A frame's bytes made visible: NUL as U+2400, LF as an arrow and a new line, CR and other control
 * characters as symbols, bytes that are not UTF-8 in hex. Marks say what in the text stands for
 * something else, as the same symbols can also come in a message. Values of secret headers are
 * masked.
 */
struct FrameText
{
    enum class Kind : quint8
    {
        Symbol, //!< stands for a byte that cannot be seen
        Escape, //!< \n, \c, \\ or \r in a header, as it is on the wire
        Masked,
        Command,
        Name, //!< of a header
    };
    struct Mark
    {
        int line = 0;
        int column = 0;
        int length = 0;
        Kind kind = Kind::Symbol;
    };

    /** How control characters look: one character each (U+2400 and on), or their names in angle
     * brackets, for fonts that have none of those. */
    enum class Symbols : quint8
    {
        Pictures,
        Names,
    };

    QString text;
    std::vector<Mark> marks; //!< by line and column
    /** Bytes of the frame that text stands for. */
    std::size_t shownBytes = 0;

    /** frame without its NUL, which is shown all the same; at most about limit bytes of it. */
    [[nodiscard]] static FrameText of(
        std::string_view frame, std::uint32_t bodyOffset, std::size_t limit, Symbols symbols);
};

} // namespace Ui
