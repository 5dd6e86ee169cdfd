#include "editabletext.h"

#include <QString>

#include <algorithm>

namespace Ui {

LineEnds lineEndsOf(std::string_view text)
{
    bool lf = false;
    bool crLf = false;
    for (std::size_t at = text.find_first_of("\r\n"); at != std::string_view::npos;
         at = text.find_first_of("\r\n", at + 1)) {
        if (text[at] == '\n') {
            lf = true;
        } else if (text.substr(at, 2) == "\r\n") {
            crLf = true;
            ++at;
        } else {
            return LineEnds::Other;
        }
    }
    if (lf && crLf)
        return LineEnds::Other;
    return crLf ? LineEnds::CrLf : LineEnds::Lf;
}

bool isEditable(const QString& text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        const char16_t unit = c.unicode();
        return unit == 0 || unit == 0x2028 || unit == 0x2029 || unit == 0xFDD0 || unit == 0xFDD1
            || unit == 0xFFFC;
    });
}

std::string withoutPlaceholders(std::string text)
{
    constexpr std::string_view placeholder = "${n}";
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + placeholder.size()))
        text.replace(at, placeholder.size(), "1234");
    return text;
}

} // namespace Ui
