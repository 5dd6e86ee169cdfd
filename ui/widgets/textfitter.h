#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QString>

#include <array>

namespace Ui {

/**
 * Cuts a line of text to a width by adding up the widths of its letters, where Qt would lay it out
 * twice to the same end: what a table of long previews spends most of its painting on. Text beyond
 * the Latin letters is measured by Qt.
 */
class TextFitter
{
public:
    explicit TextFitter(const QFont& font = {});

    [[nodiscard]] const QFont& font() const { return m_font; }
    [[nodiscard]] qreal ascent() const { return m_ascent; }
    [[nodiscard]] qreal height() const { return m_height; }

    struct Fitted
    {
        QString text; //!< with an ellipsis where it was cut
        qreal width = 0;
    };
    /** elide: at its end, or in its middle. */
    [[nodiscard]] Fitted fit(
        const QString& text, qreal width, Qt::TextElideMode elide = Qt::ElideRight) const;

private:
    [[nodiscard]] Fitted elidedByQt(
        const QString& text, qreal width, Qt::TextElideMode elide) const;
    [[nodiscard]] Fitted cutMiddle(const QString& text, qreal width) const;
    [[nodiscard]] qreal widthOf(QChar letter) const { return m_widths[letter.unicode()]; }

    static constexpr char16_t known = 0x180;

    QFont m_font;
    QFontMetricsF m_metrics;
    qreal m_ascent;
    qreal m_height;
    qreal m_ellipsis;
    std::array<qreal, known> m_widths;
};

} // namespace Ui
