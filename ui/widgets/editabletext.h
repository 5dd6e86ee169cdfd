#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

class QString;

namespace Ui {

enum class LineEnds : quint8
{
    Lf,
    CrLf,
    Other, //!< both, or CR alone
};

[[nodiscard]] LineEnds lineEndsOf(std::string_view text);

/** Whether a text document gives back what it was given; line ends are another matter. */
[[nodiscard]] bool isEditable(const QString& text);

/** ${n} replaced by a number of the same length, so that places stay what they are. */
[[nodiscard]] std::string withoutPlaceholders(std::string text);

} // namespace Ui
