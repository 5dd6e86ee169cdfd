#include "textfitter.h"

#include <algorithm>

namespace Ui {

namespace {
constexpr QChar ellipsis(u'\u2026');
}

TextFitter::TextFitter(const QFont& font)
    : m_font(font), m_metrics(font), m_ascent(m_metrics.ascent()), m_height(m_metrics.height()),
      m_ellipsis(m_metrics.horizontalAdvance(ellipsis))
{
    for (char16_t letter = 0; letter < known; ++letter)
        m_widths[letter] = letter < u' ' ? 0 : m_metrics.horizontalAdvance(QChar(letter));
}

TextFitter::Fitted TextFitter::fit(const QString& text, qreal width) const
{
    qreal sum = 0;
    qreal cutWidth = 0;
    qsizetype cut = 0; // what fits together with an ellipsis
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t letter = text[i].unicode();
        if (letter >= known) {
            const QString elided = m_metrics.elidedText(text, Qt::ElideRight, width);
            return {elided, m_metrics.horizontalAdvance(elided)};
        }
        if (sum + m_ellipsis <= width) {
            cut = i;
            cutWidth = sum;
        }
        sum += m_widths[letter];
        if (sum > width)
            return {text.left(cut) + ellipsis, cutWidth + m_ellipsis};
    }
    return {text, sum};
}

} // namespace Ui
