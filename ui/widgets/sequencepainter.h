#pragma once

#include <QFont>
#include <QPalette>
#include <QRectF>

class QPainter;

namespace Ui {

struct Sequence;
struct SequenceRow;

/**
 * Draws a sequence: names on top of their life lines, times on the left, an arrow a row. The same
 * on the screen, as SVG and as a picture. Rows have one height, placed by arithmetic. Holds a font
 * and a palette, no widget: may be used on any thread.
 */
class SequencePainter
{
public:
    SequencePainter(const QFont& font, const QPalette& palette);

    /** For this sequence on a screen of this width, which it may exceed; 0: as wide as its labels
     * are. Before anything else is asked. */
    void fit(const Sequence& sequence, qreal roomWidth);

    [[nodiscard]] qreal width() const { return m_width; }
    [[nodiscard]] qreal headHeight() const { return m_head; }
    [[nodiscard]] qreal rowHeight() const { return m_row; }

    /** The life line that is nearest; may be beside all of them. */
    [[nodiscard]] int lineAt(qreal x) const;

    /** The names, from 0 to headHeight(). */
    void paintHead(QPainter& painter, const Sequence& sequence) const;
    /** Rows first to last; row 0 begins at y 0. */
    void paintRows(QPainter& painter, const Sequence& sequence, int first, int last) const;
    /** Behind a row: it is chosen. */
    void paintChosen(QPainter& painter, int row, bool isCurrent, bool hasFocus) const;

    /** With its caption and its background, as it is exported. */
    [[nodiscard]] QSizeF wholeSize(const Sequence& sequence) const;
    void paintWhole(QPainter& painter, const Sequence& sequence) const;

private:
    [[nodiscard]] qreal x(int line) const;
    void paintLives(QPainter& painter, const Sequence& sequence, int first, int last) const;
    void paintChain(QPainter& painter, const Sequence& sequence, int first, int last) const;
    void paintTime(QPainter& painter, const SequenceRow& row, qreal top) const;
    void paintGap(
        QPainter& painter, const Sequence& sequence, const SequenceRow& row, qreal top) const;
    void paintArrow(QPainter& painter, const SequenceRow& row, qreal top) const;
    void text(QPainter& painter, const QFont& font, const QRectF& area, int flags,
        const QColor& color, const QString& words,
        Qt::TextElideMode elide = Qt::ElideMiddle) const; // both ends of an id tell

    QPalette m_palette;
    QFont m_label;
    QFont m_small;
    QFont m_numbers;
    QFont m_name;
    qreal m_times = 0; //!< width of their column
    qreal m_nameWidth = 0; //!< of the widest box
    qreal m_spacing = 0; //!< between life lines
    qreal m_width = 0;
    qreal m_head = 0;
    qreal m_row = 0;
};

} // namespace Ui
