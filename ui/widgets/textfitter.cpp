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

TextFitter::Fitted TextFitter::fit(const QString& text, qreal width, Qt::TextElideMode elide) const
{
    const auto isUnknown = [](QChar letter) {
        return letter.unicode() >= known;
    };
    qreal sum = 0;
    qreal cutWidth = 0;
    qsizetype cut = 0; // what fits together with an ellipsis
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isUnknown(text[i]))
            return elidedByQt(text, width, elide);
        if (sum + m_ellipsis <= width) {
            cut = i;
            cutWidth = sum;
        }
        sum += widthOf(text[i]);
        if (sum <= width)
            continue;
        if (elide == Qt::ElideRight)
            return {text.left(cut) + ellipsis, cutWidth + m_ellipsis};
        if (std::none_of(text.begin() + i, text.end(), isUnknown))
            return cutMiddle(text, width);
        return elidedByQt(text, width, elide);
    }
    return {text, sum};
}

TextFitter::Fitted TextFitter::elidedByQt(
    const QString& text, qreal width, Qt::TextElideMode elide) const
{
    const QString elided = m_metrics.elidedText(text, elide, width);
    return {elided, m_metrics.horizontalAdvance(elided)};
}

TextFitter::Fitted TextFitter::cutMiddle(const QString& text, qreal width) const
{
    qsizetype left = 0;
    qsizetype right = text.size();
    qreal before = 0;
    qreal after = 0;
    for (;;) {
        const bool isBefore = before <= after;
        const qreal next = widthOf(text[isBefore ? left : right - 1]);
        if (before + after + next + m_ellipsis > width)
            break;
        (isBefore ? before : after) += next;
        isBefore ? ++left : --right;
    }
    return {text.left(left) + ellipsis + text.mid(right), before + m_ellipsis + after};
}

} // namespace Ui
