#include "visibletext.h"

namespace Ui {

QChar symbolOf(char16_t control)
{
    if (control == 0x7F)
        return QChar(u'\u2421');
    return control < 0x20 ? QChar(static_cast<char16_t>(0x2400 + control)) : QChar(control);
}

QString visibleText(std::string_view utf8, qsizetype limit)
{
    // A character has at most four bytes, so no more of them are worth decoding.
    const auto bytes = static_cast<qsizetype>(utf8.size());
    QString text = QString::fromUtf8(utf8.data(), qMin(bytes, 4 * limit + 4));
    const bool cut = text.size() > limit || bytes > 4 * limit + 4;
    if (cut) {
        text.truncate(limit);
        if (!text.isEmpty() && text.back().isHighSurrogate())
            text.chop(1);
    }
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\u21b5"));
    for (QChar& c : text) {
        if (c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = QChar(u'\u21b5');
        else if (c == u'\t')
            c = QChar(u'\u2192');
        else
            c = symbolOf(c.unicode());
    }
    if (cut)
        text += QChar(u'\u2026');
    return text;
}

} // namespace Ui
